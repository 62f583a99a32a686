import { describe, expect, test } from 'vitest';
import { loadArray } from '../../../src/index.js';
import { copy, deletingAtOnce, deletingByJob, deletion, startDeletion } from './deleting.js';

describe('a volume that a job works on is in use', () => {
  test('while it is copied, with how many jobs do', () => {
    const array = deletingAtOnce();
    copy(array, 'one');
    copy(array, 'two');
    const { ReturnValue, ExtendedStatus } = array.invoke('db', 'Delete');
    expect([ReturnValue, ExtendedStatus?.SMMessage]).toEqual([6, "2 jobs work on 'db'"]);
    array.jobs.kill(array.jobs()[0]?.id ?? '');
    expect(array.invoke('db', 'Delete').ExtendedStatus?.SMMessage).toBe("a job works on 'db'");
    array.settle();
    expect(deletion(array)).toEqual([0, 'success']);
  });

  test('while it is copied to, and not any more when the copy is done', () => {
    const array = deletingAtOnce();
    copy(array, 'copy');
    expect(deletion(array, 'copy')).toEqual([6, 'copying']);
    array.settle();
    expect(deletion(array, 'copy')).toEqual([0, 'success']);
    expect(array.violations()).toEqual([]);
  });

  test('while the copy is suspended, or waits for a slot', () => {
    const array = deletingAtOnce({ limits: { runningJobs: 1 } });
    copy(array, 'running');
    copy(array, 'waiting');
    array.jobs.suspend(array.jobs()[0]?.id ?? '');
    expect(['running', 'waiting', 'db'].map((on) => deletion(array, on)[0])).toEqual([6, 6, 6]);
  });

  test.each([
    ['completes', 'online', (array: ReturnType<typeof deletingAtOnce>) => array.settle()],
    ['is killed', undefined, (array: ReturnType<typeof deletingAtOnce>) => array.jobs.kill(array.jobs()[0]?.id ?? '')],
    [
      'is terminated',
      undefined,
      (array: ReturnType<typeof deletingAtOnce>) => {
        array.jobs.terminate(array.jobs()[0]?.id ?? '');
        array.settle();
      },
    ],
    [
      'fails',
      undefined,
      (array: ReturnType<typeof deletingAtOnce>) => {
        array.provider.failAt('jobEnd', 4);
        array.settle();
      },
    ],
  ])('no longer than until the copy %s', (_, target, end) => {
    const array = deletingAtOnce();
    copy(array, 'copy');
    expect(deletion(array)).toEqual([6, 'copying']);
    end(array);
    expect(array.findVolume('copy')?.state).toBe(target);
    expect(deletion(array)).toEqual([0, 'success']);
    expect(array.violations()).toEqual([]);
  });

  test('also where the residue of a failed copy stays, which can be deleted then', () => {
    const array = deletingAtOnce({ jobs: { leavesResidue: true } });
    copy(array, 'copy');
    array.jobs.kill(array.jobs()[0]?.id ?? '');
    copy(array, 'second');
    array.provider.failAt('jobEnd', 4);
    array.settle();
    expect(array.volume('second').state).toBe('failed');
    expect([deletion(array, 'second'), deletion(array)]).toEqual([
      [0, 'success'],
      [0, 'success'],
    ]);
    expect(array.pool('gold').used).toBe(0n);
    expect(array.violations()).toEqual([]);
  });

  test('in a fork, and in an array that was loaded', () => {
    const array = deletingAtOnce();
    copy(array, 'copy');
    for (const other of [array.fork(), loadArray(array.save())]) {
      expect(deletion(other)).toEqual([6, 'copying']);
      other.settle();
      expect(deletion(other)).toEqual([0, 'success']);
    }
  });

  test('while an offline volume, which no state locks, is deleted by a job', () => {
    const array = deletingByJob();
    array.set({ volume: 'db', state: 'offline' });
    startDeletion(array);
    expect(array.volume('db').state).toBe('offline');
    expect(deletion(array)).toEqual([6, 'copying']);
    array.settle();
    expect(array.findVolume('db')).toBeUndefined();
  });
});

test('an offline volume that a copy began to read while it was being deleted stays, and the copy goes on', () => {
  const array = deletingByJob({ clones: { requireOnlineSource: false }, jobs: { copyRatePerSecond: '512 KiB' } });
  array.set({ volume: 'db', state: 'offline' });
  const job = startDeletion(array);
  copy(array, 'copy');
  array.advance('10 s');
  expect(array.job(job)).toMatchObject({ state: 'exception', errorCode: 6 });
  array.settle();
  expect([array.volume('db').state, array.volume('copy').state]).toEqual(['offline', 'online']);
  expect(array.violations()).toEqual([]);
});
