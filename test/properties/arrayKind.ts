import fc from 'fast-check';
import { type ArrayOptions, type Profile, parseBytes, profiles, type Version } from '../../src/index.js';
import { parseDuration } from '../../src/vocabulary/units/durations.js';

/** One kind of array that a run is about: what it is made from, and what the models need to know of it. */
export interface ArrayKind {
  readonly name: string;
  readonly options: ArrayOptions & { readonly profile: object; readonly version: Version };
  readonly profile: Profile;
  readonly extent: bigint;
}

const MiB = 1024n * 1024n;
/** It can be asked about groups and recovery points, and has an answer. */
const base = profiles['full-copy'].with(({ capabilities, provider }) => {
  capabilities.features.push(2);
  provider.recoveryPoints = { usual: 30, values: [10, 60], are: 'range' };
});

/** Harder profiles than those that arraysim ships: small extents, tight limits, both ways of copying. */
export const harderProfiles: readonly Profile[] = [
  {
    ...base,
    name: 'thin, small extents',
    extentSize: '4 KiB',
    allocation: { kind: 'thin', overcommitLimit: null, lowSpaceWarningThreshold: 25 },
    clones: { ...base.clones, targetUsable: 'atAcceptance' },
  },
  {
    ...base,
    name: 'instant, small extents',
    extentSize: '4 KiB',
    allocation: { kind: 'instant', overcommitLimit: null, lowSpaceWarningThreshold: 0 },
    clones: { ...base.clones, targetUsable: 'atAcceptance' },
  },
  {
    ...base,
    name: 'instant, kept parents',
    extentSize: '4 KiB',
    allocation: { kind: 'instant', overcommitLimit: null, lowSpaceWarningThreshold: 0 },
    clones: { ...base.clones, maximumDepth: 2, maximumFamily: 4, keepsParent: true, requireOnlineSource: false },
    // Long enough for a clone of what is deleted: one that is offline, which nothing locks.
    deletion: { by: 'job', takes: '10 s' },
  },
  {
    ...base,
    name: 'thin, tight overcommit',
    allocation: { kind: 'thin', overcommitLimit: 110, lowSpaceWarningThreshold: 50 },
  },
  {
    ...base,
    name: 'instant, tight overcommit',
    extentSize: '3 MiB',
    allocation: { kind: 'instant', overcommitLimit: 105, lowSpaceWarningThreshold: 10 },
    jobs: { ...base.jobs, leavesResidue: true },
  },
  {
    ...base,
    name: 'low limits',
    capabilities: { ...base.capabilities, maximumReplicasPerSource: 2 },
    limits: { volumes: 12, synchronizations: 4, sessions: 2, operations: 1, runningJobs: 1, queuedJobs: 1 },
  },
  {
    ...base,
    name: 'mirrors, small extents',
    extentSize: '4 KiB',
    allocation: { kind: 'thin', overcommitLimit: null, lowSpaceWarningThreshold: 0 },
    capabilities: {
      ...base.capabilities,
      replicationTypes: [2, 3, 7, 11],
      reducesVolumes: true,
      // CreateElementReplica, ModifyReplicaSynchronization.
      asynchronousActions: [2, 5],
    },
    creation: { ...base.creation, by: 'job', takes: '10 s' },
    poolCreation: { ...base.poolCreation, by: 'job', takes: '10 s' },
    resizing: { by: 'job', takes: '10 s', whileCopying: 'allowed', whileAssociated: 'allowed' },
    deletion: { by: 'job', takes: '10 s' },
  },
  {
    ...base,
    name: 'by size, detaching',
    capabilities: {
      ...base.capabilities,
      replicationTypes: [10, 11, 13],
      cloneRemote: true,
      features: [8, 18, 42, 51],
      synchronousActions: [2],
    },
    allocation: { kind: 'thin', overcommitLimit: 200, lowSpaceWarningThreshold: 0 },
    clones: { ...base.clones, synchronousUpTo: '16 MiB' },
  },
];

const versions = fc.constantFrom('2016' as const, '2012R2' as const, '2012' as const);
const seeds = fc.nat(1000);

/** Arrays of one of the profiles, in every version. */
export function arrayKindsOf(...chosen: readonly Profile[]): fc.Arbitrary<ArrayKind> {
  return fc
    .record({ seed: seeds, version: versions, profile: fc.constantFrom(...chosen) })
    .map(({ seed, version, profile }) => arrayKindOf(profile, { seed, version }));
}

/** By the rarer feature: those that go with it. Without 40 there are remote clones. */
const rare: Readonly<Record<number, readonly number[]>> = { 23: [23, 42], 40: [40] };

/** Arrays of every kind that the profile language can say; small numbers, so that it shrinks to the plain one. */
const derived: fc.Arbitrary<ArrayKind> = fc
  .record({
    seed: seeds,
    version: versions,
    usableAtAcceptance: fc.boolean(),
    mode: fc.constantFrom('jobs' as const, 'bySize' as const, 'within' as const),
    allocation: fc.constantFrom('full' as const, 'full' as const, 'thin' as const, 'instant' as const),
    overcommitLimit: fc.constantFrom(null, 100, 130, 400),
    lowSpaceWarningThreshold: fc.constantFrom(0, 20, 60),
    leaves: fc.boolean(),
    leavesResidue: fc.boolean(),
    killLeavesResidue: fc.boolean(),
    detaches: fc.constantFrom('never' as const, 'atCompletion' as const),
    targetListed: fc.constantFrom('atAcceptance' as const, 'atCompletion' as const),
    poolNotGiven: fc.constantFrom('sourcePool' as const, 'firstWithRoom' as const, 'mostFree' as const),
    longNames: fc.constantFrom('refused' as const, 'cut' as const, 'ignored' as const),
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
      { maxKeys: 3 },
    ),
    runningJobs: fc.integer({ min: 1, max: 4 }),
    queuedJobs: fc.nat(4),
    volumes: fc.integer({ min: 9, max: 40 }),
    replicas: fc.integer({ min: 1, max: 6 }),
    rename: fc.constantFrom(
      'accepted' as const,
      'accepted' as const,
      'refused' as const,
      'unsupported' as const,
      'noSuchProperty' as const,
    ),
    authentication: fc.constantFrom('required' as const, 'none' as const),
  })
  .map((drawn): ArrayKind => {
    // Without jobs nothing runs in the background.
    const usableAtAcceptance = drawn.usableAtAcceptance && drawn.mode !== 'within';
    const profile: Profile = {
      ...base,
      name: 'derived',
      extentSize: `${drawn.extent} B`,
      allocation: {
        kind: drawn.allocation,
        overcommitLimit: drawn.allocation === 'full' ? null : drawn.overcommitLimit,
        lowSpaceWarningThreshold: drawn.lowSpaceWarningThreshold,
      },
      capabilities: {
        ...base.capabilities,
        ...(drawn.rare === 40 ? {} : { cloneRemote: true, replicationTypes: [11, 13] }),
        features: [2, ...drawn.features, ...(drawn.features.includes(44) ? [] : [8]), ...(rare[drawn.rare] ?? [42])],
        maximumReplicasPerSource: drawn.replicas,
        synchronousActions: drawn.mode === 'jobs' ? [] : [2],
        asynchronousActions: drawn.mode === 'within' ? [] : [2],
      },
      clones: {
        ...base.clones,
        targetUsable: usableAtAcceptance ? 'atAcceptance' : 'atCompletion',
        // What hosts use is listed.
        targetListed: usableAtAcceptance ? 'atAcceptance' : drawn.targetListed,
        // Without feature 8 an array has no choice.
        poolNotGiven: drawn.features.includes(44) ? 'sourcePool' : drawn.poolNotGiven,
        uniqueNames: drawn.uniqueNames,
        ofSnapshots: drawn.runningJobs !== 4,
        requireOnlineSource: drawn.rare !== 23,
        maximumNameLength: 40,
        longNames: drawn.longNames,
        synchronousUpTo: drawn.mode === 'bySize' ? '16 MiB' : 0,
      },
      jobs: {
        copyRatePerSecond: drawn.rate,
        speedWhileDegraded: drawn.runningJobs === 2 ? 0.5 : 1,
        speedUnderHostLoad: drawn.runningJobs === 2 ? 0.25 : 1,
        speedOverDegradedLink: drawn.runningJobs === 2 ? 0.25 : 1,
        failsWithoutLinkAfter: drawn.runningJobs === 3 ? '20 s' : null,
        startsWithin: drawn.startsWithin,
        stopsWithin: drawn.stopsWithin,
        removedAfter: drawn.removedAfter,
        leavesResidue: drawn.leavesResidue,
        killLeavesResidue: drawn.killLeavesResidue,
      },
      limits: {
        volumes: drawn.volumes,
        synchronizations: 20,
        sessions: 6,
        operations: 4,
        runningJobs: drawn.runningJobs,
        queuedJobs: drawn.queuedJobs,
      },
      service: {
        operationTimeout: '20 s',
        afterFailure: drawn.leaves ? 'leaves' : 'removes',
        detaches: drawn.detaches,
        indications: drawn.runningJobs === 2 ? 'subscribed' : 'none',
        indicationsTake: drawn.runningJobs === 2 ? '2 s' : 0,
        discovery: { by: drawn.leaves ? 'call' : 'job', takes: drawn.runningJobs === 2 ? '4 s' : 0 },
      },
      provider: {
        ...base.provider,
        ...(drawn.runningJobs === 2 && drawn.authentication === 'required' ? { sessions: keptSessions } : {}),
        rename: drawn.rename,
        authentication: drawn.authentication,
        latency: drawn.latency,
      },
    };
    return arrayKindOf(profile, drawn);
  });

const keptSessions = { end: 'whenClosed', idleTimeout: '20 s', tokenLifetime: '5 min' } as const;

/** Arrays that nobody ships. */
export const harder: fc.Arbitrary<ArrayKind> = fc.oneof(arrayKindsOf(...harderProfiles), derived);

/** Two of three runs are about a named profile. */
export const arrayKind: fc.Arbitrary<ArrayKind> = fc.oneof(
  { weight: 2, arbitrary: arrayKindsOf(...Object.values(profiles), ...harderProfiles) },
  { weight: 1, arbitrary: derived },
);

/** An array of a profile, with pools of every kind and little room in most. */
export function arrayKindOf(profile: Profile, chosen: { readonly seed: number; readonly version: Version }): ArrayKind {
  const extent = parseBytes(profile.extentSize, 'extentSize');
  return {
    name: profile.name,
    options: {
      seed: chosen.seed,
      version: chosen.version,
      profile: { ...profile, base: 'full-copy' },
      ...elementsOf(extent, largerBy(profile)),
    },
    profile,
    extent,
  };
}

/** The password of every account: no reply and no trace may hold it. */
export const password = 'pa55-word-never-shown';

/** Copies on a slow provider have to last longer than its answers, or no job would be seen at work. */
function largerBy({ provider: { latency } }: Profile): bigint {
  const total = Object.values(latency).reduce((sum: number, one) => sum + parseDuration(one ?? 0, 'latency'), 0);
  return total > 10_000 ? 256n : 1n;
}

function elementsOf(extent: bigint, by: bigint): Omit<ArrayOptions, 'version' | 'profile'> {
  const tiny = extent > 6n * MiB ? extent : 6n * MiB;
  const mib = (size: bigint) => size * by * MiB;
  return {
    pools: [
      { name: 'gold', size: mib(1200n) },
      { name: 'silver', size: mib(330n) },
      { name: 'tiny', size: tiny },
      { name: 'raw', primordial: true },
      { name: 'far', size: mib(400n), system: 'peer' },
      { name: 'kept', size: mib(64n), usage: 'reservedForSparing' },
      // The one that can be deleted.
      { name: 'spare', madeOf: 'raw' },
    ],
    drives: [
      { name: 'disk0', size: mib(64n), pool: 'spare' },
      ...['disk1', 'disk2', 'disk3', 'disk4'].map((name) => ({ name, size: mib(48n), pool: 'raw' })),
      { name: 'disk5', size: mib(48n), pool: 'raw', spare: true },
    ],
    volumes: [
      { name: 'db', pool: 'gold', size: mib(120n), written: mib(60n) },
      { name: 'odd', pool: 'gold', size: 5n * MiB + 512n, written: 5n * MiB + 512n },
      { name: 'log', pool: 'silver', size: mib(50n), written: 10n * MiB + 512n },
      { name: 'block', pool: 'tiny', size: 512, written: 512 },
      { name: 'snap', pool: 'silver', size: mib(20n), written: mib(20n), snapshot: true },
      { name: 'wide', pool: 'gold', size: mib(300n) },
      { name: 'hidden', pool: 'gold', size: mib(8n), usage: 'reservedByReplicationServices' },
    ],
    accounts: [
      { name: 'service', password },
      { name: 'guest', password, mayModify: false },
      { name: 'narrow', password, maximumSessions: 1 },
    ],
    credential: { username: 'service', password },
    retain: 500,
  };
}
