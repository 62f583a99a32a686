import { describe, expect, test } from 'vitest';
import { type ArrayOptions, createArray, loadArray, type StorageArray } from '../../src/index.js';

const gib = 2n ** 30n;

function arrayOf(profile: NonNullable<ArrayOptions['profile']> = 'full-copy', size = '100 GiB'): StorageArray {
  return createArray({
    profile,
    pools: [
      { name: 'gold', size },
      { name: 'deltas', size: '10 GiB' },
    ],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB', written: '10 GiB' }],
  });
}

function snapshot(array: StorageArray, on: string, name: string, pool?: string): void {
  const given = { ElementName: name, ...(pool === undefined ? {} : { TargetPool: pool }) };
  expect([0, 4096]).toContain(array.invoke(on, 'CreateSnapshot', given).ReturnValue);
  array.settle();
}

const write = (array: StorageArray, volume: string, offset: string, tag: string) =>
  array.host.write(volume, { offset, length: '1 GiB', tag });

const held = (array: StorageArray, volume: string, offset: string) =>
  array.host.read(volume, { offset, length: '1 GiB' }).map(({ tag }) => tag);

describe.each(['full-copy', 'thin-provisioned', 'instant-clone'] as const)('a snapshot of %s', (profile) => {
  test('shows its moment, whatever is written to its source and to it', () => {
    const array = arrayOf(profile);
    snapshot(array, 'db', 'monday');
    write(array, 'db', '1 GiB', 'tuesday');
    snapshot(array, 'db', 'tuesday');
    write(array, 'db', '1 GiB', 'wednesday');
    write(array, 'monday', '2 GiB', 'own');
    expect([held(array, 'monday', '1 GiB'), held(array, 'tuesday', '1 GiB')]).toEqual([['db'], ['tuesday']]);
    expect([held(array, 'monday', '2 GiB'), held(array, 'tuesday', '2 GiB')]).toEqual([['own'], ['db']]);
    expect(held(array, 'db', '2 GiB')).toEqual(['db']);
    expect(array.violations()).toEqual([]);
  });

  test('gives back all that it took when it is deleted', () => {
    const array = arrayOf(profile);
    snapshot(array, 'db', 'monday');
    write(array, 'db', '1 GiB', 'tuesday');
    write(array, 'monday', '3 GiB', 'own');
    expect(array.invoke('monday', 'StorageVolume.Delete').ReturnValue).toBe(0);
    expect(array.pool('gold').used).toBe(10n * gib);
    expect(array.violations()).toEqual([]);
  });

  test('is cloned as what it shows', () => {
    const array = arrayOf(profile);
    snapshot(array, 'db', 'monday', 'deltas');
    write(array, 'db', '1 GiB', 'tuesday');
    array.createClone('monday', { ElementName: 'copy', TargetPool: 'gold' });
    array.settle();
    expect(held(array, 'copy', '1 GiB')).toEqual(['db']);
    expect(array.violations()).toEqual([]);
  });

  test('goes on alike in a fork and when it is restored', () => {
    const array = arrayOf(profile);
    snapshot(array, 'db', 'monday', 'deltas');
    write(array, 'db', '1 GiB', 'tuesday');
    for (const other of [array.fork(), loadArray(array.save())]) {
      write(other, 'db', '2 GiB', 'wednesday');
      expect(held(other, 'monday', '2 GiB')).toEqual(['db']);
      expect(other.pool('deltas').used).toBe(2n * gib);
      expect(other.violations()).toEqual([]);
    }
    expect(array.pool('deltas').used).toBe(gib);
  });
});

test('snapshots of snapshots each keep what those before them overwrite', () => {
  const array = arrayOf({ base: 'full-copy', snapshots: { ofSnapshots: true } });
  snapshot(array, 'db', 'one');
  snapshot(array, 'one', 'two');
  write(array, 'db', '0 B', 'later');
  write(array, 'one', '1 GiB', 'own');
  expect(held(array, 'two', '0 B')).toEqual(['db']);
  expect([held(array, 'one', '1 GiB'), held(array, 'two', '1 GiB')]).toEqual([['own'], ['db']]);
  expect([array.volume('one').charge, array.volume('two').charge]).toEqual([2n * gib, gib]);
  expect(array.violations()).toEqual([]);
});

test('of several snapshots the youngest get what room there is', () => {
  const array = arrayOf('full-copy', '11 GiB');
  snapshot(array, 'db', 'older');
  snapshot(array, 'db', 'younger');
  expect(write(array, 'db', '0 B', 'later')).toMatchObject({ written: true, took: gib });
  expect([array.volume('older').state, array.volume('younger').state]).toEqual(['failed', 'online']);
  expect(held(array, 'older', '0 B')).toEqual([]);
  expect(array.volume('older').synchronization?.copyState).toBe(5);
  expect(array.violations()).toEqual([]);
});

test('a write that its snapshots have no room for changes nothing where the profile says so', () => {
  const array = arrayOf({ base: 'full-copy', snapshots: { whenFull: 'writeFails' } }, '10 GiB');
  snapshot(array, 'db', 'monday');
  const before = array.digest('identity');
  expect(write(array, 'db', '0 B', 'later')).toMatchObject({ written: false, because: 'noRoomForSnapshots' });
  expect(array.digest('identity')).toBe(before);
});

test('hosts may not write to a snapshot that is read-only', () => {
  const array = arrayOf({ base: 'full-copy', snapshots: { writable: false } });
  snapshot(array, 'db', 'monday');
  expect(write(array, 'monday', '0 B', 'own')).toMatchObject({ written: false, because: 'volumeReadOnly' });
});

test('snapshots fail with a source that goes, and with those that they were made of', () => {
  const array = arrayOf({ base: 'full-copy', snapshots: { ofSnapshots: true, sources: 'deletable' } });
  snapshot(array, 'db', 'one');
  snapshot(array, 'one', 'two');
  expect(array.outOfBand.delete('db')).toEqual({ changed: true });
  expect([array.volume('one').state, array.volume('two').state]).toEqual(['failed', 'failed']);
  expect(array.violations()).toEqual([]);
});

test('limits of clones and of snapshots are counted apart', () => {
  const array = arrayOf({
    base: 'full-copy',
    service: { detaches: 'never' },
    capabilities: { maximumReplicasPerSource: 1, maximumSnapshotsPerSource: 1 },
  });
  snapshot(array, 'db', 'monday');
  expect(array.createClone('db').ReturnValue).toBe(4096);
  expect(array.createClone('db').decided.because).toBe('replicas');
  expect(array.invoke('db', 'CreateSnapshot').decided.because).toBe('snapshotsPerSource');
});
