import { describe, expect, test } from 'vitest';
import { loadArray } from '../../../src/index.js';
import { deletingAtOnce, deletingByJob, deletion, startDeletion } from './deleting.js';

describe('a pool', () => {
  test('goes when no volume is in it', () => {
    const array = deletingAtOnce();
    expect(deletion(array, 'gold')).toEqual([40811, 'hasVolumes']);
    deletion(array);
    expect(deletion(array, 'gold')).toEqual([0, 'success']);
    expect(array.pools().map(({ name }) => name)).toEqual(['silver']);
    expect(array.violations()).toEqual([]);
  });

  test('has volumes also while they are being copied, or have failed', () => {
    const array = deletingAtOnce({ jobs: { leavesResidue: true } });
    array.createClone('db', { TargetPool: 'silver' });
    expect(deletion(array, 'silver')).toEqual([40811, 'hasVolumes']);
    array.provider.failAt('jobEnd', 4);
    array.settle();
    expect(deletion(array, 'silver')).toEqual([40811, 'hasVolumes']);
  });

  test('that is gone is no target any more', () => {
    const array = deletingAtOnce();
    const call = array.begin('db', 'CreateClone', { TargetPool: 'silver' });
    while (array.progress(call).step !== 'invoke') array.step(call);
    deletion(array, 'silver');
    expect(array.finish(call)).toMatchObject({ ReturnValue: 43006, decided: { because: 'deletedInFlight' } });
    expect(array.createClone('db', { TargetPool: 'silver' }).decided.because).toBe('poolUnknown');
  });

  test('that took its ghosts along, volumes that the service still lists, is no trouble to anyone', () => {
    const array = deletingAtOnce();
    array.outOfBand.delete('db');
    expect(deletion(array, 'gold')).toEqual([0, 'success']);
    expect(array.violations()).toEqual([]);
    const loaded = loadArray(array.save());
    for (const one of [array, loaded]) {
      expect(one.createClone('db').ReturnValue).toBe(40003);
      expect(deletion(one, 'db')).toEqual([40313, 'notThere']);
      one.discover();
      expect(deletion(one, 'db')).toEqual([40313, 'volumeUnknown']);
      expect(one.violations()).toEqual([]);
    }
  });
});

describe('a job that deletes a pool', () => {
  test('takes its time, and the pool can still be seen', () => {
    const array = deletingByJob();
    const job = startDeletion(array, 'silver');
    expect(array.job(job)).toMatchObject({ method: 'Pool.Delete', source: null, target: null });
    array.advance('9999 ms');
    expect([array.job(job).percentComplete, array.pool('silver').state]).toEqual([99, 'online']);
    array.advance(1);
    expect([array.job(job).state, array.pools().length]).toEqual(['completed', 1]);
    expect(array.violations()).toEqual([]);
  });

  test('fails with 41000 when a clone was allocated from the pool meanwhile, and the clone is well', () => {
    const array = deletingByJob();
    const job = startDeletion(array, 'silver');
    array.advance('1 s');
    expect(array.createClone('db', { TargetPool: 'silver', ElementName: 'copy' }).ReturnValue).toBe(4096);
    array.settle();
    expect(array.job(job)).toMatchObject({
      state: 'exception',
      errorCode: 41000,
      errorDescription: 'the pool has got 1 volume meanwhile',
      changedMs: 10_000,
    });
    expect([array.volume('copy').state, array.pool('silver').volumes]).toEqual(['online', 1]);
    expect(deletion(array, 'silver')).toEqual([40811, 'hasVolumes']);
    deletion(array, 'copy');
    array.settle();
    expect(deletion(array, 'silver')).toEqual([4096, 'jobStarted']);
    expect(array.violations()).toEqual([]);
  });

  test('completes when the clone was gone again before', () => {
    const array = deletingByJob();
    const job = startDeletion(array, 'silver');
    array.createClone('db', { TargetPool: 'silver' });
    array.jobs.kill(array.jobs().at(-1)?.id ?? '');
    array.advance('10 s');
    expect(array.job(job).state).toBe('completed');
  });

  test.each([
    ['is killed', (array: ReturnType<typeof deletingByJob>, job: string) => array.jobs.kill(job)],
    [
      'is terminated',
      (array: ReturnType<typeof deletingByJob>, job: string) => {
        array.jobs.terminate(job);
        array.advance('500 ms');
      },
    ],
    [
      'fails',
      (array: ReturnType<typeof deletingByJob>) => {
        array.provider.failAt('jobEnd', 4);
        array.advance('10 s');
      },
    ],
    [
      'loses the pool for a while',
      (array: ReturnType<typeof deletingByJob>) => {
        array.set({ pool: 'silver', state: 'offline' });
        array.set({ pool: 'silver', state: 'online' });
      },
    ],
  ])('that %s leaves the pool, which can be deleted later', (_, end) => {
    const array = deletingByJob();
    const before = array.pool('silver');
    const job = startDeletion(array, 'silver');
    expect(deletion(array, 'silver')).toEqual([6, 'deleting']);
    end(array, job);
    expect(array.pool('silver')).toEqual(before);
    expect(deletion(array, 'silver')).toEqual([4096, 'jobStarted']);
    expect(array.violations()).toEqual([]);
  });

  test('of a pool that went out of band fails, whether or not the service has seen it go', () => {
    const states = [false, true].map((discovers) => {
      const array = deletingByJob();
      const job = startDeletion(array, 'silver');
      array.outOfBand.delete('silver');
      if (discovers) array.discover();
      array.settle();
      expect(array.violations()).toEqual([]);
      expect(loadArray(array.save()).digest('identity')).toBe(array.digest('identity'));
      return [array.job(job).state, array.job(job).errorCode];
    });
    expect(states).toEqual([
      ['exception', 41000],
      ['exception', 41000],
    ]);
  });

  test('waits for a slot beside copies', () => {
    const array = deletingByJob({ limits: { runningJobs: 1 } });
    array.createClone('db');
    const job = startDeletion(array, 'silver');
    array.settle();
    expect(array.job(job)).toMatchObject({ state: 'completed', startedMs: 2_048, changedMs: 12_048 });
  });
});
