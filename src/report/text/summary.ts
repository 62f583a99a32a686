import type { ScenarioResult } from '../../scenario/perform/result.js';
import { summaryOf } from '../facts/runSummary.js';
import type { Page } from './page.js';

/** `24 scenarios, 24 as expected, 0 not`; `24 scenarios in 60 runs, 60 as expected, 0 not` */
export function summaryText(results: readonly ScenarioResult[], { colours }: Page): string {
  const { scenarios, runs, asExpected, notAsExpected } = summaryOf(results);
  const ran = `${scenarios} ${scenarios === 1 ? 'scenario' : 'scenarios'}${runs === scenarios ? '' : ` in ${runs} runs`}`;
  const text = `${ran}, ${asExpected} as expected, ${notAsExpected} not`;
  return `${colours.bold(notAsExpected === 0 ? colours.green(text) : colours.red(text))}\n`;
}
