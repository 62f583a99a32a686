/** A defect that the instrumenter has made in the compiled array. */
export interface MadeMutant {
  /** Its number among all that were made: the same for the same sources. */
  readonly id: number;
  /** The folder of src that it is in. */
  readonly folder: string;
  /** 'src/engine/jobs/end.ts' */
  readonly file: string;
  readonly line: number;
  /** The text of that line. */
  readonly lineText: string;
  /** The kind of change, by the instrumenter's name: 'EqualityOperator'. */
  readonly mutator: string;
  /** What stood there, in compiled JavaScript. */
  readonly original: string;
  readonly replacement: string;
  /** Whole compiled lines, without and with the change. */
  readonly before: string;
  readonly after: string;
}

/** What came of judging one. */
export type Outcome =
  | { readonly kind: 'killed'; readonly by: string; readonly message: string; readonly where: string }
  | { readonly kind: 'crashed' | 'hung' | 'inconclusive'; readonly message: string; readonly where: string }
  | { readonly kind: 'notReached' | 'survived' }
  | { readonly kind: 'explained'; readonly because: string };

export interface Judged {
  readonly mutant: MadeMutant;
  readonly outcome: Outcome;
}

/** A text on one line, cut where it is too long for one. */
export function shortened(text: string, longest = 100): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
