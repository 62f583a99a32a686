import { describe, expect, test } from 'vitest';
import { BadInputError, createArray } from '../../../src/index.js';

const array = () =>
  createArray({
    seed: 3,
    pools: [
      { name: 'gold', size: '1 TiB' },
      { name: 'both', size: '1 TiB' },
      { name: 'empty', size: '1 TiB' },
    ],
    volumes: [
      { name: 'db', pool: 'gold', size: '1 GiB' },
      { name: 'both', pool: 'gold', size: '1 GiB' },
    ],
  });

/** The method that a call came to, and the row that answered. */
function called(one: ReturnType<typeof array>, on: string | { readonly id: string }, method = 'Delete'): unknown {
  try {
    // A test may call what there is not.
    const { decided } = one.invoke(on, method as 'Delete');
    return [decided.method, decided.because];
  } catch (error) {
    if (error instanceof BadInputError) return `${error.field}: ${error.expected}`;
    throw error;
  }
}

describe("'Delete'", () => {
  test('of a volume or of a pool is what the element is, by name, by id, or as the object that a read returned', () => {
    const ways = [
      () => ['db', 'empty'],
      (one: ReturnType<typeof array>) => [one.volume('db').id, one.pool('empty').id],
      (one: ReturnType<typeof array>) => [one.volume('db'), one.pool('empty')],
    ].map((references) => {
      const one = array();
      return references(one).map((on) => called(one, on));
    });
    expect(ways).toEqual(
      Array(3).fill([
        ['StorageVolume.Delete', 'success'],
        ['Pool.Delete', 'success'],
      ]),
    );
  });

  test('of a name that a volume and a pool have is ambiguous, and names the methods', () => {
    const one = array();
    expect(called(one, 'both')).toBe(
      "method: one of StorageVolume.Delete, Pool.Delete, because several elements are called 'both'",
    );
    expect(called(one, 'both', 'Pool.Delete')).toEqual(['Pool.Delete', 'success']);
    // Now only the volume has the name.
    expect(called(one, 'both')).toEqual(['StorageVolume.Delete', 'success']);
  });

  test('of a name that two volumes have asks for an id', () => {
    const one = array();
    one.outOfBand.create({ name: 'db', pool: 'gold', size: '1 GiB' });
    expect(called(one, 'db')).toMatch(/^on: an id, because 2 elements have this name: vol-/);
    expect(called(one, one.volumes()[0] ?? '')).toEqual(['StorageVolume.Delete', 'success']);
  });

  test('of what is nowhere is a volume that nobody knows', () => {
    expect(called(array(), 'nowhere')).toEqual(['StorageVolume.Delete', 'volumeUnknown']);
    expect(called(array(), '')).toEqual(['StorageVolume.Delete', 'volumeUnknown']);
  });

  test('of the id of what is gone is still that of its class', () => {
    const one = array();
    const [volume, pool] = [one.volume('db').id, one.pool('empty').id];
    called(one, volume);
    called(one, pool);
    expect([called(one, volume), called(one, pool)]).toEqual([
      ['StorageVolume.Delete', 'volumeUnknown'],
      ['Pool.Delete', 'poolUnknown'],
    ]);
  });

  test('of an id is never that of an element of another class that is called so', () => {
    const [volume, pool] = [array().volume('db').id, array().pool('empty').id];
    const one = createArray({
      seed: 3,
      pools: [
        { name: 'gold', size: '1 TiB' },
        { name: volume, size: '1 TiB' },
        { name: 'empty', size: '1 TiB' },
      ],
      volumes: [
        { name: 'db', pool: 'gold', size: '1 GiB' },
        { name: pool, pool: 'gold', size: '1 GiB' },
      ],
    });
    expect([called(one, volume), called(one, pool)]).toEqual([
      ['StorageVolume.Delete', 'success'],
      ['Pool.Delete', 'success'],
    ]);
  });

  test('of an id of another array is of nothing', () => {
    const other = createArray({ seed: 4, pools: [{ name: 'gold', size: '1 TiB' }] });
    expect(called(array(), other.pool('gold').id)).toEqual(['StorageVolume.Delete', 'volumeUnknown']);
  });
});

describe('a method of one class', () => {
  test('is called by any of its names', () => {
    const names = ['StorageVolume.Delete', 'MSFT_SMStorageVolume.Delete', 'Delete'];
    expect(names.map((name) => called(array(), 'db', name))).toEqual(
      Array(3).fill(['StorageVolume.Delete', 'success']),
    );
  });

  test('does not find an element of another class', () => {
    const one = array();
    expect([called(one, 'db', 'Pool.Delete'), called(one, 'gold', 'StorageVolume.Delete')]).toEqual([
      ['Pool.Delete', 'poolUnknown'],
      ['StorageVolume.Delete', 'volumeUnknown'],
    ]);
    expect(called(one, one.volume('db').id, 'GetSizesInfo')).toEqual(['GetSizesInfo', 'malformed']);
    expect(called(one, one.pool('gold'), 'CreateClone')).toEqual(['CreateClone', 'sourceUnknown']);
  });

  test('that there is not is refused, with those that there are', () => {
    expect(called(array(), 'db', 'Move')).toMatch(/^method: a method that arraysim knows: CreateClone, .*Pool\.Delete/);
    expect(called(array(), 'db', 'toString')).toMatch(/^method: a method that arraysim knows/);
  });

  test('takes its own parameters only', () => {
    const invoke = () => array().invoke('db', 'Delete', { ElementName: 'x' } as object);
    expect(invoke).toThrow(/ElementName.*a parameter of StorageVolume\.Delete/s);
  });
});
