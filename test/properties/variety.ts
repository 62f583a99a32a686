import fc from 'fast-check';
import type { ArrayOptions } from '../../src/index.js';

/** How a run's array differs from the shipped profile; small numbers, so that it shrinks to the plain one. */
export interface Variety {
  readonly options: ArrayOptions & { readonly profile: object };
  /** What the models need to know of the profile. */
  readonly extent: bigint;
  readonly usableAtAcceptance: boolean;
  readonly leavesResidue: boolean;
  readonly mostReplicas: number;
  readonly mostVolumes: number;
}

const MiB = 1024n * 1024n;
const odd = 5n * MiB + 512n;

/** Arrays of every kind that the profile language can say, with pools of every kind and little room in most. */
export const variety: fc.Arbitrary<Variety> = fc
  .record({
    seed: fc.nat(1000),
    version: fc.constantFrom('2016' as const, '2012R2' as const, '2012' as const),
    usableAtAcceptance: fc.boolean(),
    mode: fc.constantFrom('jobs' as const, 'bySize' as const, 'within' as const),
    leaves: fc.boolean(),
    leavesResidue: fc.boolean(),
    uniqueNames: fc.boolean(),
    // 18 detaches, 40 forbids a TargetPool, 44 allocates in the source's pool; 51 takes names.
    features: fc.subarray([18, 51, 44]),
    rare: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 23, 40),
    extent: fc.constantFrom(MiB, 512n, 3n * MiB),
    rate: fc.constantFrom('64 MiB', '4 MiB', '1 GiB'),
    startsWithin: fc.constantFrom(200, 0),
    stopsWithin: fc.constantFrom(500, 0),
    removedAfter: fc.constantFrom('5 min', '30 s'),
    latency: fc.dictionary(
      fc.constantFrom('service', 'connect', 'invoke', 'array', 'readBack', 'serviceReply'),
      fc.nat(900),
      {
        maxKeys: 3,
      },
    ),
    runningJobs: fc.integer({ min: 1, max: 4 }),
    queuedJobs: fc.nat(4),
    volumes: fc.integer({ min: 9, max: 40 }),
    replicas: fc.integer({ min: 1, max: 6 }),
    rename: fc.constantFrom('accepted', 'accepted', 'refused', 'unsupported', 'noSuchProperty'),
    authentication: fc.constantFrom('required', 'none'),
  })
  .map((drawn): Variety => {
    const offlineOnly = drawn.rare === 23;
    // Without jobs nothing runs in the background.
    const atAcceptance = drawn.usableAtAcceptance && drawn.mode !== 'within';
    const features = [8, ...drawn.features, ...(drawn.rare === 0 ? [] : [drawn.rare])];
    const profile = {
      base: 'full-copy',
      extentSize: `${drawn.extent} B`,
      capabilities: {
        cloneRemote: true,
        replicationTypes: [11, 13],
        features,
        maximumReplicasPerSource: drawn.replicas,
        synchronousActions: drawn.mode === 'jobs' ? [] : [2],
        asynchronousActions: drawn.mode === 'within' ? [] : [2],
      },
      clones: {
        targetUsable: atAcceptance ? 'atAcceptance' : 'atCompletion',
        uniqueNames: drawn.uniqueNames,
        requireOnlineSource: !offlineOnly,
        maximumNameLength: 40,
        synchronousUpTo: drawn.mode === 'bySize' ? '16 MiB' : 0,
      },
      jobs: {
        copyRatePerSecond: drawn.rate,
        startsWithin: drawn.startsWithin,
        stopsWithin: drawn.stopsWithin,
        removedAfter: drawn.removedAfter,
        leavesResidue: drawn.leavesResidue,
      },
      limits: {
        volumes: drawn.volumes,
        synchronizations: 20,
        sessions: 6,
        operations: 4,
        runningJobs: drawn.runningJobs,
        queuedJobs: drawn.queuedJobs,
      },
      service: { operationTimeout: '20 s', afterFailure: drawn.leaves ? 'leaves' : 'removes' },
      provider: { rename: drawn.rename, authentication: drawn.authentication, latency: drawn.latency },
    };
    return {
      // The record above spells the profile's words; createArray judges them.
      options: {
        seed: drawn.seed,
        version: drawn.version,
        profile: profile as object,
        ...elements,
      } as Variety['options'],
      extent: drawn.extent,
      usableAtAcceptance: atAcceptance,
      leavesResidue: drawn.leavesResidue,
      mostReplicas: drawn.replicas,
      mostVolumes: drawn.volumes,
    };
  });

/** The password of every account: no reply and no trace may hold it. */
export const password = 'pa55-word-never-shown';

const elements: ArrayOptions = {
  pools: [
    { name: 'gold', size: '1200 MiB' },
    { name: 'silver', size: '330 MiB' },
    { name: 'tiny', size: '6 MiB' },
    { name: 'raw', size: '200 MiB', primordial: true },
    { name: 'far', size: '400 MiB', system: 'peer' },
  ],
  volumes: [
    { name: 'db', pool: 'gold', size: '120 MiB' },
    { name: 'odd', pool: 'gold', size: odd },
    { name: 'log', pool: 'silver', size: '50 MiB' },
    { name: 'block', pool: 'tiny', size: 512 },
    { name: 'snap', pool: 'silver', size: '20 MiB', snapshot: true },
    { name: 'wide', pool: 'gold', size: '300 MiB' },
  ],
  accounts: [
    { name: 'service', password },
    { name: 'guest', password, mayModify: false },
    { name: 'narrow', password, maximumSessions: 1 },
  ],
  credential: { username: 'service', password },
  retain: 500,
};
