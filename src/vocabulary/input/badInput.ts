import { distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import { plainOf } from './plain.js';
import { cut, render } from './rendering.js';
import { tryInput } from './tryInput.js';

/** Input from outside (scenario, profile, fault plan, command line) that cannot be meant; never a programmer's error. */
export class BadInputError extends Error {
  /** Tells it from other errors, across copies of the package, too. */
  override readonly name = 'BadInputError';
  /** Where, as a path: `pools[0].size`. */
  readonly field: string;
  /** What was given there. */
  readonly value: unknown;
  /** Completes the sentence "expected ...". */
  readonly expected: string;
  /** What was probably meant. */
  readonly suggestion: string | undefined;

  constructor({ field, value, expected, suggestion }: Complaint & { readonly suggestion?: string | undefined }) {
    const hint = suggestion === undefined ? '' : ` (did you mean ${render(suggestion)}?)`;
    // Some functions are told by their callers how to call the field.
    const place = typeof field === 'string' ? cut(field, longestField) : 'input';
    const due = cut(expected, longestExpected);
    super(`${place}: got ${render(value)}, expected ${due}${hint}`);
    this.field = place;
    this.value = value;
    this.expected = due;
    this.suggestion = suggestion;
  }
}

// Whatever was given, a message can be read.
const longestField = 500;
const longestExpected = 3000;

type Complaint = Pick<BadInputError, 'field' | 'value' | 'expected'>;

/** Throws a {@link BadInputError}.
 * @param among words that would have been right; the nearest is suggested, if it is near */
export function badInput({ among = [], ...complaint }: Complaint & { readonly among?: readonly string[] }): never {
  throw new BadInputError({ ...complaint, suggestion: nearest(complaint.value, among) });
}

/** Reads outside input by a schema.
 * @param root what the input is called in messages, before the path; none by default
 * @throws BadInputError about the most telling fault */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown, root = ''): z.output<Schema> {
  const { result, plain, knownKeys } = tryInput(schema, input);
  if (result.success) return result.data;
  throw fromZodError(result.error, plain, root, knownKeys);
}

/** A copy as plain data of what no schema reads; each property of it is read once.
 * @throws BadInputError for what is no plain data
 */
export function readPlain(input: unknown, root: string): unknown {
  const reading = plainOf(input);
  if ('plain' in reading) return reading.plain;
  const { path, expected } = reading;
  return badInput({ field: fieldAt(root, path), value: valueAt(input, path), expected });
}

/** Says a zod error in our form: the most telling fault, its path, the value found there and what was expected.
 * Of a union, the branch that got furthest speaks.
 * @param knownKeys the right names for an issue's array of unknown keys; without them an unknown key gets no suggestion */
export function fromZodError(
  error: z.core.$ZodError,
  input: unknown,
  root = '',
  knownKeys: ReadonlyMap<readonly string[], readonly string[]> = new Map(),
): BadInputError {
  const fault = faultOf(mostTelling(error.issues), input, knownKeys);
  const { path, expected } = fault;
  const suggestion = suggestionFor(fault, input);
  return new BadInputError({ field: fieldAt(root, path), value: valueAt(input, path), expected, suggestion });
}

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly expected: string;
  readonly among: readonly string[];
  /** The key, when the fault is a key and not the value under it. */
  readonly misnamed?: string;
}

type Issue = z.core.$ZodIssue;

function faultOf(issue: Issue, input: unknown, knownKeys: ReadonlyMap<readonly string[], readonly string[]>): Fault {
  const { path } = issue;
  const within = (inner: Issue) => {
    const fault = faultOf(inner, valueAt(input, path), knownKeys);
    return { ...fault, path: [...path, ...fault.path] };
  };
  switch (issue.code) {
    case 'unrecognized_keys': {
      const [key = ''] = issue.keys;
      const among = knownKeys.get(issue.keys) ?? [];
      const expected = among.length === 0 ? 'no such key here' : `only ${listOf(among.map(render), 'and')} here`;
      return { path: [...path, key], expected, among, misnamed: key };
    }
    case 'invalid_union': {
      if (issue.errors.length === 0) return { path, ...ownWords(issue) };
      const faults = furthest(issue.errors, valueAt(input, path)).map((branch) => within(mostTelling(branch)));
      const [first] = faults;
      if (first === undefined) throw new Error('a union with branches has one that got furthest');
      if (faults.some((fault) => fault.path.length > path.length)) {
        // Equally far: a branch that can tell what was meant is more likely the one that was meant.
        return faults.find((fault) => suggestionFor(fault, input) !== undefined) ?? first;
      }
      const expected = listOf([...new Set(faults.map((fault) => fault.expected))], 'or');
      return { ...first, expected, among: faults.flatMap((fault) => fault.among) };
    }
    case 'invalid_key': {
      const { expected, among } = ownWords(mostTelling(issue.issues));
      return { path, expected: `a key that is ${expected}`, among, misnamed: String(path.at(-1)) };
    }
    default:
      return { path, ...ownWords(issue) };
  }
}

function suggestionFor({ path, among, misnamed }: Fault, input: unknown): string | undefined {
  return nearest(misnamed ?? valueAt(input, path), among);
}

/** An unknown key comes first: it is usually the misspelling behind a "missing" one. */
function mostTelling(issues: readonly Issue[]): Issue {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (issue === undefined) throw new Error('a zod error has at least one issue');
  return issue;
}

/** The branches of a union that fit best; several when nothing tells them apart. */
function furthest(branches: readonly (readonly Issue[])[], value: unknown): readonly (readonly Issue[])[] {
  const ranked = branches.map((branch) => ({ branch, misfit: misfitOf(branch, value) }));
  const best = ranked.reduce((left, right) => (compare(right.misfit, left.misfit) < 0 ? right : left));
  return ranked.filter(({ misfit }) => compare(misfit, best.misfit) === 0).map(({ branch }) => branch);
}

/** What counts against a branch, weightiest first: the wrong kind of value, a tag (`kind: 'a'`) of another branch, the
 * number of faults, and how early they are. */
function misfitOf(branch: readonly Issue[], value: unknown): readonly number[] {
  return [
    branch.some((issue) => issue.path.length === 0 && isOfAnotherKind(issue, value)) ? 1 : 0,
    branch.filter((issue) => issue.path.length === 1 && isTag(issue)).length,
    branch.reduce((faults, issue) => faults + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0),
    -Math.max(...branch.map((issue) => issue.path.length)),
  ];
}

function isOfAnotherKind(issue: Issue, value: unknown): boolean {
  if (issue.code === 'invalid_value') return issue.values.every((allowed) => typeof allowed !== typeof value);
  if (issue.code !== 'invalid_union') return issue.code === 'invalid_type';
  return issue.errors.every((branch) =>
    branch.some((inner) => inner.path.length === 0 && isOfAnotherKind(inner, value)),
  );
}

function isTag(issue: Issue): boolean {
  return (
    (issue.code === 'invalid_value' && issue.values.length === 1) ||
    (issue.code === 'invalid_union' && issue.errors.length === 0)
  );
}

function compare(left: readonly number[], right: readonly number[]): number {
  const at = left.findIndex((part, index) => part !== right[index]);
  return (left[at] ?? 0) - (right[at] ?? 0);
}

/** What an issue expected, said plainly. A message that a schema's author wrote is the expectation itself. */
function ownWords(issue: Issue): Omit<Fault, 'path'> {
  const among = allowedBy(issue).filter((allowed) => typeof allowed === 'string');
  const isZodsOwn = issue.code !== 'custom' && /^(Invalid |Too big: |Too small: |Unrecognized key)/.test(issue.message);
  return { expected: isZodsOwn ? plainly(issue) : issue.message, among };
}

function allowedBy(issue: Issue): readonly unknown[] {
  if (issue.code === 'invalid_value') return issue.values;
  return issue.code === 'invalid_union' && issue.inclusive !== false ? (issue.options ?? []) : [];
}

const kinds: Readonly<Record<string, string>> = {
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
  undefined: 'nothing',
  never: 'nothing',
  nonoptional: 'a value',
};

function plainly(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? `a ${issue.expected}`;
    case 'too_small':
      return bounded(issue, issue.minimum, issue.inclusive ? 'at least' : 'more than');
    case 'too_big':
      return bounded(issue, issue.maximum, issue.inclusive ? 'at most' : 'less than');
    case 'invalid_format':
      return issue.format === 'regex' ? `text that matches ${issue.pattern}` : `a valid ${issue.format}`;
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    default: {
      const words = allowedBy(issue).map(render);
      return words.length > 1 ? `one of ${listOf(words, 'or')}` : (words[0] ?? 'something else');
    }
  }
}

function bounded({ origin, exact }: { origin: string; exact?: boolean }, limit: number | bigint, side: string): string {
  const amount = `${exact ? 'exactly' : side} ${limit}`;
  if (origin === 'string') return `text of ${amount} ${limit === 1 ? 'character' : 'characters'}`;
  if (origin === 'array' || origin === 'set') return `${amount} ${limit === 1 ? 'item' : 'items'}`;
  return `${origin === 'int' ? 'a whole number' : 'a number'} of ${amount}`;
}

const listed = 12;

function listOf(words: readonly string[], conjunction: 'and' | 'or'): string {
  const last = words.length > listed ? `${words.length - listed} more` : (words.at(-1) ?? '');
  const others = words.slice(0, Math.min(listed, words.length - 1));
  return others.length === 0 ? last : `${others.join(', ')} ${conjunction} ${last}`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  try {
    // Object() makes any value safe to ask for a property; own ones only, so that `toString` is not found.
    return path.reduce<unknown>((value, key) => Object.getOwnPropertyDescriptor(Object(value), key)?.value, input);
  } catch {
    // Of what can't be read nothing can be shown.
    return undefined;
  }
}

function fieldAt(root: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(appendKey, root) || 'input';
}

function appendKey(field: string, key: PropertyKey): string {
  if (typeof key === 'number') return `${field}[${key}]`;
  const name = String(key);
  if (name.length > 60 || !/^[\w$-]+$/.test(name)) return `${field}[${render(name)}]`;
  return field === '' ? name : `${field}.${name}`;
}

/** The word to suggest, undefined when none is near: at most a third of the letters differ, or two are swapped, and at least
 * one is shared; of equals, what begins more alike. Where none is, the only one that begins with the word.
 */
export function nearest(word: unknown, among: readonly string[]): string | undefined {
  // To compare long ones takes its time, and nobody misspells a word of that length.
  if (typeof word !== 'string' || word.length > longestWord) return undefined;
  const reach = Math.max(1, word.length / 3);
  const measured = among.map((right) => ({ right, apart: apartOf(word.toLowerCase(), right.toLowerCase()) }));
  const near = measured
    .filter(({ right, apart }) => apart <= reach && apart < right.length)
    .sort((left, right) => left.apart - right.apart || shared(word, right.right) - shared(word, left.right))[0];
  return near === undefined ? unabbreviated(word, among) : near.right;
}

const longestWord = 100;

/** The word that another is the beginning of; undefined where several are, or it says next to nothing. */
function unabbreviated(word: string, among: readonly string[]): string | undefined {
  const [only, ...others] = among.filter((right) => right.toLowerCase().startsWith(word.toLowerCase()));
  return word.length < 3 || others.length > 0 ? undefined : only;
}

/** How many letters two words begin with alike. */
function shared(word: string, other: string): number {
  let length = 0;
  while (length < word.length && word[length] === other[length]) length++;
  return length;
}

/** As many letters as differ; two that are swapped count as one. */
function apartOf(left: string, right: string): number {
  const apart = distance(left, right);
  if (apart !== 2 || left.length !== right.length) return apart;
  const at = [...left].findIndex((letter, index) => letter !== right[index]);
  return left[at] === right[at + 1] && left[at + 1] === right[at] ? 1 : apart;
}
