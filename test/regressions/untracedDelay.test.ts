import { expect, test } from 'vitest';
import { createArray } from '../../src/index.js';

test('a delayed call of an array that records no trace goes on when its time has come', () => {
  const faults = { faults: [{ id: 'slow', at: 'service', do: { delay: '1 s' } }] } as const;
  const volumes = [{ name: 'db', pool: 'gold', size: '1 GiB' }];
  const array = createArray({ trace: false, pools: [{ name: 'gold', size: '10 GiB' }], volumes, faults });
  expect(array.createClone('db').ReturnValue).toBe(4096);
  expect(array.now).toBe(1000);
});
