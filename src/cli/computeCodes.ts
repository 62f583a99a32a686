import type { CodeFacts } from '../report/facts/codeFacts.js';
import { shownCodes } from '../report/facts/shownCodes.js';
import { type MethodName, methodNames } from '../vocabulary/methods/index.js';
import { readScenarios, runOrComplain } from './scenarioFiles.js';
import { shippedScenarios } from './shipped.js';

type CodesByMethod = Readonly<Record<MethodName, Readonly<Record<number, CodeFacts>>>>;

let known: Promise<CodesByMethod> | undefined;

/** Runs all shipped scenarios, and tells what is known of each code of each method then. Files are named from the scenarios' folder on.
 * It is done once in a process: they do the same each time.
 */
export function computeCodes(): Promise<CodesByMethod> {
  known ??= compute();
  return known;
}

async function compute(): Promise<CodesByMethod> {
  const { scenarios, unread } = await readScenarios([shippedScenarios], shippedScenarios, true);
  const results = scenarios.map((scenario) => runOrComplain(scenario, { trace: false }));
  const complaints = results.flatMap((result) => ('complaint' in result ? [result.complaint] : []));
  const [complaint] = [...unread.flatMap(({ messages }) => messages), ...complaints];
  if (complaint !== undefined) throw new Error(`a shipped scenario can't be run: ${complaint}`);
  const ran = results.flatMap((result) => ('complaint' in result ? [] : [result]));
  // One entry for each of `methodNames`, which are all there are.
  return Object.fromEntries(methodNames.map((method) => [method, shownCodes(method, ran)])) as CodesByMethod;
}
