import { describe, expect, test } from 'vitest';
import { BadInputError, createArray, findInstance, type profiles } from '../../../src/index.js';

const arrayOf = (profile: keyof typeof profiles = 'full-copy') =>
  createArray({
    profile,
    pools: [
      { name: 'gold', size: '1 TiB' },
      { name: 'silver', size: '1 TiB' },
      { name: 'far', size: '1 TiB', system: 'peer' },
    ],
    volumes: [
      { name: 'db', pool: 'gold', size: '10 GiB', written: '10 GiB' },
      { name: 'web', pool: 'silver', size: '10 GiB' },
    ],
  });

describe('the volumes of a pool that is offline', () => {
  test('are offline, and not OK, and nobody can read or write them', () => {
    const array = arrayOf();
    const health = () => findInstance(array, 'MSFT_SMStorageVolume', { ObjectId: array.volume('db').id });
    array.set({ pool: 'gold', state: 'offline' });
    expect(array.volume('db')).toMatchObject({ state: 'offline', usable: false, operationalStatus: [15] });
    expect(health()?.OperationalStatus).toEqual([15]);
    expect(array.volume('web')).toMatchObject({ state: 'online', usable: true });
    expect(() => array.host.read('db')).toThrow(BadInputError);
    expect(() => array.host.read('db')).toThrow("a volume that can be read: its pool 'gold' is offline");
    expect(array.host.write('db', { offset: 0, length: 512, tag: 'x' }).written).toBe(false);
  });

  test('come back with it, as they were', () => {
    const array = arrayOf();
    array.set({ volume: 'db', state: 'degraded' });
    const before = array.volume('db');
    array.set({ pool: 'gold', state: 'offline' });
    expect(array.volume('db').state).toBe('offline');
    array.set({ pool: 'gold', state: 'online' });
    expect(array.volume('db')).toEqual(before);
  });

  test('that nobody could use anyway stay what they are', () => {
    const array = arrayOf();
    array.set({ volume: 'db', state: 'failed' });
    array.set({ pool: 'gold', state: 'offline' });
    expect(array.volume('db').state).toBe('failed');
  });

  test.each([
    ['full-copy', 'silver'],
    ['remote-only', 'far'],
  ] as const)('are not cloned into another pool (%s)', (profile, pool) => {
    const array = arrayOf(profile);
    array.set({ pool: 'gold', state: 'offline' });
    const reply = array.createClone('db', { ElementName: 'copy', TargetPool: pool });
    expect(reply).toMatchObject({ ReturnValue: 4, decided: { step: 'array', because: 'sourcePoolOffline' } });
    expect(reply.ExtendedStatus?.SMMessage).toBe("the pool of 'db', gold, is offline: nobody can read it");
  });

  test.each([
    ['full-copy', 'silver', 'gold', "the pool of the source 'db' is offline"],
    ['full-copy', 'silver', 'silver', "pool 'silver' of the target is offline"],
    ['remote-only', 'far', 'gold', "the pool of the source 'db' is offline"],
  ] as const)('fail a copy that is under way (%s to %s, %s goes)', (profile, target, goes, message) => {
    const array = arrayOf(profile);
    const { Job } = array.createClone('db', { ElementName: 'copy', TargetPool: target });
    array.advance('1 s');
    array.set({ pool: goes, state: 'offline' });
    expect(array.job(Job ?? '')).toMatchObject({ state: 'exception', errorCode: 4, errorDescription: message });
    expect(array.pool(target).reserved).toBe(0n);
  });
});

describe('a volume that is copied', () => {
  test.each(['resizing', 'restoring'] as const)('cannot be set %s meanwhile, nor can its target', (state) => {
    const array = arrayOf();
    const { Job } = array.createClone('db', { ElementName: 'copy' });
    array.advance('1 s');
    const identity = array.digest('identity');
    expect(() => array.set({ volume: 'db', state })).toThrow(
      `set.state: got '${state}', expected another state, or no job at work on it: what locks a volume is refused while it is copied, as by ${Job}`,
    );
    expect(() => array.outOfBand.set({ volume: 'db', state })).toThrow(BadInputError);
    expect(array.digest('identity')).toBe(identity);
    array.settle();
    array.set({ volume: 'db', state });
    expect(array.volume('db').state).toBe(state);
  });

  test("is deleted by a method only: 'deleting' is no state that one can set", () => {
    // @ts-expect-error: no compiler lets it pass
    expect(() => arrayOf().set({ volume: 'db', state: 'deleting' })).toThrow("got 'deleting', expected one of");
  });
});
