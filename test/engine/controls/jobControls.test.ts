import { describe, expect, test } from 'vitest';
import { BadInputError, type JobControl, type StorageArray } from '../../../src/index.js';
import { arrayWith, clone, MiB } from '../jobs/copying.js';

describe('what operators do to a job', () => {
  const controls: readonly JobControl[] = [
    'suspend',
    'resume',
    'terminate',
    'kill',
    'enterService',
    'leaveService',
    'query',
    'answer',
  ];
  /** One job in each state, and how it gets there. */
  const inState: Readonly<Record<string, () => [StorageArray, string]>> = {
    new: () => {
      const array = arrayWith({}, { limits: { runningJobs: 1 } });
      clone(array, 'before');
      return [array, clone(array, 'copy')];
    },
    starting: () => {
      const array = arrayWith({ startsWithin: '200 ms' });
      return [array, clone(array, 'copy')];
    },
    running: () => {
      const array = arrayWith();
      const job = clone(array, 'copy');
      array.advance(1_000);
      return [array, job];
    },
    suspended: () => controlled('running', 'suspend'),
    service: () => controlled('running', 'enterService'),
    queryPending: () => controlled('running', 'query'),
    shuttingDown: () => controlled('running', 'terminate'),
    terminated: () => {
      const [array, job] = controlled('running', 'terminate');
      array.advance(500);
      return [array, job];
    },
    killed: () => controlled('running', 'kill'),
    completed: () => {
      const [array, job] = reach('running');
      array.settle();
      return [array, job];
    },
    exception: () => {
      const [array, job] = reach('running');
      array.set({ pool: 'silver', state: 'offline' });
      return [array, job];
    },
  };

  function reach(state: string): [StorageArray, string] {
    const make = inState[state];
    if (make === undefined) throw new Error(`no way to ${state}`);
    return make();
  }

  function controlled(state: string, control: JobControl): [StorageArray, string] {
    const [array, job] = reach(state);
    array.jobs[control](job);
    return [array, job];
  }

  test.each([
    ['new', { terminate: 'terminated', kill: 'killed' }],
    ['starting', { terminate: 'shuttingDown', kill: 'killed' }],
    [
      'running',
      {
        suspend: 'suspended',
        terminate: 'shuttingDown',
        kill: 'killed',
        enterService: 'service',
        query: 'queryPending',
      },
    ],
    ['suspended', { resume: 'running', terminate: 'shuttingDown', kill: 'killed', enterService: 'service' }],
    ['service', { terminate: 'shuttingDown', kill: 'killed', leaveService: 'running' }],
    ['queryPending', { terminate: 'shuttingDown', kill: 'killed', answer: 'running' }],
    ['shuttingDown', { kill: 'killed' }],
    ['terminated', {}],
    ['killed', {}],
    ['completed', {}],
    ['exception', {}],
  ])('in %s it accepts %o, and anything else changes nothing', (state, expected) => {
    const [array, job] = reach(state);
    expect(array.job(job).state).toBe(state);
    const identity = array.digest('identity');
    const accepted: Record<string, string> = {};
    const problems: string[] = [];
    for (const control of controls) {
      const fork = array.fork();
      try {
        fork.jobs[control](job);
        accepted[control] = fork.job(job).state;
      } catch (error) {
        if (!(error instanceof BadInputError)) throw error;
        if (fork.digest('identity') !== identity) problems.push(`${control} was refused, and changed something`);
      }
      fork.settle();
      problems.push(...fork.violations());
    }
    expect(accepted).toEqual(expected);
    expect(problems).toEqual([]);
  });

  test.each(['new', 'starting', 'running', 'suspended', 'service', 'queryPending'])(
    'terminating it in %s ends it in order, and takes its target and its room back',
    (state) => {
      const [array, job] = reach(state);
      array.jobs.terminate(job);
      array.advance(500);
      expect(array.job(job)).toMatchObject({ state: 'terminated', errorCode: 0, errorDescription: null });
      expect(array.findVolume('copy')).toBeUndefined();
      expect(array.violations()).toEqual([]);
    },
  );

  test('a job that shuts down copies no more, keeps its slot and its room, and ends after the time to stop', () => {
    const array = arrayWith({}, { limits: { runningJobs: 1 } });
    const job = clone(array, 'copy');
    const waiting = clone(array, 'next');
    array.advance(1_000);
    array.jobs.terminate(job);
    array.advance(499);
    expect(array.job(job)).toMatchObject({ state: 'shuttingDown', jobState: 6, percentComplete: 48 });
    expect([array.job(waiting).state, array.pool('silver').used]).toEqual(['new', 5n * MiB]);
    array.advance(1);
    expect([array.job(job).state, array.job(waiting).startedMs]).toEqual(['terminated', 1_500]);
    expect(array.pool('silver')).toMatchObject({ used: 0n, reserved: 10n * MiB });
  });

  test('a job that is killed while it shuts down is not terminated later', () => {
    const [array, job] = controlled('shuttingDown', 'kill');
    array.settle();
    array.advance(1_000);
    expect(array.job(job).state).toBe('killed');
  });

  test('a job that is ended while it starts never runs', () => {
    const [array, job] = controlled('starting', 'kill');
    array.advance(1_000);
    expect(array.job(job)).toMatchObject({ state: 'killed', startedMs: null });
    expect(array.violations()).toEqual([]);
  });

  test.each([
    ['suspend', 'resume', 'suspended'],
    ['enterService', 'leaveService', 'service'],
    ['query', 'answer', 'queryPending'],
  ] as const)('between %s and %s it copies nothing, and goes on where it was', (stop, go, state) => {
    const [array, job] = controlled('running', stop);
    array.advance(10_000);
    array.settle();
    expect([array.now, array.job(job).state, array.job(job).percentComplete]).toEqual([11_000, state, 48]);
    expect(array.pool('silver').used).toBe(5n * MiB);
    array.jobs[go](job);
    array.settle();
    expect(array.job(job)).toMatchObject({ state: 'completed', changedMs: 12_048, elapsedMs: 12_048 });
  });

  test('suspending and resuming shows on the synchronization', () => {
    const [array, job] = controlled('running', 'suspend');
    expect(array.volume('copy').synchronization).toMatchObject({ state: 'suspended', percentSynced: 48 });
    array.jobs.resume(job);
    expect(array.volume('copy').synchronization?.state).toBe('copying');
  });

  test('a job that is unknown, or was removed, is bad input', () => {
    const [array, job] = reach('completed');
    expect(() => array.jobs.kill('job-nowhere')).toThrow(BadInputError);
    array.advance('5 min');
    expect(() => array.jobs.kill(job)).toThrow(/removedAfter/);
    expect(() => array.job(job)).toThrow(/removedAfter/);
  });
});
