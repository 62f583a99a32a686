import { expect, test } from 'vitest';
import { conform } from '../../src/conformance/conform.js';
import { guarded } from '../../src/conformance/subject/guarded.js';
import { foreignDriver } from './foreign/driver.js';
import { farAway } from './foreign/farAway.js';

// What a verdict takes is counted here, on a clock that goes on with each request: with requests of 5 ms, of which a call is 20,
// and resets of 300 ms, the same counts are about four minutes of waiting at most.

test('an array in real time, at the end of a long wire, gets its verdict by as many requests as that allows', async () => {
  const made = { resets: 0, requests: 0 };
  const array = foreignDriver({}, { time: 'passing', passingMs: 3 });
  const driver = farAway(array, { requestsACall: 20, requestMs: 0, resetMs: 0, made });
  const report = await conform(guarded(driver));
  const unreached = report.properties.filter(({ skipped }) => skipped?.reason === 'unreached');
  expect([report.verdict, unreached]).toEqual(['conforms', []]);
  // The faults that nobody can arm have no runs of their own.
  expect(report.runs).toBe(80);
  expect(made.resets).toBeLessThanOrEqual(report.runs / 2);
  expect(made.requests).toBeLessThanOrEqual(45_000);
  expect(report.requests / report.calls).toBeLessThanOrEqual(6);
});

test('a driver that can wait for a job is asked to, and a job that takes too long is found out all the same', async () => {
  const time = { virtual: false, callsPass: false, jobsEndWithinMs: 60, finishedJobsStayMs: null };
  const judged = async (jobsTakeMs: number) => {
    let waits = 0;
    const inner = foreignDriver({ jobsTakeMs }, { time: 'real', says: { time } });
    const far = farAway(inner, { requestsACall: 1, requestMs: 0, resetMs: 0, made: { resets: 0, requests: 0 } });
    const waitFor: typeof far.waitFor = (...job) => {
      waits++;
      return far.waitFor?.(...job) ?? false;
    };
    const options = { levels: ['jobs'], only: ['JOB-LIVE'], runs: 3, shrink: false } as const;
    const { properties } = await conform(guarded({ ...far, waitFor }), options);
    return { verdict: properties[0]?.verdict, hasWaited: waits > 0 };
  };
  expect(await judged(30)).toEqual({ verdict: 'pass', hasWaited: true });
  expect(await judged(600)).toEqual({ verdict: 'fail', hasWaited: true });
});

test.each(['core', 'capacity', 'jobs', 'concurrency'] as const)(
  'a verdict on level %s alone is possible',
  async (level) => {
    const { verdict, why } = await conform(guarded(foreignDriver({})), { levels: [level], runs: 25 });
    expect([verdict, why]).toEqual(['conforms', null]);
  },
);

test('of the faults that nobody can arm, nothing is said', async () => {
  const { verdict, why } = await conform(guarded(foreignDriver({})), { levels: ['faults'], runs: 5 });
  expect([verdict, why]).toEqual(['inconclusive', 'nothing could be judged: every property was skipped']);
});
