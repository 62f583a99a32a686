import type { Step } from '../../vocabulary/steps.js';
import type { Version } from '../../vocabulary/versions.js';
import type { OfRun } from './examples.js';
import type { Decided } from './shownIn.js';

/** What is known of a return code of one method before anybody asks: what answers it, and which runs have shown it. It is plain data,
 * which the build writes down for the shipped scenarios.
 */
export interface CodeFacts {
  /** What answers it, in the order in which a request meets it. */
  readonly rows: readonly CodeRow[];
  /** What ends a job with it as ErrorCode. */
  readonly jobEnds: readonly Cause[];
  /** The runs that have anything of it, in their order. */
  readonly runs: readonly ShownRun[];
}

/** What leads to a code. */
export interface Cause {
  readonly because: string;
  readonly cause: string;
  /** Whether something that a user can set up leads here; else it is forced only. */
  readonly natural: boolean;
  /** The releases that answer so. */
  readonly versions: readonly Version[];
}

/** A row of the method's table. */
export interface CodeRow extends Cause {
  readonly step: Step;
  readonly proves: 'nothingChanged' | 'mayBeLeft';
}

/** What a run has of a code of one method. */
export interface ShownRun extends OfRun {
  /** The calls that were answered with it, and how large a part of all answers of the run each kind of them is. */
  readonly replies: readonly (Decided & { readonly part: number })[];
  /** Whether a job failed with it. */
  readonly failed: boolean;
  /** The steps that were answered with it, by their numbers. */
  readonly steps: readonly { readonly number: number; readonly because: string }[];
  /** What this run answered at steps that were answered with it in other versions. */
  readonly others: readonly OtherAnswer[];
}

/** What a step was answered with. */
export interface OtherAnswer {
  readonly number: number;
  readonly code: number;
  readonly label: string;
  readonly step: Step | '';
  readonly because: string;
}
