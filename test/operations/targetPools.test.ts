import { describe, expect, test } from 'vitest';
import { createArray, type Profile, type StorageArray } from '../../src/index.js';

type Policy = Profile['clones']['poolNotGiven'];

function arrayOf(poolNotGiven: Policy, options: Omit<Parameters<typeof createArray>[0], 'profile'>): StorageArray {
  return createArray({ profile: { base: 'full-copy', clones: { poolNotGiven } }, ...options });
}

const pools = [
  { name: 'gold', size: '15 GiB' },
  { name: 'silver', size: '40 GiB' },
  { name: 'bronze', size: '60 GiB' },
  { name: 'twin', size: '60 GiB' },
];
const volumes = [{ name: 'db', pool: 'gold', size: '10 GiB' }];

/** The names of the pools that the clones went to. */
function poolsOf(array: StorageArray, count: number): (string | number)[] {
  return Array.from({ length: count }, () => {
    const { ReturnValue, TargetStorageVolume } = array.createClone('db');
    if (TargetStorageVolume === null) return ReturnValue;
    return array.pool(array.volume(TargetStorageVolume).pool).name;
  });
}

describe('without a TargetPool', () => {
  test.each<[Policy, (string | number)[]]>([
    ['sourcePool', [40_002]],
    ['firstWithRoom', ['silver', 'silver', 'silver', 'silver', 'bronze']],
    ['mostFree', ['bronze', 'twin', 'bronze', 'twin', 'silver', 'bronze', 'twin', 'silver']],
  ])('a target goes by %s', (policy, expected) => {
    const array = arrayOf(policy, { pools, volumes });
    expect(poolsOf(array, expected.length)).toEqual(expected);
    expect(array.violations()).toEqual([]);
  });

  test('only pools of this system that allocate are looked at, and the source answers where none has room', () => {
    const others = [
      { name: 'gold', size: '15 GiB' },
      { name: 'disks', size: '1 TiB', primordial: true },
      { name: 'far', size: '1 TiB', system: 'peer' as const },
      { name: 'spare', size: '1 TiB', usage: 'reservedForSparing' as const },
      { name: 'replicas', size: '1 TiB', usage: 'reservedForLocalReplicationServices' as const },
      { name: 'shut', size: '1 TiB' },
      { name: 'away', size: '1 TiB' },
    ];
    for (const policy of ['firstWithRoom', 'mostFree'] as const) {
      const array = arrayOf(policy, { pools: others, volumes });
      array.set({ pool: 'shut', state: 'readOnly' });
      array.outOfBand.delete('away');
      const reply = array.createClone('db');
      expect([reply.ReturnValue, reply.decided.because]).toEqual([40_002, 'free']);
      expect(reply.ExtendedStatus?.SMMessage).toMatch(/^needs 10 GiB, pool gold has 5 GiB free/);
    }
  });

  test('it is decided when the array makes the target, not before', () => {
    const array = arrayOf('firstWithRoom', { pools, volumes });
    const call = array.begin('db', 'CreateClone', { ElementName: 'copy' });
    while (array.progress(call).step !== 'array') array.step(call);
    array.set({ pool: 'silver', state: 'readOnly' });
    expect(array.finish(call).ReturnValue).toBe(4096);
    expect(array.volume('copy').pool).toBe(array.pool('bronze').id);
  });

  test('an instant clone shares where it can, and needs room elsewhere only', () => {
    const array = createArray({
      profile: { base: 'instant-clone', clones: { poolNotGiven: 'firstWithRoom' } },
      pools: [
        { name: 'small', size: '1 GiB' },
        { name: 'gold', size: '10 GiB' },
      ],
      volumes: [{ name: 'db', pool: 'gold', size: '10 GiB', written: '10 GiB' }],
    });
    array.createClone('db', { ElementName: 'copy' });
    expect(array.volume('copy').pool).toBe(array.pool('gold').id);
  });

  test('faults that are about a pool strike the call that goes there', () => {
    const array = arrayOf('firstWithRoom', { pools, volumes });
    array.faults.use('invoke pool=silver: return 43016');
    expect(poolsOf(array, 1)).toEqual([43_016]);
  });

  test('a deletion is about the pool of its volume, whatever the policy', () => {
    const array = arrayOf('mostFree', { pools, volumes });
    array.outOfBand.set({ pool: 'bronze', state: 'degraded' });
    expect(array.invoke('db', 'Delete').ReturnValue).toBe(0);
  });
});

describe('feature 55', () => {
  const reserved = (usage: 'reservedForLocalReplicationServices' | 'unrestricted') =>
    createArray({
      profile: { base: 'full-copy', capabilities: { features: [51, 55] } },
      pools: [
        { name: 'gold', size: '1 TiB' },
        { name: 'silver', size: '1 TiB', usage },
      ],
      volumes,
    });

  test('lets targets go to a pool that is reserved for replication, and nowhere else', () => {
    const clone = { TargetPool: 'silver' };
    expect(reserved('reservedForLocalReplicationServices').createClone('db', clone).ReturnValue).toBe(4096);
    const reply = reserved('unrestricted').createClone('db', clone);
    expect([reply.ReturnValue, reply.decided.because]).toEqual([1, 'poolNotReserved']);
    expect(reply.ExtendedStatus?.SMMessage).toBe(
      'pool silver is: Unrestricted; feature 55 asks for: Reserved for Local Replication Services',
    );
  });

  test('is seen by clients, as the other features are', () => {
    const array = reserved('unrestricted');
    const { ReturnValue, Features } = array.invoke('MSFT_SMReplicationCapabilities', 'GetSupportedFeatures', {
      ReplicationType: 11,
    });
    expect([ReturnValue, Features]).toEqual([0, [51, 55]]);
  });

  test('of a remote clone asks for a pool that is reserved for that', () => {
    const array = createArray({
      profile: { base: 'remote-only', capabilities: { features: [42, 43, 51, 55] } },
      pools: [
        { name: 'gold', size: '1 TiB' },
        { name: 'far', size: '1 TiB', system: 'peer', usage: 'reservedForRemoteReplicationServices' },
        { name: 'near', size: '1 TiB', system: 'peer', usage: 'reservedForLocalReplicationServices' },
      ],
      volumes,
    });
    expect(array.createClone('db', { TargetPool: 'far' }).ReturnValue).toBe(4096);
    expect(array.createClone('db', { TargetPool: 'near' }).decided.because).toBe('poolReserved');
  });
});
