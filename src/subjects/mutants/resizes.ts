import { defaultComponents } from '../../engine/defaultComponents.js';
import type { AnyOperation } from '../../operations/operation.js';
import type { Plan } from '../../operations/plan.js';
import type { Blocks } from '../../vocabulary/units/sizes.js';
import { type ArrayMutant, isOk, ofComponents, on, wrapped } from './mutant.js';
import { answering, ending, without } from './tables.js';

const method = 'StorageVolume.ModifySize';
const extent = 2 ** 20;
const byJob = on({ base: 'full-copy', resizing: { by: 'job', takes: '2 s' } });
const expandsNone = on({ base: 'full-copy', capabilities: { expandsVolumes: false } });
const keepsAssociated = on({
  base: 'full-copy',
  service: { detaches: 'never' },
  resizing: { whileAssociated: 'refused' },
});

/** Arrays that are wrong about the sizes of volumes. */
export const wrongResizes: readonly ArrayMutant[] = [
  ofComponents(
    'anybody-resizes',
    'It lets anybody resize volumes.',
    without(`${method} service/role`, `${method} authenticate/role`),
  ),
  ofComponents(
    'shrinks-without-saying-so',
    'It makes volumes smaller although it says that it does not.',
    without(
      `${method} service/noReduction`,
      `${method} readCapabilities/reductionWithdrawn`,
      `${method} array/reductionMeanwhile`,
    ),
  ),
  ofComponents(
    'grows-without-saying-so',
    'It makes volumes larger although it says that it does not.',
    without(
      `${method} service/noExpansion`,
      `${method} readCapabilities/expansionWithdrawn`,
      `${method} array/expansionMeanwhile`,
    ),
    expandsNone,
  ),
  ofComponents('snapshot-resized', 'It resizes a snapshot.', without(`${method} array/snapshot`)),
  ofComponents('locked-volume-resized', 'It resizes a volume that is restored.', without(`${method} array/locked`)),
  ofComponents('resizes-in-mid-copy', 'It resizes a volume that a job copies.', without(`${method} array/copying`)),
  ofComponents(
    'resizes-what-is-associated',
    'It resizes a volume that has clones, which it says that it does not.',
    without(`${method} array/associated`),
    keepsAssociated,
  ),
  ofComponents(
    'grows-in-a-read-only-pool',
    'It makes a volume larger whose pool is read-only.',
    without(`${method} array/poolReadOnly`),
  ),
  ofComponents(
    'equal-size-called-invalid',
    'It answers 5 for the size that a volume has, where 40316 says so.',
    answering([`${method} service/sizeEqual`], 'invalidParameter'),
  ),
  ofComponents(
    'no-room-called-failed',
    'It answers 4 for a size that there is no room for, where 4097 says so.',
    answering([`${method} array/free`], 'failed'),
  ),
  ofComponents(
    'growth-without-room',
    'It makes a volume larger, and takes no room for it.',
    planning((plan) =>
      plan.change?.kind === 'resize' ? { ...plan, change: { ...plan.change, room: 0 as Blocks } } : plan,
    ),
  ),
  ofComponents(
    'size-in-words-alone',
    'It says that a volume has another size, which it has not.',
    planning((plan) => ({ ...plan, change: null })),
  ),
  wrapped('new-size-twice', 'It tells twice the size that a volume has got.', () => ({
    of: method,
    answers: (reply) => (isOk(reply) ? { ...reply, NewSize: 2 * (reply.NewSize ?? 0) } : reply),
  })),
  wrapped('new-size-missing', 'It resizes, and does not tell the size.', () => ({
    of: method,
    answers: (reply) => (isOk(reply) ? { ...reply, NewSize: null } : reply),
  })),
  wrapped(
    'larger-before-the-end',
    'It shows the new size of a volume while its job has not given it that.',
    () => ({ volume: (one) => (one.state === 'resizing' ? { ...one, size: one.size + extent } : one) }),
    byJob,
  ),
  wrapped(
    'unusable-while-resized',
    'A volume can be used by nobody while a job resizes it.',
    () => ({ volume: (one) => (one.state === 'resizing' ? { ...one, usable: false } : one) }),
    byJob,
  ),
  ofComponents(
    'resizes-sides-of-mirrors',
    'It makes the source of a mirror larger than its target.',
    without(`${method} array/mirrored`),
    on('local-mirrors'),
  ),
  ofComponents(
    'resize-outlives-its-volume',
    'A job that resizes a volume which has failed goes on.',
    ending(`${method} volumeLost`, () => []),
    byJob,
  ),
];

/** The method with another plan. */
function planning(change: (plan: Plan) => Plan) {
  const { operations } = defaultComponents;
  const operation: AnyOperation = operations[method];
  return {
    operations: {
      ...operations,
      [method]: { ...operation, plan: (facts) => change(operation.plan(facts)) } satisfies AnyOperation,
    },
  };
}
