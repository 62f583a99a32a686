import { describe, expect, test } from 'vitest';
import { findInstance, instances } from '../../src/cim/instances.js';
import { type ArrayOptions, createArray, loadArray } from '../../src/index.js';
import { arrayWith, clone } from './jobs/copying.js';

// What a clone's relation to its source says, by the texts of CIM_StorageSynchronized and CIM_Synchronized. Where the service
// detaches clones, none is left that says it.
const stays = { service: { detaches: 'never' } } as const;

function relation(array: ReturnType<typeof arrayWith>, volume = 'copy') {
  return array.volume(volume).synchronization;
}

describe('SyncState', () => {
  test('is Frozen after the copy: only what is kept in sync is Synchronized', () => {
    const array = arrayWith({}, stays);
    clone(array, 'copy');
    array.settle();
    expect(relation(array)).toMatchObject({ copyState: 4, syncState: 14, syncMaintained: false });
  });

  test('is Idle where nothing was copied, since source and clone share extents', () => {
    const array = createArray({
      profile: { base: 'instant-clone', ...stays },
      pools: [
        { name: 'gold', size: '1 TiB' },
        { name: 'silver', size: '1 TiB' },
      ],
      volumes: [{ name: 'db', pool: 'gold', size: '1 GiB', written: '1 GiB' }],
    });
    array.createClone('db', { ElementName: 'copy' });
    array.createClone('db', { ElementName: 'elsewhere', TargetPool: 'silver' });
    array.settle();
    expect(relation(array)).toMatchObject({ copyState: 4, syncState: 11 });
    expect(relation(array, 'elsewhere')).toMatchObject({ copyState: 4, syncState: 14 });
  });
});

describe('the times', () => {
  test('WhenSynced and WhenActivated are the moment whose contents it holds, WhenSynchronized is the end', () => {
    const array = arrayWith({}, stays);
    array.advance('1 s');
    clone(array, 'copy');
    const [during] = instances(array, 'MSFT_SMStorageSynchronized');
    expect(during).toMatchObject({ WhenSynced: at(1), WhenActivated: at(1), WhenSynchronized: null });
    array.settle();
    const [after] = instances(array, 'MSFT_SMStorageSynchronized');
    expect(after).toMatchObject({ WhenSynced: at(1), WhenActivated: at(1), WhenEstablished: at(1) });
    expect(after?.WhenSynchronized).toBe('20160101000003.048000+000');
  });
});

function at(seconds: number): string {
  return `2016010100000${seconds}.000000+000`;
}

describe('a relation is Broken', () => {
  test.each(['db', 'copy'])('when %s fails', (failing) => {
    const array = arrayWith({}, stays);
    clone(array, 'copy');
    clone(array, 'other');
    array.settle();
    array.set({ volume: failing, state: 'failed' });
    expect(relation(array)).toMatchObject({ state: 'broken', copyState: 5, syncState: 12, percentSynced: 100 });
    expect(relation(array, 'other')?.copyState).toBe(failing === 'db' ? 5 : 4);
    expect(array.violations()).toEqual([]);
  });

  test('and stays so when the volume is repaired: resynchronizing is not modelled', () => {
    const array = arrayWith({}, stays);
    clone(array, 'copy');
    array.settle();
    array.set({ volume: 'db', state: 'failed' });
    array.set({ volume: 'db', state: 'online' });
    array.set({ volume: 'db', state: 'failed' });
    expect(relation(array)?.copyState).toBe(5);
  });
});

describe('a relation is Skewed', () => {
  const write = { offset: 0, length: '1 MiB', tag: 'new' };

  test('when a host writes to the target, not to the source', () => {
    const array = arrayWith({}, stays);
    clone(array, 'copy');
    array.settle();
    array.host.write('db', write);
    expect(relation(array)?.copyState).toBe(4);
    array.host.write('copy', write);
    expect(relation(array)).toMatchObject({ state: 'skewed', copyState: 13, syncState: 11, percentSynced: 100 });
    const [said] = instances(array, 'MSFT_SMStorageSynchronized');
    expect(said).toMatchObject({
      CopyStateDescription: 'Skewed',
      RequestedCopyState: 15,
      SyncStateDescription: 'Idle',
    });
  });

  test('from its completion on, when a host wrote while the copy ran', () => {
    const array = arrayWith({}, { ...stays, clones: { targetUsable: 'atAcceptance' } });
    clone(array, 'copy');
    array.host.write('copy', write);
    expect(relation(array)?.state).toBe('copying');
    array.settle();
    expect(relation(array)?.state).toBe('skewed');
  });

  test('and Broken when it fails then', () => {
    const array = arrayWith({}, stays);
    clone(array, 'copy');
    array.settle();
    array.host.write('copy', write);
    array.set({ volume: 'copy', state: 'failed' });
    expect(relation(array)?.state).toBe('broken');
  });
});

describe('PercentSynced', () => {
  test('of what a failed copy left stays where the copy broke off, when its job is gone, too', () => {
    const array = arrayWith({ leavesResidue: true }, stays);
    array.faults.use('half = jobPercent@50: failJob 4');
    clone(array, 'copy');
    array.settle();
    expect(relation(array)).toMatchObject({ state: 'broken', percentSynced: 50 });
    array.advance('10 min');
    expect(array.jobs()).toEqual([]);
    expect(relation(array)).toMatchObject({ state: 'broken', percentSynced: 50 });
  });
});

describe('Usage', () => {
  const pools: ArrayOptions['pools'] = [
    { name: 'gold', size: '1 TiB' },
    { name: 'far', size: '1 TiB', system: 'peer' },
  ];
  const volumes = [{ name: 'db', pool: 'gold', size: '1 GiB' }];

  test('of the source of a remote clone is 7, of its target 9', () => {
    const array = createArray({ profile: { base: 'remote-only', ...stays }, pools, volumes });
    array.createClone('db', { ElementName: 'copy', TargetPool: 'far' });
    expect([array.volume('db').usage, array.volume('copy').usage]).toEqual([7, 9]);
    array.settle();
    expect([array.volume('db').usage, array.volume('copy').usage]).toEqual([7, 9]);
    expect(array.invoke('copy', 'Delete').ReturnValue).toBe(0);
    expect(array.volume('db').usage).toBe(2);
  });

  test('of a volume with local and remote clones tells of the remote one', () => {
    const array = createArray({
      profile: { ...stays, capabilities: { cloneRemote: true, replicationTypes: [11, 13], features: [8, 42, 51] } },
      pools,
      volumes,
    });
    array.createClone('db', { ElementName: 'near' });
    expect(array.volume('db').usage).toBe(6);
    array.createClone('db', { ElementName: 'away', TargetPool: 'far' });
    expect([array.volume('db').usage, array.volume('near').usage, array.volume('away').usage]).toEqual([7, 8, 9]);
    array.settle();
    array.createClone('near', { ElementName: 'chain' });
    expect(array.volume('near').usage).toBe(10);
    array.createClone('near', { ElementName: 'far chain', TargetPool: 'far' });
    expect(array.volume('near').usage).toBe(11);
  });

  test('is kept by a save', () => {
    const array = createArray({ profile: { base: 'remote-only', ...stays }, pools, volumes });
    array.createClone('db', { ElementName: 'copy', TargetPool: 'far' });
    const again = loadArray(array.save());
    expect(findInstance(again, 'MSFT_SMStorageVolume', again.volume('db').id)?.Usage).toBe(7);
  });
});
