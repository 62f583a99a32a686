import { describe, expect, test } from 'vitest';
import { createArray, loadArray, type StorageArray } from '../../src/index.js';
import { arrayWith, clone } from './jobs/copying.js';

// "When a cloning operation completes, the storage service will detach the replica from the source."
const isAttached = (array: StorageArray, volume = 'copy') => array.volume(volume).synchronization !== null;
const detaches = (array: StorageArray) =>
  array.trace().entries.flatMap(({ event }) => (event.kind === 'detach' ? [event] : []));

/** The first of them ends at 2048 ms. */
const cloning = (plan = '', more: Parameters<typeof arrayWith>[1] = {}) => {
  const array = arrayWith({}, more);
  if (plan !== '') array.faults.use(plan);
  clone(array, 'copy');
  return array;
};

describe('the storage service detaches a clone', () => {
  test('when its copy completes, and not before', () => {
    const array = cloning();
    array.advance(2_047);
    expect([isAttached(array), array.volume('db').usage, array.volume('copy').usage]).toEqual([true, 6, 8]);
    array.advance(1);
    expect([isAttached(array), array.volume('db').usage, array.volume('copy').usage]).toEqual([false, 2, 2]);
    const [db, copy] = [array.volume('db').id, array.volume('copy').id];
    expect(detaches(array)).toEqual([{ atMs: 2_048, kind: 'detach', source: db, target: copy }]);
    expect(array.violations()).toEqual([]);
  });

  test('that is copied within the call, before the answer', () => {
    const array = createArray({
      profile: 'sync-only',
      pools: [{ name: 'gold', size: '1 GiB' }],
      volumes: [{ name: 'db', pool: 'gold', size: '10 MiB' }],
    });
    expect(array.createClone('db', { ElementName: 'copy' }).ReturnValue).toBe(0);
    expect([isAttached(array), detaches(array)]).toMatchObject([false, [{ atMs: 3_000 }]]);
  });

  test('so that only what is still copied counts against the replicas of a source, and takes metadata', () => {
    const array = cloning('', { capabilities: { maximumReplicasPerSource: 1 }, limits: { synchronizations: 1 } });
    expect(array.createClone('db').decided.because).toBe('replicas');
    array.settle();
    expect(array.createClone('db').ReturnValue).toBe(4096);
  });

  test('but for one that has to remain associated (feature 16), and where the profile says never', () => {
    for (const more of [{ capabilities: { features: [8, 16, 51] } }, { service: { detaches: 'never' } }] as const) {
      const array = cloning('', more);
      array.settle();
      expect([isAttached(array), detaches(array)]).toEqual([true, []]);
    }
  });

  test('but for one that the array itself detaches (feature 18): then it has nothing to do', () => {
    const array = cloning('stuck = detach: return 40309', { capabilities: { features: [8, 18, 51] } });
    array.settle();
    expect([isAttached(array), detaches(array)]).toEqual([false, []]);
  });

  test('but for one whose job fails', () => {
    const array = arrayWith({ leavesResidue: true });
    clone(array, 'copy');
    array.provider.failAt('jobEnd', 4);
    array.settle();
    expect(array.volume('copy').synchronization?.state).toBe('broken');
  });
});

describe('a detach that fails', () => {
  test.each(['return 40309', 'return detachFailed', 'loseRequest'])('by %s leaves the relation as it is', (effect) => {
    const array = cloning(`stuck = detach: ${effect}`);
    array.settle();
    expect(array.volume('copy').synchronization).toMatchObject({ state: 'synchronized', percentSynced: 100 });
    expect(detaches(array)).toMatchObject([{ atMs: 2_048, failed: expect.stringContaining("fault 'stuck'") }]);
    expect(array.violations()).toEqual([]);
  });

  test.each(['db', 'copy'])('has a code for the deletion of %s, which changes nothing', (volume) => {
    const array = cloning('stuck = detach: return 40309');
    array.settle();
    const before = array.digest('observable');
    const reply = array.invoke(volume, 'Delete');
    expect(reply).toMatchObject({
      ReturnValue: 40309,
      decided: { step: 'array', because: 'detachFailed', fault: 'stuck' },
    });
    expect(reply.ExtendedStatus?.SMMessage).toBe(
      "the service fails to detach the volume from what it is associated with (fault 'stuck')",
    );
    expect(array.digest('observable')).toBe(before);
    array.faults.heal();
    expect(array.invoke(volume, 'Delete').ReturnValue).toBe(0);
    expect(array.violations()).toEqual([]);
  });

  test('once is done again by the deletion', () => {
    const array = cloning('stuck = detach 1*: return 40309');
    array.settle();
    expect(isAttached(array)).toBe(true);
    expect(array.invoke('copy', 'Delete').ReturnValue).toBe(0);
    expect(array.volume('db').replicas).toBe(0);
  });

  test('keeps a deletion from all of several replicas', () => {
    const array = cloning('stuck = detach volume=two: return 40309', { service: { detaches: 'never' } });
    clone(array, 'two');
    array.settle();
    expect(array.invoke('copy', 'Delete').ReturnValue).toBe(0);
    expect(array.invoke('db', 'Delete').ReturnValue).toBe(40309);
    expect(array.volume('db').replicas).toBe(1);
  });

  test('is not what a deletion meets that is refused for another reason before, or that has nothing to detach', () => {
    const array = cloning('stuck = detach: return 40309');
    expect(array.invoke('db', 'Delete').decided.because).toBe('copying');
    array.jobs.terminate(array.jobs()[0] ?? '');
    array.settle();
    expect(array.invoke('db', 'Delete').ReturnValue).toBe(0);
    expect(array.faults.ledger()).toMatchObject([{ matched: 0, fired: 0 }]);
  });

  test('can be chosen by the method: of the clone, or of the deletion', () => {
    const array = cloning('stuck = detach Delete: return 40309');
    array.settle();
    expect(isAttached(array)).toBe(false);
  });

  test('is answered with 40309 alone', () => {
    expect(() => cloning('stuck = detach: return 4')).toThrow('expected what says that a detach fails: 40309');
  });
});

describe('a detach that is slow', () => {
  test('comes so much later, and the relation stays meanwhile', () => {
    const array = cloning('slow = detach: delay 5 s');
    array.advance('3 s');
    expect(array.jobs()[0]?.state).toBe('completed');
    expect(array.volume('copy').synchronization?.state).toBe('synchronized');
    for (const one of [array.fork(), loadArray(array.save()), array]) {
      one.settle();
      expect([isAttached(one), one.now]).toEqual([false, 7_048]);
    }
  });

  test('comes to nothing when the clone is deleted first, which then takes so long', () => {
    const array = cloning('slow = detach: delay 5 s');
    array.advance('3 s');
    expect(array.invoke('copy', 'Delete').ReturnValue).toBe(0);
    expect(array.now).toBe(8_000);
    array.settle();
    expect([array.findVolume('copy'), array.violations()]).toEqual([undefined, []]);
  });
});
