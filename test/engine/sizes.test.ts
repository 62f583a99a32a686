import { describe, expect, test } from 'vitest';
import { type ArrayOptions, createArray, loadArray, type ProfileChoice, type StorageArray } from '../../src/index.js';

const KiB = 1024n;
const MiB = 1024n * KiB;
const GiB = 1024n * MiB;

type Profile = Exclude<ProfileChoice, string>;

/** A pool of 10 GiB with a volume of 3 GiB, of which 1 GiB was written. */
function arrayWith(profile: Profile = {}, options: ArrayOptions = {}): StorageArray {
  return createArray({
    seed: 17,
    profile: { base: 'full-copy', ...profile },
    pools: [{ name: 'gold', size: '10 GiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '3 GiB', written: '1 GiB' }],
    ...options,
  });
}

function sizes(array: StorageArray) {
  const { ReturnValue, ExtendedStatus, decided, ...told } = array.invoke('gold', 'GetSizesInfo', {
    PoolSettingObjectId: '',
  });
  return told;
}

const range = (MinimumVolumeSize: bigint, MaximumVolumeSize: bigint, VolumeSizeDivisor = MiB) => ({
  SupportedSizes: null,
  MinimumVolumeSize,
  MaximumVolumeSize,
  VolumeSizeDivisor,
});

const lists: Profile = {
  provider: { methods: { GetSupportedSizes: 'available', GetSupportedSizeRange: 'unsupported' } },
};
const allocating = (kind: 'thin' | 'instant', overcommitLimit: number | null): Profile => ({
  allocation: { kind, overcommitLimit, lowSpaceWarningThreshold: 0 },
});

describe('a range of sizes', () => {
  test('goes from one extent to what is free, in whole extents', () => {
    expect(sizes(arrayWith())).toEqual(range(MiB, 7n * GiB));
    expect(sizes(arrayWith({ extentSize: '3 GiB' }))).toEqual(range(3n * GiB, 6n * GiB, 3n * GiB));
  });

  test('shrinks with what jobs have reserved, and what is stolen', () => {
    const array = arrayWith();
    array.createClone('db');
    expect(sizes(array)).toEqual(range(MiB, 4n * GiB));
    array.faults.add({
      id: 'thief',
      at: 'time',
      when: { time: 1 },
      do: { stealCapacity: { pool: 'gold', size: '1 GiB' } },
    });
    array.advance(1);
    expect(sizes(array)).toEqual(range(MiB, 3n * GiB));
  });

  test.each(['thin', 'instant'] as const)('goes to what may still be promised with %s allocation', (kind) => {
    expect(sizes(arrayWith(allocating(kind, 100)))).toEqual(range(MiB, 7n * GiB));
    expect(sizes(arrayWith(allocating(kind, 250)))).toEqual(range(MiB, 22n * GiB));
  });

  test('goes to the largest size that can be counted where any amount may be promised', () => {
    expect(sizes(arrayWith(allocating('thin', null)))).toEqual(range(MiB, 2n ** 52n * 512n));
  });

  test('is empty where less than an extent is left', () => {
    const pools = [{ name: 'gold', size: 3n * GiB + 512n }];
    expect(sizes(arrayWith({}, { pools }))).toEqual(range(0n, 0n));
  });

  test.each([
    [0n, 4096],
    [512n, 40002],
  ])('is tight: a clone of the largest size and %i bytes more is answered %i', (more, code) => {
    const largest = sizes(arrayWith()).MaximumVolumeSize ?? 0n;
    const array = arrayWith(
      {},
      {
        pools: [
          { name: 'gold', size: largest },
          { name: 'silver', size: '20 GiB' },
        ],
        volumes: [{ name: 'db', pool: 'silver', size: largest + more }],
      },
    );
    expect(array.createClone('db', { TargetPool: 'gold' }).ReturnValue).toBe(code);
  });
});

describe('a list of sizes', () => {
  test('doubles from one extent on, up to what is left', () => {
    const array = arrayWith({ ...lists, extentSize: '1 GiB' });
    expect(sizes(array)).toEqual({
      SupportedSizes: [GiB, 2n * GiB, 4n * GiB],
      MinimumVolumeSize: null,
      MaximumVolumeSize: null,
      VolumeSizeDivisor: null,
    });
  });

  test('is empty where nothing is left', () => {
    expect(sizes(arrayWith(lists, { pools: [{ name: 'gold', size: '3 GiB' }] })).SupportedSizes).toEqual([]);
  });

  test('comes beside a range where the provider has both methods', () => {
    const array = arrayWith({ provider: { methods: { GetSupportedSizes: 'available' } }, extentSize: '4 GiB' });
    expect(sizes(array)).toEqual({ ...range(4n * GiB, 4n * GiB, 4n * GiB), SupportedSizes: [4n * GiB] });
  });
});

describe('a pool that tells no sizes', () => {
  const refused = (profile: Profile) => {
    const array = arrayWith(profile);
    array.set({ pool: 'gold', state: 'offline' });
    const { ReturnValue, ...reply } = array.invoke('gold', 'GetSizesInfo', { PoolSettingObjectId: '' });
    return [ReturnValue, reply.MaximumVolumeSize, reply.SupportedSizes];
  };

  test('is offline: 40311 for a list, 40312 for a range, and 40311 first for both', () => {
    expect([
      refused(lists),
      refused({}),
      refused({ provider: { methods: { GetSupportedSizes: 'available' } } }),
    ]).toEqual([
      [40311, null, null],
      [40312, null, null],
      [40311, null, null],
    ]);
  });

  test('is not one that is read-only or degraded', () => {
    const array = arrayWith();
    const maxima = (['degraded', 'readOnly'] as const).map((state) => {
      array.set({ pool: 'gold', state });
      return sizes(array).MaximumVolumeSize;
    });
    expect(maxima).toEqual([7n * GiB, 7n * GiB]);
  });
});

describe('the question has no effect', () => {
  test('on anything but the trace, whether it is answered or not', () => {
    const array = arrayWith();
    array.createClone('db');
    array.advance('100 ms');
    for (const given of [{ PoolSettingObjectId: '' }, { PoolSettingObjectId: 'x' }, {}]) {
      const digests = (['identity', 'observable', 'canonical'] as const).map((kind) => array.digest(kind));
      // The number that the next call gets is all that another call leaves.
      const before = { digests: digests.slice(1), saved: tablesOf(array) };
      array.invoke('gold', 'GetSizesInfo', given);
      const after = (['observable', 'canonical'] as const).map((kind) => array.digest(kind));
      expect({ digests: after, saved: tablesOf(array) }).toEqual(before);
    }
  });

  test('even when the array gets it twice, or its reply is lost', () => {
    for (const plan of ['invoke: duplicate 2', 'invokeReply: loseReply', 'readBack: return 43018']) {
      const array = arrayWith({}, { faults: plan });
      const before = array.digest('observable');
      const reply = array.invoke('gold', 'GetSizesInfo', { PoolSettingObjectId: '' });
      expect(reply.ExtendedStatus?.SMDetails ?? '').toBe('');
      expect([array.digest('observable'), array.jobs().length]).toEqual([before, 0]);
    }
  });

  test('and its answer outlives a wait after the look', () => {
    const array = arrayWith({ provider: { latency: { readBack: '1 s' } } });
    expect([sizes(array), array.now]).toEqual([range(MiB, 7n * GiB), 1_000]);
  });

  test('and its answer outlives a save in the middle, between the look and the reply', () => {
    const array = arrayWith();
    const call = array.begin('gold', 'GetSizesInfo', { PoolSettingObjectId: '' });
    while (array.progress(call).step !== 'readBack') array.step(call);
    const loaded = loadArray(array.save());
    const reply = array.fork().finish(call);
    expect(loaded.finish(call)).toEqual(reply);
    expect(reply).toMatchObject({ ReturnValue: 0, MaximumVolumeSize: 7n * GiB });
    array.outOfBand.create({ name: 'late', pool: 'gold', size: '1 GiB' });
    expect(array.finish(call)).toEqual(reply);
  });
});

/** All rows and the clock of an array, but for its calls. */
function tablesOf(array: StorageArray): unknown {
  const { clock, tables } = JSON.parse(array.save()).world;
  return { clock, tables: { ...tables, calls: undefined } };
}
