import { atLeast, isWithin, type Version } from '../versions.js';
import { type CalledName, factsOf, type MethodName, type Methods, methodNames, methods } from './index.js';
import type { OutcomeOf } from './notation.js';
import type { ReturnCode } from './returnCode.js';

/** The name of an outcome of any method: 'jobStarted', 'notEnoughResources'. */
export type Outcome = { [Name in MethodName]: OutcomeOf<Methods[Name]> }[MethodName];

/** The number that a method returns for an outcome; undefined for one that it does not have. */
export function codeOf(method: CalledName, outcome: string): number | undefined {
  const { codes } = factsOf(method);
  return Object.hasOwn(codes, outcome) ? codes[outcome]?.code : undefined;
}

/** The outcome of a method behind a number; undefined for one that the documents do not list. */
export function outcomeOf(method: CalledName, code: number): string | undefined {
  return codesOf(method).find((one) => one.code === code)?.outcome;
}

/** The documents' words for a method's return code; undefined for one that they do not list. */
export function labelOf(method: CalledName, code: number): string | undefined {
  return codesOf(method).find((one) => one.code === code)?.label;
}

/** Whether the documents list the code for the method in that release. */
export function isDocumented(method: CalledName, code: number, version: Version): boolean {
  return documentedCodes(method, version).includes(code);
}

/** The codes that the documents list for the method in that release, ascending; none where the release lacks the method. */
export function documentedCodes(method: CalledName, version: Version): readonly number[] {
  if (!isWithin(version, factsOf(method))) return [];
  return codesOf(method)
    .filter(({ since }) => since === undefined || atLeast(version, since))
    .map(({ code }) => code);
}

/** A method's return codes with the names of their outcomes, ascending. */
export function codesOf(method: CalledName): readonly (ReturnCode & { readonly outcome: string })[] {
  let codes = ascending.get(method);
  if (codes === undefined) {
    codes = Object.entries(factsOf(method).codes)
      .map(([outcome, code]) => ({ ...code, outcome }))
      .sort((left, right) => left.code - right.code);
    ascending.set(method, codes);
  }
  return codes;
}

const ascending = new Map<CalledName, readonly (ReturnCode & { readonly outcome: string })[]>();

/** The names of all outcomes of all methods, each once. */
// Each is a key of some method's codes.
export const outcomeNames = [
  ...new Set(methodNames.flatMap((name) => Object.keys(methods[name].codes))),
] as readonly Outcome[];

/** The numbers of all return codes of all methods, each once, ascending. */
export const allCodes: readonly number[] = [
  ...new Set(methodNames.flatMap((name) => codesOf(name).map(({ code }) => code))),
].sort((left, right) => left - right);
