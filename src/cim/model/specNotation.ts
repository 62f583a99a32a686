import type { ParameterText, PropertyText } from '../../vocabulary/methods/notation.js';
import type { Version } from '../../vocabulary/versions.js';

// The class model is written much as the documents' MOF is: one text a property or a parameter, in the documents' order.
// What its documents reserve for DMTF and for vendors is left out of the value maps.

/** What the values of a property mean, in the documents' words. */
export type ValueMap = Readonly<Record<string, string>>;

export interface MethodSpec {
  /** As the class when left out. */
  readonly since?: Version;
  /** The last release that has it. */
  readonly until?: Version;
  readonly parameters: Readonly<Record<string, ParameterText>>;
}

export interface ClassSpec {
  /** An ordinary class when left out. */
  readonly kind?: 'association' | 'event';
  readonly abstract?: true;
  readonly since: Version;
  /** Where a release lacks it, its properties are there all the same, as the class's own. */
  readonly superclass?: string;
  /** Properties of classes that WMI itself has, which are listed below with the class's own. */
  readonly inherited?: Readonly<Record<string, readonly string[]>>;
  readonly properties: Readonly<Record<string, PropertyText>>;
  readonly values?: Readonly<Record<string, ValueMap>>;
}

export type ClassSpecs = Readonly<Record<string, ClassSpec>>;
