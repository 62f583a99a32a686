import { expect, test } from 'vitest';
import { runScenario } from '../../../src/scenario/perform/run.js';
import { loadScenarios } from '../../../src/scenario/read/load.js';
import { day } from './day.js';

const file = new URL('../../../scenarios/stories/day-in-the-life-of-an-array.yaml', import.meta.url).pathname;

test('the day is as its generator writes it', async () => {
  await expect(day()).toMatchFileSnapshot(file);
});

// A scenario's run looks for violations after each of its steps, over the whole array.
test('the day has 400 calls and more in 24 hours, keeps every invariant after every step, and leaves the same trace each time, in less than a second', () => {
  const [scenario] = loadScenarios(day());
  if (scenario === undefined) throw new Error('there is no day');
  const runs = Array.from({ length: 3 }, () => {
    const began = process.cpuUsage();
    const result = runScenario(scenario);
    const { user, system } = process.cpuUsage(began);
    return { result, ms: (user + system) / 1000 };
  });
  const [first, ...others] = runs.map(({ result }) => result);
  expect(first?.failures.map(({ message }) => message)).toEqual([]);
  expect(first?.codes.length).toBeGreaterThanOrEqual(400);
  expect(first?.endMs).toBe(24 * 60 * 60 * 1000);
  for (const { trace } of others) expect(trace.hash).toBe(first?.trace.hash);
  // The processor's time of this process, garbage and compilation included; the least, since other programs slow it.
  expect(Math.min(...runs.map(({ ms }) => ms))).toBeLessThan(1000);
});
