import { describe, expect, test } from 'vitest';
import { type ArrayOptions, createArray, instance, type JobId, type StorageArray } from '../../src/index.js';

const system = 'MSFT_SMSystem';

function arrayWith(profile: object = {}, more: Partial<ArrayOptions> = {}): StorageArray {
  return createArray({
    seed: 1,
    profile: { base: 'full-copy', deletion: { by: 'job', takes: '1 min' }, ...profile },
    pools: [
      { name: 'gold', size: '1 TiB' },
      { name: 'old', size: '1 TiB' },
    ],
    volumes: [{ name: 'db', pool: 'gold', size: '100 GiB' }],
    ...more,
  });
}

function jobOf({ Job }: { readonly Job: JobId | null }): JobId {
  if (Job === null) throw new Error('there is no job');
  return Job;
}

/** The volume that is told, or the row that refused. */
function volumeOf(array: StorageArray, Job: unknown): string {
  const reply = array.invoke(system, 'GetStorageVolumeObjectIdFromJob', { Job: Job as JobId });
  return reply.StorageVolumeObjectId ?? `${reply.ReturnValue} ${reply.decided.because}`;
}

function poolOf(array: StorageArray, Job: unknown): string {
  const reply = array.invoke(system, 'GetPoolObjectIdFromJob', { Job: Job as JobId });
  return reply.PoolObjectId ?? `${reply.ReturnValue} ${reply.decided.because}`;
}

describe('the volume of a job', () => {
  test('is the clone that it makes, while it runs and when it is complete', () => {
    const array = arrayWith();
    const reply = array.createClone('db', { ElementName: 'monday' });
    const job = jobOf(reply);
    expect(volumeOf(array, job)).toBe(reply.TargetStorageVolume);
    expect(volumeOf(array, array.job(job))).toBe(array.volume('monday').id);
    expect(volumeOf(array, instance(array, 'MSFT_SMJob', { ObjectId: job }))).toBe(array.volume('monday').id);
    array.advance('3 min');
    expect([array.job(job).state, volumeOf(array, job)]).toEqual(['completed', array.volume('monday').id]);
  });

  test('is not found when it was taken back, and is while it is left', () => {
    const [takesBack, leaves] = [arrayWith(), arrayWith({ jobs: { killLeavesResidue: true } })];
    const told = [takesBack, leaves].map((array) => {
      const job = jobOf(array.createClone('db', { ElementName: 'monday' }));
      array.advance('20 s');
      array.jobs.kill(job);
      return volumeOf(array, job);
    });
    expect(told).toEqual(['6 volumeNotThere', leaves.volume('monday').id]);
  });

  test('is not found before it is listed', () => {
    const array = arrayWith({ clones: { targetListed: 'atCompletion' } });
    const job = jobOf(array.createClone('db', { ElementName: 'monday' }));
    expect(volumeOf(array, job)).toBe('6 volumeNotThere');
    array.advance('3 min');
    expect(volumeOf(array, job)).toBe(array.volume('monday').id);
  });

  test('is the one that it deletes, until that is gone', () => {
    const array = arrayWith();
    const { id } = array.volume('db');
    const job = jobOf(array.invoke('db', 'StorageVolume.Delete'));
    expect(volumeOf(array, job)).toBe(id);
    array.advance('2 min');
    expect(volumeOf(array, job)).toBe('6 volumeNotThere');
  });

  test('is none where the job is not known, any more, or deletes a pool', () => {
    const array = arrayWith({
      provider: { forgets: ['calls', 'jobs', 'subscriptions'] },
      jobs: { removedAfter: '1 h' },
    });
    const deletion = jobOf(array.invoke('old', 'Pool.Delete'));
    const [first, second] = [jobOf(array.createClone('db')), jobOf(array.createClone('db'))];
    expect([volumeOf(array, deletion), volumeOf(array, 'nobody')]).toEqual(['6 worksOnPool', '6 jobUnknown']);
    array.jobs.kill(first);
    array.advance('2 h');
    expect(volumeOf(array, first)).toBe('6 jobUnknown');
    const third = jobOf(array.createClone('db'));
    array.set({ provider: { server: 'stopped' } });
    array.set({ provider: { server: 'running' } });
    expect([volumeOf(array, second), volumeOf(array, third)]).toEqual(['6 jobUnknown', '6 jobUnknown']);
  });

  test('goes by its Name in 2012, which hosts know it by, and has no ObjectId there', () => {
    const array = arrayWith({}, { version: '2012' });
    const Job = jobOf(array.createClone('db', { ElementName: 'monday' }));
    const { StorageVolumeName } = array.invoke(system, 'GetStorageVolumeNameFromJob', { Job });
    const { id } = array.volume('monday');
    expect(StorageVolumeName).toBe(instance(array, 'MSFT_SMStorageVolume', { ObjectId: id }).Name);
    expect(() => volumeOf(array, Job)).toThrow('this one came with 2012R2');
    expect(() => arrayWith().invoke(system, 'GetStorageVolumeNameFromJob', { Job })).toThrow(
      'this one went after 2012',
    );
  });
});

describe('the pool of a job', () => {
  test('is the one that it deletes, until that is gone; jobs of volumes have none', () => {
    const array = arrayWith();
    const { id } = array.pool('old');
    const deletion = jobOf(array.invoke('old', 'Pool.Delete'));
    expect(poolOf(array, deletion)).toBe(id);
    expect(poolOf(array, jobOf(array.createClone('db')))).toBe('6 worksOnVolume');
    array.advance('2 min');
    expect(poolOf(array, deletion)).toBe('6 poolNotThere');
  });
});

test.each([
  ['none', undefined, 'Job is missing'],
  ['a volume', 'db', 'is a reference to a volume, not to a job'],
  ['an empty text', '', 'Job is empty'],
])('a reference to %s is malformed', (_, given, message) => {
  const array = arrayWith();
  const Job = given === 'db' ? array.volume('db').id : given;
  const reply = array.invoke(system, 'GetPoolObjectIdFromJob', { Job: Job as JobId });
  expect([reply.ReturnValue, reply.ExtendedStatus?.SMMessage]).toEqual([5, expect.stringContaining(message)]);
});
