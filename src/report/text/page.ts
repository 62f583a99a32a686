import picocolors from 'picocolors';

/** What a text is set for: how wide it may be, and in which colours. */
export interface Page {
  /** In columns. */
  readonly width: number;
  /** Whether there are no more columns than that: what goes elsewhere has room for tables as wide as they are. */
  readonly isTerminal: boolean;
  readonly colours: Colours;
}

export type Colours = ReturnType<typeof picocolors.createColors>;

/** The widest that any text gets, however wide the terminal is. */
const widest = 120;

/** The narrowest: a narrower terminal breaks lines itself, and some say that they have no columns at all. */
const narrowest = 60;

/** @param columns of the terminal; undefined when the text goes elsewhere */
export function pageOf({ colour, columns }: { readonly colour: boolean; readonly columns?: number | undefined }): Page {
  const width = Math.max(narrowest, Math.min(columns ?? widest, widest));
  return { width, isTerminal: columns !== undefined, colours: picocolors.createColors(colour) };
}

/** The text on one line and without control characters: names come from files, and a terminal obeys what it is sent. */
export function plainText(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/\p{Cc}|\p{Bidi_Control}/gu, '\u{fffd}');
}

/** Breaks a text into lines of at most `width` columns, at its spaces; a longer word stays whole. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of plainText(text).trim().split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
