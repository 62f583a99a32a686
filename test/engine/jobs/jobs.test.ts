import { describe, expect, test } from 'vitest';
import { arrayWith, clone, ends, MiB, states } from './copying.js';

describe('bandwidth', () => {
  test('belongs to one job alone, which ends at the ceiling', () => {
    const array = arrayWith({ copyRatePerSecond: '3500 KiB' });
    clone(array, 'one');
    array.settle();
    // 20480 blocks at 7 a millisecond are 2925.7 ms.
    expect([array.now, ends(array)]).toEqual([2_926, [2_926]]);
  });

  test('is shared in whole blocks, and what is over goes to the oldest', () => {
    const array = arrayWith();
    for (const name of ['a', 'b', 'c']) clone(array, name);
    array.advance(1_000);
    // 4 + 3 + 3 blocks a millisecond: 4000, 3000 and 3000 of 20480 blocks.
    expect(array.jobs().map(({ percentComplete }) => percentComplete)).toEqual([19, 14, 14]);
    array.settle();
    // a: 20480 / 4 = 5120. Then b and c have 5120 left each at 5 a millisecond: 1024 more.
    expect(ends(array)).toEqual([5_120, 6_144, 6_144]);
  });

  test('is shared anew when a job joins and when one leaves', () => {
    const array = arrayWith();
    const first = clone(array, 'first');
    array.advance(1_000);
    const second = clone(array, 'second');
    array.settle();
    // first has 10480 blocks left at 5: 2096 ms more. second has then copied 10480, and goes on alone at 10: 1000 ms.
    expect([array.job(first).changedMs, array.job(second).changedMs]).toEqual([3_096, 4_096]);
  });

  test('of the oldest goes to the next when the oldest ends: the remainder is always with the oldest that runs', () => {
    const array = arrayWith({ copyRatePerSecond: '3500 KiB' });
    const [a, b, c] = ['a', 'b', 'c'].map((name) => clone(array, name));
    array.advance(1_000);
    array.jobs.suspend(a ?? '');
    array.advance(1_000);
    // 7 = 3 + 2 + 2, then b and c have 4 + 3.
    const percents = [3_000, 2_000 + 4_000, 2_000 + 3_000].map((copied) => Math.floor((copied * 100) / 20_480));
    expect([a, b, c].map((job) => array.job(job ?? '').percentComplete)).toEqual(percents);
    expect(percents).toEqual([14, 29, 24]);
  });

  test('of less than one block for each job lets the oldest run alone', () => {
    const array = arrayWith({ copyRatePerSecond: '1000 KiB' });
    for (const name of ['a', 'b', 'c']) clone(array, name);
    array.advance(5_000);
    // 2 blocks a millisecond for three: 0 each, and both to the oldest.
    expect(array.jobs().map(({ percentComplete }) => percentComplete)).toEqual([48, 0, 0]);
    array.settle();
    // a ends at 10240. Then one block a millisecond for b and c.
    expect(ends(array)).toEqual([10_240, 30_720, 30_720]);
  });

  test('is shared among sources and pools alike, by size', () => {
    const volumes = [
      { name: 'db', pool: 'gold', size: '10 MiB' },
      { name: 'big', pool: 'gold', size: '30 MiB' },
    ];
    const array = arrayWith({}, {}, { volumes });
    clone(array, 'b', 'big');
    clone(array, 'd', 'db');
    array.settle();
    // d: 20480 / 5 = 4096. b has copied as much, and has 40960 left at 10.
    expect(ends(array)).toEqual([8_192, 4_096]);
  });
});

test.each(['gold', 'silver'])('of a copy beside a pool that is degraded, %s, a part of its share is left', (pool) => {
  const array = arrayWith({ speedWhileDegraded: 0.5 });
  const { Job } = array.createClone('db', { TargetPool: 'silver' });
  array.advance(1024);
  array.set({ pool, state: 'degraded' });
  array.advance(1024);
  expect(array.job(Job ?? '').percentComplete).toBe(75);
  array.set({ pool, state: 'online' });
  array.advance(511);
  expect(array.job(Job ?? '').state).toBe('running');
  array.advance(1);
  expect(array.job(Job ?? '').state).toBe('completed');
});

test.each(['gold', 'silver'])(
  'of a copy beside a pool that hosts keep busy, %s, a part of its share is left',
  (pool) => {
    const array = arrayWith({ speedWhileDegraded: 0.5, speedUnderHostLoad: 0.5 });
    const { Job } = array.createClone('db', { TargetPool: 'silver' });
    array.advance(1024);
    array.set({ pool, hostLoad: true });
    array.advance(512);
    // Both together are slower than each.
    array.set({ pool, state: 'degraded' });
    array.advance(1024);
    // A quarter of 10 blocks a millisecond is 2.
    expect(array.job(Job ?? '').percentComplete).toBe(Math.floor((10_240 + 2_560 + 2_048) / 204.8));
    array.set({ pool, state: 'online', hostLoad: false });
    array.settle();
    expect(array.job(Job ?? '').changedMs).toBe(Math.ceil(1024 + 512 + 1024 + (20_480 - 14_848) / 10));
  },
);

describe('the room of a target', () => {
  test('moves from reserved to used by extents while the copy runs, and the sum stays', () => {
    const array = arrayWith();
    clone(array, 'copy');
    const seen = [0, 1, 204, 205, 1_000, 1_843, 1_844, 2_047, 2_048].map((atMs) => {
      array.advance(atMs - array.now);
      const { used, reserved, free } = array.pool('silver');
      return [atMs, Number(used / MiB), Number(reserved / MiB), Number(free / MiB)];
    });
    expect(seen).toEqual([
      [0, 0, 10, 1014],
      [1, 1, 9, 1014],
      [204, 1, 9, 1014],
      [205, 2, 8, 1014],
      [1_000, 5, 5, 1014],
      [1_843, 9, 1, 1014],
      [1_844, 10, 0, 1014],
      [2_047, 10, 0, 1014],
      [2_048, 10, 0, 1014],
    ]);
    expect(states(array)).toEqual(['completed']);
    expect(array.violations()).toEqual([]);
  });

  test('is returned exactly, whenever the job is killed', () => {
    const array = arrayWith();
    const before = array.digest('observable');
    const job = clone(array, 'copy');
    const wrong = [0, 1, 204, 205, 777, 1_999, 2_047].filter((atMs) => {
      const fork = array.fork();
      fork.advance(atMs);
      fork.jobs.kill(job);
      return fork.digest('observable') !== before || fork.violations().length > 0;
    });
    expect(wrong).toEqual([]);
  });
});

describe('slots', () => {
  const queued = () => {
    const array = arrayWith({}, { limits: { runningJobs: 2, queuedJobs: 2 } });
    for (const name of ['a', 'b', 'c', 'd']) clone(array, name);
    return array;
  };

  test('are limited: further jobs wait in New, and a full queue refuses', () => {
    const array = queued();
    expect(states(array)).toEqual(['running', 'running', 'new', 'new']);
    expect(array.job(array.jobs()[3]?.id ?? '')).toMatchObject({ jobState: 2, startedMs: null, percentComplete: 0 });
    const refused = array.createClone('db');
    expect([refused.ReturnValue, refused.ExtendedStatus?.SMMessage]).toEqual([
      40002,
      "2 jobs hold the array's 2 slots, and 2 of at most 2 wait",
    ]);
  });

  test('go to the first that came', () => {
    const array = queued();
    array.settle();
    // a and b at 5 each: 4096. Then c and d.
    expect(array.jobs().map(({ startedMs, changedMs }) => [startedMs, changedMs])).toEqual([
      [0, 4_096],
      [0, 4_096],
      [4_096, 8_192],
      [4_096, 8_192],
    ]);
  });

  test('are kept by a suspended job', () => {
    const array = queued();
    array.jobs.suspend(array.jobs()[0]?.id ?? '');
    array.settle();
    expect(states(array)).toEqual(['suspended', 'completed', 'completed', 'completed']);
    // One after the other at 10 blocks a millisecond.
    expect(ends(array).slice(1)).toEqual([2_048, 4_096, 6_144]);
  });

  test('that a raised limit adds start waiting jobs at once', () => {
    const array = queued();
    array.advance(100);
    array.set({ limits: { runningJobs: 3 } });
    expect(states(array)).toEqual(['running', 'running', 'running', 'new']);
    expect(array.jobs()[2]?.startedMs).toBe(100);
    array.set({ limits: { runningJobs: 10 } });
    expect(states(array)).toEqual(['running', 'running', 'running', 'running']);
    expect(array.violations()).toEqual([]);
  });

  test('that a lowered limit takes are taken from nobody who runs', () => {
    const array = queued();
    array.set({ limits: { runningJobs: 1 } });
    expect(states(array)).toEqual(['running', 'running', 'new', 'new']);
    array.advance(4_096);
    expect(states(array)).toEqual(['completed', 'completed', 'running', 'new']);
    expect(array.violations()).toEqual([]);
  });

  test('are taken after Starting, in which nothing is copied', () => {
    const array = arrayWith({ startsWithin: '200 ms' });
    const job = clone(array, 'copy');
    array.advance(199);
    expect(array.job(job)).toMatchObject({ state: 'starting', startedMs: null, percentComplete: 0 });
    array.advance(1);
    expect(array.job(job)).toMatchObject({ state: 'running', startedMs: 200, elapsedMs: 0 });
    array.settle();
    expect(array.job(job)).toMatchObject({ state: 'completed', changedMs: 2_248, elapsedMs: 2_048, submittedMs: 0 });
  });
});

describe('a finished job', () => {
  test('stays for TimeBeforeRemoval, to the millisecond, and its clone stays for good', () => {
    const array = arrayWith({ removedAfter: '30 s' }, { service: { detaches: 'never' } });
    const job = clone(array, 'copy');
    array.settle();
    expect(array.job(job)).toMatchObject({ removedAtMs: 32_048 });
    array.advance(29_999);
    expect(array.jobs()).toHaveLength(1);
    array.advance(1);
    expect([array.now, array.jobs()]).toEqual([32_048, []]);
    expect(array.volume('copy').synchronization).toMatchObject({ state: 'synchronized', percentSynced: 100 });
    expect(array.violations()).toEqual([]);
  });

  test('goes in the order of the ends, each at its own time', () => {
    const array = arrayWith({ removedAfter: '30 s' });
    const [a, b, c] = ['a', 'b', 'c'].map((name) => clone(array, name));
    array.jobs.kill(b ?? '');
    array.advance(10);
    array.jobs.kill(c ?? '');
    array.advance(29_990);
    expect(array.jobs().map(({ id }) => id)).toEqual([a, c]);
    array.advance(10);
    expect(array.jobs().map(({ id }) => id)).toEqual([a]);
  });

  test('is no work that settle waits for', () => {
    const array = arrayWith();
    clone(array, 'copy');
    array.settle();
    expect(array.now).toBe(2_048);
  });
});

test('percent never falls, and is 100 only when the job has completed', () => {
  const array = arrayWith();
  const first = clone(array, 'first');
  let second: string | undefined;
  const problems: string[] = [];
  const last = new Map<string, number>();
  for (let step = 0; step < 600; step++) {
    array.advance(7);
    if (step === 50) second = clone(array, 'second');
    if (step === 100) array.jobs.suspend(first);
    if (step === 150) array.jobs.resume(first);
    if (step === 200 && second !== undefined) array.jobs.query(second);
    if (step === 220 && second !== undefined) array.jobs.answer(second);
    for (const { id, state, percentComplete } of array.jobs()) {
      if (percentComplete < (last.get(id) ?? 0)) problems.push(`${id} fell to ${percentComplete} at ${array.now}`);
      if ((percentComplete === 100) !== (state === 'completed'))
        problems.push(`${id} is ${state} at ${percentComplete}`);
      last.set(id, percentComplete);
    }
  }
  expect(problems).toEqual([]);
  expect([...last.values()]).toEqual([100, 100]);
});

test('jobs go on on both sides of a fork, each for itself', () => {
  const array = arrayWith();
  const job = clone(array, 'copy');
  array.advance(1_000);
  const fork = array.fork();
  fork.jobs.kill(job);
  array.settle();
  expect([array.job(job).state, fork.job(job).state]).toEqual(['completed', 'killed']);
  expect([array.pool('silver').used, fork.pool('silver').used]).toEqual([10n * MiB, 0n]);
  expect([...array.violations(), ...fork.violations()]).toEqual([]);
});
