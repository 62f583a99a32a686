import type { Version } from '../../vocabulary/versions.js';

// The class model is written much as the documents' MOF is: one text a property or a parameter, in the documents' order.
// What its documents reserve for DMTF and for vendors is left out of the value maps.

type Scalar = 'string' | 'boolean' | 'datetime' | 'uint16' | 'uint32' | 'uint64' | 'sint32';

/** A scalar, a reference to an instance, or an instance as a value. */
type TypeText = Scalar | `ref ${string}` | `object ${string}`;

/** The first release that has it, or the last; where neither is said, all that have the class or method. */
type WhenText = '' | ` since ${Version}` | ` until ${Version}`;

/** 'key required string', 'uint16[]', 'uint32 since 2016'. */
export type PropertyText = `${'' | 'key '}${'' | 'required '}${'' | 'write '}${TypeText}${'' | '[]'}${WhenText}`;

/** 'in optional string', 'out ref MSFT_SMJob', 'in boolean until 2012'. */
export type ParameterText = `${'in' | 'out' | 'in out'} ${'' | 'optional '}${TypeText}${'' | '[]'}${WhenText}`;

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
  readonly methods?: Readonly<Record<string, MethodSpec>>;
}

export type ClassSpecs = Readonly<Record<string, ClassSpec>>;

/** The parts of a text. */
export interface Parts {
  readonly words: ReadonlySet<string>;
  /** 'string', or 'ref' and 'object' with the class in `of`. */
  readonly type: Scalar | 'ref' | 'object';
  readonly of: string | null;
  readonly array: boolean;
  readonly since: Version | undefined;
  readonly until: Version | undefined;
}

const notation =
  /^(?<words>(?:(?:key|required|write|in|out|optional) )*)(?<type>\w+)(?: (?<of>(?!since |until )\w+))?(?<array>\[\])?(?: since (?<since>\w+))?(?: until (?<until>\w+))?$/;

/** Takes a property's or a parameter's text apart. */
export function partsOf(text: PropertyText | ParameterText): Parts {
  const groups = notation.exec(text)?.groups;
  if (groups === undefined) throw new Error(`'${text}' is no property and no parameter`);
  const { words = '', type, of = null, array, since, until } = groups;
  return {
    words: new Set(words.split(' ')),
    // The types of the texts allow no other words here.
    type: type as Parts['type'],
    of,
    array: array !== undefined,
    since: since as Version | undefined,
    until: until as Version | undefined,
  };
}
