import { describe, expect, test } from 'vitest';
import { BadInputError, instances, loadArray } from '../../src/index.js';
import { arrayWith, clone, MiB, states } from './jobs/copying.js';

const stays = { service: { detaches: 'never' } } as const;

describe('a target', () => {
  const targetUsable = (when: 'atCompletion' | 'atAcceptance') => arrayWith({}, { clones: { targetUsable: when } });

  test('is usable when its copy is done', () => {
    const array = targetUsable('atCompletion');
    clone(array, 'copy');
    expect(array.volume('copy')).toMatchObject({ state: 'starting', usable: false, operationalStatus: [8], usage: 8 });
    expect(array.createClone('copy').decided.because).toBe('sourceNotUsable');
    array.settle();
    expect(array.volume('copy')).toMatchObject({ state: 'online', usable: true, operationalStatus: [2], usage: 2 });
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

  test('is listed when its job has completed, where the profile says so, and no reply refers to it before', () => {
    const array = arrayWith({}, { clones: { targetListed: 'atCompletion' } });
    const reply = array.createClone('db', { ElementName: 'copy', TargetPool: 'silver' });
    expect(reply).toMatchObject({ ReturnValue: 4096, TargetStorageVolume: null });
    expect([array.findVolume('copy'), array.volumes().map(({ name }) => name)]).toEqual([undefined, ['db']]);
    expect(array.job(reply.Job).target).toBeNull();
    expect(() => array.host.write('copy', { offset: 0, length: '1 MiB', tag: 'x' })).toThrow(BadInputError);
    expect(array.invoke('copy', 'Delete').decided.because).toBe('volumeUnknown');
    for (const name of ['MSFT_SMStorageSynchronized', 'MSFT_SMJobToStorageVolume'] as const)
      expect(instances(array, name)).toEqual([]);
    expect(instances(array, 'MSFT_SMPoolToVolume')).toHaveLength(1);
    // The source is one all the same, and the pool has given its room.
    expect([array.volume('db').usage, array.pool('silver').reserved]).toEqual([6, 10n * MiB]);
    expect(array.violations()).toEqual([]);
    const saved = loadArray(array.save());
    for (const one of [array, saved]) {
      one.settle();
      const { target } = one.job(reply.Job);
      expect(one.volume('copy')).toMatchObject({ id: target, state: 'online' });
    }
  });

  test('that is not listed has its name already, and another of that name is told apart', () => {
    const array = arrayWith({}, { clones: { targetListed: 'atCompletion' } });
    clone(array, 'db');
    expect(array.volume('db').pool).toBe(array.pool('gold').id);
    array.settle();
    expect(() => array.volume('db')).toThrow('2 elements have this name');
    const unique = arrayWith({}, { clones: { targetListed: 'atCompletion', uniqueNames: true } });
    clone(unique, 'copy');
    expect(unique.createClone('db', { ElementName: 'copy' }).decided.because).toBe('nameTaken');
  });

  test('that a failed job leaves is listed then', () => {
    const array = arrayWith({ leavesResidue: true }, { clones: { targetListed: 'atCompletion' } });
    clone(array, 'copy');
    array.provider.failAt('jobEnd', 4);
    array.settle();
    expect(array.volume('copy')).toMatchObject({ state: 'failed' });
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
  test('stays after the copy, un-synced but associated, where the service detaches nothing', () => {
    const array = arrayWith({}, stays);
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
    const array = arrayWith({}, { ...stays, capabilities: { features: [8, 18, 51] } });
    clone(array, 'copy');
    expect(array.volume('db').replicas).toBe(1);
    array.settle();
    expect(array.volume('copy')).toMatchObject({ synchronization: null, state: 'online', usage: 2 });
    expect(array.volume('db')).toMatchObject({ replicas: 0, usage: 2 });
    expect(array.violations()).toEqual([]);
  });

  test('goes by what the capabilities said when the job was accepted', () => {
    const array = arrayWith({}, { ...stays, capabilities: { features: [8, 18, 51] } });
    clone(array, 'copy');
    array.set({ capabilities: { features: [8, 51] } });
    clone(array, 'stays');
    array.settle();
    expect(array.volume('copy').synchronization).toBeNull();
    expect(array.volume('stays').synchronization?.state).toBe('synchronized');
  });

  test('frees a replica of the source when it ends', () => {
    const array = arrayWith({}, { ...stays, capabilities: { maximumReplicasPerSource: 1, features: [8, 18, 51] } });
    clone(array, 'copy');
    expect(array.createClone('db').decided.because).toBe('replicas');
    array.settle();
    expect(array.createClone('db').ReturnValue).toBe(4096);
  });
});
