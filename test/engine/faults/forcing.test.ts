import { describe, expect, test } from 'vitest';
import { createArray, type StorageArray } from '../../../src/index.js';
import { factsOf, methodNames } from '../../../src/vocabulary/methods/index.js';

function arrayOf(): StorageArray {
  return createArray({
    pools: [
      { name: 'gold', size: '1 TiB' },
      { name: 'empty', size: '1 GiB' },
    ],
    volumes: [{ name: 'db', pool: 'gold', size: '1 GiB' }],
  });
}

const codeOf = (array: StorageArray, on: string, method: 'CreateClone' | 'Delete' | 'GetSizesInfo') =>
  array.invoke(on, method).ReturnValue;

test.each(methodNames.filter((method) => factsOf(method).since === '2016'))(
  'nothing of %s can be forced in a release that lacks it, nor can it be called',
  (method) => {
    const array = createArray({ version: '2012' });
    expect(() => array.provider.failAt('array', 'failed', { method })).toThrow('failAt.method');
    expect(() => array.invoke(factsOf(method).className, method)).toThrow('this one came with 2016');
  },
);

describe('an outcome that is forced by its name', () => {
  test('is what the method that is called answers for it', () => {
    const array = arrayOf();
    array.provider.failAt('array', 'failed', { times: 4 });
    expect(codeOf(array, 'db', 'CreateClone')).toBe(4);
    expect(codeOf(array, 'db', 'Delete')).toBe(4);
    expect(codeOf(array, 'empty', 'Delete')).toBe(4);
    expect(array.invoke('gold', 'GetSizesInfo', { PoolSettingObjectId: '' }).ReturnValue).toBe(43001);
  });

  test('by its number is for the methods that have it, and waits for them', () => {
    const array = arrayOf();
    array.provider.failAt('array', 4);
    expect(array.invoke('gold', 'GetSizesInfo', { PoolSettingObjectId: '' }).ReturnValue).toBe(0);
    expect(codeOf(array, 'db', 'CreateClone')).toBe(4);
    expect(codeOf(array, 'db', 'CreateClone')).toBe(4096);
  });

  test('may be for one method alone', () => {
    const array = arrayOf();
    array.provider.failAt('array', 'failed', { method: 'StorageVolume.Delete' });
    expect(codeOf(array, 'db', 'CreateClone')).toBe(4096);
    array.settle();
    expect(codeOf(array, 'db', 'Delete')).toBe(4);
    expect(codeOf(array, 'db', 'Delete')).toBe(0);
  });

  test('of a job is the ErrorCode that its method has for it', () => {
    const array = createArray({
      profile: { base: 'full-copy', deletion: { by: 'job', takes: '1 s' } },
      pools: [{ name: 'gold', size: '1 TiB' }],
    });
    array.provider.failAt('jobEnd', 'jobCompletedWithErrors', { method: 'Delete' });
    array.invoke('gold', 'Delete');
    array.settle();
    expect(array.jobs()[0]).toMatchObject({ state: 'exception', errorCode: 41000 });
  });
});
