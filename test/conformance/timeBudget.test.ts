import { expect, test } from 'vitest';
import { conform } from '../../src/conformance/conform.js';
import { guarded } from '../../src/conformance/subject/guarded.js';
import { simulatorDriver } from '../../src/subjects/simulator.js';
import { foreignDriver } from '../examples/foreign/driver.js';

test('more runs than anybody could make end with the time, and each level has had its share', async () => {
  const driver = simulatorDriver({ profile: 'full-copy' });
  const levels = ['core', 'capacity', 'concurrency'] as const;
  const { timeEnded, runs, properties } = await conform(driver, { levels, runs: 1_000_000_000, timeMs: 900 });
  expect(timeEnded).toEqual({ afterMs: 900, runs, of: 3_000_000_000 });
  const judged = new Map(properties.map((one) => [one.name, one.judged]));
  for (const name of ['CODE-DOMAIN', 'REFUND', 'LINEARIZABLE']) expect(judged.get(name), name).toBeGreaterThan(0);
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
