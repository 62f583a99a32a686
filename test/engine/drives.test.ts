import { describe, expect, test } from 'vitest';
import { type ArrayOptions, BadInputError, createArray, loadArray, type StorageArray } from '../../src/index.js';

const gib = 1024n ** 3n;

/** Eight drives of 1 GiB, the last one a hot spare; gold has the first two. */
function shelf(options: ArrayOptions = {}): StorageArray {
  const array = createArray({
    pools: [{ name: 'disks', primordial: true }],
    drives: { count: 8, size: '1 GiB', spares: 1 },
    ...options,
  });
  array.invoke('MSFT_SMSystem', 'CreatePool', { ElementName: 'gold', DiskDriveObjectIds: ['disk1', 'disk2'] });
  array.settle();
  return array;
}

const byJob: ArrayOptions = { profile: { base: 'full-copy', poolCreation: { by: 'job', takes: '10 s' } } };

function stateOf(array: StorageArray, pool = 'gold'): string {
  return array.pool(pool).state;
}

describe('a primordial pool', () => {
  test('is as large as its drives, but for hot spares, and what concrete pools have is not free in it', () => {
    const array = shelf();
    expect(array.pool('disks')).toMatchObject({ total: 7n * gib, used: 2n * gib, free: 5n * gib, madeOf: null });
    expect(array.pool('gold')).toMatchObject({ total: 2n * gib, madeOf: array.pool('disks').id });
    expect(array.drives().filter(({ isAvailable }) => isAvailable)).toHaveLength(5);
  });

  test('without drives gives the room that pools say that they are made of, and no more', () => {
    const pools = [
      { name: 'raw', size: '10 GiB', primordial: true },
      { name: 'gold', size: '4 GiB', madeOf: 'raw' },
    ];
    const array = createArray({ pools });
    expect(array.pool('raw')).toMatchObject({ used: 4n * gib, free: 6n * gib });
    array.set({ pool: 'gold', size: '10 GiB' });
    expect(array.pool('raw')).toMatchObject({ used: 10n * gib, free: 0n });
    expect(() => array.set({ pool: 'gold', size: '11 GiB' })).toThrow("at most 10 GiB: 'gold' is made of 'raw'");
    const { Pool } = array.invoke('MSFT_SMSystem', 'CreatePool', {
      ElementName: 'rest',
      PoolSettingObjectId: 'raw/mirrored',
    });
    expect(Pool).toBeNull();
    array.set({ pool: 'gold', size: '1 GiB' });
    array.invoke('MSFT_SMSystem', 'CreatePool', { ElementName: 'rest', PoolSettingObjectId: 'raw/mirrored' });
    expect(array.pool('rest')).toMatchObject({ total: 9n * gib });
    expect(array.violations()).toEqual([]);
  });

  test('gets back what a pool had when that is deleted, by whomever', () => {
    const array = shelf();
    const made = array.digest('observable');
    expect(array.outOfBand.delete('gold')).toEqual({ changed: true });
    expect(array.pool('disks').free).toBe(7n * gib);
    array.discover();
    array.invoke('MSFT_SMSystem', 'CreatePool', { ElementName: 'gold', DiskDriveObjectIds: ['disk1', 'disk2'] });
    expect(array.pool('gold').total).toBe(2n * gib);
    expect(array.digest('observable')).not.toBe(made);
    expect(array.violations()).toEqual([]);
    expect(array.outOfBand.delete('disks')).toMatchObject({ changed: false, because: 'inUse' });
  });
});

describe('a drive that fails', () => {
  test('degrades its pool until all drives of it hold data again, whatever else becomes of the pool', () => {
    const array = shelf();
    array.set({ drive: 'disk1', state: 'failed' });
    array.set({ drive: 'disk2', state: 'failed' });
    expect(stateOf(array)).toBe('degraded');
    array.set({ drive: 'disk1', state: 'ok' });
    expect(stateOf(array)).toBe('degraded');
    expect(() => array.set({ pool: 'gold', state: 'online' })).toThrow("'degraded', as long as a drive");
    array.set({ pool: 'gold', state: 'offline' });
    array.set({ pool: 'gold', state: 'online' });
    expect(stateOf(array)).toBe('degraded');
    array.outOfBand.set({ drive: 'disk2', state: 'ok' });
    expect(stateOf(array)).toBe('online');
  });

  test('says nothing of a pool that a fault or somebody has degraded', () => {
    const array = shelf();
    array.set({ pool: 'gold', state: 'degraded' });
    array.set({ drive: 'disk8', state: 'failed' });
    array.set({ drive: 'disk8', state: 'ok' });
    expect(stateOf(array)).toBe('degraded');
  });
});

test('a job that makes or grows a pool goes on in a fork, and after save and load', () => {
  const array = shelf(byJob);
  array.invoke('gold', 'AddDiskDrives', { DiskDriveObjectIds: ['disk4'] });
  array.invoke('MSFT_SMSystem', 'CreatePool', { ElementName: 'new', DiskDriveObjectIds: ['disk5'] });
  array.advance('1 s');
  const [fork, loaded] = [array.fork(), loadArray(array.save())];
  expect(loaded.digest('identity')).toBe(array.digest('identity'));
  for (const one of [array, fork, loaded]) {
    expect(stateOf(one, 'new')).toBe('starting');
    one.settle();
    expect([one.pool('gold').total, one.pool('new').total]).toEqual([3n * gib, gib]);
    expect(one.violations()).toEqual([]);
  }
  expect(fork.digest('identity')).toBe(array.digest('identity'));
  expect(loaded.digest('identity')).toBe(array.digest('identity'));
});

test('creating and deleting a pool leaves the array as it was', () => {
  for (const options of [{}, byJob]) {
    const array = shelf(options);
    const before = array.digest('observable');
    array.invoke('MSFT_SMSystem', 'CreatePool', { ElementName: 'new', DiskDriveObjectIds: ['disk5', 'disk3'] });
    array.settle();
    expect(array.digest('observable')).not.toBe(before);
    array.invoke('new', 'Pool.Delete');
    array.settle();
    expect(array.digest('observable')).toBe(before);
  }
});

test('a failure after the effect takes the new pool back, at once or by ending its job', () => {
  for (const options of [{}, byJob]) {
    const array = shelf(options);
    const before = array.digest('observable');
    array.provider.failAt('readBack', 4);
    const given = { ElementName: 'new', DiskDriveObjectIds: ['disk5'] };
    const { ReturnValue, Pool, ExtendedStatus } = array.invoke('MSFT_SMSystem', 'CreatePool', given);
    expect([ReturnValue, Pool]).toEqual([4, null]);
    expect(ExtendedStatus?.SMDetails).toMatch(/^nothing is left: .*pool pool-.* 'new'/);
    expect(array.digest('observable')).toBe(before);
  }
});

test('GetSizesInfo takes the settings of the primordial pool, and that which a pool was made with', () => {
  const array = shelf();
  const codeOf = (pool: string, PoolSettingObjectId: string) =>
    array.invoke(pool, 'GetSizesInfo', { PoolSettingObjectId }).ReturnValue;
  expect([codeOf('disks', 'disks/mirrored'), codeOf('gold', 'disks/unprotected')]).toEqual([0, 0]);
  expect([codeOf('gold', 'disks/mirrored'), codeOf('gold', 'nothing')]).toEqual([43004, 43004]);
});

test.each<[string, ArrayOptions, string]>([
  ['drives without a primordial pool', { drives: { count: 1, size: '1 GiB' } }, 'drives.pool'],
  ['a pool without size and drives', { pools: [{ name: 'disks', primordial: true }] }, 'pools[0].size'],
  [
    'a size that the drives contradict',
    { pools: [{ name: 'disks', primordial: true, size: '3 GiB' }], drives: { count: 2, size: '1 GiB' } },
    'pools[0].size',
  ],
  [
    'a pool that is made of no primordial one',
    {
      pools: [
        { name: 'gold', size: '1 GiB' },
        { name: 'web', size: '1 GiB', madeOf: 'gold' },
      ],
    },
    'pools[1].madeOf',
  ],
  [
    'pools that are larger than what they are made of',
    {
      pools: [
        { name: 'raw', primordial: true, size: '1 GiB' },
        { name: 'gold', size: '2 GiB', madeOf: 'raw' },
      ],
    },
    'pools[0].size',
  ],
  [
    'a hot spare of a concrete pool',
    {
      pools: [
        { name: 'raw', primordial: true },
        { name: 'gold', madeOf: 'raw' },
      ],
      drives: [{ name: 'd', size: '1 GiB', pool: 'gold', spare: true }],
    },
    'drives[0].spare',
  ],
])('%s: refused', (_what, options, field) => {
  expect(() => createArray(options)).toThrow(BadInputError);
  expect(() => createArray(options)).toThrow(field);
});

test('a change of a drive that makes no sense is refused, and changes nothing', () => {
  const array = shelf();
  const before = array.digest('identity');
  expect(() => array.set({ drive: 'disk9', state: 'failed' })).toThrow('the id or the unique name of a disk drive');
  expect(() => array.set({ drive: 'disk1', spare: true })).toThrow("pool 'gold' has the drive");
  expect(() => array.set({ pool: 'gold', size: '9 GiB' })).toThrow("'gold' is as large as its drives");
  expect(array.digest('identity')).toBe(before);
});
