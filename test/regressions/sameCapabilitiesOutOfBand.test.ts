import { expect, test } from 'vitest';
import { createArray, loadArray } from '../../src/index.js';

// RESTORE: such a change made the cache stale, until the array was saved and loaded.
test('capabilities that are set out of band to what they were leave the cache fresh, saved and loaded or not', () => {
  const array = createArray({
    pools: [{ name: 'gold', size: '1 GiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '1 MiB' }],
  });
  array.outOfBand.set({ capabilities: { cloneLocal: true } });
  const restored = loadArray(array.save());
  expect(array.createClone('db').ReturnValue).toBe(4096);
  expect(restored.createClone('db').ReturnValue).toBe(4096);
});

test('capabilities that were changed out of band and back leave the cache fresh', () => {
  const array = createArray({
    pools: [{ name: 'gold', size: '1 GiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '1 MiB' }],
  });
  array.outOfBand.set({ capabilities: { cloneRemote: true } });
  expect(array.fork().createClone('db').ReturnValue).toBe(40_003);
  array.outOfBand.set({ capabilities: { cloneRemote: false } });
  expect(array.createClone('db').ReturnValue).toBe(4096);
});
