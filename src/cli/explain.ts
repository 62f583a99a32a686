import {
  codesAsked,
  type DocumentedExplanation,
  explainDocumented,
  methodsAsked,
} from '../report/facts/documentedExplanation.js';
import { type Explanation, explain, refuseCode } from '../report/facts/explanation.js';
import { jsonText } from '../report/files/json.js';
import { documentedText } from '../report/text/documentedText.js';
import { explanationText } from '../report/text/explanationText.js';
import { type Page, pageOf } from '../report/text/page.js';
import type { ScenarioResult } from '../scenario/perform/result.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { codeOf, outcomeOf } from '../vocabulary/methods/codes.js';
import {
  codeOfMethod,
  type DocumentedMethod,
  documentedMethods,
  methodsNamed,
} from '../vocabulary/methods/documented.js';
import { factsOf, type MethodName } from '../vocabulary/methods/index.js';
import type { Version } from '../vocabulary/versions.js';
import { type ExitCode, exitCodes, type Output } from './output.js';
import { readScenarios, runOrComplain, shippedScenarios } from './scenarioFiles.js';
import { versionOf } from './versionOption.js';

export interface ExplainOptions {
  readonly version?: string;
  readonly json?: boolean;
}

/** `arraysim explain`: says what a method's return code means, and, of the methods that arraysim answers, which shipped scenarios
 * show it.
 * @param first the method, or a code
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
  const answered = methods.flatMap(({ answeredAs }) => (answeredAs === null ? [] : [answeredAs]));
  const having = answered.filter((method) => has(method, code));
  const others = methods.filter(({ answeredAs }) => answeredAs === null);
  const [only] = answered;
  // Where none of them has it, the complaint is that of the first, or of the documents; what stands in a range that the documents
  // list with one label only they explain.
  const isListed = methods.some((method) => codeOfMethod(method, Number(code)) !== undefined);
  const explained = having.length === 0 && only !== undefined && others.length === 0 && !isListed ? [only] : having;
  const explanations = await explainByRuns(explained, methods, code, version, output);
  const documented =
    explanations.length > 0
      ? documentedToo(others, methods, explanations[0]?.code, version)
      : explainDocumented(methods, code, version);
  const all = [...explanations, ...(documented === null ? [] : [documented])];
  const [one] = all;
  if (options.json) output.out(jsonText(all.length === 1 ? one : { code: one?.code, explanations: all }));
  else output.out(textOf(explanations, documented, pageOf(output)));
  return exitCodes.asExpected;
}

function asked(first: string, second: string | undefined) {
  if (second !== undefined) return { methods: methodsAsked(first), code: second };
  const named = methodsNamed(first);
  if (named.length > 0) badInput({ field: 'code', value: second, expected: codesAsked(named).expected });
  return { methods: [methodOfCode(first)], code: first };
}

/** A code without a method is that of the first method that has it. */
function methodOfCode(code: string): DocumentedMethod {
  const found = documentedMethods.find(({ answeredAs }) => answeredAs !== null && has(answeredAs, code));
  return found ?? refuseCode(code);
}

function has(method: MethodName, code: string): boolean {
  return (/^\d+$/.test(code) ? outcomeOf(method, Number(code)) : codeOf(method, code)) !== undefined;
}

async function explainByRuns(
  methods: readonly MethodName[],
  together: readonly DocumentedMethod[],
  code: string,
  version: Version | undefined,
  output: Output,
): Promise<Explanation[]> {
  // A slip is told before any scenario runs.
  for (const method of methods) explain(method, code, version, []);
  if (methods.length === 0) return [];
  const results = await runsNaming(
    methods.flatMap((method) => wordsFor(method, code)),
    methods.map((method) => factsOf(method).name),
    output.folder,
  );
  return methods.map((method) => explain(method, code, version, results, together));
}

/** How a scenario may write a code: its number, and the name of its outcome. */
function wordsFor(method: MethodName, code: string): string[] {
  const number = /^\d+$/.test(code) ? Number(code) : codeOf(method, code);
  return number === undefined ? [code] : [`${number}`, outcomeOf(method, number) ?? code];
}

/** What shipped scenarios came to that name one of these words, and one of these methods: a scenario that shows a code says which it
 * expects. Each runs once, however many explanations a program asks for: it does the same each time.
 */
async function runsNaming(
  words: readonly string[],
  methods: readonly string[],
  folder: string,
): Promise<readonly ScenarioResult[]> {
  const [named, called] = [words, methods].map((those) => new RegExp(`\\b(?:${those.join('|')})\\b`));
  const isMeant = (text: string) => named?.test(text) === true && called?.test(text) === true;
  const { scenarios, unread } = await readScenarios([shippedScenarios], folder, isMeant, true);
  const results = scenarios.map((scenario) => {
    const key = `${scenario.file} ${scenario.version}`;
    const result = knownRuns.get(key) ?? runOrComplain(scenario, { trace: false });
    knownRuns.set(key, result);
    return result;
  });
  const [complaint] = [...unread.flatMap(({ messages }) => messages), ...results.flatMap(complaintIn)];
  if (complaint !== undefined) throw new Error(`a shipped scenario can't be run: ${complaint}`);
  return results.flatMap((result) => ('complaint' in result ? [] : [result]));
}

const knownRuns = new Map<string, ReturnType<typeof runOrComplain>>();

function complaintIn(result: ReturnType<typeof runOrComplain>): string[] {
  return 'complaint' in result ? [result.complaint] : [];
}

/** What the documents say of methods of the same name that arraysim does not answer; null where they do not have the code. */
function documentedToo(
  methods: readonly DocumentedMethod[],
  together: readonly DocumentedMethod[],
  code: number | undefined,
  version: Version | undefined,
): DocumentedExplanation | null {
  const having = methods.filter(
    ({ codes, versions }) =>
      codes.some((one) => one.code === code) && (version === undefined || versions.includes(version)),
  );
  return having.length === 0 ? null : explainDocumented(having, `${code}`, version, together);
}

/** Each below the name of its method; what the number means to all others stands at the end, once. */
function textOf(explanations: readonly Explanation[], documented: DocumentedExplanation | null, page: Page): string {
  const texts = explanations.map((one, index) => {
    const isLast = documented === null && index === explanations.length - 1;
    const text = explanationText(isLast ? one : { ...one, otherMethods: [] }, page);
    return `${page.colours.bold(one.method)}\n${text}`;
  });
  return [...texts, ...(documented === null ? [] : [documentedText(documented, page)])].join('\n');
}
