import type { Call, Given } from '../../subject/call.js';
import type { Rule, RuleInput } from '../rule.js';
import { pick, type Situation } from '../situation.js';
import { type MethodModel, successOf } from './method.js';
import { isRelated, oddPairs, pairIn, targetOf, targetUnknown, withoutRelation } from './relations.js';
import { isMissing, malformed, role } from './shared.js';
import { provider } from './troubles.js';

const method = 'StorageVolume.SetReplicationRelationship';

/** Values of Operation. @see SetReplicationRelationship, "Parameters" */
const detach = 8;
const dissolve = 9;
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
];

/** What ends a relation, a copy under way forbids, and nothing else does. */
function stateForbids({ state, call, ...input }: RuleInput) {
  const target = targetOf({ state, call });
  if (target === undefined || (call.with.Operation !== detach && call.with.Operation !== dissolve)) return undefined;
  const job = state.jobs[target.job ?? ''];
  if (job === undefined) return input.volume === undefined ? undefined : target.usable === true ? false : undefined;
  return undefined;
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
  success: () => successOf(true),
  successes: () => successOf(true),
  apply: withoutRelation,
  unanswered: (input) => (targetOf(input)?.source == null ? [] : [withoutRelation(input)]),
  repeats: false,
  failsLate: () => false,
  steps: { objectNotFound: 'service', accessDenied: 'service' },
  late: ['objectNotFound', 'failed'],
  jobs: null,
  careful: (situation, a) => usual(situation, a, 0),
  draws: {
    core: [
      [usual, 1],
      [odd, 1],
    ],
  },
};

function relationCall(on: string, given: Given): Call {
  return { method, on, with: given };
}

function usual(situation: Situation, a: number, b: number): Call | undefined {
  const pair = pairIn(situation, a);
  if (pair === undefined) return undefined;
  const { source, target } = pair;
  return relationCall(source, { Operation: b % 2 === 0 ? detach : dissolve, TargetStorageVolume: target });
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
