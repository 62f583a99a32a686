import { expect, test } from 'vitest';
import { createArray } from '../../../src/index.js';

test('work that would end after virtual time does is not begun, and says so', () => {
  const array = createArray({
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '1 GiB' }],
  });
  array.advance(Number.MAX_SAFE_INTEGER - 5);
  const { Job } = array.createClone('db');
  expect(() => array.settle()).toThrow(
    "time: got 'jobStart', expected what is due before the end of virtual time, 9007199254740991 ms",
  );
  expect([array.now, array.job(Job ?? '').percentComplete, array.violations()]).toEqual([2 ** 53 - 6, 0, []]);
  array.advance(5);
  expect(() => array.advance(1)).toThrow('advance: got 1, expected at most 0 ms, where virtual time ends');
});
