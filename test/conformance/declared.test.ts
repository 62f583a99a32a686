import { describe, expect, test } from 'vitest';
import { conform } from '../../src/conformance/conform.js';
import type { ConformOptions } from '../../src/conformance/options.js';
import type { ConformanceReport } from '../../src/conformance/report.js';
import { replayByHand } from '../../src/conformance/run/replayByHand.js';
import type { Advertised } from '../../src/conformance/subject/advertised.js';
import type { Driver } from '../../src/conformance/subject/driver.js';
import { guarded } from '../../src/conformance/subject/guarded.js';
import { cached } from '../examples/foreign/cached.js';
import { foreignDriver, type Told } from '../examples/foreign/driver.js';
import type { Switches } from '../examples/foreign/switches.js';

// What a driver declares of time and room, and what is made of it.

const later = ['core', 'capacity', 'jobs', 'concurrency'] as const;

function judged(driver: Driver, options: ConformOptions = {}): Promise<ConformanceReport> {
  return conform(guarded(driver), { runs: 6, shrink: false, levels: later, ...options });
}

function brokenIn({ properties }: ConformanceReport): string[] {
  return properties.flatMap(({ name, failure }) => (failure === null ? [] : [`${name}: ${failure.message}`]));
}

describe('looks that lag behind', () => {
  const ms = 40;
  const healthy: readonly Partial<Switches>[] = [
    {},
    { jobFails: 2 },
    { targetListed: 'atCompletion', targetReference: 'never' },
  ];
  const lagging = (switches: Partial<Switches>, time: 'virtual' | 'passing', declares: Told['declares'] = {}) =>
    cached(foreignDriver(switches, { time, passingMs: 1, declares }), ms);

  test.each(['virtual', 'passing'] as const)('are waited for where that is declared, in %s time', async (time) => {
    for (const switches of healthy)
      for (const seed of [1, 2])
        expect(brokenIn(await judged(lagging(switches, time, { staleForMs: ms }), { seed }))).toEqual([]);
  });

  test('are wrong where it is not', async () => {
    const broken = brokenIn(await judged(lagging({}, 'virtual')));
    expect(broken.map((line) => line.split(':')[0])).toContain('READ-YOUR-WRITES');
  });

  test('are wrong where they lag for longer than is declared', async () => {
    expect(brokenIn(await judged(lagging({}, 'virtual', { staleForMs: 5 })))).not.toEqual([]);
  });

  test('do not hide what is wrong', async () => {
    const driver = lagging({ wrong: 'failedKeepsRoom', jobFails: 2 }, 'virtual', { staleForMs: ms });
    expect(brokenIn(await judged(driver))).not.toEqual([]);
  });
});

describe('the rate at which jobs copy', () => {
  // A copy of 4 MiB takes a few milliseconds.
  const pace = (copyRatePerSecond: number) =>
    judged(foreignDriver({}, { declares: { copyRatePerSecond } }), { only: ['JOB-TIMES'], levels: ['jobs'] });

  test('holds for an array that is no faster', async () => {
    expect(brokenIn(await pace(2 ** 40))).toEqual([]);
  });

  test('is broken by one that is much faster', async () => {
    const [message] = brokenIn(await pace(2 ** 20));
    expect(message).toMatch(
      /^JOB-TIMES: job\d+ has copied \d+ bytes in \d+ ms; at 1048576 bytes a second that takes \d+$/,
    );
  });
});

describe('the order in which jobs begin', () => {
  const ordered = (queue: Switches['queue'], declares: NonNullable<Told['declares']>) =>
    judged(foreignDriver({ queue }, { declares }), { levels: ['jobs'], runs: 20 });

  test('is that of their acceptance, where that is declared', async () => {
    expect(brokenIn(await ordered('firstIn', { queue: 'firstIn' }))).toEqual([]);
    const [message] = brokenIn(await ordered('lastIn', { queue: 'firstIn' }));
    expect(message).toMatch(/^JOB-TIMES: job\d+ began at \d+ ms, job\d+ was accepted before it and began at \d+ ms$/);
  });

  test('is told as advice where nothing is declared, and not at all where any is allowed', async () => {
    const open = await ordered('lastIn', {});
    const advised = open.advice.filter(({ property }) => property === 'JOB-TIMES').map(({ settledBy }) => settledBy);
    expect([brokenIn(open), advised]).toEqual([[], ['declares.queue']]);
    const any = await ordered('lastIn', { queue: 'any' });
    expect([brokenIn(any), any.advice.filter(({ property }) => property === 'JOB-TIMES')]).toEqual([[], []]);
  });
});

describe('pools that tell neither used nor reserved', () => {
  const silent = (switches: Partial<Switches>) => foreignDriver(switches, { tellsLittle: true });
  const only = ['CONSERVE', 'NO-ORPHAN'];

  test('are added up from their volumes', async () => {
    const { properties } = await judged(silent({}), { only });
    expect(properties.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['NO-ORPHAN', 'pass'],
      ['CONSERVE', 'pass'],
    ]);
  });

  test('and room that goes to nobody is found', async () => {
    const [message] = brokenIn(await judged(silent({ wrong: 'failedKeepsRoom', jobFails: 2 }), { only }));
    expect(message).toMatch(
      /^NO-ORPHAN: pool \w+ has given \d+ bytes away that no volume has, and 0 in the beginning$/,
    );
  });
});

test('what a subject does not know of itself is not held against it', async () => {
  const own = (await foreignDriver({}).capabilities()) as Advertised;
  const says: Partial<Advertised> = {
    names: { ...own.names, longest: null },
    limits: { ...own.limits, queuedJobs: null },
    time: { ...own.time, finishedJobsStayMs: null },
    clones: { ...own.clones, ofSnapshots: null },
  };
  const { properties, advice } = await judged(foreignDriver({}, { says }), { runs: 15 });
  expect(properties.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
  expect(advice.every(({ settledBy }) => settledBy.startsWith('declares.'))).toBe(true);
});

test('a probe by hand does nothing where the driver lacks what it needs, and says so', async () => {
  const driver = guarded(foreignDriver({}));
  const run = await replayByHand(driver, 'roomy');
  const answer = await run.probe('JOB-CONTROL', [{ method: 'CreateClone', on: 'small', with: {} }], 0);
  expect(answer).toBe("the driver's act() has no 'control'");
  expect([run.judged('JOB-CONTROL'), run.judged('CODE-DOMAIN')]).toEqual([0, 0]);
});
