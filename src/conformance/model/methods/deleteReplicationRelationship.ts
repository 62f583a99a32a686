import type { Call, Given } from '../../subject/call.js';
import type { Rule } from '../rule.js';
import { nobody, pick, type Situation } from '../situation.js';
import type { MethodModel } from './method.js';
import { isRelated, pairIn, targetOf, targetUnknown, withoutRelation } from './relations.js';
import { malformed, role } from './shared.js';
import { provider } from './troubles.js';

const method = 'DeleteReplicationRelationship';

/** Replication types: Synchronous and Asynchronous Snapshot, Local and Remote. */
const snapshotTypes: readonly number[] = [6, 7, 8, 9];

const rules: readonly Rule[] = [
  role,
  malformed(
    ({ call: { with: given } }) =>
      given.SourceReplicationGroup === undefined && given.TargetGroupReplicaPeer === undefined,
  ),
  targetUnknown,
  ...provider,
  {
    step: 'readCapabilities',
    because: 'mustRemainAssociated',
    outcome: 'notSupported',
    property: 'CAP-NO',
    holds: ({ advertised: { replication } }) => {
      // Of snapshots nobody asks whether they remain so.
      const types = (replication ?? []).filter(({ type }) => !snapshotTypes.includes(type));
      return types.length > 0 && types.every(({ features }) => features.includes(16));
    },
  },
  {
    step: 'invoke',
    because: 'notRelated',
    outcome: 'invalidParameter',
    property: 'CAUSE-COMPLETE',
    holds: (input) => {
      const related = isRelated(input, null);
      return related === undefined ? undefined : !related;
    },
  },
  {
    step: 'array',
    because: 'stateForbids',
    outcome: 'failed',
    property: 'CAUSE-COMPLETE',
    // While a copy is under way; and that may be over any moment. Of snapshots the documents do not say it.
    holds: (input) => {
      const target = targetOf(input);
      return target?.job === null && target.usable === true && !target.isSnapshot ? false : undefined;
    },
  },
];

/** MSFT_SMSystem.DeleteReplicationRelationship
 * @see MSFT_SMSystem.DeleteReplicationRelationship, "Return value"
 */
export const deleteReplicationRelationship: MethodModel = {
  method,
  calledOn: 'single',
  needs: 'replication',
  makes: null,
  poolOf: () => null,
  rules,
  success: () => ['success'],
  successes: () => ['success'],
  apply: withoutRelation,
  unanswered: (input) => (targetOf(input)?.source == null ? [] : [withoutRelation(input)]),
  repeats: false,
  failsLate: () => false,
  steps: {},
  late: ['invalidParameter', 'failed'],
  jobs: null,
  careful: (situation, a) => usual(situation, a),
  draws: {
    core: [
      [usual, 1],
      [odd, 1],
    ],
  },
};

function deletionOf(given: Given): Call {
  return { method, on: 'MSFT_SMSystem', with: given };
}

function usual(situation: Situation, a: number): Call | undefined {
  const pair = pairIn(situation, a);
  return pair === undefined ? undefined : deletionOf({ TargetGroupReplicaPeer: pair.target });
}

/** What a careful client would never ask for. */
function odd({ state, advertised }: Situation, a: number, b: number): Call | undefined {
  const one = pick(Object.keys(state.volumes), a) ?? nobody.volume;
  const { caller } = advertised.deniedIdentities;
  const wrong: readonly Call[] = [
    deletionOf({}),
    deletionOf({ TargetGroupReplicaPeer: nobody.volume }),
    deletionOf({ TargetGroupReplicaPeer: one }),
    deletionOf({ TargetGroupReplicaPeer: one, username: 'somebody' }),
    ...(caller === null ? [] : [{ ...deletionOf({ TargetGroupReplicaPeer: one }), caller }]),
  ];
  return pick(wrong, b);
}
