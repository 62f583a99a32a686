import { codesAsked, explainDocumented, methodsAsked } from '../report/facts/documentedExplanation.js';
import { type Explanation, explain } from '../report/facts/explanation.js';
import { jsonText } from '../report/files/json.js';
import { documentedText } from '../report/text/documentedText.js';
import { explanationText } from '../report/text/explanationText.js';
import { pageOf } from '../report/text/page.js';
import type { ScenarioResult } from '../scenario/perform/result.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { methodsNamed } from '../vocabulary/methods/methodCodes.js';
import type { Version } from '../vocabulary/versions.js';
import { type ExitCode, exitCodes, type Output } from './output.js';
import { readScenarios, runFrom, shippedScenarios } from './scenarioFiles.js';
import { versionOf } from './versionOption.js';

export interface ExplainOptions {
  readonly version?: string;
  readonly json?: boolean;
}

/** `arraysim explain`: says what a method's return code means, and of CreateClone's which shipped scenarios show it.
 * @param first the method, or a code of CreateClone
 * @param second the code, after a method
 */
export async function explainCode(
  first: string,
  second: string | undefined,
  options: ExplainOptions,
  output: Output,
): Promise<ExitCode> {
  const version = options.version === undefined ? undefined : versionOf(options.version);
  const { methods, code } = asked(first, second);
  if (methods.some(({ simulated }) => simulated)) {
    const explanation = await explainByRuns(code, version, output);
    output.out(options.json ? jsonText(explanation) : explanationText(explanation, pageOf(output)));
  } else {
    const explanation = explainDocumented(methods, code, version);
    output.out(options.json ? jsonText(explanation) : documentedText(explanation, pageOf(output)));
  }
  return exitCodes.asExpected;
}

function asked(first: string, second: string | undefined) {
  if (second !== undefined) return { methods: methodsAsked(first), code: second };
  const named = methodsNamed(first);
  if (named.length > 0) badInput({ field: 'code', value: second, expected: codesAsked(named).expected });
  return { methods: methodsNamed('CreateClone'), code: first };
}

async function explainByRuns(code: string, version: Version | undefined, output: Output): Promise<Explanation> {
  // A slip is told before any scenario runs.
  explain(code, version, []);
  const results: ScenarioResult[] = [];
  for (const scenario of await readScenarios([shippedScenarios], output.folder)) {
    results.push(await runFrom(scenario));
  }
  return explain(code, version, results);
}
