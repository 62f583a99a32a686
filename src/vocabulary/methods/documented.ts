import { atFirstUse } from '../input/atFirstUse.js';
import { isWithin, type Span, type Version, versions } from '../versions.js';
import { codesOf } from './codes.js';
import { factsOf, type MethodName, methodNames } from './index.js';
import type { MethodEntry } from './unmodelled/entry.js';
import { type UnmodelledName, unmodelled, unmodelledNames } from './unmodelled/index.js';
import { usualLabels } from './usualLabels.js';

/** A method of an MSFT_SM* class, with the return codes that the documents list for it. */
export interface DocumentedMethod {
  /** 'MSFT_SMPool' */
  readonly className: string;
  readonly name: string;
  /** How it is called where no other method is meant: its name, with the class before it where several have one of that name. */
  readonly short: string;
  /** The releases that have it. */
  readonly versions: readonly Version[];
  /** Ascending; without the numbers of {@link DocumentedMethod.ranges}. */
  readonly codes: readonly DocumentedCode[];
  readonly ranges: NonNullable<MethodEntry['ranges']>;
  /** Whether the documents say that it returns any error code of WMI besides. */
  readonly anyWmiError: boolean;
  /** What arraysim calls it where it answers calls of it; null for a method that is documented only. */
  readonly answeredAs: MethodName | null;
  /** What arraysim calls it where it refuses calls of it, because it does not model what they are about; null for others. */
  readonly refusedAs: UnmodelledName | null;
}

/** What a number means as the return code of one method. */
export interface DocumentedCode {
  readonly code: number;
  /** The documents' words, verbatim. */
  readonly label: string;
  readonly versions: readonly Version[];
  /** What is odd about it in the documents. */
  readonly oddity?: string;
}

/** All methods of the MSFT_SM* classes, those that arraysim answers first, the others by class and name. */
export const documentedMethods = atFirstUse<readonly DocumentedMethod[]>(readMethods);

/** The methods of that name; several when classes share it. In any case of letters, as CIM has it; the class may stand
 * before the name, with or without 'MSFT_SM'.
 */
export function methodsNamed(text: string): readonly DocumentedMethod[] {
  const wanted = text.toLowerCase().replace(/^msft_sm/, '');
  return documentedMethods().filter(({ className, name }) =>
    [name, `${className.replace(/^MSFT_SM/, '')}.${name}`].some((one) => one.toLowerCase() === wanted),
  );
}

/** What the number means for the method; undefined where the documents do not list it. */
export function codeOfMethod(method: DocumentedMethod, code: number): DocumentedCode | undefined {
  const listed = method.codes.find((one) => one.code === code);
  if (listed !== undefined) return listed;
  const range = method.ranges.find(([first, last]) => first <= code && code <= last);
  return range === undefined ? undefined : { code, label: range[2], versions: method.versions };
}

/** The method's codes in few characters: '0-5, 4096, 40300, 32768 and above'. */
export function codesInWords({ codes, ranges }: DocumentedMethod): string {
  const all = codes.map(({ code }) => code);
  return numbersInWords(all, ranges);
}

/** Ascending numbers in few characters, and ranges behind them. */
export function numbersInWords(numbers: readonly number[], ranges: DocumentedMethod['ranges'] = []): string {
  const spans: [number, number][] = [];
  for (const number of numbers) {
    const last = spans.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else spans.push([number, number]);
  }
  return [...spans, ...ranges.map(([first, last]) => [first, last] as const)]
    .map(([first, last]) => {
      if (last === Number.POSITIVE_INFINITY) return `${first} and above`;
      return first === last ? `${first}` : `${first}-${last}`;
    })
    .join(', ');
}

function readMethods(): DocumentedMethod[] {
  const answered = methodNames.map(answeredMethod);
  const entries = Object.entries(unmodelled)
    .flatMap(([className, ofClass]) =>
      // Each is an entry: `unmodelled` says so itself; here that its values are all of one type.
      Object.entries<MethodEntry>(ofClass).map(([name, entry]) => ({ className, name, entry })),
    )
    .sort((left, right) => (`${left.className}.${left.name}` < `${right.className}.${right.name}` ? -1 : 1));
  const all = [...answered, ...entries].map(({ name }) => name);
  const repeated = new Set(all.filter((name, at) => all.indexOf(name) !== at));
  const refused = new Map(unmodelledNames.map((one) => [`MSFT_SM${one}`, one]));
  const others = entries.map(({ className, name, entry }) => ({
    className,
    name,
    short: repeated.has(name) ? `${className.replace(/^MSFT_SM/, '')}.${name}` : name,
    answeredAs: null,
    refusedAs: refused.get(`${className}.${name}`) ?? null,
    versions: having(entry),
    codes: codesIn(entry.codes).map((code) => readCode(code, entry)),
    ranges: entry.ranges ?? [],
    anyWmiError: entry.anyWmiError ?? false,
  }));
  return [...answered, ...others];
}

function answeredMethod(method: MethodName): DocumentedMethod {
  const facts = factsOf(method);
  const { className, name, ranges = [] } = facts;
  const codes = codesOf(method).map(({ code, label, since }) => ({
    code,
    label,
    versions: having(since === undefined ? facts : { ...facts, since }),
  }));
  const of = { className, name, short: method, answeredAs: method, refusedAs: null, versions: having(facts) };
  return { ...of, codes, ranges, anyWmiError: false };
}

function readCode(code: number, entry: MethodEntry): DocumentedCode {
  const { otherwise, codesSince, oddities = {} } = entry;
  const since = codesSince?.[code];
  const label = otherwise?.[code] ?? usualLabels.get(code) ?? '';
  const oddity = Object.entries(oddities).find(([codes]) => codesIn(codes).includes(code))?.[1];
  const read = { code, label, versions: having({ ...entry, ...(since !== undefined && { since }) }) };
  return oddity === undefined ? read : { ...read, oddity };
}

/** '0-2 4096' is 0, 1, 2 and 4096. */
function codesIn(text: string): number[] {
  return text.split(' ').flatMap((part) => {
    const [first = '', last = first] = part.split('-');
    if (first === '') return [];
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => Number(first) + at);
  });
}

function having(span: Span): Version[] {
  return versions.filter((version) => isWithin(version, span));
}
