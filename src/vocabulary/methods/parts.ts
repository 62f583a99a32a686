import type { Version } from '../versions.js';
import type { ParameterText, PropertyText, Scalar } from './notation.js';

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
