import { expect, test } from 'vitest';
import { conform } from '../../src/conformance/conform.js';
import { simulatorDriver } from '../../src/subjects/simulator.js';
import { conformanceTimeoutMs } from './environment.js';

test('a run whose time ends says so, and after how many runs', { timeout: conformanceTimeoutMs }, async () => {
  const driver = simulatorDriver({ profile: 'full-copy' });
  const { timeEnded, runs, verdict, why, properties } = await conform(driver, {
    levels: ['core', 'jobs'],
    runs: 100_000,
    timeMs: 300,
  });
  expect([timeEnded, verdict, why]).toEqual([{ afterMs: 300, runs, of: 200_000 }, 'conforms', null]);
  const skipped = properties.flatMap(({ name, skipped }) => (skipped === null ? [] : [`${name} ${skipped.reason}`]));
  expect(skipped).toContain('JOB-CONTROL time-ended');
  expect(skipped).toContain('OUT-0 not-advertised');
  expect(skipped.join()).not.toContain('unreached');
});

test('the walks along the charts end with the time, too', async () => {
  const driver = simulatorDriver({ profile: 'full-copy' });
  const { timeEnded, coverage } = await conform(driver, { levels: ['jobs'], runs: 1, timeMs: 1 });
  expect(timeEnded).toEqual({ afterMs: 1, runs: 1, of: 1 });
  const walked = coverage.parts.find(({ title }) => title === 'transitions of pool')?.cells ?? [];
  expect(walked.some(({ count }) => count === 0)).toBe(true);
});

test('a run that was done in time says nothing of it', async () => {
  const driver = simulatorDriver({ profile: 'full-copy' });
  const { timeEnded } = await conform(driver, { levels: ['core'], runs: 1, timeMs: 60_000 });
  expect(timeEnded).toBeNull();
});
