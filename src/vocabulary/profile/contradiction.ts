/** Something that a profile says and that can't be true together with the rest of it. */
export interface Contradiction {
  /** The member that the complaint names: `capabilities.features`. */
  readonly path: string;
  /** Completes the sentence "expected ...", with the reason. */
  readonly expected: string;
}

/** One that is looked for, and whether it is there. */
export interface Row extends Contradiction {
  readonly holds: boolean;
}
