import {
  type CauseOf,
  codesAsked,
  type DocumentedExplanation,
  explainDocumented,
  methodsAsked,
} from '../report/facts/documentedExplanation.js';
import { type Explanation, explain, refuseCode } from '../report/facts/explanation.js';
import { jsonText } from '../report/files/jsonText.js';
import { documentedText } from '../report/text/documentedText.js';
import { explanationText } from '../report/text/explanationText.js';
import { type Page, pageOf } from '../report/text/page.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { codeOf, outcomeOf } from '../vocabulary/methods/codes.js';
import {
  codeOfMethod,
  type DocumentedMethod,
  documentedMethods,
  methodsNamed,
} from '../vocabulary/methods/documented.js';
import type { MethodName } from '../vocabulary/methods/index.js';
import type { Version } from '../vocabulary/versions.js';
import { type ExitCode, exitCodes, type Output } from './output.js';
import { shippedCodes } from './shippedCodes.js';
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
  const explanations = await explainAnswered(explained, methods, code, version, output);
  const causeOf = await causesFor(methods);
  const documented =
    explanations.length > 0
      ? documentedToo(others, methods, explanations[0]?.code, version, causeOf)
      : explainDocumented(methods, code, version, causeOf);
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
  const found = documentedMethods().find(({ answeredAs }) => answeredAs !== null && has(answeredAs, code));
  return found ?? refuseCode(code);
}

function has(method: MethodName, code: string): boolean {
  return (/^\d+$/.test(code) ? outcomeOf(method, Number(code)) : codeOf(method, code)) !== undefined;
}

async function explainAnswered(
  methods: readonly MethodName[],
  together: readonly DocumentedMethod[],
  code: string,
  version: Version | undefined,
  output: Output,
): Promise<Explanation[]> {
  // A slip is told before anything is read.
  for (const method of methods) explain(method, code, version, {});
  return await Promise.all(
    methods.map(async (method) => explain(method, code, version, await shippedCodes(method, output.folder), together)),
  );
}

/** Only a method that is refused has causes, which need the tables of all methods. */
async function causesFor(methods: readonly DocumentedMethod[]): Promise<CauseOf> {
  if (methods.every(({ refusedAs }) => refusedAs === null)) return () => undefined;
  const { refusalCause } = await import('../report/facts/refusalCause.js');
  return refusalCause;
}

/** What the documents say of methods of the same name that arraysim does not answer; null where they do not have the code. */
function documentedToo(
  methods: readonly DocumentedMethod[],
  together: readonly DocumentedMethod[],
  code: number | undefined,
  version: Version | undefined,
  causeOf: CauseOf,
): DocumentedExplanation | null {
  const having = methods.filter(
    ({ codes, versions }) =>
      codes.some((one) => one.code === code) && (version === undefined || versions.includes(version)),
  );
  return having.length === 0 ? null : explainDocumented(having, `${code}`, version, causeOf, together);
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
