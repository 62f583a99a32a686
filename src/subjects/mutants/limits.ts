import { type SimulatorOptions, simulatorDriver } from '../simulator.js';
import { inCoat } from './coat.js';
import { changed, without } from './tables.js';
import { ofParts, on, pretending, type WrongArray } from './wrongArray.js';

/** Limits that a few clones reach, each alone. */
const limits = {
  replicasPerSource: { maximumReplicasPerSource: 3 },
  volumes: { volumes: 10 },
  synchronizations: { synchronizations: 5 },
  runningJobs: { runningJobs: 2 },
  queuedJobs: { queuedJobs: 2, runningJobs: 2 },
} as const;

type Limit = keyof typeof limits;

const words: Readonly<Record<Limit, readonly [plural: string, meaning: string]>> = {
  replicasPerSource: ['replicas', 'replicas of a source'],
  volumes: ['volumes', 'volumes'],
  synchronizations: ['synchronizations', 'synchronizations'],
  runningJobs: ['running-jobs', 'jobs that run'],
  queuedJobs: ['queued-jobs', 'jobs that wait'],
};

/** Arrays that don't keep to what they say of their limits. */
export const wrongLimits: readonly WrongArray[] = [
  ...(Object.keys(limits) as Limit[]).flatMap((limit) => [offBy(limit, 1), offBy(limit, -1)]), // the table's own keys
  ofParts('replicas-without-end', 'It makes any number of replicas of a source.', without('array/replicas'), {
    limits: limits.replicasPerSource,
  }),
  ofParts('volumes-without-end', 'It makes any number of volumes.', without('array/volumes'), {
    limits: limits.volumes,
  }),
  ofParts('synchronizations-without-end', 'It makes any number of synchronizations.', without('array/metadata'), {
    limits: limits.synchronizations,
  }),
  ofParts('queue-without-end', 'It takes any number of jobs.', without('array/queue'), { limits: limits.queuedJobs }),
  ofParts(
    'replicas-counted-twice',
    'It counts each replica of a source twice.',
    changed(['array/replicas'], (row) => [
      {
        ...row,
        when: ({ source, settings }) =>
          source !== undefined && 2 * source.replicas >= settings.capabilities.maximumReplicasPerSource,
      },
    ]),
    { limits: limits.replicasPerSource },
  ),
  ofParts(
    'deleted-replicas-counted',
    'It counts replicas of a source that were deleted.',
    changed(['array/replicas'], (row) => [
      {
        ...row,
        when: ({ source, settings }) =>
          source !== undefined && source.clonesMade >= settings.capabilities.maximumReplicasPerSource,
      },
    ]),
    { limits: limits.replicasPerSource },
  ),
  ofParts(
    'replicas-of-all-sources-counted',
    'It counts the replicas of all sources together.',
    changed(['array/replicas'], (row) => [
      {
        ...row,
        when: ({ world, settings }) => world.synchronizations.size >= settings.capabilities.maximumReplicasPerSource,
      },
    ]),
    { limits: limits.replicasPerSource },
  ),
  ofParts(
    'deleted-volumes-counted',
    'It counts volumes that were deleted.',
    changed(['array/volumes'], (row) => [
      { ...row, when: ({ world, settings }) => world.volumes.length >= settings.limits.volumes },
    ]),
    { limits: limits.volumes },
  ),
  ...([1, -1] as const).map((by) =>
    pretending(
      by === 1 ? 'names-a-letter-too-long' : 'names-a-letter-too-short',
      by === 1
        ? 'It takes a name that is one letter longer than it says.'
        : 'It refuses the longest name that it says it takes.',
      on({ base: 'strict-names', clones: { maximumNameLength: 16 + by } }),
      (told) => ({ ...told, names: { ...told.names, longest: 16 } }),
    ),
  ),
  pretending(
    'promises-more-than-it-says',
    'It promises more of a pool than its overcommit limit allows.',
    on({ base: 'thin-provisioned', allocation: { overcommitLimit: 320 } }),
    (told) => ({ ...told, allocation: { ...told.allocation, overcommitLimit: 300 } }),
  ),
  pretending(
    'promises-less-than-it-says',
    'It promises less of a pool than its overcommit limit allows.',
    on({ base: 'thin-provisioned', allocation: { overcommitLimit: 280 } }),
    (told) => ({ ...told, allocation: { ...told.allocation, overcommitLimit: 300 } }),
  ),
];

/** An array whose limit is one more, or one less, than it says. */
function offBy(limit: Limit, by: 1 | -1): WrongArray {
  const [plural, meaning] = words[limit];
  const well: SimulatorOptions = { limits: limits[limit] };
  const name = by === 1 ? `${plural}-one-too-many` : `${plural}-one-too-few`;
  const [key, most] =
    limit === 'replicasPerSource'
      ? (['maximumReplicasPerSource', 3] as const)
      : ([limit, Object.entries(limits[limit]).find(([one]) => one === limit)?.[1] ?? 0] as const);
  const real = simulatorOf({ ...well, name, limits: { ...limits[limit], [key]: most + by } });
  return {
    name,
    wrong: `It has ${by === 1 ? 'one more' : 'one less'} than it says of the ${meaning} that it may have.`,
    well,
    make: () =>
      inCoat(real(), () => ({
        capabilities: (told) => ({ ...told, limits: { ...told.limits, [limit]: most } }),
      })),
  };
}

function simulatorOf(options: SimulatorOptions) {
  return () => simulatorDriver(options);
}
