/** A run with what the subject was before its first step and after each. */
export interface PicturedRun {
  /** Whether it broke the property once more when it was done for the pictures. */
  readonly shows: boolean;
  /** In order; the first is that of the beginning. */
  readonly moments: readonly Moment[];
  /** Each picture once: moments name them by their place. */
  readonly pictures: readonly Picture[];
  /** Moments within probes that were left out, since there were too many. */
  readonly left: number;
}

/** What the subject was after a step. */
export interface Moment {
  /** How many steps of the run had been done: 0 is the beginning. */
  readonly step: number;
  /** Within a probe, how many steps it had done of its own by then; null after the whole step. */
  readonly inner: number | null;
  /** The picture of what the driver showed. */
  readonly seen: number;
  /** The picture of what the model took the subject to be, with what it knew alone; null where it does not follow, as in a twin. */
  readonly model: number | null;
}

/** Elements at one moment. */
export interface Picture {
  /** By the subject's clock; null where it can't be read. */
  readonly nowMs: number | null;
  /** All that ever differ in a run, and some of the others. */
  readonly elements: readonly PicturedElement[];
  /** Elements that are left out: they are the same from first to last. */
  readonly left: number;
}

/** An element by the name that the run has for it. */
export interface PicturedElement {
  /** What it is. */
  readonly kind: 'pool' | 'volume' | 'job';
  /** Such as 'clone1'. */
  readonly id: string;
  /** What is known of it: sizes in bytes, references by the names that the run has. */
  readonly fields: Readonly<Record<string, string | number | boolean | null>>;
}
