import type { Advertised } from '../../conformance/subject/advertised.js';
import type { VolumeSeen } from '../../conformance/subject/observations.js';
import { defaultComponents } from '../../engine/defaultComponents.js';
import { syncType } from '../../vocabulary/replication.js';
import { roundUpTo } from '../../vocabulary/units/sizes.js';
import { type ArrayMutant, ofComponents, on, pretending, wrapped } from './mutant.js';
import { answering, operating, without } from './tables.js';

/** The other method that makes them. */
const replicas = 'StorageVolume.CreateReplica';

const none = on({ base: 'full-copy', capabilities: { replicationTypes: [11] } });

/** Arrays that are wrong about their snapshots. */
export const wrongSnapshots: readonly ArrayMutant[] = [
  ofComponents('anybody-makes-snapshots', 'It lets anybody make snapshots.', without('CreateSnapshot service/role')),
  ofComponents(
    'snapshots-without-license',
    'It makes snapshots although it says that it makes none.',
    without(
      ...(['service/noSnapshots', 'service/locality'] as const).map((row) => `CreateSnapshot ${row}` as const),
      ...(['snapshotsWithdrawn', 'typeWithdrawn'] as const).map(
        (row) => `CreateSnapshot readCapabilities/${row}` as const,
      ),
      'CreateSnapshot invoke/methodUnsupported',
    ),
    none,
  ),
  ofComponents(
    'snapshot-of-a-snapshot',
    'It makes snapshots of snapshots although it says that it does not.',
    without('CreateSnapshot array/snapshotOfSnapshot'),
  ),
  ofComponents(
    'snapshot-in-a-primordial-pool',
    'It keeps snapshots in a primordial pool.',
    without('CreateSnapshot array/primordial'),
  ),
  ofComponents(
    'snapshot-takes-all-at-once',
    'A snapshot takes the size of its source from the start.',
    takingAll('CreateSnapshot'),
  ),
  showing('snapshot-called-none', 'It does not call its snapshots snapshots.', () => ({ isSnapshot: false })),
  showing('snapshot-let-go', 'Its snapshots are associated with no source.', () => ({ source: null, relation: null })),
  showing('snapshot-of-half-its-source', 'Its snapshots are smaller than their sources.', ({ size }) => ({
    size: size / 2,
  })),
  wrapped('replicas-are-never-snapshots', 'It makes a clone where CreateReplica is asked for a snapshot.', () => ({
    of: replicas,
    asks: (call) => (call.with.SyncType === 7 ? { ...call, with: { ...call.with, SyncType: 8 } } : call),
  })),
  ofComponents(
    'replica-of-a-snapshot-is-one',
    'By CreateReplica it makes snapshots of snapshots although it says that it does not.',
    without(`${replicas} array/snapshotOfSnapshot`),
  ),
  ofComponents(
    'snapshots-by-replica-uncounted',
    'By CreateReplica a source gets more snapshots than it may have.',
    without(`${replicas} array/snapshotsPerSource`),
  ),
  ofComponents(
    'snapshots-by-replica-no-shortage',
    'It answers 4 where CreateReplica is asked for one snapshot too many, and 40002 stands for that.',
    answering([`${replicas} array/snapshotsPerSource`], 'failed'),
  ),
  ofComponents(
    'snapshot-named-a-target',
    'It takes a target that is there for a snapshot, which feature 39 forbids, and makes another one.',
    without(`${replicas} invoke/targetForbidden`),
  ),
  ofComponents(
    'snapshot-by-replica-takes-all',
    'A snapshot that CreateReplica makes takes the size of its source from the start.',
    takingAll(replicas),
  ),
  pretending(
    'sources-said-to-be-deletable',
    'It says that volumes with snapshots can be deleted, and keeps them.',
    {},
    (advertised) => saying(advertised, { sources: 'deletable' }),
  ),
];

/** Snapshots by one method are charged as if they held all that they show. */
function takingAll(method: 'CreateSnapshot' | typeof replicas) {
  return operating(method, (operation) => ({
    ...operation,
    plan: (facts) => {
      const { make, ...plan } = defaultComponents.operations[method].plan(facts);
      const room = make?.syncType === syncType.snapshot ? roundUpTo(make.size, facts.configuration.extentSize) : null;
      return { ...plan, make: make === null || room === null ? make : { ...make, room } };
    },
  }));
}

function saying(advertised: Advertised, more: Partial<NonNullable<Advertised['snapshots']>>): Advertised {
  const { snapshots } = advertised;
  return snapshots === undefined ? advertised : { ...advertised, snapshots: { ...snapshots, ...more } };
}

/** What is shown of the snapshots that were made is wrong. */
function showing(name: string, wrong: string, change: (one: VolumeSeen) => Partial<VolumeSeen>): ArrayMutant {
  return wrapped(name, wrong, () => ({
    volume: (one) => (one.isSnapshot && one.source !== null ? { ...one, ...change(one) } : one),
  }));
}
