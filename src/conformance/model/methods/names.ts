import type { Advertised } from '../../subject/advertised.js';
import { textGiven } from '../../subject/call.js';
import type { Holds, RuleInput } from '../rule.js';

/** Where the subject does not say how long a name may be. */
export const usualLength = 64;

/** No array refuses a name of so many characters. */
const surelyShort = 15;
/** Nor one of these, without spaces at its ends. */
const surelyPlain = /^[\w-]([\w -]*[\w-])?$/;

/** Whether the ElementName of a call is malformed; undefined where the documents leave that open. */
export function isMalformedName({ call, advertised }: Pick<RuleInput, 'call' | 'advertised'>): Holds {
  const name = textGiven(call, 'ElementName');
  if (name === undefined) return false;
  const { names, declares } = advertised;
  const tooLong = isTooLong(name, advertised);
  const refusesLong = (declares.longNames ?? 'refused') === 'refused' && names.longest !== null;
  if ((refusesLong && tooLong === true) || (!isWritable(name) && declares.nameCharacters === 'xml')) return true;
  if (name === '' && declares.emptyNames !== 'absent') return declares.emptyNames === 'refused' ? true : undefined;
  // Which characters names are made of, the documents leave open.
  if (refusesLong && tooLong === undefined) return undefined;
  if (declares.nameCharacters === undefined && !/^[\w.-]*$/.test(name)) return undefined;
  if (names.longest === null && name.length > surelyShort) return undefined;
  return declares.nameCharacters === undefined && name !== '' && !surelyPlain.test(name) ? undefined : false;
}

/** Whether a name is longer than the subject says that names may be; undefined where that depends on how it counts. */
export function isTooLong(name: string, { names: { longest }, declares }: Advertised): Holds {
  if (longest === null) return undefined;
  switch (declares.namesCountedIn) {
    case 'characters':
      return charactersOf(name).length > longest;
    case 'codeUnits':
      return name.length > longest;
    case 'bytes':
      return bytesOf(name) > longest;
    case undefined:
      if (charactersOf(name).length > longest) return true;
      return bytesOf(name) > longest ? undefined : false;
  }
}

/** What the subject makes of a name that it is asked for; null where it supplies one, or where only a look tells. */
export function nameKept(name: string, advertised: Advertised): string | null {
  const { longNames = 'refused', givenNames = 'kept', namesCountedIn } = advertised.declares;
  const { longest } = advertised.names;
  if (givenNames === 'ignored') return null;
  if (longNames === 'refused' || longest === null || isTooLong(name, advertised) === false) return name;
  if (longNames === 'ignored' || namesCountedIn === undefined) return null;
  let kept = '';
  for (const character of charactersOf(name)) {
    if (isTooLong(kept + character, advertised)) break;
    kept += character;
  }
  return kept;
}

/** Whether XML can carry all of a name.
 * @see Extensible Markup Language (XML) 1.0, 2.2 "Characters", production 2
 */
function isWritable(name: string): boolean {
  return charactersOf(name).every((character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
    return (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff;
  });
}

/** Characters as CIM counts them. @see DSP0004, qualifier MaxLen */
function charactersOf(name: string): string[] {
  return Array.from(name);
}

function bytesOf(name: string): number {
  return charactersOf(name).reduce((sum, character) => {
    const code = character.codePointAt(0) ?? 0;
    return sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
  }, 0);
}
