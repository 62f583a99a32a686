import { describe, expect, test } from 'vitest';
import { createArray, loadArray, type StorageArray } from '../../../src/index.js';

// What the provider can do changes while the array runs.

const running = () =>
  createArray({
    pools: [
      { name: 'gold', size: '1 TiB' },
      { name: 'spare', size: '1 TiB' },
    ],
    volumes: [{ name: 'db', pool: 'gold', size: '1 GiB' }],
  });
const clone = (array: StorageArray) => {
  const { ReturnValue, decided } = array.createClone('db');
  return [ReturnValue, decided.because];
};

describe("the provider's own methods", () => {
  test.each([
    ['unavailable', 43016, 'methodUnavailable'],
    ['unknown', 43017, 'methodUnknown'],
    ['unsupported', 43007, 'methodUnsupported'],
  ] as const)('become %s', (there, code, because) => {
    const array = running();
    expect(clone(array)).toEqual([4096, 'jobStarted']);
    array.set({ provider: { methods: { CreateElementReplica: there } } });
    expect(clone(array)).toEqual([code, because]);
    // Others stay as they are.
    expect(array.invoke('spare', 'Delete').ReturnValue).toBe(0);
    array.set({ provider: { methods: { CreateElementReplica: 'available' } } });
    expect(clone(array)).toEqual([4096, 'jobStarted']);
  });

  test('that tell sizes: a list where there was a range', () => {
    const array = running();
    const sizes = () => array.invoke('gold', 'GetSizesInfo', { PoolSettingObjectId: '' });
    expect(sizes().SupportedSizes).toBeNull();
    array.set({ provider: { methods: { GetSupportedSizes: 'available', GetSupportedSizeRange: 'unavailable' } } });
    expect(sizes()).toMatchObject({ ReturnValue: 0, MinimumVolumeSize: null });
    expect(sizes().SupportedSizes).not.toBeNull();
  });

  test('move from jobs to the call, and back', () => {
    const array = running();
    array.set({ capabilities: { synchronousActions: [2], asynchronousActions: [] } });
    expect(clone(array)).toEqual([0, 'success']);
    array.outOfBand.set({ capabilities: { synchronousActions: [], asynchronousActions: [2] } });
    expect(clone(array)).toEqual([40003, 'capabilitiesStale']);
    array.discover();
    expect(clone(array)).toEqual([4096, 'jobStarted']);
  });

  test('are saved with the array', () => {
    const array = running();
    array.set({ provider: { methods: { CreateElementReplica: 'unavailable' } } });
    expect(clone(loadArray(array.save()))[0]).toBe(43016);
  });

  test('that there are not are a mistake', () => {
    expect(() => running().set({ provider: { methods: { CreateReplica: 'unknown' } as object } })).toThrow(
      'set.provider.methods',
    );
  });
});

describe('an array that the provider does not manage any more', () => {
  const unmanaged = () => {
    const array = running();
    expect(clone(array)[0]).toBe(4096);
    array.set({ provider: { managesArray: false } });
    return array;
  };

  test('is not found by it, although the service still lists it', () => {
    expect(clone(unmanaged())).toEqual([43006, 'arrayNotManaged']);
    expect(unmanaged().invoke('spare', 'Delete').decided).toMatchObject({ because: 'arrayNotManaged' });
  });

  test('has nothing in the cache after the next discovery', () => {
    const array = unmanaged();
    array.discover();
    expect(clone(array)).toEqual([8, 'sourceUnknown']);
    expect(array.invoke('spare', 'Delete').ReturnValue).not.toBe(0);
  });

  test('goes on with its jobs', () => {
    const array = unmanaged();
    array.settle();
    expect(array.jobs().map(({ state }) => state)).toEqual(['completed']);
  });

  test('is as it was when the provider manages it again', () => {
    const array = unmanaged();
    array.set({ provider: { managesArray: true } });
    expect(clone(array)[0]).toBe(4096);
    array.set({ provider: { managesArray: false } });
    array.discover();
    array.set({ provider: { managesArray: true } });
    // The service has not seen that yet.
    expect(clone(array)).toEqual([8, 'sourceUnknown']);
    array.discover();
    expect(clone(array)[0]).toBe(4096);
    expect(array.violations()).toEqual([]);
  });
});
