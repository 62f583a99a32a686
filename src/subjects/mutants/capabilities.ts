import type { Advertised } from '../../conformance/subject/advertised.js';
import type { SimulatorOptions } from '../simulator.js';
import { type ArrayMutant, bySize, on, pretending, sourcePoolOnly } from './mutant.js';

/** Arrays that advertise something else than they do. */
export const wrongCapabilities: readonly ArrayMutant[] = [
  clones('promises-remote-clones', 'It advertises clones to the peer system, and refuses them.', {}, { remote: true }),
  clones('hides-local-clones', 'It makes local clones, and advertises none.', {}, { local: false }),
  clones('promises-local-clones', 'It advertises local clones, and refuses them.', on('snapshot-only'), {
    local: true,
  }),
  clones('hides-remote-clones', 'It makes clones to the peer system, and advertises none.', on('remote-only'), {
    remote: false,
  }),
  clones(
    'jobs-for-synchronous',
    'It advertises copies within the call, and starts jobs.',
    {},
    { copies: 'withinCall' },
  ),
  clones('synchronous-for-jobs', 'It advertises jobs, and copies within the call.', on('sync-only'), {
    copies: 'byJob',
  }),
  clones('synchronous-up-to-less', 'It copies less within the call than it advertises.', bySize, {
    synchronousUpTo: 12 * 2 ** 20,
  }),
  clones('synchronous-up-to-more', 'It copies more within the call than it advertises.', bySize, {
    synchronousUpTo: 2 * 2 ** 20,
  }),
  clones(
    'promises-usable-at-once',
    'It advertises clones that can be used at once, and lets them wait.',
    {},
    { targetUsable: 'atAcceptance' },
  ),
  clones('promises-clones-of-snapshots', 'It advertises clones of snapshots, and refuses them.', on('legacy-2012'), {
    ofSnapshots: true,
  }),
  clones('hides-clones-of-snapshots', 'It makes clones of snapshots, and advertises none.', {}, { ofSnapshots: false }),
  clones(
    'promises-any-source-state',
    'It says that the state of a source does not matter, and refuses one that is offline.',
    {},
    { source: 'any' },
  ),
  clones(
    'asks-for-offline-sources',
    'It says that a source has to be offline, and takes one that is online.',
    {},
    { source: 'offline' },
  ),
  pool('promises-any-target-pool', 'It says that a TargetPool may be given, and refuses it.', on('legacy-2012'), {
    given: 'optional',
  }),
  pool('forbids-target-pool', 'It says that no TargetPool may be given, and takes it.', {}, { given: 'forbidden' }),
  pool(
    'requires-target-pool',
    'It says that a TargetPool has to be given, and does without.',
    {},
    { given: 'required' },
  ),
  pool(
    'promises-other-pools',
    'It says that a target may go to any pool, and refuses all but that of the source.',
    sourcePoolOnly,
    { ofSourceOnly: false },
  ),
  pool(
    'denies-other-pools',
    "It says that a target goes to its source's pool only, and puts it elsewhere.",
    {},
    { ofSourceOnly: true },
  ),
  pretending('promises-unique-names', 'It says that names are unique, and gives one twice.', {}, (advertised) => ({
    ...advertised,
    names: { ...advertised.names, unique: true },
  })),
  pretending(
    'promises-any-name',
    'It says that a name may be given twice, and refuses that.',
    on('strict-names'),
    (advertised) => ({ ...advertised, names: { ...advertised.names, unique: false } }),
  ),
  allocation(
    'thin-in-name',
    'It says that its clones take what their sources take, and gives them their whole size.',
    {},
    { kind: 'thin' },
  ),
  allocation(
    'full-in-name',
    'It says that its clones take their whole size, and gives them what their sources take.',
    on('thin-provisioned'),
    { kind: 'full', overcommitLimit: null },
  ),
  allocation('instant-in-name', 'It says that its clones share, and copies.', on('thin-provisioned'), {
    kind: 'instant',
  }),
  allocation('larger-extents', 'It has larger extents than it says.', on('thin-provisioned'), { extent: 1024 * 1024 }),
  pretending('jobs-take-longer', 'Its jobs take longer than it says.', {}, (advertised) => ({
    ...advertised,
    time: { ...advertised.time, jobsEndWithinMs: 100 },
  })),
  pretending('jobs-stay-shorter', 'Its finished jobs are removed earlier than it says.', {}, (advertised) => ({
    ...advertised,
    time: { ...advertised.time, finishedJobsStayMs: 3_600_000 },
  })),
  pretending(
    'detaches-in-name',
    'It says that associations go, and keeps those of clones that it makes within the call.',
    on({ base: 'sync-only', service: { detaches: 'never' } }),
    (advertised) => ({ ...advertised, clones: { ...advertised.clones, detaches: true } }),
  ),
];

function clones(name: string, wrong: string, real: SimulatorOptions, says: Partial<Advertised['clones']>): ArrayMutant {
  return pretending(name, wrong, real, (advertised) => ({ ...advertised, clones: { ...advertised.clones, ...says } }));
}

function pool(
  name: string,
  wrong: string,
  real: SimulatorOptions,
  says: Partial<Advertised['targetPool']>,
): ArrayMutant {
  return pretending(name, wrong, real, (advertised) => ({
    ...advertised,
    targetPool: { ...advertised.targetPool, ...says },
  }));
}

function allocation(
  name: string,
  wrong: string,
  real: SimulatorOptions,
  says: Partial<Advertised['allocation']>,
): ArrayMutant {
  return pretending(name, wrong, real, (advertised) => ({
    ...advertised,
    allocation: { ...advertised.allocation, ...says },
  }));
}
