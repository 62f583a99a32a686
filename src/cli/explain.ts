import { type Explanation, explain } from '../report/explanation.js';
import { explanationText } from '../report/explanationText.js';
import { jsonText } from '../report/jsonText.js';
import { pageOf } from '../report/page.js';
import type { ScenarioResult } from '../scenario/result.js';
import { type ExitCode, exitCodes, type Output } from './output.js';
import { readScenarios, runFrom, shippedScenarios } from './scenarioFiles.js';
import { versionOf } from './versionOption.js';

export interface ExplainOptions {
  readonly version?: string;
  readonly json?: boolean;
}

/** `arraysim explain`: says what a code means, and which of the shipped scenarios show it. */
export async function explainCode(code: string, options: ExplainOptions, output: Output): Promise<ExitCode> {
  const version = options.version === undefined ? undefined : versionOf(options.version);
  // A slip is told before any scenario runs.
  explain(code, version, []);
  const results: ScenarioResult[] = [];
  for (const scenario of await readScenarios([shippedScenarios], output.folder)) {
    results.push(await runFrom(scenario));
  }
  const explanation: Explanation = explain(code, version, results);
  output.out(options.json ? jsonText(explanation) : explanationText(explanation, pageOf(output)));
  return exitCodes.asExpected;
}
