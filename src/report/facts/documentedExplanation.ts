import { badInput } from '../../vocabulary/input/badInput.js';
import {
  codeOfMethod,
  codesInWords,
  type DocumentedCode,
  type DocumentedMethod,
  documentedMethods,
  methodsNamed,
} from '../../vocabulary/methods/documented.js';
import { type Version, versions } from '../../vocabulary/versions.js';
import { type OtherMethods, otherMethods } from './otherMethods.js';

/** What the documents say about a number as the return code of a method that arraysim does not simulate, or of one that it does
 * where the number stands in a range.
 */
export interface DocumentedExplanation {
  readonly code: number;
  readonly simulated: false;
  /** One for each class whose method has the name that was asked about. */
  readonly meanings: readonly (DocumentedCode &
    Pick<DocumentedMethod, 'answeredAs'> & {
      readonly method: string;
      /** Why arraysim answers so, of a method that it refuses; null where it never does. */
      readonly cause: string | null;
    })[];
  readonly otherMethods: readonly OtherMethods[];
}

/** The methods that a word names.
 * @throws BadInputError when it names none
 */
export function methodsAsked(asked: string): readonly DocumentedMethod[] {
  const found = methodsNamed(asked);
  if (found.length > 0) return found;
  const full = documentedMethods().map(({ className, name }) => `${className}.${name}`);
  const expected = 'a method of the MSFT_SM* classes, such as CreateSnapshot or Pool.Delete';
  const among = [...new Set(documentedMethods().flatMap(({ name, short }) => [name, short])), ...full];
  return badInput({ field: 'method', value: asked, expected, among });
}

/** Why arraysim answers a code of a method that it refuses; undefined where it never does. */
export type CauseOf = (method: DocumentedMethod, code: number) => string | undefined;

/** @param causeOf of the methods that are refused
 * @param together methods that are explained beside these, and so are none of the others that have the number
 * @throws BadInputError for a code that the documents do not list for any of the methods, or not in that version */
export function explainDocumented(
  asked: readonly DocumentedMethod[],
  text: string,
  version: Version | undefined,
  causeOf: CauseOf,
  together: readonly DocumentedMethod[] = asked,
): DocumentedExplanation {
  const code = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  const of = version === undefined ? versions : [version];
  const listed = asked.flatMap((method) => {
    const found = codeOfMethod(method, code);
    return found === undefined ? [] : [meaningOf(method, found, causeOf(method, code) ?? null)];
  });
  const meanings = listed
    .map((meaning) => ({ ...meaning, versions: meaning.versions.filter((one) => of.includes(one)) }))
    .filter((meaning) => meaning.versions.length > 0);
  if (meanings.length > 0) return { code, simulated: false, meanings, otherMethods: otherMethods(code, together) };
  const [first] = listed;
  if (first === undefined) return badInput({ field: 'code', value: text, ...codesAsked(asked) });
  const expected = `a code that ${first.method} has in ${version}; it has this one in ${first.versions.join(' and ')}`;
  return badInput({ field: 'code', value: text, expected });
}

function meaningOf({ className, name, answeredAs }: DocumentedMethod, found: DocumentedCode, cause: string | null) {
  return { method: `${className}.${name}`, ...found, answeredAs, cause };
}

/** What a code of these methods may be, for a complaint about one that is none. */
export function codesAsked(asked: readonly DocumentedMethod[]): {
  readonly expected: string;
  readonly among: readonly string[];
} {
  const each = asked.map((method) => {
    if (method.codes.length === 0) return `${method.short} has none that is documented`;
    const besides = method.anyWmiError ? ', and any error code of WMI' : '';
    return `${method.short} has ${codesInWords(method)}${besides}`;
  });
  const among = asked.flatMap(({ codes }) => codes.map(({ code }) => `${code}`));
  return { expected: `a documented return code: ${each.join('; ')}`, among };
}
