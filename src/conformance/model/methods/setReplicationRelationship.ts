import { standsStill } from '../../subject/advertised.js';
import type { Call, Given } from '../../subject/call.js';
import type { Holds, Rule, RuleInput } from '../rule.js';
import { pick, type Situation } from '../situation.js';
import {
  isOpen,
  jobCompleted,
  jobFailed,
  jobKilled,
  jobNew,
  type MirrorState,
  type ModelState,
  type ModelVolume,
  openJobs,
  withEntry,
} from '../state.js';
import { type JobModel, type MethodModel, type Names, successOf } from './method.js';
import { isRelated, oddPairs, pairIn, targetGiven, targetOf, targetUnknown, withoutRelation } from './relations.js';
import { isMissing, malformed, role } from './shared.js';
import { provider } from './troubles.js';

const method = 'StorageVolume.SetReplicationRelationship';

/** Values of Operation. @see SetReplicationRelationship, "Parameters" */
const detach = 8;
const dissolve = 9;
export const fracture = 12;
export const resync = 14;
export const split = 21;
const asked: readonly number[] = [detach, dissolve, fracture, resync, split];
const last = 24;

const rules: readonly Rule[] = [
  role,
  malformed(({ call: { with: given } }) => {
    const { Operation: operation } = given;
    const isOperation = typeof operation === 'number' && operation >= 2 && operation <= last;
    return !isOperation || given.TargetStorageVolume === undefined;
  }),
  {
    step: 'service',
    because: 'sourceUnknown',
    outcome: 'objectNotFound',
    property: 'CAUSE-COMPLETE',
    holds: isMissing,
  },
  targetUnknown,
  {
    step: 'service',
    because: 'operationNotOffered',
    outcome: 'notSupported',
    property: 'CAP-NO',
    // Which type a relation is of nobody tells: what none has is not offered.
    holds: (input) => {
      const { call, advertised } = input;
      if (isRelated(input, call.on) !== true) return undefined;
      const all = advertised.replication?.map(({ operations }) => operations);
      if (all === undefined || all.includes(undefined)) return undefined;
      const { Operation: operation } = call.with;
      const offering = all.filter((operations) => operations?.some((one) => one === operation));
      return offering.length === 0 ? true : offering.length === all.length ? false : undefined;
    },
  },
  ...provider,
  {
    step: 'invoke',
    because: 'notRelated',
    outcome: 'invalidParameter',
    property: 'CAUSE-COMPLETE',
    holds: (input) => {
      const related = isRelated(input, input.call.on);
      return related === undefined ? undefined : !related;
    },
  },
  {
    step: 'array',
    because: 'stateForbids',
    outcome: 'failed',
    property: 'CAUSE-COMPLETE',
    holds: stateForbids,
  },
  {
    step: 'array',
    because: 'sidesNotFit',
    outcome: 'failed',
    property: 'CAUSE-COMPLETE',
    holds: sidesNotFit,
  },
  {
    step: 'array',
    because: 'queue',
    outcome: 'notEnoughResources',
    property: 'CAP-LIMIT',
    // Of what else waits nobody asks here.
    holds: ({ call, state }) => (call.with.Operation === resync && openJobs(state).length > 0 ? undefined : false),
  },
];

/** What each state of a mirror allows, of what the suite asks for. @see CIM_ReplicationService.ModifyReplicaSynchronization */
const allowed: Readonly<Record<Exclude<MirrorState, 'unknown'>, readonly number[]>> = {
  inSync: [detach, dissolve, fracture, split],
  fractured: [detach, dissolve, resync],
  split: [detach, dissolve, resync],
};

/** While a copy is under way, or after troubles, nobody knows. */
function stateForbids(input: RuleInput): Holds {
  const { state, call } = input;
  if (isRelated(input, call.on) === false) return false;
  const target = targetOf({ state, call });
  const { Operation: operation } = call.with;
  if (target === undefined || typeof operation !== 'number') return undefined;
  const isOpenJob = Object.values(state.jobs).some((job) => job.target === targetGiven(call) && isOpen(job));
  if (isOpenJob || target.usable !== true) return undefined;
  if (target.mirror === null) return operation === detach || operation === dissolve ? false : undefined;
  if (target.mirror === 'unknown' || !asked.includes(operation)) return undefined;
  return !allowed[target.mirror].includes(operation);
}

/** Either side may be in a state in which it is not copied, and one that is read-only is not copied to. */
function sidesNotFit({ call, volume, state, advertised }: RuleInput): Holds {
  if (call.with.Operation !== resync) return false;
  const target = targetOf({ call, state });
  if (target?.readOnly === true) return advertised.access == null ? undefined : true;
  const isFit = [volume, target].every((side) => side?.usable === true && (side.state ?? 'online') === 'online');
  const pools = [volume, target].map((side) => state.pools[side?.pool ?? '']?.state ?? 'online');
  return isFit && pools.every((word) => word === 'online') ? false : undefined;
}

/** A resync: its target can't be used while it is copied to, and then follows its source again. */
const jobs: JobModel = {
  reserves: false,
  goesOn: (state, { target }, _advertised, exact) => withMirror(state, target ?? '', { usable: exact ? false : null }),
  ended: (state, { target, jobState }) =>
    withMirror(
      state,
      target ?? '',
      jobState === jobCompleted ? { usable: true, mirror: 'inSync' } : { usable: null, mirror: 'unknown' },
    ),
  endings: () => [jobCompleted, jobFailed, jobKilled],
};

function withMirror(state: ModelState, name: string, change: Partial<ModelVolume>): ModelState {
  const volume = state.volumes[name];
  return volume === undefined ? state : { ...state, volumes: withEntry(state.volumes, name, { ...volume, ...change }) };
}

/** Whether a call is answered with 0: undefined where that is not known. */
function isWithinCall({ call, advertised }: RuleInput): Holds {
  if (call.with.Operation !== resync) return true;
  return advertised.clones.copies === 'unknown' ? undefined : advertised.clones.copies === 'withinCall';
}

function withOperation(input: RuleInput, { job }: Names, time: RuleInput['advertised']['time']): ModelState {
  const { call, state, advertised } = input;
  const name = targetGiven(call) ?? '';
  switch (call.with.Operation) {
    case fracture:
      return withMirror(state, name, { mirror: 'fractured' });
    case split:
      return withMirror(state, name, { mirror: 'split' });
    case resync: {
      if (job === null) return withMirror(state, name, { mirror: 'inSync' });
      const fresh = standsStill(advertised) && !time.callsPass;
      const begun = { target: name, pool: null, jobState: jobNew, percent: 0, errorCode: 0, fresh, gone: false };
      const busy = withMirror(state, name, { mirror: 'unknown', usable: fresh ? false : null });
      return { ...busy, jobs: withEntry(busy.jobs, job, { method, ...begun }) };
    }
    default:
      return withoutRelation(input);
  }
}

/** MSFT_SMStorageVolume.SetReplicationRelationship
 * @see MSFT_SMStorageVolume.SetReplicationRelationship, "Return value"
 */
export const setReplicationRelationship: MethodModel = {
  method,
  calledOn: 'volume',
  needs: 'replication',
  makes: null,
  poolOf: (_, volume) => volume?.pool ?? null,
  rules,
  success: (input) => successOf(isWithinCall(input)),
  successes: () => successOf(undefined),
  apply: withOperation,
  unanswered: (input) =>
    targetOf(input)?.source == null ? [] : [withOperation(input, { made: null, job: null }, input.advertised.time)],
  repeats: false,
  failsLate: () => false,
  steps: { objectNotFound: 'service', accessDenied: 'service' },
  late: ['objectNotFound', 'failed'],
  jobs,
  careful: (situation, a) => usual(situation, a, 0),
  draws: {
    core: [
      [usual, 1],
      [odd, 1],
    ],
  },
};

/** A call of SetReplicationRelationship. */
export function relationCall(on: string, given: Given): Call {
  return { method, on, with: given };
}

function usual(situation: Situation, a: number, b: number): Call | undefined {
  const pair = pairIn(situation, a);
  if (pair === undefined) return undefined;
  const { source, target } = pair;
  const { mirror } = situation.state.volumes[target] ?? {};
  const operations = mirror == null ? [detach, dissolve] : [fracture, resync, split, resync, fracture, resync, detach];
  return relationCall(source, { Operation: pick(operations, b) ?? detach, TargetStorageVolume: target });
}

/** What a careful client would never ask for. */
function odd(situation: Situation, a: number, b: number): Call | undefined {
  const pairs = oddPairs(situation, a);
  const { on, target } = pick(pairs, b) ?? { on: '', target: '' };
  const { caller } = situation.advertised.deniedIdentities;
  const pair = pairIn(situation, a);
  const calls: readonly Call[] = [
    relationCall(on, { Operation: detach, TargetStorageVolume: target }),
    relationCall(on, { TargetStorageVolume: target }),
    relationCall(on, { Operation: detach }),
    relationCall(on, { Operation: 1, TargetStorageVolume: target }),
    relationCall(on, { Operation: last + 1, TargetStorageVolume: target }),
    relationCall(on, { Operation: detach, TargetStorageVolume: target, username: 'somebody' }),
    ...(pair === undefined
      ? []
      : [
          // Swapped, and nothing that anybody offers.
          relationCall(pair.target, { Operation: detach, TargetStorageVolume: pair.source }),
          relationCall(pair.source, { Operation: 3, TargetStorageVolume: pair.target }),
        ]),
    ...(caller === null ? [] : [{ ...relationCall(on, { Operation: detach, TargetStorageVolume: target }), caller }]),
  ];
  return pick(calls, b >> 2);
}
