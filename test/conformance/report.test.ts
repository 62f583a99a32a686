import { expect, test } from 'vitest';
import { conform } from '../../src/conformance/conform.js';
import type { Driver } from '../../src/conformance/subject/driver.js';
import { guarded } from '../../src/conformance/subject/guarded.js';
import { simulatorDriver } from '../../src/subjects/simulator.js';
import { conformanceTimeoutMs } from './environment.js';

test('a run whose time ends says so, and after how many runs', { timeout: conformanceTimeoutMs }, async () => {
  const driver = simulatorDriver({ profile: 'snapshot-only' });
  const { timeEnded, runs, verdict, properties } = await conform(driver, {
    levels: ['core', 'jobs'],
    runs: 100_000,
    timeMs: 300,
  });
  expect([timeEnded, verdict]).toEqual([{ afterMs: 300, runs, of: 200_000 }, 'inconclusive']);
  const skipped = properties.flatMap(({ name, skipped }) => (skipped === null ? [] : [`${name} ${skipped.reason}`]));
  expect(skipped).toContain('RESTORE time-ended');
  expect(skipped).toContain('RENAME not-advertised');
  expect(skipped.join()).not.toContain('unreached');
});

test('the walks along the charts end with the time, too', async () => {
  const driver = simulatorDriver({ profile: 'full-copy' });
  const { timeEnded, coverage } = await conform(driver, { levels: ['jobs'], runs: 1, timeMs: 1 });
  // Not even the one run was done.
  expect(timeEnded).toEqual({ afterMs: 1, runs: 0, of: 1 });
  const walked = coverage.parts.find(({ title }) => title === 'transitions of pool')?.cells ?? [];
  expect(walked.some(({ count }) => count === 0)).toBe(true);
});

test('all calls that are judged are counted, those of runs that are repeated among them', async () => {
  const driver = simulatorDriver({ profile: 'full-copy' });
  const { calls, properties } = await conform(driver, { levels: ['core', 'jobs'], runs: 20 });
  const judged = Object.fromEntries(properties.map((one) => [one.name, one.judged]));
  expect(judged.REPLAY).toBeGreaterThan(0);
  // Each answer has one code, and fewer jobs fail than there are answers: whose runs are counted twice has more.
  const codes = judged['CODE-DOMAIN'] ?? 0;
  expect(codes).toBeGreaterThanOrEqual(calls);
  expect(codes).toBeLessThan(calls * 1.5);
});

test('a run that was done in time says nothing of it', async () => {
  const driver = simulatorDriver({ profile: 'full-copy' });
  const { timeEnded } = await conform(driver, { levels: ['core'], runs: 1, timeMs: 60_000 });
  expect(timeEnded).toBeNull();
});

/** Our array behind a driver that breaks down at some time. */
function weak(changes: (sim: Driver) => Partial<Driver>): Driver {
  const sim = simulatorDriver({ profile: 'full-copy' });
  const own: Driver = {
    name: 'weak',
    capabilities: async () => ({ ...(await sim.capabilities()), actions: [], faults: [] }),
    reset: (tier) => sim.reset(tier),
    call: (...call) => sim.call(...call),
    observe: (query) => sim.observe(query),
    advance: (ms) => sim.advance(ms),
  };
  return guarded({ ...own, ...changes(own) }, { deadlineMs: 500 });
}

function throwing(message: string): () => never {
  return () => {
    throw new Error(message);
  };
}

function hanging(): Promise<never> {
  return new Promise(() => {});
}

/** Does it a number of times, and something else from then on. */
function after(times: number, act: Driver['reset'], then: () => Promise<never> | never): Driver['reset'] {
  let done = 0;
  return (tier) => (done++ < times ? act(tier) : then());
}

test.each<[string, (sim: Driver) => Partial<Driver>, string]>([
  ['close() throws', () => ({ close: throwing('no way out') }), 'close threw Error: no way out'],
  ['close() hangs', () => ({ close: hanging }), 'close has not answered within 500 ms'],
  [
    'reset() throws in the middle',
    ({ reset }) => ({ reset: after(5, reset, throwing('no way back')) }),
    "reset('roomy') threw Error: no way back",
  ],
  [
    'reset() hangs in the middle',
    ({ reset }) => ({ reset: after(5, reset, hanging) }),
    "reset('roomy') has not answered within 500 ms",
  ],
])('there is a report, which is inconclusive, when %s', async (_, changes, why) => {
  const report = await conform(weak(changes), { levels: ['core'], runs: 10 });
  expect([report.verdict, report.why]).toEqual(['inconclusive', `the driver of 'weak': ${why}`]);
  expect(report.properties.find(({ name }) => name === 'CODE-DOMAIN')).toMatchObject({ verdict: 'pass' });
});

test.each([
  ['throws', throwing('gone'), 'threw Error: gone'],
  ['hangs', hanging, 'has not answered within 500 ms'],
])('what was found before a driver %s stays found', async (_, then, why) => {
  let broken = false;
  const driver = weak(({ reset, call }) => ({
    call: async (...asked) => {
      broken = true;
      return { ...(await call(...asked)), ReturnValue: 17 };
    },
    reset: (tier) => (broken ? then() : reset(tier)),
  }));
  const { verdict, why: said, properties } = await conform(driver, { levels: ['core'], runs: 10 });
  expect([verdict, said]).toEqual([
    'does not conform',
    expect.stringContaining(`besides, the driver of 'weak': reset`),
  ]);
  expect(said).toContain(why);
  const { failure } = properties.find(({ name }) => name === 'CODE-DOMAIN') ?? {};
  expect(failure).toMatchObject({ message: expect.stringContaining('answered 17'), foundAfterCalls: 1 });
});
