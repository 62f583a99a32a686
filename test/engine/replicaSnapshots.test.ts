import { describe, expect, test } from 'vitest';
import { createArray, type ProfileChoice, type StorageArray } from '../../src/index.js';

const snapshot = 7;
const clone = 8;

function arrayOf(profile: ProfileChoice): StorageArray {
  return createArray({
    profile,
    pools: [
      { name: 'small', size: '1 TiB' },
      { name: 'gold', size: '2 TiB' },
    ],
    volumes: [
      { name: 'db', pool: 'small', size: '10 GiB', written: '10 GiB' },
      { name: 'old', pool: 'gold', size: '10 GiB', written: '10 GiB' },
    ],
  });
}

function replica(array: StorageArray, given: Readonly<Record<string, unknown>>, on = 'db') {
  return array.invoke(on, 'StorageVolume.CreateReplica', { ...given });
}

describe.each(['full-copy', 'thin-provisioned', 'instant-clone', 'local-mirrors', 'snapshot-only'] as const)(
  'CreateReplica of %s',
  (profile) => {
    test('makes the snapshot that CreateSnapshot makes', () => {
      const [one, other] = [arrayOf(profile), arrayOf(profile)];
      const given = { ElementName: 'monday' };
      const codes = [
        replica(one, { ...given, SyncType: snapshot, TargetStoragePool: 'gold' }).ReturnValue,
        other.invoke('db', 'CreateSnapshot', { ...given, TargetPool: 'gold' }).ReturnValue,
      ];
      expect(codes).toEqual(profile === 'snapshot-only' ? [0, 0] : [4096, 4096]);
      for (const array of [one, other]) {
        array.settle();
        array.host.write('db', { offset: '1 GiB', length: '1 GiB', tag: 'tuesday' });
        array.host.write('monday', { offset: '2 GiB', length: '1 GiB', tag: 'own' });
      }
      expect(one.volume('monday')).toMatchObject({ isSnapshot: true, synchronization: { syncType: snapshot } });
      expect(one.volume('monday')).toEqual(other.volume('monday'));
      expect(one.pools()).toEqual(other.pools());
      expect(one.host.read('monday')).toEqual(other.host.read('monday'));
      expect(one.violations()).toEqual([]);
    });

    test('makes no snapshot on a volume that is there, and says so', () => {
      const array = arrayOf(profile);
      const before = array.digest('observable');
      const { ReturnValue, decided } = replica(array, { SyncType: snapshot, TargetStorageVolume: 'old' });
      expect([ReturnValue, decided.because]).toEqual([5, 'targetForbidden']);
      expect(array.digest('observable')).toBe(before);
      const told = array.invoke('MSFT_SMReplicationCapabilities', 'GetSupportedFeatures', { ReplicationType: 7 });
      expect(told.Features).toEqual(expect.arrayContaining([16, 39]));
    });
  },
);

test('a snapshot stays with its source where the array picks pools for clones', () => {
  const array = arrayOf({ base: 'full-copy', clones: { poolNotGiven: 'mostFree' } });
  for (const [SyncType, pool] of [
    [snapshot, 'small'],
    [clone, 'gold'],
  ] as const) {
    const { TargetStorageVolume: made } = replica(array, { SyncType });
    expect(array.volume(String(made)).pool).toBe(array.pool(pool).id);
  }
});

test('a snapshot meets neither the limits of clones nor those of what copies a source', () => {
  const array = arrayOf({
    base: 'full-copy',
    clones: { copiesAtOnce: 1 },
    capabilities: { maximumReplicasPerSource: 1 },
  });
  expect(replica(array, { SyncType: clone }).ReturnValue).toBe(4096);
  expect(replica(array, { SyncType: clone }).decided.because).toBe('sourceBusy');
  expect(replica(array, { SyncType: snapshot }).ReturnValue).toBe(4096);
});

describe('a volume that is there, as the target', () => {
  test('lies where it lies: a provider that requires a pool to be named takes it without', () => {
    const array = arrayOf({ base: 'local-mirrors', provider: { requiresTargetPool: true } });
    expect(replica(array, { SyncType: clone }).decided.because).toBe('poolRequired');
    expect(replica(array, { SyncType: clone, TargetStorageVolume: 'old' }).ReturnValue).toBe(4096);
    array.settle();
    expect(array.host.read('old')).toEqual(array.host.read('db'));
  });

  test('is refused for each kind of which feature 39 is said', () => {
    const array = arrayOf({ base: 'local-mirrors', capabilities: { features: [8, 39, 51] } });
    for (const SyncType of [6, clone])
      expect(replica(array, { SyncType, TargetStorageVolume: 'old' }).decided.because).toBe('targetForbidden');
    const told = array.invoke('MSFT_SMReplicationCapabilities', 'GetSupportedFeatures', { ReplicationType: 2 });
    expect(told.Features).toEqual([8, 39, 51]);
  });
});
