import type { Reply } from '../../conformance/subject/call.js';
import type { MethodName } from '../../vocabulary/methods/index.js';
import type { SimulatorOptions } from '../simulator.js';
import { type ArrayMutant, isOk, ofComponents, on, wrapped } from './mutant.js';
import { answering, changed, without } from './tables.js';

/** Feature 16: it detaches no clone. */
const remaining = on({ base: 'full-copy', capabilities: { features: [8, 16, 51] } });
/** Feature 2. */
const ofGroups = on({ base: 'full-copy', capabilities: { features: [2, 8, 51] } });
const withRecoveryPoints = (are: 'range' | 'discrete') =>
  on({ base: 'full-copy', provider: { recoveryPoints: { usual: 30, values: [10, 30], are } } });

/** Arrays that are wrong about what replication can do. */
export const wrongAnswers: readonly ArrayMutant[] = [
  telling('GetSupportedCopyStates', 'no-copy-states', 'It succeeds, and tells no states of copies.', () => ({
    SupportedCopyStates: null,
  })),
  telling('GetSupportedCopyStates', 'copy-states-of-mirrors', 'It tells that clones can be fractured.', (reply) => ({
    SupportedCopyStates: [...(reply.SupportedCopyStates ?? []), 6],
  })),
  telling('GetSupportedCopyStates', 'hides-a-copy-state', 'It tells one state less than its clones show.', (reply) => ({
    SupportedCopyStates: reply.SupportedCopyStates?.slice(1) ?? null,
  })),
  telling('GetSupportedCopyStates', 'copy-state-of-no-document', 'It tells a state that there is not.', (reply) => ({
    SupportedCopyStates: [...(reply.SupportedCopyStates ?? []), 16],
  })),
  telling(
    'GetSupportedOperations',
    'promises-to-detach',
    'It says that clones can be detached that have to remain associated.',
    () => ({ SupportedOperations: [8] }),
    remaining,
  ),
  telling('GetSupportedOperations', 'denies-to-detach', 'It detaches clones, and says that it can not.', () => ({
    SupportedOperations: [],
  })),
  telling('GetSupportedOperations', 'operation-told-twice', 'It tells an operation twice.', (reply) => ({
    SupportedOperations: reply.SupportedOperations?.flatMap((one) => [one, one]) ?? null,
  })),
  telling(
    'GetSupportedGroupFeatures',
    'group-feature-of-no-document',
    'It tells a feature of groups that there is not.',
    () => ({ GroupFeatures: [65] }),
    ofGroups,
  ),
  telling(
    'GetSupportedGroupOperations',
    'no-group-operations',
    'It succeeds, and does not tell what can be done to groups.',
    () => ({ SupportedGroupOperations: null }),
    ofGroups,
  ),
  ofComponents(
    'tells-of-no-groups',
    'It tells what states copies of groups have, although it replicates none.',
    without('GetSupportedGroupCopyStates array/noGroups'),
  ),
  telling(
    'GetRecoveryPointData',
    'default-between-discrete-points',
    'Its default recovery point is none of its discrete ones.',
    () => ({ DefaultRecoveryPoint: 20 }),
    withRecoveryPoints('discrete'),
  ),
  telling(
    'GetRecoveryPointData',
    'default-out-of-range',
    'Its default recovery point is out of their range.',
    () => ({ DefaultRecoveryPoint: 31 }),
    withRecoveryPoints('range'),
  ),
  telling(
    'GetRecoveryPointData',
    'recovery-points-of-no-kind',
    'It does not say whether its recovery points are a range.',
    () => ({ RecoveryPointIndicator: 2 }),
    withRecoveryPoints('range'),
  ),
  ofComponents(
    'recovery-points-not-supported',
    'It answers 1 where 7 says that there are no recovery points.',
    answering(['GetRecoveryPointData array/noRecoveryPoints'], 'notSupported'),
  ),
  ofComponents(
    'copy-states-of-any-type',
    'It tells copy states of types that it does not replicate by.',
    without('GetSupportedCopyStates array/typeNotListed'),
  ),
  ofComponents(
    'operations-of-no-type',
    'It tells operations for a number that is no replication type, and malformed.',
    changed(['GetSupportedOperations service/malformed', 'GetSupportedOperations array/typeNotListed'], () => []),
  ),
];

/** What else it answers to a question. */
function telling(
  method: MethodName,
  name: string,
  wrong: string,
  change: (reply: Reply) => Partial<Reply>,
  base: SimulatorOptions = {},
): ArrayMutant {
  return wrapped(
    name,
    wrong,
    () => ({ of: method, answers: (reply) => (isOk(reply) ? { ...reply, ...change(reply) } : reply) }),
    base,
  );
}
