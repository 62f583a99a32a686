import type { ScenarioResult } from '../../scenario/perform/result.js';
import type { Page } from './page.js';

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

/** `24 scenarios, 24 as expected, 0 not`; `24 scenarios in 60 runs, 60 as expected, 0 not` */
export function summaryText(results: readonly ScenarioResult[], { colours }: Page): string {
  const { scenarios, runs, asExpected, notAsExpected } = summaryOf(results);
  const ran = `${scenarios} ${scenarios === 1 ? 'scenario' : 'scenarios'}${runs === scenarios ? '' : ` in ${runs} runs`}`;
  const text = `${ran}, ${asExpected} as expected, ${notAsExpected} not`;
  return `${colours.bold(notAsExpected === 0 ? colours.green(text) : colours.red(text))}\n`;
}
