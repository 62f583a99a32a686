import type { ScenarioResult } from '../scenario/result.js';
import type { Page } from './page.js';

/** How many runs were as expected. */
export interface Summary {
  readonly scenarios: number;
  readonly asExpected: number;
  readonly notAsExpected: number;
}

export function summaryOf(results: readonly ScenarioResult[]): Summary {
  const asExpected = results.filter(({ failures }) => failures.length === 0).length;
  return { scenarios: results.length, asExpected, notAsExpected: results.length - asExpected };
}

/** `24 scenarios, 24 as expected, 0 not` */
export function summaryText(results: readonly ScenarioResult[], { colours }: Page): string {
  const { scenarios, asExpected, notAsExpected } = summaryOf(results);
  const text = `${scenarios} ${scenarios === 1 ? 'scenario' : 'scenarios'}, ${asExpected} as expected, ${notAsExpected} not`;
  return `${colours.bold(notAsExpected === 0 ? colours.green(text) : colours.red(text))}\n`;
}
