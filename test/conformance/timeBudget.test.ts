import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { conform } from '../../src/conformance/conform.js';
import type { Progress } from '../../src/conformance/options.js';
import { TimeBudget } from '../../src/conformance/run/timeBudget.js';
import { guarded } from '../../src/conformance/subject/guarded.js';
import { simulatorDriver } from '../../src/subjects/simulator.js';
import { foreignDriver } from '../examples/foreign/driver.js';

test('more runs than anybody could make end with the time, and each level has its share', async () => {
  const driver = simulatorDriver({ profile: 'full-copy' });
  const levels = ['core', 'capacity', 'concurrency'] as const;
  const begun = new Set<string>();
  const onProgress = ({ level }: Progress) => void begun.add(level);
  const { timeEnded, runs } = await conform(driver, { levels, runs: 1_000_000_000, timeMs: 900, onProgress });
  expect(timeEnded).toEqual({ afterMs: 900, runs, of: 3_000_000_000 });
  expect([...begun]).toEqual(levels);
});

describe('a budget of time', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  test('is shared by what is still to be done, and what one leaves, the others have', () => {
    const whole = TimeBudget.of(900, () => true);
    expect(whole.share(3).leftMs).toBe(300);
    vi.advanceTimersByTime(100);
    const second = whole.share(2);
    expect(second.leftMs).toBe(400);
    vi.advanceTimersByTime(401);
    expect([second.isOver, whole.isOver, whole.isCut]).toEqual([true, false, false]);
    expect([second.cuts(), whole.isCut, whole.share(1).leftMs]).toEqual([true, true, 399]);
  });

  test('is not over before anything was judged, nor ever where there is none', () => {
    const begun = { calls: 0 };
    const short = TimeBudget.of(1, () => begun.calls > 0);
    vi.advanceTimersByTime(2);
    expect([short.isOver, short.leftMs]).toEqual([false, 0]);
    begun.calls++;
    expect([short.isOver, TimeBudget.of(undefined, () => true).share(5).isOver]).toEqual([true, false]);
  });
});

test('the time ends while jobs are waited for', async () => {
  const time = { virtual: false, callsPass: false, jobsEndWithinMs: 3_600_000, finishedJobsStayMs: null };
  const driver = foreignDriver({ jobsTakeMs: 3_600_000 }, { time: 'real', says: { time } });
  const { timeEnded, verdict } = await conform(guarded(driver), { levels: ['jobs'], runs: 50, timeMs: 400 });
  expect([timeEnded?.afterMs, verdict]).toEqual([400, 'inconclusive']);
});

test('the time ends while the driver waits for a job, which is told how long it may', async () => {
  const time = { virtual: false, callsPass: false, jobsEndWithinMs: 3_600_000, finishedJobsStayMs: null };
  const inner = foreignDriver({ jobsTakeMs: 3_600_000 }, { time: 'real', says: { time } });
  const asked: number[] = [];
  const driver = {
    ...inner,
    waitFor: async (_: string, deadlineMs: number) => {
      asked.push(deadlineMs);
      await new Promise((resolve) => setTimeout(resolve, deadlineMs));
      return false;
    },
  };
  const { timeEnded } = await conform(guarded(driver), { levels: ['jobs'], runs: 50, timeMs: 400 });
  expect(timeEnded?.afterMs).toBe(400);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.every((ms) => ms <= 400)).toBe(true);
});
