import { describe, expect, test } from 'vitest';
import type { StorageArray } from '../../../src/index.js';
import { copy, deletingByJob, deletion, startDeletion } from './deleting.js';

const ends: Readonly<Record<string, (array: StorageArray, job: string) => void>> = {
  'is terminated': (array, job) => {
    array.jobs.terminate(job);
    array.advance('500 ms');
  },
  'is killed': (array, job) => array.jobs.kill(job),
  fails: (array) => {
    array.provider.failAt('jobEnd', 2);
    array.advance('10 s');
  },
  'fails half-way': (array) => {
    array.faults.add('half = jobPercent@50: failJob 4');
    array.advance('5 s');
  },
};

describe('a volume that a job deletes', () => {
  test('is locked: hosts cannot use it, and no method takes it', () => {
    const array = deletingByJob();
    startDeletion(array);
    expect(array.volume('db')).toMatchObject({ state: 'deleting', usable: false });
    expect(array.host.write('db', { offset: 0, length: '1 MiB', tag: 'x' })).toMatchObject({
      written: false,
      because: 'volumeNotUsable',
    });
    expect(array.createClone('db').decided.because).toBe('sourceLocked');
    expect(deletion(array)).toEqual([4, 'locked']);
    expect(array.outOfBand.delete('db')).toMatchObject({ changed: false, because: 'inUse' });
  });

  test('while its job waits for a slot, too', () => {
    const array = deletingByJob(
      { limits: { runningJobs: 1 } },
      {
        volumes: [
          { name: 'db', pool: 'gold', size: '10 MiB' },
          { name: 'other', pool: 'gold', size: '10 MiB' },
        ],
      },
    );
    startDeletion(array, 'other');
    const job = startDeletion(array);
    expect([array.job(job).state, array.volume('db').state]).toEqual(['new', 'deleting']);
    array.settle();
    expect(array.job(job)).toMatchObject({ startedMs: 10_000, changedMs: 20_000 });
    expect(array.volumes()).toEqual([]);
  });

  describe.each(Object.entries(ends))('whose job %s', (_, end) => {
    test.each(['online', 'degraded', 'offline', 'failed'] as const)('is what it was: %s', (state) => {
      const array = deletingByJob({ clones: { requireOnlineSource: false } });
      if (state !== 'online') array.set({ volume: 'db', state });
      const before = array.volume('db');
      const job = startDeletion(array);
      array.advance('1 s');
      end(array, job);
      expect(array.volume('db')).toEqual(before);
      expect(array.pool('gold').volumes).toBe(1);
      expect(array.violations()).toEqual([]);
    });

    test('keeps its associations and its contents, and can be deleted later', () => {
      const array = deletingByJob();
      array.host.write('db', { offset: 0, length: '1 MiB', tag: 'kept' });
      copy(array, 'copy');
      array.settle();
      end(array, startDeletion(array));
      expect(array.volume('copy').synchronization?.source).toBe(array.volume('db').id);
      expect(array.host.read('db', { offset: 0, length: '1 MiB' }).map(({ tag }) => tag)).toEqual(['kept']);
      array.faults.heal();
      array.set({ provider: { server: 'running' } });
      startDeletion(array);
      array.settle();
      expect(array.findVolume('db')).toBeUndefined();
    });
  });

  test('that fails meanwhile stays failed when its job is killed', () => {
    const array = deletingByJob();
    const job = startDeletion(array);
    array.set({ volume: 'db', state: 'failed' });
    array.jobs.kill(job);
    expect(array.volume('db').state).toBe('failed');
    expect(array.violations()).toEqual([]);
  });

  test('stays while its job is suspended, and goes when it goes on', () => {
    const array = deletingByJob();
    const job = startDeletion(array);
    array.advance('4 s');
    array.jobs.suspend(job);
    array.advance('1 h');
    expect([array.job(job).percentComplete, array.volume('db').state]).toEqual([40, 'deleting']);
    array.jobs.resume(job);
    array.advance('6 s');
    expect([array.job(job).state, array.findVolume('db')]).toEqual(['completed', undefined]);
  });
});
