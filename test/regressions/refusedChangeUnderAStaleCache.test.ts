import { expect, test } from 'vitest';
import { BadInputError, createArray } from '../../src/index.js';

// INPUT-PURE, under a stale cache: a change that was refused counted as one of those that the service misses.
test('a change that is bad input is none that the storage service has missed', () => {
  const array = createArray({
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
    faults: 'service 1*: staleCache 1',
  });
  array.createClone('db', { ElementName: 'copy' });
  const before = array.digest('identity');
  expect(() => array.set({ volume: 'copy', state: 'online' })).toThrow(BadInputError);
  expect(array.digest('identity')).toBe(before);
  array.set({ volume: 'db', state: 'degraded' });
  expect(array.createClone('db').ReturnValue).toBe(40003);
  array.discover();
  array.set({ volume: 'db', state: 'online' });
  expect(array.createClone('db').ReturnValue).toBe(4096);
});
