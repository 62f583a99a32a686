/** The longest that a text gets on a page: a name of a million letters makes none that opens. */
export const textAtMost = 2000;

/** What a terminal obeys, or turns the text around it; lines may end. */
export const unseen = /(?!\n)\p{Cc}|\p{Bidi_Control}/gu;

/** JSON with nothing in it that a terminal would obey: what JSON leaves as it is, it may also write as an escape. */
export function plainJson(json: string): string {
  return json.replace(unseen, numbered);
}

/** A character as JSON may write any: by its number. */
export function numbered(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
