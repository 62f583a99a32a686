import type { Reply } from '../../conformance/subject/call.js';
import type { Simulator } from '../simulator.js';
import { type ArrayMutant, isOk, ofComponents, on, wrapped } from './mutant.js';
import { leak } from './room.js';
import { answering, changed, rowAt, swapped, without } from './tables.js';

const method = 'GetSizesInfo';
/** It lists sizes, and tells no range. */
const lists = on({
  base: 'full-copy',
  provider: { methods: { GetSupportedSizes: 'available', GetSupportedSizeRange: 'unsupported' } },
});
const tellsNothing = on({
  base: 'full-copy',
  provider: { methods: { GetSupportedSizes: 'unsupported', GetSupportedSizeRange: 'unsupported' } },
});

/** Arrays that are wrong about the sizes that volumes may have, or do something when they are asked for them. */
export const wrongSizes: readonly ArrayMutant[] = [
  telling('sizes-an-extent-too-large', 'It offers an extent more than its pool has.', (reply, inner) => ({
    MaximumVolumeSize: (reply.MaximumVolumeSize ?? 0) + inner.capabilities().allocation.extent,
  })),
  telling('sizes-off-the-divisor', 'Its sizes are no multiples of their divisor.', (reply) => ({
    VolumeSizeDivisor: (reply.VolumeSizeDivisor ?? 0) + 512,
  })),
  telling('smallest-above-the-largest', 'Its smallest size is larger than its largest.', (reply) => ({
    MinimumVolumeSize: (reply.MaximumVolumeSize ?? 0) + (reply.VolumeSizeDivisor ?? 0),
  })),
  telling('range-without-a-divisor', 'It tells a range of sizes without their divisor.', () => ({
    VolumeSizeDivisor: null,
  })),
  telling('no-range', 'It succeeds, and tells no range of sizes.', () => ({
    MinimumVolumeSize: null,
    MaximumVolumeSize: null,
    VolumeSizeDivisor: null,
  })),
  telling('list-that-is-none', 'It lists a size, although it says that it tells a range.', () => ({
    SupportedSizes: [512],
  })),
  telling(
    'sizes-backwards',
    'It lists the largest size first.',
    (reply) => ({ SupportedSizes: [...(reply.SupportedSizes ?? [])].reverse() }),
    lists,
  ),
  telling(
    'lists-too-large-sizes',
    'It lists a size that its pool has no room for.',
    (reply) => ({ SupportedSizes: [...(reply.SupportedSizes ?? []), 2 ** 42] }),
    lists,
  ),
  telling('sizes-by-a-job', 'It says that a job tells the sizes.', () => ({ ReturnValue: 4096, Job: 'job-0' })),
  wrapped('question-takes-room', 'A question for sizes takes an extent of the pool.', (inner) => ({
    of: method,
    answers: (reply, call) => {
      if (isOk(reply)) leak(inner, call.on);
      return reply;
    },
  })),
  wrapped('question-degrades', 'A question for sizes degrades the pool.', (inner) => ({
    of: method,
    answers: (reply, call) => {
      if (isOk(reply)) inner.act({ do: 'setState', element: call.on, state: 'readOnly' });
      return reply;
    },
  })),
  wrapped('sizes-of-the-largest-pool', 'It tells the sizes of the largest of its pools.', (inner) => ({
    of: method,
    asks: (call) => {
      const all = inner.observe({ kind: 'pools' });
      const largest = all.toSorted((one, other) => other.free - one.free)[0];
      return all.some(({ id }) => id === call.on) && largest !== undefined ? { ...call, on: largest.id } : call;
    },
  })),
  ofComponents(
    'setting-not-needed',
    'It tells sizes without a pool setting, which has to be given.',
    changed(['GetSizesInfo service/malformed', 'GetSizesInfo invoke/settingUnknown'], (row) =>
      row.because === 'malformed'
        ? []
        : [{ ...row, when: ({ request }) => (request.given.PoolSettingObjectId ?? '') !== '' }],
    ),
  ),
  ofComponents(
    'any-setting-accepted',
    'It tells sizes for a pool setting that does not exist.',
    without('GetSizesInfo invoke/settingUnknown'),
  ),
  ofComponents(
    'sizes-for-any-password',
    'It tells unknown accounts and wrong passwords its sizes.',
    without('GetSizesInfo authenticate/wrongCredentials'),
  ),
  ofComponents(
    'sizes-for-administrators-only',
    'It tells its sizes to nobody but those who may manage storage.',
    changed(['GetSizesInfo service/malformed'], (row) => [
      { ...rowAt('StorageVolume.Delete service/role'), refuse: 'cimAccessDenied' },
      row,
    ]),
  ),
  ofComponents(
    'sizes-of-an-offline-pool',
    'It tells the sizes of a pool that is offline.',
    without('GetSizesInfo array/poolOfflineForRange'),
  ),
  ofComponents(
    'range-failure-called-list-failure',
    'It says that it could not list the sizes, where it could not tell their range.',
    answering(['GetSizesInfo array/poolOfflineForRange'], 'sizesFailed'),
  ),
  ofComponents(
    'unknown-pool-without-sizes',
    'It answers 1 for the sizes of a pool that does not exist, where 43006 stands for that.',
    answering(['GetSizesInfo service/poolUnknown'], 'notSupported'),
  ),
  ofComponents(
    'no-sizes-relayed',
    'It answers 43007 where 1 says that its provider tells no sizes.',
    answering(['GetSizesInfo array/noSizes'], 'cimNotSupported'),
    tellsNothing,
  ),
  ofComponents(
    'unknown-pool-before-setting',
    'It looks for a pool before it sees that the setting is missing.',
    swapped('GetSizesInfo service/malformed', 'GetSizesInfo service/poolUnknown'),
  ),
];

/** What else it answers when it tells sizes. */
function telling(
  name: string,
  wrong: string,
  change: (reply: Reply, inner: Simulator) => Partial<Reply>,
  base = {},
): ArrayMutant {
  return wrapped(
    name,
    wrong,
    (inner) => ({ of: method, answers: (reply) => (isOk(reply) ? { ...reply, ...change(reply, inner) } : reply) }),
    base,
  );
}
