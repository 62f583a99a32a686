import { expect, test } from 'vitest';
import { createArray } from '../../src/index.js';

test('a request that the array gets twice gives no name twice where names are unique', () => {
  const array = createArray({
    profile: 'strict-names',
    pools: [{ name: 'gold', size: '1 GiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '4 MiB' }],
    faults: 'twice = invoke: duplicate 2',
  });
  const named = array.createClone('db', { ElementName: 'monday' });
  expect(array.volumes().map(({ name }) => name)).toEqual(['db', 'monday']);
  const nameless = array.createClone('db');
  expect(array.volumes()).toHaveLength(4);
  expect(array.violations()).toEqual([]);
  // The reply is that of the first delivery.
  const [, first, second] = array.volumes();
  expect([named.TargetStorageVolume, nameless.TargetStorageVolume]).toEqual([first?.id, second?.id]);
});
