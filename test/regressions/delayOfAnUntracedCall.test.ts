import { expect, test } from 'vitest';
import { createArray, loadArray } from '../../src/index.js';

// RESTORE, under delays: a loaded array keeps no trace, and a call that nobody traces skips steps at which nothing can happen.
// It skipped to the very step that it had waited for, and so waited again, for ever.
test('a call that a fault delays goes on when its time has come, traced or not', () => {
  const replies = [true, false].map((trace) => {
    const array = createArray({
      trace,
      pools: [{ name: 'gold', size: '1 TiB' }],
      volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
      faults: 'connect: delay 2 s',
    });
    const again = loadArray(array.save());
    return [array, again].map((one) => [one.createClone('db').ReturnValue, one.now]);
  });
  expect(replies.flat()).toEqual(Array.from({ length: 4 }, () => [4096, 2000]));
});
