import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StorageArray } from '../../src/engine/array.js';
import { createArray, loadArray, type ProfileDraft, profiles } from '../../src/index.js';
import { violations } from '../../src/store/invariants.js';

/** Clones in one pool share extents. */
function instant(rules: Partial<ProfileDraft['clones']>): StorageArray {
  const profile = profiles['instant-clone'].with((draft) => {
    Object.assign(draft.clones, rules);
  });
  return createArray({
    profile,
    pools: [
      { name: 'flash', size: '1 TiB' },
      { name: 'disk', size: '1 TiB' },
    ],
    volumes: [{ name: 'db', pool: 'flash', size: '10 GiB', written: '1 GiB' }],
  });
}

const clone = (array: StorageArray, on: string, name: string, pool?: string) => {
  const reply = array.createClone(on, { ElementName: name, ...(pool === undefined ? {} : { TargetPool: pool }) });
  array.settle();
  return reply.ReturnValue;
};
const remove = (array: StorageArray, name: string) => array.invoke(name, 'StorageVolume.Delete').ReturnValue;
const wrongIn = (array: StorageArray) => violations(StorageArray.worldOf(array));

describe('a depth that is limited', () => {
  test('is counted from clone to clone, in one pool only', () => {
    const array = instant({ maximumDepth: 3 });
    expect(['db', 'a', 'b'].map((on, at) => clone(array, on, 'abc'[at] ?? ''))).toEqual([4096, 4096, 4096]);
    expect(clone(array, 'c', 'd')).toBe(40002);
    expect(clone(array, 'b', 'beside')).toBe(4096);
    expect(clone(array, 'c', 'copy', 'disk')).toBe(4096);
    expect(['copy', 'x', 'y'].map((on, at) => clone(array, on, 'xyz'[at] ?? '', 'disk'))).toEqual([4096, 4096, 4096]);
    expect(clone(array, 'z', 'too deep', 'disk')).toBe(40002);
    // From there back to where the chain began, nothing is shared.
    expect(clone(array, 'z', 'home', 'flash')).toBe(4096);
    expect(wrongIn(array)).toEqual([]);
  });

  test('is what it was when those before it are gone', () => {
    const array = instant({ maximumDepth: 2 });
    clone(array, 'db', 'a');
    clone(array, 'a', 'b');
    for (const gone of ['db', 'a']) expect(remove(array, gone)).toBe(0);
    expect(clone(array, 'b', 'c')).toBe(40002);
    expect(wrongIn(array)).toEqual([]);
  });
});

describe('a family that is limited', () => {
  test('is complete, and takes another when one of it goes, be it the first', () => {
    const array = instant({ maximumFamily: 3 });
    expect([clone(array, 'db', 'a'), clone(array, 'a', 'b')]).toEqual([4096, 4096]);
    expect([clone(array, 'db', 'c'), clone(array, 'b', 'c')]).toEqual([40002, 40002]);
    expect(remove(array, 'db')).toBe(0);
    expect([clone(array, 'b', 'c'), clone(array, 'a', 'd')]).toEqual([4096, 40002]);
    array.outOfBand.delete('a');
    expect(clone(array, 'c', 'd')).toBe(4096);
    expect(wrongIn(array)).toEqual([]);
  });

  test('has a place again when a copy is taken back', () => {
    const array = instant({ maximumFamily: 2, targetUsable: 'atCompletion' });
    const { Job } = array.createClone('db', { ElementName: 'a' });
    expect(array.createClone('db', { ElementName: 'b' }).ReturnValue).toBe(40002);
    array.jobs.kill(Job ?? '');
    expect(array.createClone('db', { ElementName: 'b' }).ReturnValue).toBe(4096);
    expect(wrongIn(array)).toEqual([]);
  });

  test('that died out leaves nothing behind', () => {
    const array = instant({ maximumFamily: 2 });
    clone(array, 'db', 'a');
    for (const name of ['db', 'a']) remove(array, name);
    expect(StorageArray.worldOf(array).families.size).toBe(0);
  });
});

describe('a source that is kept for its linked clones', () => {
  test('is refused by the service and out of band, also when nothing is associated any more', () => {
    const array = instant({ keepsParent: true });
    clone(array, 'db', 'a');
    expect(array.volume('a').synchronization).toBeNull();
    expect(remove(array, 'db')).toBe(6);
    expect(array.outOfBand.delete('db')).toMatchObject({ changed: false, because: 'inUse' });
    array.outOfBand.delete('a');
    expect(remove(array, 'db')).toBe(0);
    expect(wrongIn(array)).toEqual([]);
  });

  test('is not kept for copies, nor for clones in other pools', () => {
    const array = instant({ keepsParent: true });
    clone(array, 'db', 'copy', 'disk');
    expect(remove(array, 'db')).toBe(0);
  });

  test('is left by a service that would take it back after a failure, when it was cloned already', () => {
    const array = instant({ keepsParent: true });
    const call = array.begin('db', 'CreateClone', { ElementName: 'a' });
    while (array.progress(call).step !== 'readBack') array.step(call);
    array.advance('1 s');
    array.createClone('a', { ElementName: 'b' });
    array.advance('1 s');
    array.provider.failAt('readBack', 43018);
    const { ReturnValue, ExtendedStatus } = array.finish(call);
    expect([ReturnValue, array.volume('a').state]).toEqual([43018, 'online']);
    expect(ExtendedStatus?.SMDetails).toContain('linked clones are built upon it');
    expect(wrongIn(array)).toEqual([]);
  });

  test('is gone at once on other arrays, and its clones keep what they share', () => {
    const array = instant({});
    clone(array, 'db', 'a');
    expect(remove(array, 'db')).toBe(0);
    expect(array.host.read('a', { offset: 0, length: '1 GiB' })).toEqual([expect.objectContaining({ tag: 'db' })]);
  });
});

test('depths, families and links go on the same in a fork, and after they were saved and loaded', () => {
  const array = instant({ maximumDepth: 2, maximumFamily: 4, keepsParent: true });
  clone(array, 'db', 'a');
  clone(array, 'a', 'b');
  for (const other of [array.fork(), loadArray(array.save()), array]) {
    expect([clone(other, 'b', 'c'), remove(other, 'db'), remove(other, 'a')]).toEqual([40002, 6, 6]);
    expect([clone(other, 'a', 'c'), clone(other, 'db', 'd')]).toEqual([4096, 40002]);
    expect(wrongIn(other)).toEqual([]);
  }
});

test('for all lives of a family, what is counted is what is there', () => {
  const acts = fc.array(fc.tuple(fc.constantFrom('clone', 'copy', 'delete', 'behind', 'kill', 'wait'), fc.nat()), {
    minLength: 10,
    maxLength: 40,
  });
  fc.assert(
    fc.property(fc.boolean(), fc.boolean(), acts, (keepsParent, late, lives) => {
      const targetUsable = late ? 'atCompletion' : 'atAcceptance';
      const array = instant({ maximumDepth: 3, maximumFamily: 4, keepsParent, targetUsable });
      for (const [act, at] of lives) {
        const volumes = array.volumes();
        const on = volumes[at % volumes.length];
        if (on === undefined) return;
        const job = array.jobs().findLast(({ state }) => state === 'running' || state === 'starting');
        if (act === 'clone') array.createClone(on);
        if (act === 'copy') array.createClone(on, { TargetPool: 'disk' });
        if (act === 'delete') array.invoke(on, 'StorageVolume.Delete');
        if (act === 'behind') array.outOfBand.delete(on.id);
        if (act === 'kill' && job !== undefined) array.jobs.kill(job);
        if (act === 'wait') array.advance('1 s');
        expect(wrongIn(array)).toEqual([]);
      }
      expect(loadArray(array.save()).digest('identity')).toBe(array.digest('identity'));
    }),
    { seed: 54, numRuns: 60 },
  );
});

test.each([
  [{ maximumDepth: 2 }, "profile.clones.maximumDepth: got 2, expected null, because allocation.kind is 'full'"],
  [{ maximumFamily: 2 }, "profile.clones.maximumFamily: got 2, expected null, because allocation.kind is 'full'"],
  [{ keepsParent: true }, "profile.clones.keepsParent: got true, expected false, because allocation.kind is 'full'"],
] as const)('%o is refused where nothing is shared', (clones, message) => {
  expect(() => createArray({ profile: { base: 'full-copy', clones } })).toThrow(message);
});
