import type { Version } from '../../versions.js';
import type { ParameterText } from '../notation.js';

/** What the documents say about the return codes of one method. */
export interface MethodEntry {
  /** The first and the last release that have the method; 2012 and the newest when left out. */
  readonly since?: Version;
  readonly until?: Version;
  /** Numbers, and ranges of them: '0-5 4096'. Each has the label of `usualLabels`, unless `otherwise` has another. */
  readonly codes: string;
  readonly otherwise?: Readonly<Record<number, string>>;
  /** Since when the method has a code that it had not from its beginning. */
  readonly codesSince?: Readonly<Record<number, Version>>;
  /** Ranges that the documents list with one label for all of their numbers, from the first to the last. */
  readonly ranges?: readonly (readonly [first: number, last: number, label: string])[];
  /** Whether the documents say that it returns any error code of WMI besides. */
  readonly anyWmiError?: true;
  /** What is odd about codes in the documents, by the codes. */
  readonly oddities?: Readonly<Record<string, string>>;
}

/** What the documents say of a method that arraysim knows by its name, parameters and codes alone. */
export interface UnmodelledMethod extends MethodEntry {
  /** In the documents' order. */
  readonly parameters: Readonly<Record<string, ParameterText>>;
}

/** By class and name. */
export type UnmodelledMethods = Readonly<Record<string, Readonly<Record<string, UnmodelledMethod>>>>;

/** Odd in several of them. */
export const rotated = {
  '40300 40700-40705':
    "the labels of 40300 and of 40700 to 40705 look rotated: elsewhere 40300 is 'Method invocation failed'",
};
