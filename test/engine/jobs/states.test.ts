import { describe, expect, test } from 'vitest';
import { createArray, findInstance, type JobControl } from '../../../src/index.js';

/** A copy of ten seconds that has run for two. */
function copying() {
  const array = createArray({
    profile: { base: 'full-copy', jobs: { copyRatePerSecond: '1000 MiB' } },
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10000 MiB' }],
  });
  const { Job, TargetStorageVolume } = array.createClone('db', { ElementName: 'copy' });
  array.advance('2200 ms');
  const relation = () => array.volume('copy').synchronization;
  return { array, job: Job ?? '', target: TargetStorageVolume ?? '', relation };
}

describe('what the relation says of its job (CIM_Synchronized.ProgressStatus)', () => {
  test.each([
    ['suspend', 'suspended', { copyState: 9, progressStatus: 3, suspendedMs: 2200 }],
    ['enterService', 'service', { copyState: 9, progressStatus: 3, suspendedMs: 2200 }],
    ['query', 'queryPending', { copyState: 3, progressStatus: 20, suspendedMs: null }],
    ['terminate', 'shuttingDown', { copyState: 3, progressStatus: 13, suspendedMs: null }],
  ] as const)('after %s', (control, state, expected) => {
    const { array, job, relation } = copying();
    expect(relation()).toMatchObject({ copyState: 3, progressStatus: 6, suspendedMs: null });
    array.jobs[control](job);
    expect(array.job(job).state).toBe(state);
    expect(relation()).toMatchObject(expected);
  });

  test('WhenSuspended stays when the copy goes on', () => {
    const { array, job, target } = copying();
    const instance = () =>
      findInstance(array, 'MSFT_SMStorageSynchronized', {
        SourceStorageVolume: array.volume('db').id,
        TargetStorageVolume: target,
      });
    expect(instance()?.WhenSuspended).toBeNull();
    array.jobs.suspend(job);
    array.jobs.resume(job);
    array.advance('1 s');
    expect(instance()?.WhenSuspended).toBe('20160101000002.200000+000');
  });
});

describe('a job that stood still', () => {
  test.each([
    [['suspend', 'resume']],
    [['enterService', 'leaveService']],
    [['suspend', 'enterService', 'leaveService']],
  ] as readonly (readonly [readonly JobControl[]])[])('goes on through Starting after %j', (controls) => {
    const { array, job, relation } = copying();
    for (const control of controls) {
      array.jobs[control](job);
      array.advance('1 s');
    }
    // The last of them was a second ago, and a job starts within 200 ms.
    expect(array.job(job)).toMatchObject({ state: 'running', startedMs: 200, percentComplete: 28 });
    expect(relation()).toMatchObject({ copyState: 3, progressStatus: 6, suspendedMs: 2200 });
  });

  test('is Starting, and Dormant, at first', () => {
    const { array, job, relation } = copying();
    array.jobs.suspend(job);
    array.advance('1 s');
    array.jobs.resume(job);
    expect([array.job(job).jobState, array.job(job).percentComplete, relation()?.progressStatus]).toEqual([3, 20, 3]);
    array.advance('199 ms');
    expect(array.job(job).state).toBe('starting');
    array.advance('1 ms');
    expect(array.job(job).state).toBe('running');
    expect(array.job(job).startedMs).toBe(200);
  });

  test('does not keep others from starting in their time', () => {
    const { array, job } = copying();
    array.jobs.suspend(job);
    array.advance('100 ms');
    const { Job: other } = array.createClone('db', { ElementName: 'other' });
    array.advance('100 ms');
    array.jobs.resume(job);
    array.advance('100 ms');
    expect([array.job(job).state, array.job(other ?? '').state]).toEqual(['starting', 'running']);
    array.advance('100 ms');
    expect(array.job(job).state).toBe('running');
  });
});
