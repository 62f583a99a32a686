// Characters as Unicode and CIM count them: a pair of surrogates is one. So the schemas of options count, too.
// @see DSP0004 (CIM Infrastructure), qualifier MaxLen: "the maximum length, in characters"

/** Whether a text has more characters than that. */
export function isLongerThan(text: string, most: number): boolean {
  // There are no more characters than code units.
  return text.length > most && countCharacters(text) > most;
}

export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** The beginning of a text; it never ends within a character. */
export function firstCharacters(text: string, most: number): string {
  return text.length <= most ? text : Array.from(text).slice(0, most).join('');
}

/** The first character of a text that XML can't carry, and so no CIM-XML message either: 'U+0001'. Undefined when there is none.
 * @see Extensible Markup Language (XML) 1.0, 2.2 "Characters", production 2
 */
export function unwritable(text: string): string | undefined {
  // Most texts have nothing that could be one, and every name comes by.
  if (!suspicious.test(text)) return undefined;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code <= 0xffff && suspicious.test(character)) return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  }
  return undefined;
}

/** Controls but for tab and the ends of lines, halves of pairs, and the two that are no characters. */
const suspicious = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/;
