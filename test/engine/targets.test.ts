import { describe, expect, test } from 'vitest';
import { arrayWith, clone, states } from './jobs/copying.js';

describe('a target', () => {
  const targetUsable = (when: 'atCompletion' | 'atAcceptance') => arrayWith({}, { clones: { targetUsable: when } });

  test('is usable when its copy is done', () => {
    const array = targetUsable('atCompletion');
    clone(array, 'copy');
    expect(array.volume('copy')).toMatchObject({ state: 'starting', usable: false, operationalStatus: [8], usage: 8 });
    expect(array.createClone('copy').decided.because).toBe('sourceNotUsable');
    array.settle();
    expect(array.volume('copy')).toMatchObject({ state: 'online', usable: true, operationalStatus: [2], usage: 8 });
    expect(array.createClone('copy').ReturnValue).toBe(4096);
  });

  test('is usable from acceptance where the array copies in the background', () => {
    const array = targetUsable('atAcceptance');
    clone(array, 'copy');
    expect(array.volume('copy')).toMatchObject({ state: 'online', usable: true });
    expect(array.volume('copy').synchronization?.state).toBe('copying');
    expect(array.createClone('copy', { ElementName: 'second' }).ReturnValue).toBe(4096);
    array.settle();
    expect(states(array)).toEqual(['completed', 'completed']);
    expect(array.volume('copy').state).toBe('online');
    expect(array.violations()).toEqual([]);
  });

  test('that went offline meanwhile stays offline when its copy is done', () => {
    const array = targetUsable('atAcceptance');
    clone(array, 'copy');
    array.set({ volume: 'copy', state: 'offline' });
    array.settle();
    expect([states(array), array.volume('copy').state]).toEqual([['completed'], 'offline']);
  });
});

describe('the synchronization of a clone', () => {
  test('stays after the copy, un-synced but associated', () => {
    const array = arrayWith();
    clone(array, 'copy');
    array.advance(1_000);
    const running = array.volume('copy').synchronization;
    expect(running).toMatchObject({
      state: 'copying',
      syncType: 8,
      copyType: 4,
      percentSynced: 48,
      synchronizedMs: null,
    });
    array.settle();
    expect(array.volume('copy').synchronization).toMatchObject({
      id: running?.id,
      state: 'synchronized',
      syncMaintained: false,
      percentSynced: 100,
      establishedMs: 0,
      synchronizedMs: 2_048,
    });
    expect([array.volume('db').replicas, array.volume('db').usage]).toEqual([1, 6]);
  });

  test('ends with the copy where targets detach automatically (feature 18)', () => {
    const array = arrayWith({}, { capabilities: { features: [8, 18, 51] } });
    clone(array, 'copy');
    expect(array.volume('db').replicas).toBe(1);
    array.settle();
    expect(array.volume('copy')).toMatchObject({ synchronization: null, state: 'online', usage: 2 });
    expect(array.volume('db')).toMatchObject({ replicas: 0, usage: 2 });
    expect(array.violations()).toEqual([]);
  });

  test('goes by what the capabilities said when the job was accepted', () => {
    const array = arrayWith({}, { capabilities: { features: [8, 18, 51] } });
    clone(array, 'copy');
    array.set({ capabilities: { features: [8, 51] } });
    clone(array, 'stays');
    array.settle();
    expect(array.volume('copy').synchronization).toBeNull();
    expect(array.volume('stays').synchronization?.state).toBe('synchronized');
  });

  test('frees a replica of the source when it ends', () => {
    const array = arrayWith({}, { capabilities: { maximumReplicasPerSource: 1, features: [8, 18, 51] } });
    clone(array, 'copy');
    expect(array.createClone('db').decided.because).toBe('replicas');
    array.settle();
    expect(array.createClone('db').ReturnValue).toBe(4096);
  });
});
