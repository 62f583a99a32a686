import { describe, expect, test } from 'vitest';
import { type Change, createArray, type OutOfBandChange } from '../../../src/index.js';
import { loadScenarios } from '../../../src/scenario/read/load.js';
import { BadInputError } from '../../../src/vocabulary/input/badInput.js';
import { type ProfileChoice, type ProfileName, resolveProfile } from '../../../src/vocabulary/profile/choice.js';
import { replicationFeatures } from '../../../src/vocabulary/replication.js';
import { answeredSteps, steps } from '../../../src/vocabulary/steps.js';

/** Features that can't both be true of an array. */
const pairs = [
  [8, 10],
  [8, 44],
  [8, 55],
  [9, 10],
  [9, 55],
  [44, 55],
] as const;

/** What contradicts the rest of the base, the member that the complaint names with its value, and the reason. */
const contradictions: readonly (readonly [base: ProfileName, changes: ProfileChoice & object, complaint: string])[] = [
  [
    'full-copy',
    { capabilities: { cloneLocal: false } },
    'capabilities.cloneLocal: got false, expected true, because replicationTypes has a local clone type (10, 11 or 22)',
  ],
  [
    'snapshot-only',
    { capabilities: { cloneLocal: true } },
    'capabilities.cloneLocal: got true, expected false, because replicationTypes lacks a local clone type (10, 11 or 22)',
  ],
  [
    'full-copy',
    { capabilities: { cloneRemote: true } },
    'capabilities.cloneRemote: got true, expected false, because replicationTypes lacks a remote clone type (12, 13 or 23)',
  ],
  [
    'full-copy',
    { provider: { sessions: { idleTimeout: '5 min' } } },
    "provider.sessions.idleTimeout: got '5 min', expected null, because provider.sessions.end is 'withTheCall': no session outlives its call",
  ],
  [
    'full-copy',
    { provider: { sessions: { tokenLifetime: '1 d' } } },
    "provider.sessions.tokenLifetime: got '1 d', expected null, because provider.sessions.end is 'withTheCall': no session outlives its call",
  ],
  [
    'full-copy',
    { provider: { sessions: { end: 'whenClosed', idleTimeout: 0 } } },
    'provider.sessions.idleTimeout: got 0, expected at least 1 ms, or null for ever: no session stays open for no time',
  ],
  [
    'full-copy',
    { provider: { authentication: 'none', sessions: { end: 'whenClosed' } } },
    "provider.sessions.end: got 'whenClosed', expected 'withTheCall', because provider.authentication is 'none': nobody logs in",
  ],
  [
    'full-copy',
    { service: { indicationsTake: '1 s' } },
    "service.indicationsTake: got '1 s', expected 0, because service.indications is 'none': none is under way",
  ],
  [
    'full-copy',
    { provider: { recoveryPoints: { usual: 10, values: [10, 20, 30], are: 'range' } } },
    "provider.recoveryPoints.values: got [10,20,30], expected two values, the smaller first, because provider.recoveryPoints.are is 'range'",
  ],
  [
    'full-copy',
    { provider: { recoveryPoints: { usual: 31, values: [10, 30], are: 'range' } } },
    'provider.recoveryPoints.usual: got 31, expected one of provider.recoveryPoints.values, or between them',
  ],
  [
    'full-copy',
    { provider: { recoveryPoints: { usual: 20, values: [10, 30], are: 'discrete' } } },
    'provider.recoveryPoints.usual: got 20, expected one of provider.recoveryPoints.values',
  ],
  [
    'remote-only',
    { capabilities: { cloneRemote: false } },
    'capabilities.cloneRemote: got false, expected true, because replicationTypes has a remote clone type (12, 13 or 23)',
  ],
  [
    'full-copy',
    { capabilities: { asynchronousActions: [3] } },
    'capabilities.asynchronousActions: got [3], expected 2 (CreateElementReplica) here or in synchronousActions, because replicationTypes has a clone type',
  ],
  [
    'snapshot-only',
    { capabilities: { replicationTypes: [] } },
    'capabilities.synchronousActions: got [2], expected no 2 (CreateElementReplica), because replicationTypes is empty: there is no replica that it could make',
  ],
  [
    'full-copy',
    { capabilities: { cloneLocal: false, replicationTypes: [] } },
    'capabilities.asynchronousActions: got [2], expected no 2 (CreateElementReplica), because replicationTypes is empty: there is no replica that it could make',
  ],
  [
    'full-copy',
    { capabilities: { maximumReplicasPerSource: 0 } },
    'capabilities.maximumReplicasPerSource: got 0, expected at least 1, because replicationTypes has a clone type',
  ],
  [
    'remote-only',
    { capabilities: { features: [40, 42, 43] } },
    'capabilities.features: got [40,42,43], expected not both 40 (TargetPool shall not be supplied) and 43 (Creating remote elements requires TargetPool)',
  ],
  ...pairs.map(
    ([one, other]) =>
      [
        'full-copy',
        { capabilities: { features: [one, other] } },
        `capabilities.features: got [${one},${other}], expected not both ${one} (${replicationFeatures[one]}) and ${other} (${replicationFeatures[other]})`,
      ] as const,
  ),
  ...([10, 11, 12, 25] as const).map(
    (number) =>
      [
        'full-copy',
        { capabilities: { features: [number, 51] } },
        `capabilities.features: got [${number},51], expected no ${number} (${replicationFeatures[number]}): it is not modelled`,
      ] as const,
  ),
  [
    'full-copy',
    { capabilities: { cloneRemote: true, replicationTypes: [11, 13] } },
    'capabilities.features: got [8,51], expected 42 (Provider can create remote elements) among them, because replicationTypes has 13, a remote clone type',
  ],
  [
    'full-copy',
    { capabilities: { cloneRemote: true, replicationTypes: [11, 23], features: [40, 42] } },
    'capabilities.features: got [40,42], expected no 40 (TargetPool shall not be supplied), because replicationTypes has 23, a remote clone type',
  ],
  [
    'legacy-2012',
    { clones: { poolNotGiven: 'mostFree' } },
    "clones.poolNotGiven: got 'mostFree', expected 'sourcePool', because features have neither 8 (Targets allocated from Any storage pool) nor 55",
  ],
  [
    'full-copy',
    { clones: { ignoresNames: true, longNames: 'cut' } },
    "clones.longNames: got 'cut', expected 'refused', because ignoresNames is true: no name is kept, whether it is long or not",
  ],
  [
    'full-copy',
    { capabilities: { features: [8, 16, 18] } },
    'capabilities.features: got [8,16,18], expected not both 16 (Target must remain associated to source) and 18 (Synchronized clone target detaches automatically)',
  ],
  [
    'full-copy',
    { capabilities: { features: [8, 43] } },
    'capabilities.features: got [8,43], expected no 43 (Creating remote elements requires TargetPool), because replicationTypes has no remote type',
  ],
  [
    'full-copy',
    { capabilities: { features: [8, 42] } },
    'capabilities.features: got [8,42], expected no 42 (Provider can create remote elements), because replicationTypes has no remote type',
  ],
  [
    'legacy-2012',
    { provider: { requiresTargetPool: true } },
    'provider.requiresTargetPool: got true, expected false, because feature 40 forbids a TargetPool',
  ],
  [
    'full-copy',
    { capabilities: { features: [8, 23] } },
    'clones.requireOnlineSource: got true, expected false, because feature 23 asks for an offline source',
  ],
  [
    'sync-only',
    { clones: { synchronousUpTo: '1 GiB' } },
    "clones.synchronousUpTo: got '1 GiB', expected 0, because 2 (CreateElementReplica) is not among both synchronousActions and asynchronousActions: no size decides",
  ],
  [
    'full-copy',
    { clones: { synchronousUpTo: 512 } },
    'clones.synchronousUpTo: got 512, expected 0, because 2 (CreateElementReplica) is not among both synchronousActions and asynchronousActions: no size decides',
  ],
  [
    'sync-only',
    { clones: { targetUsable: 'atAcceptance' } },
    "clones.targetUsable: got 'atAcceptance', expected 'atCompletion', because 2 (CreateElementReplica) is among synchronousActions only: no copy runs in the background",
  ],
  [
    'full-copy',
    { allocation: { overcommitLimit: 200 } },
    'allocation.overcommitLimit: got 200, expected null, because full allocation never promises more than a pool has',
  ],
  [
    'slow-provider',
    { provider: { latency: { readBack: '30001 ms' } } },
    "provider.latency.readBack: got '30001 ms', expected at most 30 s, because service.operationTimeout is that: the service waits no longer, and gives up (code 3) only at connect, authenticate, findService, readCapabilities, invoke, invokeReply",
  ],
  [
    'slow-provider',
    { service: { operationTimeout: '9 s' } },
    "provider.latency.array: got '10 s', expected at most 9 s, because service.operationTimeout is that: the service waits no longer, and gives up (code 3) only at connect, authenticate, findService, readCapabilities, invoke, invokeReply",
  ],
];

describe('refuses what cannot be true of one array, with path, value and reason', () => {
  test.each(contradictions)('%s with %j', (base, changes, complaint) => {
    expect(() => resolveProfile({ base, ...changes }, 'profile')).toThrow(BadInputError);
    expect(() => resolveProfile({ base, ...changes }, 'profile')).toThrow(`profile.${complaint}`);
  });

  test.each(contradictions)('also in a scenario: %s with %j', (base, changes, complaint) => {
    const scenario = JSON.stringify({ name: 'x', array: { profile: { base, ...changes } }, steps: [{ settle: true }] });
    expect(() => loadScenarios(scenario)).toThrow(`array.profile.${complaint}`);
  });
});

test('refuses a latency above the operation timeout where it would be no timeout: at every step that waits for the provider', () => {
  const accepted = steps.filter((step) => {
    try {
      return resolveProfile({ provider: { latency: { [step]: '61 s' } } }, 'profile');
    } catch {
      return false;
    }
  });
  expect(accepted).toEqual(['service', ...answeredSteps, 'serviceReply']);
});

/** Strange, but such an array can be: each row is next to a contradiction, or makes a limit that none gets to. */
const oddities: readonly (readonly [string, ProfileChoice])[] = [
  ['names that the client cannot give, and that must be unique', 'legacy-2012'],
  ['a way to rename that feature 51 spares', { provider: { rename: 'refused' } }],
  ['no session for anybody', { limits: { sessions: 0 } }],
  ['more operations than sessions', { limits: { operations: 64, sessions: 1 } }],
  ['more running jobs than synchronizations', { limits: { runningJobs: 9, synchronizations: 1 } }],
  ['no room for the metadata of any clone', { limits: { synchronizations: 0 } }],
  ['synchronous clones made by jobs', { capabilities: { replicationTypes: [10] } }],
  ['asynchronous clones made within the call', { base: 'sync-only', capabilities: { replicationTypes: [11] } }],
  ['both actions, and no size small enough for the call', { capabilities: { synchronousActions: [2] } }],
  ['CreateElementReplica for snapshots only', { base: 'snapshot-only' }],
  ['features of clones that it does not offer', { base: 'snapshot-only', capabilities: { features: [8, 51] } }],
  ['no replication at all', { base: 'snapshot-only', capabilities: { replicationTypes: [], synchronousActions: [] } }],
  ['feature 43 for remote mirrors', { capabilities: { replicationTypes: [5, 11], features: [43] } }],
  [
    "a TargetPool asked for that can only be the source's",
    { capabilities: { features: [44] }, provider: { requiresTargetPool: true } },
  ],
  ['a method that is not what is reported', { provider: { methods: { CreateElementReplica: 'unknown' } } }],
  ['instant clones that are waited for', { base: 'instant-clone', clones: { targetUsable: 'atCompletion' } }],
  ['full copies that can be used at once', { clones: { targetUsable: 'atAcceptance' } }],
  ['a connection that always times out', { provider: { latency: { connect: '2 min', invokeReply: '2 min' } } }],
  [
    'a service that thinks for longer than it would wait',
    { provider: { latency: { service: '2 min', serviceReply: '2 min' } } },
  ],
  ['an enumeration that always times out', { provider: { enumeration: { longestTimeout: 1 } } }],
];

test.each(oddities)('allows %s', (_, choice) => {
  expect(() => resolveProfile(choice, 'profile')).not.toThrow();
});

describe('capabilities that are set while an array runs', () => {
  const array = () => createArray({ pools: [{ name: 'gold', size: '1 TiB' }] });
  const ways = [
    ['set', (change: Change) => array().set(change)],
    ['outOfBand', (change: OutOfBandChange) => array().outOfBand.set(change)],
  ] as const;

  test.each(ways)('are refused by %s where their features contradict each other, or the types', (way, set) => {
    expect(() => set({ capabilities: { features: [8, 44] } })).toThrow(
      `${way}.capabilities.features: got [8,44], expected not both 8 (Targets allocated from Any storage pool) and 44 (Local targets allocated from sources resource pool)`,
    );
    expect(() => set({ capabilities: { features: [12] } })).toThrow(/it is not modelled$/);
    expect(() => set({ capabilities: { cloneRemote: true, replicationTypes: [13] } })).toThrow(/42 .* among them/);
  });

  test.each(ways)('may say by %s that nothing can be cloned any more, or no way to do it', (_way, set) => {
    for (const capabilities of [
      { replicationTypes: [] },
      { cloneLocal: false },
      { asynchronousActions: [] },
    ] satisfies Extract<Change, { capabilities: unknown }>['capabilities'][])
      expect(() => set({ capabilities })).not.toThrow();
  });

  test('change nothing when they are refused', () => {
    const one = array();
    const before = one.digest('identity');
    expect(() => one.set({ capabilities: { maximumReplicasPerSource: 3, features: [10] } })).toThrow(BadInputError);
    expect(one.digest('identity')).toBe(before);
  });
});
