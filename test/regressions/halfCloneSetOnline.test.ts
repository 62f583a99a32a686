import { expect, test } from 'vitest';
import { BadInputError, createArray } from '../../src/index.js';

// NO-HALF-CLONE: the chart leads from starting to online, and `set` followed it while the job had yet to copy.
test('a target whose copy still runs cannot be set online', () => {
  const array = createArray({
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
  });
  const { Job } = array.createClone('db', { ElementName: 'db-clone' });
  expect(() => array.set({ volume: 'db-clone', state: 'online' })).toThrow(BadInputError);
  expect(() => array.outOfBand.set({ volume: 'db-clone', state: 'online' })).toThrow(BadInputError);
  expect(array.volume('db-clone').state).toBe('starting');
  array.settle();
  expect(array.job(Job).state).toBe('completed');
  expect(array.volume('db-clone').state).toBe('online');
});

test('a target whose copy still runs can be set failed, which fails its job', () => {
  const array = createArray({
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
  });
  const { Job } = array.createClone('db', { ElementName: 'db-clone' });
  array.set({ volume: 'db-clone', state: 'failed' });
  expect(array.job(Job)).toMatchObject({ state: 'exception', errorCode: 4 });
  expect(array.findVolume('db-clone')).toBeUndefined();
});
