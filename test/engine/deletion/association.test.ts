import { describe, expect, test } from 'vitest';
import { copy, deletingAtOnce, deletingByJob, deletion, startDeletion } from './deleting.js';

const associated = (features: number[] = [8, 51]) => {
  const array = deletingAtOnce({ capabilities: { features } });
  copy(array, 'one');
  copy(array, 'two');
  array.settle();
  return array;
};

describe('a volume that is deleted is detached first', () => {
  test('from its source, which has one replica fewer', () => {
    const array = associated();
    expect(deletion(array, 'one')).toEqual([0, 'success']);
    expect(array.volume('db')).toMatchObject({ replicas: 1, usage: 6 });
    expect(array.volume('two').synchronization?.source).toBe(array.volume('db').id);
    expect(deletion(array, 'two')).toEqual([0, 'success']);
    expect(array.volume('db')).toMatchObject({ replicas: 0, usage: 2 });
    expect(array.violations()).toEqual([]);
  });

  test('from all of its replicas, which go on as volumes of their own', () => {
    const array = associated();
    expect(deletion(array)).toEqual([0, 'success']);
    for (const name of ['one', 'two'])
      expect(array.volume(name)).toMatchObject({ synchronization: null, usage: 2, state: 'online' });
    expect(array.violations()).toEqual([]);
  });

  test('on both sides, where it is a replica and has replicas', () => {
    const array = associated();
    copy(array, 'of one', 'one');
    array.settle();
    expect(deletion(array, 'one')).toEqual([0, 'success']);
    expect([array.volume('db').replicas, array.volume('of one').synchronization]).toEqual([1, null]);
    expect(array.violations()).toEqual([]);
  });

  test('when its job ends, and not before', () => {
    const array = deletingByJob();
    copy(array, 'copy');
    array.settle();
    startDeletion(array);
    array.advance('9999 ms');
    expect(array.volume('copy').synchronization).not.toBeNull();
    array.advance(1);
    expect([array.volume('copy').synchronization, array.findVolume('db')]).toEqual([null, undefined]);
  });

  test('so that metadata of synchronizations is free again', () => {
    const array = deletingAtOnce({ limits: { synchronizations: 1 } });
    copy(array, 'copy');
    array.settle();
    expect(array.createClone('db').decided.because).toBe('metadata');
    deletion(array, 'copy');
    expect(array.createClone('db').ReturnValue).toBe(4096);
  });
});

describe('where targets must remain associated with their sources (feature 16)', () => {
  test('neither side can be detached, and nothing changes', () => {
    const array = associated([8, 16, 51]);
    const before = array.digest('observable');
    const replies = ['db', 'one'].map((on) => array.invoke(on, 'Delete'));
    expect(replies.map(({ ReturnValue, ExtendedStatus }) => [ReturnValue, ExtendedStatus?.SMMessage])).toEqual([
      [40309, "'db' is associated; feature 16 says that it must remain so"],
      [40309, "'one' is associated; feature 16 says that it must remain so"],
    ]);
    expect(array.digest('observable')).toBe(before);
  });

  test('a volume without an association is deleted like others', () => {
    const array = deletingAtOnce({ capabilities: { features: [8, 16, 51] } });
    expect(deletion(array)).toEqual([0, 'success']);
  });
});
