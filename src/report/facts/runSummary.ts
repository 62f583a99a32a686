import type { ScenarioResult } from '../../scenario/perform/result.js';

/** How many runs were as expected. */
interface Summary {
  /** A scenario of several versions counts once. */
  readonly scenarios: number;
  readonly runs: number;
  readonly asExpected: number;
  readonly notAsExpected: number;
}

export function summaryOf(results: readonly ScenarioResult[]): Summary {
  const scenarios = new Set(results.map(({ file, name }) => JSON.stringify([file, name]))).size;
  const asExpected = results.filter(({ failures }) => failures.length === 0).length;
  return { scenarios, runs: results.length, asExpected, notAsExpected: results.length - asExpected };
}
