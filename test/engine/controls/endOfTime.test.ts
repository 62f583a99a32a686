import { expect, test } from 'vitest';
import { replay } from '../../../src/engine/history/replay.js';
import { BadInputError, createArray, type StorageArray } from '../../../src/index.js';

const end = Number.MAX_SAFE_INTEGER;
const pools = [{ name: 'gold', size: 2n ** 62n - 2n ** 40n }];
const volumes = [
  { name: 'db', pool: 'gold', size: '1 GiB' },
  { name: 'huge', pool: 'gold', size: 2n ** 59n, written: 2n ** 59n },
];
type Options = NonNullable<Parameters<typeof createArray>[0]>;
const arrayOf = (options: Partial<Options> = {}) => createArray({ pools, volumes, ...options });
/** A block a millisecond. */
const slow = {
  base: 'full-copy',
  capabilities: { maximumReplicasPerSource: 100 },
  jobs: { copyRatePerSecond: 512_000 },
} as const;

test.each<[string, () => { array: StorageArray; act: () => void }]>([
  [
    'settle, where a fault lets a job wait for too long',
    () => {
      const array = arrayOf({ faults: { faults: [{ id: 'late', at: 'jobStart', do: { delay: end } }] } });
      array.createClone('db');
      return { array, act: () => array.settle() };
    },
  ],
  [
    'settle, where a fault that was removed has let a job wait',
    () => {
      const array = arrayOf({ faults: { faults: [{ id: 'late', at: 'jobStart', do: { delay: end - 300 } }] } });
      array.createClone('db');
      array.advance(200);
      array.faults.remove('late');
      return { array, act: () => array.settle() };
    },
  ],
  [
    'settle, late in time',
    () => {
      const array = arrayOf({ profile: slow });
      array.advance(end - 1000);
      array.createClone('huge');
      return { array, act: () => array.settle() };
    },
  ],
  [
    'settle, where one copy after the other takes long',
    () => {
      const array = arrayOf({ profile: slow });
      array.advance(2 ** 52 - 2 ** 50);
      for (let clone = 0; clone < 6; clone++) array.createClone('huge');
      return { array, act: () => array.settle() };
    },
  ],
  [
    'a call, late in time',
    () => {
      const array = arrayOf({ profile: { base: 'full-copy', provider: { latency: { connect: 5, invoke: '1 s' } } } });
      array.advance(end - 10);
      return { array, act: () => array.createClone('db') };
    },
  ],
])('%s: what comes to the end of virtual time is refused, and nothing has changed', (_, make) => {
  const { array, act } = make();
  const picture = () => [array.digest('identity'), array.trace().hash, array.now];
  const before = picture();
  expect(act).toThrow(BadInputError);
  expect(act).toThrow(/^time: got '\w+', expected what is due before the end of virtual time/);
  expect(picture()).toEqual(before);
  const { header, entries } = array.trace();
  expect(replay(JSON.parse(JSON.stringify(header)), JSON.parse(JSON.stringify(entries))).kind).toBe('same');
});
