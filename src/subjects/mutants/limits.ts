import { simulatorDriver } from '../simulator.js';
import { type ArrayMutant, keeping, ofComponents, on, pretending } from './mutant.js';
import { changed, without } from './tables.js';
import { wrapDriver } from './wrapDriver.js';

/** Limits that a few clones reach, each alone, by what is advertised of them. */
const offByOne = {
  replicasPerSource: {
    plural: 'replicas',
    meaning: 'replicas of a source',
    key: 'maximumReplicasPerSource',
    most: 3,
    beside: {},
  },
  volumes: { plural: 'volumes', meaning: 'volumes', key: 'volumes', most: 10, beside: {} },
  synchronizations: {
    plural: 'synchronizations',
    meaning: 'synchronizations',
    key: 'synchronizations',
    most: 5,
    beside: {},
  },
  runningJobs: {
    plural: 'running-jobs',
    meaning: 'jobs that run',
    key: 'runningJobs',
    most: 2,
    beside: { queuedJobs: 2 },
  },
  queuedJobs: {
    plural: 'queued-jobs',
    meaning: 'jobs that wait',
    key: 'queuedJobs',
    most: 2,
    beside: { runningJobs: 2 },
  },
} as const;

type Limit = keyof typeof offByOne;

const fewReplicas = { ...keeping, limits: { maximumReplicasPerSource: 3 } };
const fewVolumes = { limits: { volumes: 10 } };
const fewSynchronizations = { ...keeping, limits: { synchronizations: 5 } };
const fewJobs = { limits: { runningJobs: 2, queuedJobs: 2 } };

/** Arrays that don't keep to what they say of their limits. */
export const wrongLimits: readonly ArrayMutant[] = [
  ...(Object.keys(offByOne) as Limit[]).flatMap((limit) => [offBy(limit, 1), offBy(limit, -1)]), // the table's own keys
  ofComponents(
    'replicas-without-end',
    'It makes any number of replicas of a source.',
    without('array/replicas'),
    fewReplicas,
  ),
  ofComponents('volumes-without-end', 'It makes any number of volumes.', without('array/volumes'), fewVolumes),
  ofComponents(
    'synchronizations-without-end',
    'It makes any number of synchronizations.',
    without('array/metadata'),
    fewSynchronizations,
  ),
  ofComponents('queue-without-end', 'It takes any number of jobs.', without('array/queue'), fewJobs),
  ofComponents(
    'replicas-counted-twice',
    'It counts each replica of a source twice.',
    changed(['array/replicas'], (row) => [
      {
        ...row,
        when: ({ volume: source, settings }) =>
          source !== undefined && 2 * source.replicas >= settings.capabilities.maximumReplicasPerSource,
      },
    ]),
    fewReplicas,
  ),
  ofComponents(
    'deleted-replicas-counted',
    'It counts replicas of a source that were deleted.',
    changed(['array/replicas'], (row) => [
      {
        ...row,
        when: ({ volume: source, settings }) =>
          source !== undefined && source.clonesMade >= settings.capabilities.maximumReplicasPerSource,
      },
    ]),
    fewReplicas,
  ),
  ofComponents(
    'detached-replicas-counted',
    'It counts replicas of a source that were detached from it.',
    changed(['array/replicas'], (row) => [
      {
        ...row,
        when: ({ volume: source, settings }) =>
          source !== undefined && source.clonesMade >= settings.capabilities.maximumReplicasPerSource,
      },
    ]),
    { limits: { maximumReplicasPerSource: 3 } },
  ),
  ofComponents(
    'replicas-of-all-sources-counted',
    'It counts the replicas of all sources together.',
    changed(['array/replicas'], (row) => [
      {
        ...row,
        when: ({ world, settings }) => world.synchronizations.size >= settings.capabilities.maximumReplicasPerSource,
      },
    ]),
    fewReplicas,
  ),
  ofComponents(
    'deleted-volumes-counted',
    'It counts volumes that were deleted.',
    changed(['array/volumes'], (row) => [
      { ...row, when: ({ world, settings }) => world.volumes.length >= settings.limits.volumes },
    ]),
    fewVolumes,
  ),
  ...([1, -1] as const).map((by) =>
    pretending(
      by === 1 ? 'names-a-letter-too-long' : 'names-a-letter-too-short',
      by === 1
        ? 'It takes a name that is one letter longer than it says.'
        : 'It refuses the longest name that it says it takes.',
      on({ base: 'strict-names', clones: { maximumNameLength: 16 + by } }),
      (advertised) => ({ ...advertised, names: { ...advertised.names, longest: 16 } }),
    ),
  ),
  pretending(
    'copies-at-once-too-many',
    'It copies a volume more often at once than it says.',
    on({ base: 'full-copy', clones: { copiesAtOnce: 3 } }),
    (advertised) => ({ ...advertised, declares: { ...advertised.declares, busySources: 2 } }),
  ),
  pretending(
    'copies-at-once-too-few',
    'It finds a volume busy that is copied less often at once than it says.',
    on({ base: 'full-copy', clones: { copiesAtOnce: 1 } }),
    (advertised) => ({ ...advertised, declares: { ...advertised.declares, busySources: 2 } }),
  ),
  pretending(
    'promises-more-than-it-says',
    'It promises more of a pool than its overcommit limit allows.',
    on({ base: 'thin-provisioned', allocation: { overcommitLimit: 320 } }),
    (advertised) => ({ ...advertised, allocation: { ...advertised.allocation, overcommitLimit: 300 } }),
  ),
  pretending(
    'promises-less-than-it-says',
    'It promises less of a pool than its overcommit limit allows.',
    on({ base: 'thin-provisioned', allocation: { overcommitLimit: 280 } }),
    (advertised) => ({ ...advertised, allocation: { ...advertised.allocation, overcommitLimit: 300 } }),
  ),
];

/** An array whose limit is one more, or one less, than it says. */
function offBy(limit: Limit, by: 1 | -1): ArrayMutant {
  const { plural, meaning, key, most, beside } = offByOne[limit];
  const name = by === 1 ? `${plural}-one-too-many` : `${plural}-one-too-few`;
  const real = { ...keeping, name, limits: { ...beside, [key]: most + by } };
  return {
    name,
    wrong: `It has ${by === 1 ? 'one more' : 'one less'} than it says of the ${meaning} that it may have.`,
    base: { ...keeping, limits: { ...beside, [key]: most } },
    make: () =>
      wrapDriver(simulatorDriver(real), () => ({
        capabilities: (advertised) => ({ ...advertised, limits: { ...advertised.limits, [limit]: most } }),
      })),
  };
}
