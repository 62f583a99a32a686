import { describe, expect, test } from 'vitest';
import { conform } from '../../../src/conformance/conform.js';
import type { ConformOptions } from '../../../src/conformance/options.js';
import type { ConformanceReport } from '../../../src/conformance/report.js';
import type { Driver } from '../../../src/conformance/subject/driver.js';
import { verdictOfTried } from '../../../src/conformance/verdict.js';
import { conformanceText } from '../../../src/report/text/conformanceText.js';
import { pageOf } from '../../../src/report/text/page.js';
import { simulatorDriver } from '../../../src/subjects/simulator.js';

/** An array of ours with few methods and one tier, so that there is little to try. */
function small(
  changes: { readonly [Member in keyof Driver]?: Driver[Member] | undefined } = {},
  driver = simulatorDriver(),
): Driver {
  const capabilities = () => ({
    ...driver.capabilities(),
    methods: ['CreateClone', 'StorageVolume.Delete'] as const,
    tiers: ['tight'] as const,
  });
  return Object.assign(Object.create(driver), { name: driver.name, capabilities, ...changes });
}

/** An array that refuses all but the first of those that come together. */
function refusing() {
  const driver = simulatorDriver();
  const overlap: Driver['overlap'] = (calls, order, deadlineMs) => [
    ...driver.overlap(calls.slice(0, 1), order, deadlineMs),
    ...calls.slice(1).map((call) => ('do' in call ? false : { ReturnValue: 4, Job: null, ExtendedStatus: null })),
  ];
  return { driver, overlap };
}

function textOf(report: ConformanceReport): string {
  return conformanceText(report, pageOf({ colour: false, columns: 100 })).replace(/\s+/g, ' ');
}

describe('all orders are tried', () => {
  test('of one call and of two, in each small world: then what holds is proven', async () => {
    const report = await conform(small(), { exhaustive: 2 });
    const { exhaustive } = report;
    expect(report.verdict).toBe('conforms');
    expect(exhaustive).toMatchObject({ depth: 2, worlds: 4, interruptions: null, complete: true });
    expect(exhaustive?.orders).toBeGreaterThan(exhaustive?.sets ?? 0);
    expect(report.properties.map(({ name, judged }) => [name, judged > 0])).toEqual([
      ['LOST-REPLY', true],
      ['NO-DOUBLE-SPEND', true],
      ['LINEARIZABLE', true],
      ['DELETE-RACE', true],
    ]);
    const text = textOf(report);
    expect(text).toMatch(/All orders \d+ sets of up to 2 calls at once in 4 small worlds, in all \d+ orders/);
    expect(text).toContain('proven for these: LOST-REPLY, NO-DOUBLE-SPEND, LINEARIZABLE, DELETE-RACE');
  });

  test('and what is broken is told with an order, and proves nothing', async () => {
    const { driver, overlap } = refusing();
    const { verdict, exhaustive, properties: judged } = await conform(small({ overlap }, driver), { exhaustive: 2 });
    expect(verdict).toBe('does not conform');
    expect(exhaustive?.complete).toBe(false);
    const failure = judged.find(({ name }) => name === 'LINEARIZABLE')?.failure;
    expect(failure?.run.steps.some((step) => step.do === 'overlap')).toBe(true);
    expect(failure?.again).toBe('arraysim conform --exhaustive 2');
  });

  test.each([
    [{ inconclusive: 0 }, true, 'the time ended'],
    [{ inconclusive: 2 }, false, '2 runs were given up: too many states'],
    [{ inconclusive: 0 }, false, 'runs were left'],
  ])('and what was not judged proves nothing, and says why: %j', ({ inconclusive }, isCut, words) => {
    const tried = { depth: 2, worlds: 1, sets: 3, orders: 5, interruptions: null, complete: false };
    const state = { runs: 9, calls: 9, silences: 0, inconclusive, why: 'too many states' };
    const { verdict, why } = verdictOfTried({ verdict: 'conforms', why: null }, tried, state, isCut);
    expect([verdict, why]).toEqual(['inconclusive', expect.stringContaining(words)]);
  });

  test('or it is inconclusive, when the time ends before', async () => {
    const report = await conform(small(), { exhaustive: 2, timeMs: 300 });
    expect(report.exhaustive?.complete).toBe(false);
    expect(report.verdict).toBe('inconclusive');
    const text = textOf(report);
    expect(text).toContain('there are more');
    expect(text).not.toContain('proven');
  });

  test('where the driver does not say which differ, with up to two interruptions', async () => {
    const driver = small({ interleavings: undefined });
    const { exhaustive } = await conform(driver, { exhaustive: 2, timeMs: 2_000 });
    expect(exhaustive?.interruptions).toBe(2);
  });

  test('of a subject that can have no two calls in flight, none', async () => {
    const { verdict, exhaustive } = await conform(small({ overlap: undefined }), { exhaustive: 2 });
    expect(verdict).toBe('inconclusive');
    expect(exhaustive).toMatchObject({ sets: 0, orders: 0, complete: false });
  });
});

describe('what draws runs is refused beside it', () => {
  test.each<[string, ConformOptions]>([
    ['options.levels', { levels: ['core'] }],
    ['options.runs', { runs: 10 }],
    ['options.deep', { deep: true }],
    ['options.only', { only: ['CHARGE'] }],
    ['options.exhaustive', { exhaustive: 5 }],
    ['options.exhaustive', { exhaustive: 1 }],
  ])('%s', async (field, more) => {
    await expect(conform(simulatorDriver(), { exhaustive: 2, ...more })).rejects.toThrow(field);
  });
});
