import { defaultComponents } from '../../engine/defaultComponents.js';
import type { AnyOperation } from '../../operations/operation.js';
import type { Plan } from '../../operations/plan.js';
import { type ArrayMutant, ofComponents, on } from './mutant.js';
import { answering, swapped, without } from './tables.js';

const changesNone = on({ base: 'full-copy', access: { changes: false } });
const keepsSnapshots = on({ base: 'full-copy', access: { snapshots: 'refused' } });

/** Arrays that are wrong about what hosts may do with volumes. */
export const wrongAccess: readonly ArrayMutant[] = [
  ofComponents(
    'anybody-sets-access',
    'It lets anybody make volumes read-only.',
    without('SetReadonly service/role', 'SetReadonly authenticate/role'),
  ),
  ofComponents(
    'sets-access-for-half-a-credential',
    'It makes a volume read-only for a caller who gives half of a credential.',
    without('SetReadonly service/malformed'),
  ),
  ofComponents(
    'locked-volume-made-read-only',
    'It makes a volume read-only that another operation has locked.',
    without('SetReadonly array/locked'),
  ),
  ofComponents(
    'unfinished-clone-made-read-only',
    'It makes a clone read-only that is still copied.',
    without('SetReadonly array/notUsable'),
  ),
  ofComponents(
    'access-changed-where-none-is',
    'It changes access although it says that it does not.',
    without('SetReadonly array/accessFixed', 'SetReadWrite array/accessFixed'),
    changesNone,
  ),
  ofComponents(
    'snapshot-made-writable',
    'It changes the access of snapshots, which it says that it keeps.',
    without('SetReadWrite array/snapshotFixed'),
    keepsSnapshots,
  ),
  ofComponents(
    'no-logical-unit-relayed',
    'It answers 43006 for a volume that does not exist, where 4097 says so.',
    answering(['SetReadonly service/volumeUnknown'], 'cimNotFound'),
  ),
  ofComponents(
    'unknown-before-role-of-access',
    'It tells anybody who asks for another access whether a volume exists.',
    swapped('SetReadWrite service/role', 'SetReadWrite service/volumeUnknown'),
  ),
  ofComponents(
    'read-only-in-words-alone',
    'It says that a volume is read-only, and leaves it as it was.',
    planning('SetReadonly', (plan) => ({ ...plan, change: null })),
  ),
  ofComponents(
    'read-write-is-read-only',
    'It makes a volume read-only that is to be written to.',
    planning('SetReadWrite', (plan) =>
      plan.change?.kind === 'access' ? { ...plan, change: { ...plan.change, readOnly: true } } : plan,
    ),
  ),
];

/** The methods with another plan of one. */
function planning(method: 'SetReadonly' | 'SetReadWrite', change: (plan: Plan) => Plan) {
  const { operations } = defaultComponents;
  const operation: AnyOperation = operations[method];
  return {
    operations: {
      ...operations,
      [method]: { ...operation, plan: (facts) => change(operation.plan(facts)) } satisfies AnyOperation,
    },
  };
}
