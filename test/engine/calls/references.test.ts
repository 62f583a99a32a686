import { describe, expect, test } from 'vitest';
import { BadInputError, createArray, instance, instances, objectPath, type StorageArray } from '../../../src/index.js';

const make = (): StorageArray =>
  createArray({
    pools: [
      { name: 'gold', size: '1 TiB' },
      { name: 'silver', size: '1 TiB' },
    ],
    volumes: [{ name: 'db', pool: 'gold', size: '1 GiB' }],
  });

const namespace = 'Root\\Microsoft\\Windows\\Storage\\SM';

/** The ways in which a client may hold a pool. */
const held: readonly (readonly [how: string, of: (array: StorageArray) => string | { readonly ObjectId: string }])[] = [
  ['full path', (array) => objectPath(array, 'MSFT_SMPool', array.pool('silver').id)],
  ['path of the local host', (array) => `\\\\.\\${namespace}:MSFT_SMPool.ObjectId="${array.pool('silver').id}"`],
  [
    'path of another case',
    (array) => `//./${namespace.toUpperCase()}:msft_smpool.OBJECTID="${array.pool('silver').id}"`,
  ],
  ['path of a namespace', (array) => `${namespace}:MSFT_SMPool.ObjectId="${array.pool('silver').id}"`],
  ['relative path', (array) => `MSFT_SMPool.ObjectId="${array.pool('silver').id}"`],
  ['path with the key left out', (array) => `MSFT_SMPool="${array.pool('silver').id}"`],
  ['instance', (array) => instance(array, 'MSFT_SMPool', array.pool('silver').id)],
];

describe('a reference that a client holds', () => {
  test.each(held)('names a TargetPool: %s', (_how, of) => {
    const array = make();
    const { ReturnValue } = array.createClone('db', { ElementName: 'copy', TargetPool: of(array) });
    expect(ReturnValue).toBe(4096);
    expect(array.volume('copy').pool).toBe(array.pool('silver').id);
  });

  test('names a pool to every function that takes one', () => {
    for (const [, of] of held) {
      const array = make();
      const pool = of(array);
      expect(array.pool(pool).name).toBe('silver');
      array.set({ pool, state: 'readOnly' });
      expect(array.invoke(pool, 'GetSizesInfo').decided.method).toBe('GetSizesInfo');
      array.set({ pool, state: 'online' });
      array.outOfBand.create({ name: 'other', pool, size: '1 GiB' });
      expect(array.volume('other').pool).toBe(array.pool('silver').id);
      array.outOfBand.delete('other');
      expect(array.outOfBand.delete(pool)).toEqual({ changed: true });
    }
  });

  test('names a volume and a job likewise', () => {
    const array = make();
    const [db] = instances(array, 'MSFT_SMStorageVolume');
    if (db === undefined) throw new Error('there is a volume');
    const path = objectPath(array, 'MSFT_SMStorageVolume', db.ObjectId);
    const first = array.createClone(db, { ElementName: 'first' });
    const second = array.createClone(path, { ElementName: 'second' });
    expect([first.ReturnValue, second.ReturnValue]).toEqual([4096, 4096]);
    expect(array.job(objectPath(array, 'MSFT_SMJob', first.Job ?? '')).id).toBe(first.Job);
    array.settle();
    expect(array.findVolume(path)?.id).toBe(db.ObjectId);
    expect(array.host.write(path, { offset: 0, length: 512, tag: 'x' }).written).toBe(true);
    // Delete is a method of pools, too: the path says which is meant.
    expect(
      array.invoke(objectPath(array, 'MSFT_SMStorageVolume', array.volume('first').id), 'Delete').ReturnValue,
    ).toBe(0);
    expect(array.outOfBand.delete(`MSFT_SMStorageVolume.ObjectId="${array.volume('second').id}"`)).toEqual({
      changed: true,
    });
  });

  test('names the instance that there is one of', () => {
    const array = make();
    const on = objectPath(
      array,
      'MSFT_SMReplicationCapabilities',
      instances(array, 'MSFT_SMReplicationCapabilities')[0]?.ObjectId ?? '',
    );
    expect(array.invoke(on, 'GetSupportedFeatures', { ReplicationType: 11 }).ReturnValue).toBe(0);
  });

  test('that is known no more is answered as an id is', () => {
    const array = make();
    const gone = `MSFT_SMPool.ObjectId="${array.pool('silver').id}"`;
    array.outOfBand.delete('silver');
    array.discover();
    expect(array.createClone('db', { TargetPool: gone }).ReturnValue).toBe(8);
    expect(array.createClone('MSFT_SMStorageVolume.ObjectId="vol-1"').ReturnValue).toBe(8);
  });

  test.each([
    [
      'of another host',
      '\\\\H\\Root\\Microsoft\\Windows\\Storage\\SM:MSFT_SMPool.ObjectId="x"',
      /names the host 'H', and this service's is 'arraysim-/,
    ],
    [
      'of another namespace',
      'root\\cimv2:MSFT_SMPool.ObjectId="x"',
      /names the namespace 'root\\cimv2', and the classes are in 'Root/,
    ],
    [
      'of another class',
      'MSFT_SMStorageVolume.ObjectId="x"',
      /names an instance of MSFT_SMStorageVolume, not of MSFT_SMPool/,
    ],
    ['with another key', 'MSFT_SMPool.Name="gold"', /has the key 'Name', and that of MSFT_SMPool is ObjectId/],
  ])('is a malformed TargetPool when it is a path %s', (_what, TargetPool, message) => {
    const array = make();
    const before = array.digest('observable');
    const reply = array.createClone('db', { TargetPool });
    expect([reply.ReturnValue, reply.decided.because]).toEqual([5, 'malformed']);
    expect(reply.ExtendedStatus?.SMMessage).toMatch(message);
    expect(array.digest('observable')).toBe(before);
  });

  test('is malformed when it is the path of a pool with the id of a volume, or an instance of a volume', () => {
    const array = make();
    const { id } = array.volume('db');
    for (const TargetPool of [
      `MSFT_SMPool.ObjectId="${id}"`,
      instance(array, 'MSFT_SMStorageVolume', id),
      array.volume('db'),
    ]) {
      const reply = array.createClone('db', { TargetPool });
      expect(reply.ReturnValue).toBe(5);
      expect(reply.ExtendedStatus?.SMMessage).toBe(`TargetPool '${id}' is a reference to a volume, not to a pool`);
    }
  });

  test('of another class is a mistake where the test itself reads or calls', () => {
    const array = make();
    const pool = objectPath(array, 'MSFT_SMPool', array.pool('gold').id);
    expect(() => array.volume(pool)).toThrow(/it names an instance of MSFT_SMPool, not of MSFT_SMStorageVolume/);
    expect(() => array.createClone(pool)).toThrow(BadInputError);
    const job = 'MSFT_SMJob.ObjectId="x"';
    expect(() => array.invoke(job, 'Delete')).toThrow(/the object path of an MSFT_SMStorageVolume or MSFT_SMPool/);
    expect(() => objectPath(array, 'MSFT_SMPoolToVolume', { Parent: 'x', Child: 'y' })).toThrow(BadInputError);
  });

  test('is replayed from a trace as it was given', () => {
    const array = make();
    const TargetPool = instance(array, 'MSFT_SMPool', array.pool('silver').id);
    array.createClone('db', { TargetPool });
    expect(JSON.stringify(array.trace().entries)).toContain(`"TargetPool":"${TargetPool.ObjectId}"`);
  });
});
