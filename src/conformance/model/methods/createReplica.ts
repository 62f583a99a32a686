import type { Advertised } from '../../subject/advertised.js';
import { type Call, type Given, textGiven } from '../../subject/call.js';
import type { Rule, RuleInput } from '../rule.js';
import { nobody, pick, type Situation } from '../situation.js';
import { isPending } from '../state.js';
import { withClone, withUnobservedClone } from './cloneEffect.js';
import { cloneRules } from './cloneRules.js';
import { createClone } from './createClone.js';
import { usualSnapshot } from './createSnapshot.js';
import type { MethodModel } from './method.js';
import { overwriting, overwritingRules } from './overwriting.js';
import { asksForSnapshot, clone, mirror, snapshot, tokenizedClone } from './replicaKinds.js';
import { malformed } from './shared.js';
import { withSnapshot, withUnobservedSnapshot } from './snapshotEffect.js';
import { notContainer, snapshotOfSnapshot, snapshotsPerSource, unlessContainers } from './snapshotRules.js';
import { poolRequired } from './targetPoolRules.js';

const method = 'StorageVolume.CreateReplica';

/** SupportedReplicationTypes by SyncType, Mode and whether the target is on the peer system, as far as anybody makes them here. */
const types: readonly (readonly [syncType: number, mode: number, isRemote: boolean, type: number])[] = [
  [mirror, 2, false, 2],
  [mirror, 3, false, 3],
  [mirror, 4, false, 18],
  [snapshot, 2, false, 6],
  [snapshot, 3, false, 7],
  [snapshot, 4, false, 20],
  [snapshot, 2, true, 8],
  [snapshot, 3, true, 9],
  [snapshot, 4, true, 21],
  [clone, 2, false, 10],
  [clone, 3, false, 11],
  [clone, 4, false, 22],
  [clone, 2, true, 12],
  [clone, 3, true, 13],
  [clone, 4, true, 23],
];

const target = ({ call, state }: RuleInput) => state.volumes[textGiven(call, 'TargetStorageVolume') ?? ''];
const namesTarget = ({ call }: RuleInput): boolean => call.with.TargetStorageVolume !== undefined;

/** What has to do with the replica that is asked for, and not with copying. */
const own: readonly Rule[] = [
  {
    step: 'service',
    because: 'forNewTarget',
    outcome: 'invalidParameter',
    property: 'CAUSE-COMPLETE',
    holds: (input) =>
      namesTarget(input) &&
      (input.call.with.ElementName !== undefined || input.call.with.TargetStoragePool !== undefined),
  },
  {
    step: 'service',
    because: 'targetUnknown',
    outcome: 'objectNotFound',
    property: 'CAUSE-COMPLETE',
    holds: (input) => namesTarget(input) && target(input) === undefined,
  },
  {
    step: 'service',
    because: 'ownTarget',
    outcome: 'invalidParameter',
    property: 'CAUSE-COMPLETE',
    holds: ({ call }) => call.with.TargetStorageVolume === call.on,
  },
  {
    step: 'service',
    because: 'kindNotOffered',
    outcome: 'notSupported',
    property: 'CAP-NO',
    holds: (input) => {
      const { call, state, advertised } = input;
      const { replication } = advertised;
      const pool = namesTarget(input) ? state.pools[target(input)?.pool ?? ''] : input.pool;
      return replication === undefined ? undefined : offered(call, advertised, pool?.isRemote ?? false).length === 0;
    },
  },
];

/** What is advertised of the replication types that a call may mean. */
function offered({ with: { SyncType: kind, Mode: mode } }: Call, { replication = [] }: Advertised, isRemote: boolean) {
  const fitting = types.filter(
    ([syncType, one, elsewhere]) => syncType === kind && (mode === undefined || one === mode) && elsewhere === isRemote,
  );
  return replication.filter(({ type }) => fitting.some(([, , , one]) => one === type));
}

/** @see GetSupportedFeatures, 39: TargetElement shall not be supplied */
const targetElementForbidden = 39;

/** A target that is there can't be given, by what is said of such replicas. */
const targetForbidden: Rule = {
  step: 'invoke',
  because: 'targetForbidden',
  outcome: 'cimInvalidParameter',
  property: 'CAUSE-COMPLETE',
  holds: (input) => {
    if (!namesTarget(input)) return false;
    const pool = input.state.pools[target(input)?.pool ?? ''];
    const those = offered(input.call, input.advertised, pool?.isRemote ?? false);
    if (those.length > 0 && those.every(forbidsTargets)) return true;
    // Of snapshots on volumes that are there nothing is known but what is said.
    return those.some(forbidsTargets) || asksForSnapshot(input.call) ? undefined : false;
  },
};

function forbidsTargets({ features }: { readonly features: readonly number[] }): boolean {
  return features.includes(targetElementForbidden);
}

const mirrorOfMirror: Rule = {
  step: 'array',
  because: 'mirrorOfMirror',
  outcome: 'notSupported',
  property: 'CAUSE-COMPLETE',
  // Unless feature 3, Multi-hop element replication, says that there are some.
  holds: ({ call, volume, advertised }) =>
    call.with.SyncType === mirror && volume !== undefined && volume.mirror !== null
      ? advertised.replication?.some(({ features }) => features.includes(3)) === true
        ? undefined
        : true
      : false,
};

/** A rule about snapshots, or about what copies its source. */
function onlyFor(rule: Rule, isFor: (call: Call) => boolean): Rule {
  return { ...rule, holds: (input) => (isFor(input.call) ? rule.holds(input) : false) };
}
const forSnapshots = (rule: Rule): Rule => onlyFor(rule, asksForSnapshot);
const forCopies = (rule: Rule): Rule => onlyFor(rule, (call) => !asksForSnapshot(call));

/** A clone's reasons, and a snapshot's, by the outcomes that the documents list here: one code for all that is not supported. */
const rules: readonly Rule[] = cloneRules.flatMap((rule): readonly Rule[] => {
  switch (rule.because) {
    case 'snapshot':
      return [forCopies(rule), forSnapshots(snapshotOfSnapshot)];
    case 'replicas':
      return [forCopies(rule), forSnapshots(snapshotsPerSource)];
    case 'sourceBusy':
    case 'free':
    case 'family':
    case 'depth':
      return [forCopies(rule)];
    case 'poolForbidden':
      return [targetForbidden, rule];
    case 'poolRequired':
      // A call that names none is for this system.
      return [poolRequired(() => false)];
    case 'primordial':
      return [rule, forSnapshots(notContainer)];
    case 'poolReserved':
    case 'poolNotReserved':
      return [unlessContainers(rule)];
    case 'malformed':
      return [rule, malformed(({ call }) => isMalformed(call)), ...own];
    case 'noClones':
    case 'locality':
      return [];
    case 'sourceReserved':
      return [rule, mirrorOfMirror, ...overwritingRules];
    default:
      return [rule];
  }
});

function isMalformed({ with: { SyncType: kind, Mode: mode } }: Call): boolean {
  const isKind = typeof kind === 'number' && kind >= mirror && kind <= tokenizedClone;
  return !isKind || (mode !== undefined && (typeof mode !== 'number' || mode < 2 || mode > 4));
}

/** What becomes of a replica on a volume of its own. */
const onFreshTarget: Pick<MethodModel, 'apply' | 'unanswered'> = {
  apply: (input, names, time) =>
    asksForSnapshot(input.call) ? withSnapshot(input, names, time) : withClone(input, names, time),
  unanswered: (input, state, late) => [
    asksForSnapshot(input.call) ? withUnobservedSnapshot(input, state, late) : withUnobservedClone(input, state, late),
  ],
};

/** MSFT_SMStorageVolume.CreateReplica: clones are what CreateClone makes, and snapshots what CreateSnapshot does.
 * @see MSFT_SMStorageVolume.CreateReplica, "Return value"
 */
export const createReplica: MethodModel = {
  ...createClone,
  ...overwriting(onFreshTarget),
  method,
  needs: 'replication',
  poolOf: ({ with: { TargetStoragePool: pool } }, volume) => (typeof pool === 'string' ? pool : (volume?.pool ?? null)),
  rules,
  steps: {
    cacheOutOfDate: 'invoke',
    accessDenied: 'service',
    objectNotFound: 'service',
  },
  late: ['objectNotFound', 'notSupported'],
  careful: (situation, a, b) => asReplica(createClone.careful(situation, a, b)),
  race: (situation, a, b) => asReplica(createClone.careful(situation, a, b)),
  draws: {
    core: [
      [(situation, a, b) => asReplica(createClone.careful(situation, a, b)), 1],
      [odd, 1],
      [mirrored, 1],
      [snapped, 1],
    ],
  },
};

/** The clone that a call of CreateClone makes, or the snapshot that one of CreateSnapshot does. */
export function asReplica(call: Call | undefined): Call | undefined {
  if (call === undefined) return undefined;
  const { TargetPool: pool, ...given } = call.with;
  const kind = asksForSnapshot(call) ? snapshot : clone;
  return replicaOf(call.on, { ...given, SyncType: kind, ...(pool !== undefined && { TargetStoragePool: pool }) });
}

/** A snapshot, where the system says that it has them. */
function snapped(situation: Situation, a: number, b: number): Call | undefined {
  return makesSnapshots(situation.advertised) ? asReplica(usualSnapshot(situation, a, b)) : undefined;
}

/** Whether the system makes snapshots by this method, and says how. */
export function makesSnapshots({ replication = [], snapshots }: Advertised): boolean {
  const ofSnapshots = types.filter(([syncType]) => syncType === snapshot).map(([, , , type]) => type);
  return snapshots !== undefined && replication.some(({ type }) => ofSnapshots.includes(type));
}

/** A mirror, where the system has them. */
function mirrored({ state, advertised }: Situation, a: number, b: number): Call | undefined {
  const modes = types.flatMap(([syncType, mode, , type]) =>
    syncType === mirror && advertised.replication?.some((one) => one.type === type) === true ? [mode] : [],
  );
  const on = pick(
    Object.keys(state.volumes).filter((name) => state.volumes[name]?.mirror === null),
    a,
  );
  const mode = pick(modes, b);
  if (on === undefined || mode === undefined) return undefined;
  return replicaOf(on, { SyncType: mirror, ...(b % 3 === 0 ? {} : { Mode: mode }) });
}

/** A call of CreateReplica. */
export function replicaOf(on: string, given: Given): Call {
  return { method, on, with: given };
}

/** What a careful client would never ask for. */
function odd({ state, advertised }: Situation, a: number, b: number): Call {
  const on = pick(Object.keys(state.volumes), a) ?? nobody.volume;
  const known = Object.entries(state.volumes).filter(([, volume]) => !isPending(volume, state, advertised));
  const wrong: Given[] = [
    {},
    { SyncType: 5 },
    { SyncType: clone, Mode: 1 },
    { SyncType: clone, Mode: 5 },
    { SyncType: tokenizedClone },
    { SyncType: snapshot, Mode: 5 },
    { SyncType: clone, username: 'somebody' },
    { SyncType: clone, TargetStorageVolume: on },
    { SyncType: clone, TargetStorageVolume: nobody.volume },
    { SyncType: clone, TargetStorageVolume: on, ElementName: 'replica' },
    ...known.flatMap(([name, { size }]) =>
      size < (state.volumes[on]?.size ?? 0) ? [{ SyncType: clone, TargetStorageVolume: name }] : [],
    ),
    ...known.flatMap(([name, { pool }]) => {
      const call = replicaOf(on, { SyncType: snapshot, TargetStorageVolume: name });
      const those = offered(call, advertised, state.pools[pool]?.isRemote ?? false);
      return name !== on && those.length > 0 && those.every(forbidsTargets) ? [call.with] : [];
    }),
  ];
  const { caller } = advertised.deniedIdentities;
  const call = replicaOf(on, pick(wrong, b) ?? {});
  return caller !== null && b % 7 === 3 ? { ...call, caller } : call;
}
