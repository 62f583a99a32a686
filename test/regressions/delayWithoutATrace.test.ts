import { expect, test } from 'vitest';
import { createArray } from '../../src/index.js';

test.each([true, false])('a call that a fault delays waits once (trace: %s)', (trace) => {
  const array = createArray({
    trace,
    pools: [{ name: 'gold', size: '1 GiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '4 MiB' }],
    faults: 'slow = invoke 1*: delay 5 s',
  });
  expect(array.createClone('db').ReturnValue).toBe(4096);
  expect(array.now).toBe(5000);
});
