import { classesOf } from '../../cim/classesOf.js';
import type { ParameterModel } from '../../cim/classModel.js';
import { compileOperation } from '../../operations/compile.js';
import { operationOf } from '../../operations/index.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { type DocumentedMethod, documentedMethods } from '../../vocabulary/methods/documented.js';
import type { Step } from '../../vocabulary/steps.js';
import type { Version } from '../../vocabulary/versions.js';
import { methodsAsked } from './documentedExplanation.js';

/** A method of the storage service's classes, in a list. */
export interface MethodSummary {
  /** How it is called where no other method is meant. */
  readonly name: string;
  /** The class that it is called on. */
  readonly className: string;
  readonly versions: readonly Version[];
  /** Whether arraysim answers calls of it; else it knows what the documents say. */
  readonly simulated: boolean;
  /** Whether it refuses every call of it instead, as not supported. */
  readonly refused: boolean;
}

/** A method as one release has it. */
export interface MethodFacts extends MethodSummary {
  readonly version: Version;
  readonly parameters: readonly ParameterModel[];
  /** What answers an error, in the order in which a call meets it; none of a method that has no answer. */
  readonly rows: readonly MethodRow[];
  /** What ends a job of it with an error. */
  readonly jobEnds: readonly Omit<MethodRow, 'step'>[];
  readonly codes: readonly MethodCode[];
  /** Ranges of numbers with one label for all, which are never answered; null for one without an end. */
  readonly ranges: readonly { readonly first: number; readonly last: number | null; readonly label: string }[];
}

interface MethodRow {
  readonly step: Step;
  readonly code: number;
  readonly because: string;
  readonly cause: string;
  /** Whether something that a user can set up leads here; else it is forced only. */
  readonly natural: boolean;
}

export interface MethodCode {
  readonly code: number;
  readonly label: string;
  /** What comes of it: something in the array, force alone, or nothing, since calls are not answered. */
  readonly comes: 'byCause' | 'forced' | 'never';
}

/** All methods, or those of one release. */
export function methodSummaries(version: Version | undefined): readonly MethodSummary[] {
  return documentedMethods()
    .filter((method) => version === undefined || method.versions.includes(version))
    .map(summaryOf);
}

/** The methods that a word names, as one release has them; where none is named, as the newest has them that has them.
 * @throws BadInputError for a word that names none, or none of the release
 */
export function methodFacts(asked: string, version: Version | undefined): readonly MethodFacts[] {
  const found = methodsAsked(asked);
  const having = found.filter(({ versions }) => version === undefined || versions.includes(version));
  if (having.length === 0) {
    const [first] = found;
    const expected = `a method that ${version} has; this one is there in ${first?.versions.join(' and ')}`;
    return badInput({ field: 'method', value: asked, expected });
  }
  return having.map((method) => factsIn(method, version ?? method.versions.at(-1) ?? '2016'));
}

function factsIn(method: DocumentedMethod, version: Version): MethodFacts {
  const { className, name, answeredAs, refusedAs, codes, ranges } = method;
  const called = answeredAs ?? refusedAs;
  const model = classesOf(version).find((one) => one.name === className);
  const compiled = called === null ? null : compileOperation(operationOf(called), version);
  const rows = compiled?.rows.flat() ?? [];
  const ends = compiled?.ends ?? [];
  const natural = new Set([...rows, ...ends].filter((row) => row.natural).map(({ code }) => code));
  const comes = (code: number): MethodCode['comes'] => {
    if (answeredAs === null) return natural.has(code) ? 'byCause' : 'never';
    return natural.has(code) || code === compiled?.success || code === compiled?.jobStarted ? 'byCause' : 'forced';
  };
  return {
    ...summaryOf(method),
    version,
    parameters: model?.methods.find((one) => one.name === name)?.parameters ?? [],
    rows: rows.map(({ step, ...row }) => ({ step, ...causeOf(row) })),
    jobEnds: ends.map(causeOf),
    codes: codes
      .filter(({ versions }) => versions.includes(version))
      .map(({ code, label }) => ({ code, label, comes: comes(code) })),
    ranges: ranges.map(([first, last, label]) => ({ first, last: Number.isFinite(last) ? last : null, label })),
  };
}

function causeOf({ code, because, cause, natural }: Omit<MethodRow, 'step'>): Omit<MethodRow, 'step'> {
  return { code, because, cause, natural };
}

function summaryOf({ short: name, className, versions, answeredAs, refusedAs }: DocumentedMethod): MethodSummary {
  return { name, className, versions, simulated: answeredAs !== null, refused: refusedAs !== null };
}
