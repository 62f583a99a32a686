import { describe, expect, test } from 'vitest';
import { createArray, loadArray, profiles, type StorageArray } from '../../../src/index.js';

/** An array whose provider sends indications, which are under way for 5 s. */
const told = (indicationsTake = '5 s', indications: 'none' | 'subscribed' = 'subscribed') =>
  createArray({
    profile: profiles['full-copy'].with(({ service }) => {
      service.indications = indications;
      service.indicationsTake = indicationsTake;
    }),
    pools: [
      { name: 'gold', size: '1 TiB' },
      { name: 'spare', size: '1 TiB' },
    ],
    volumes: [{ name: 'db', pool: 'gold', size: '1 GiB' }],
  });

const answer = (array: StorageArray, on = 'db', parameters = {}) =>
  array.fork().createClone(on, parameters).decided.because;
const degrade = { volume: 'db', state: 'degraded' } as const;

describe('an indication refreshes the cache of the service', () => {
  test('once it is there, and not before', () => {
    const array = told();
    array.outOfBand.set(degrade);
    array.advance(4_999);
    expect(answer(array)).toBe('sourceStale');
    array.advance(1);
    expect(answer(array)).toBe('jobStarted');
  });

  test('at once where it takes no time', () => {
    const array = told('0 s');
    array.outOfBand.set(degrade);
    expect(answer(array)).toBe('jobStarted');
  });

  test('about a pool, the capabilities, what was made and what was deleted', () => {
    const array = told();
    array.outOfBand.set({ pool: 'gold', size: '2 TiB' });
    array.outOfBand.set({ capabilities: { maximumReplicasPerSource: 1 } });
    array.outOfBand.create({ name: 'new', pool: 'gold', size: '1 GiB' });
    array.outOfBand.delete('spare');
    const now = () => [answer(array), answer(array, 'new'), answer(array, 'db', { TargetPool: 'spare' })];
    expect(now()).toEqual(['poolStale', 'sourceUnknown', 'poolStale']);
    array.advance('5 s');
    expect(now()).toEqual(['jobStarted', 'jobStarted', 'poolUnknown']);
    array.outOfBand.delete('new');
    expect(answer(array, 'new')).toBe('sourceStale');
    array.advance('5 s');
    expect(answer(array, 'new')).toBe('sourceUnknown');
    expect(array.violations()).toEqual([]);
  });

  test('never without a subscription: only a discovery does', () => {
    const array = told('0 s', 'none');
    array.outOfBand.set(degrade);
    array.advance('1 d');
    expect(answer(array)).toBe('sourceStale');
    array.discover();
    expect(answer(array)).toBe('jobStarted');
  });

  test('of which one is under way when a discovery sees the same: nothing happens twice', () => {
    const array = told();
    array.outOfBand.delete('db');
    array.discover();
    array.advance('5 s');
    expect([answer(array), array.violations()]).toEqual(['sourceUnknown', []]);
  });

  test('that is under way in a fork and in a saved array, too', () => {
    const array = told();
    array.outOfBand.set(degrade);
    for (const one of [array.fork(), loadArray(array.save())]) {
      one.advance('5 s');
      expect(answer(one)).toBe('jobStarted');
    }
  });

  test('that settle does not wait for', () => {
    const array = told();
    array.outOfBand.set(degrade);
    array.settle();
    expect(array.now).toBe(0);
  });
});

describe('an indication is lost', () => {
  const lost: readonly [why: string, before: (array: StorageArray) => void, after?: (array: StorageArray) => void][] = [
    ['while the link is down', (array) => array.set({ provider: { link: 'down' } })],
    ['while the link hangs', (array) => array.set({ provider: { link: 'hung' } })],
    ['while the provider does not run', (array) => array.set({ provider: { server: 'stopped' } })],
    ['when its destination is wrong', (array) => array.set({ indications: { destination: 'invalid' } })],
    ['without a subscription', (array) => array.set({ indications: { changes: 'none' } })],
    ['when the service misses it', (array) => void array.faults.use('time@0 ms: staleCache 1')],
    [
      'after a restart of the provider that forgets subscriptions',
      (array) => {
        array.set({ provider: { server: 'stopped' } });
        array.set({ provider: { server: 'running' } });
      },
    ],
  ];
  test.each(lost)('%s', (_why, before) => {
    const array = told();
    before(array);
    array.advance(0);
    array.outOfBand.set(degrade);
    array.set({ provider: { link: 'up', server: 'running' } });
    array.set({ indications: { destination: 'valid' } });
    array.advance('1 h');
    expect(answer(array)).toBe('sourceStale');
    array.discover();
    expect(answer(array)).toBe('jobStarted');
  });

  test('only as often as the service misses one', () => {
    const array = told();
    array.faults.use('time@0 ms: staleCache 1');
    array.advance(0);
    array.outOfBand.set(degrade);
    array.outOfBand.set({ pool: 'gold', size: '2 TiB' });
    array.advance('5 s');
    expect(answer(array)).toBe('sourceStale');
    array.discover();
    array.outOfBand.set({ volume: 'db', state: 'online' });
    array.advance('5 s');
    expect(answer(array)).toBe('jobStarted');
  });

  test('until the next discovery, which subscribes anew', () => {
    const array = told();
    array.set({ indications: { changes: 'none' } });
    array.discover();
    array.outOfBand.set(degrade);
    array.advance('5 s');
    expect(answer(array)).toBe('jobStarted');
  });
});

test('a subscription where the profile has no indications is a mistake', () => {
  const array = told('0 s', 'none');
  expect(() => array.set({ indications: { changes: 'subscribed' } })).toThrow(
    "set.indications.changes: got 'subscribed', expected 'none', because the profile's service.indications is 'none'",
  );
});
