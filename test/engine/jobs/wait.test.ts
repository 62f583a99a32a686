import { describe, expect, test } from 'vitest';
import { replay } from '../../../src/engine/history/replay.js';
import { createArray, type ProfileChoice } from '../../../src/index.js';

const make = (profile: ProfileChoice = 'full-copy') =>
  createArray({
    profile,
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
  });

describe('waiting for a job', () => {
  test('lets time pass to its end and no further', () => {
    const array = make();
    const { Job } = array.createClone('db');
    const settled = array.fork();
    settled.settle();
    expect(array.jobs.wait(Job)).toEqual(settled.job(Job));
    expect(array.now).toBe(settled.now);
  });

  test('is over at once where the job is', () => {
    const array = make();
    const { Job } = array.createClone('db');
    array.settle();
    const now = array.now;
    expect(array.jobs.wait(Job, 0).state).toBe('completed');
    expect(array.now).toBe(now);
  });

  test('ends with a job that fails, too', () => {
    const array = make();
    array.faults.use('jobEnd: failJob');
    expect(array.jobs.wait(array.createClone('db').Job)).toMatchObject({ state: 'exception', errorCode: 4 });
  });

  test('waits for that job alone', () => {
    const array = make({ limits: { runningJobs: 1 } });
    const [first, second] = [array.createClone('db').Job, array.createClone('db').Job];
    array.jobs.wait(first);
    expect(array.job(second).state).not.toBe('completed');
  });

  test.each([
    ['a suspended job', [], 'it is suspended, until jobs.resume'],
    ['a job in service', [], 'it is in service, until jobs.leaveService'],
    ['a job that asks', [], 'it waits for an answer, until jobs.answer'],
  ] as const)('says what %s waits for', (what, _, message) => {
    const array = make();
    const job = array.createClone('db').Job ?? '';
    array.advance('10 s');
    if (what === 'a suspended job') array.jobs.suspend(job);
    else if (what === 'a job in service') array.jobs.enterService(job);
    else array.jobs.query(job);
    expect(() => array.jobs.wait(job)).toThrow(
      `jobs.wait: got '${job}', expected a job that is over within 1 d: ${message}`,
    );
  });

  test.each([
    ['jobStart: hold gate', "fault 'hold' holds it until faults.release('gate')"],
    ['jobStart: stallJob', "fault 'stallJob' has stalled it, until faults.heal()"],
  ])('says which fault stands in its way: %s', (plan, message) => {
    const array = make();
    array.faults.use(plan);
    const { Job } = array.createClone('db');
    expect(() => array.jobs.wait(Job)).toThrow(message);
  });

  test('says that a job waits for a slot', () => {
    const array = make({ limits: { runningJobs: 1 } });
    const first = array.createClone('db').Job ?? '';
    const { Job } = array.createClone('db');
    array.advance('10 s');
    array.jobs.suspend(first);
    expect(() => array.jobs.wait(Job)).toThrow('it waits for a slot, and 1 of 1 are taken (limits.runningJobs)');
  });

  test('lets no more time pass than it may', () => {
    const array = make();
    const { Job } = array.createClone('db');
    expect(() => array.jobs.wait(Job, '5 s')).toThrow('over within 5 s: it is running still, and needs more time');
    expect(array.now).toBe(5000);
  });

  test('refuses what is no job, and what is no time', () => {
    const array = make();
    expect(() => array.jobs.wait(null)).toThrow('jobs.wait: got null, expected the id of a job');
    const { Job } = array.createClone('db');
    expect(() => array.jobs.wait(Job, 'soon')).toThrow('jobs.wait.atMost');
    expect(array.now).toBe(0);
  });

  test('can be replayed', () => {
    const array = make();
    array.jobs.wait(array.createClone('db').Job);
    const { header, entries } = array.trace();
    expect(replay(header, entries).kind).toBe('same');
  });
});
