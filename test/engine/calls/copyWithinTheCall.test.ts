import { describe, expect, test } from 'vitest';
import { type ArrayOptions, createArray, type StorageArray } from '../../../src/index.js';

/** 10 blocks a millisecond: 20,480 ms for 100 MiB. */
function withinCall(profile: object = {}, options: ArrayOptions = {}): StorageArray {
  return createArray({
    profile: {
      base: 'sync-only',
      jobs: { copyRatePerSecond: '5000 KiB', speedWhileDegraded: 0.5, speedUnderHostLoad: 0.25 },
      provider: { latency: { array: '3 s' } },
      ...profile,
    },
    pools: [
      { name: 'gold', size: '10 GiB' },
      { name: 'silver', size: '10 GiB' },
    ],
    volumes: [
      { name: 'db', pool: 'gold', size: '100 MiB', written: '50 MiB' },
      { name: 'tiny', pool: 'gold', size: '1 MiB' },
      { name: 'large', pool: 'gold', size: '1 GiB' },
    ],
    ...options,
  });
}

describe('a copy within the call', () => {
  test('takes size / rate, and no less than the latency of its step', () => {
    const array = withinCall();
    expect(array.createClone('db').ReturnValue).toBe(0);
    expect(array.now).toBe(20_480);
    expect(array.createClone('tiny').ReturnValue).toBe(0);
    expect(array.now).toBe(23_480);
  });

  test('is rounded up', () => {
    const array = withinCall({ jobs: { copyRatePerSecond: '3500 KiB' } });
    array.createClone('db');
    // 204800 blocks at 7 a millisecond.
    expect(array.now).toBe(29_258);
  });

  test('copies what was written only, where allocation is thin, and nothing where extents are shared', () => {
    const thin = withinCall({ allocation: { kind: 'thin', overcommitLimit: null, lowSpaceWarningThreshold: 0 } });
    thin.createClone('db');
    expect(thin.now).toBe(10_240);
    const instant = withinCall({ allocation: { kind: 'instant', overcommitLimit: null, lowSpaceWarningThreshold: 0 } });
    instant.createClone('db');
    expect(instant.now).toBe(3_000);
    instant.createClone('db', { TargetPool: 'silver' });
    expect(instant.now).toBe(13_240);
  });

  test('is slowed by a pool that is degraded, and by hosts', () => {
    const array = withinCall({ service: { operationTimeout: '3 min' } });
    array.set({ pool: 'gold', state: 'degraded' });
    array.createClone('db');
    expect(array.now).toBe(40_960);
    array.set({ pool: 'gold', hostLoad: true, state: 'online' });
    array.createClone('db');
    expect(array.now).toBe(40_960 + 102_400);
  });

  test('is there when its time has passed, and not before; what changes meanwhile is judged', () => {
    const array = withinCall();
    const call = array.begin('db', 'CreateClone', { ElementName: 'copy' });
    while (array.progress(call).phase === 'ready') array.step(call);
    array.advance(20_479);
    expect(array.volumes({ name: 'copy' })).toEqual([]);
    array.set({ volume: 'db', state: 'offline' });
    expect(array.finish(call)).toMatchObject({ ReturnValue: 4, decided: { because: 'sourceOffline' } });
  });

  test('takes no time where it is refused', () => {
    const array = withinCall({ provider: { latency: { array: 0 } } });
    array.set({ pool: 'gold', state: 'readOnly' });
    expect(array.createClone('db').ReturnValue).toBe(4);
    expect(array.now).toBe(0);
  });

  test.each([
    ['leaves', 1],
    ['removes', 0],
  ] as const)(
    'that takes longer than the service waits is answered 3 after the effect, which it %s',
    (afterFailure, left) => {
      const array = withinCall({ service: { afterFailure } });
      expect(array.createClone('large', { ElementName: 'copy' })).toMatchObject({
        ReturnValue: 3,
        decided: { step: 'invokeReply', because: 'copyLate' },
      });
      expect(array.now).toBe(60_000);
      expect(array.volumes({ name: 'copy' })).toHaveLength(left);
      expect(array.violations()).toEqual([]);
    },
  );

  test('is saved and goes on while it waits', () => {
    const array = withinCall();
    const call = array.begin('db', 'CreateClone');
    while (array.progress(call).phase === 'ready') array.step(call);
    const fork = array.fork();
    expect(fork.finish(call)).toEqual(array.finish(call));
    expect(fork.now).toBe(20_480);
  });
});
