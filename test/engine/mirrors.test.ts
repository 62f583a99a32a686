import { describe, expect, test } from 'vitest';
import { StorageArray as Arrays } from '../../src/engine/array.js';
import { createArray, loadArray, type StorageArray } from '../../src/index.js';
import { violations } from '../../src/store/invariants.js';

const operations = { detach: 8, fracture: 12, resync: 14, restore: 15, reverse: 20, split: 21 } as const;

function arrayWith(kind: 'full' | 'thin' | 'instant' = 'full'): StorageArray {
  return createArray({
    profile: {
      base: 'local-mirrors',
      allocation: { kind, overcommitLimit: null, lowSpaceWarningThreshold: 0 },
      jobs: { copyRatePerSecond: '1000 MiB', startsWithin: 0 },
    },
    pools: [
      { name: 'gold', size: '1 TiB' },
      { name: 'silver', size: '1 TiB' },
    ],
    volumes: [
      { name: 'db', pool: 'gold', size: '10 GiB', written: '4 GiB' },
      { name: 'old', pool: 'silver', size: '12 GiB', written: '6 GiB' },
    ],
  });
}

function mirror(array: StorageArray, target: string): void {
  const { ReturnValue } = array.invoke('db', 'StorageVolume.CreateReplica', {
    SyncType: 6,
    TargetStorageVolume: target,
  });
  expect(ReturnValue).toBe(4096);
  array.settle();
}

function ask(array: StorageArray, operation: keyof typeof operations, on = 'db', target = 'old'): number {
  const given = { Operation: operations[operation], TargetStorageVolume: target };
  return array.invoke(on, 'StorageVolume.SetReplicationRelationship', given).ReturnValue;
}

function sound(array: StorageArray): void {
  expect(violations(Arrays.worldOf(array))).toEqual([]);
}

const write = (tag: string, offset = '0 B') => ({ offset, length: '1 GiB', tag });

describe.each(['full', 'thin', 'instant'] as const)('with %s allocation', (kind) => {
  test('a mirror holds what its source holds, whatever is written to either side while they are apart', () => {
    const array = arrayWith(kind);
    mirror(array, 'old');
    array.host.write('db', write('monday', '6 GiB'));
    expect(array.host.read('old')).toEqual(array.host.read('db'));
    expect(ask(array, 'split')).toBe(0);
    array.host.write('db', write('tuesday', '2 GiB'));
    array.host.write('old', write('test', '8 GiB'));
    expect(ask(array, 'resync')).toBe(4096);
    array.advance('1 s');
    sound(array);
    array.settle();
    expect(array.host.read('old')).toEqual(array.host.read('db'));
    expect(array.volume('old')).toMatchObject({
      state: 'online',
      synchronization: { copyState: 4, syncState: 6, copyType: 3 },
    });
    sound(array);
  });

  test('a source that other volumes share extents with is restored without them', () => {
    const array = arrayWith(kind);
    mirror(array, 'old');
    array.createClone('db', { ElementName: 'clone' });
    array.settle();
    const held = array.host.read('clone');
    ask(array, 'split');
    array.host.write('old', write('fixed'));
    expect(ask(array, 'restore')).toBe(4096);
    array.settle();
    expect(array.host.read('db')).toEqual(array.host.read('old'));
    expect(array.host.read('clone')).toEqual(held);
    sound(array);
  });

  test('a clone that is overwritten gives back what it shared', () => {
    const array = arrayWith(kind);
    array.createClone('db', { ElementName: 'clone' });
    array.settle();
    array.host.write('db', write('later'));
    mirror(array, 'clone');
    expect(array.host.read('clone')).toEqual(array.host.read('db'));
    sound(array);
    expect(array.invoke('clone', 'StorageVolume.Delete').ReturnValue).toBe(0);
    sound(array);
  });
});

describe('a resync under way', () => {
  function underWay(): StorageArray {
    const array = arrayWith();
    mirror(array, 'old');
    ask(array, 'fracture');
    array.host.write('db', { offset: 0, length: '4 GiB', tag: 'monday' });
    ask(array, 'resync');
    array.advance('2 s');
    return array;
  }

  test('goes on in a fork, and in what was saved and loaded', () => {
    const array = underWay();
    const others = [array.fork(), loadArray(array.save())];
    for (const one of [array, ...others]) {
      one.settle();
      expect(one.host.read('old')).toEqual(array.host.read('db'));
      sound(one);
    }
    expect(others.map((one) => one.digest('identity'))).toEqual([array.digest('identity'), array.digest('identity')]);
  });

  test('leaves what was copied when its job is killed, and the next one brings the rest', () => {
    const array = underWay();
    const job = array.jobs().at(-1);
    if (job === undefined) throw new Error('no job');
    array.jobs.kill(job);
    expect(array.volume('old')).toMatchObject({ state: 'online', synchronization: { copyState: 12 } });
    const [first, second] = array.host.read('old');
    expect([first?.tag, second?.tag]).toEqual(['monday', 'db']);
    expect(ask(array, 'resync')).toBe(4096);
    array.settle();
    expect(array.host.read('old')).toEqual(array.host.read('db'));
    sound(array);
  });

  test('takes in what hosts write to the source meanwhile', () => {
    const array = underWay();
    array.host.write('db', write('late', '8 GiB'));
    array.settle();
    expect(array.host.read('old')).toEqual(array.host.read('db'));
  });
});

test('roles are reversed, and a saved array knows them', () => {
  const array = arrayWith();
  const { TargetStorageVolume: made } = array.invoke('db', 'StorageVolume.CreateReplica', { SyncType: 6 });
  array.settle();
  if (made === null) throw new Error('no mirror');
  expect(ask(array, 'reverse', 'db', made)).toBe(0);
  const loaded = loadArray(array.save());
  for (const one of [array, loaded]) {
    expect(one.volume('db').synchronization?.source).toBe(made);
    one.host.write(made, write('reversed'));
    expect(one.host.read('db')).toEqual(one.host.read(made));
    sound(one);
  }
  expect(ask(loaded, 'detach', made, 'db')).toBe(0);
});
