import type { Level } from './report.js';
import type { Recorded } from './run/steps.js';
import type { MaybePromise } from './subject/driver.js';

/** Runs at each level: fewer in real time, where each request takes some of it. */
export const usualRuns = { virtual: 100, real: 20 } as const;

/** How `conform` is to go about it. */
export interface ConformOptions {
  /** All when left out. */
  readonly levels?: readonly Level[];
  /** A whole number; 20161 when left out. */
  readonly seed?: number;
  /** Runs at each level; when left out 100, and 20 of a subject in real time, where each request takes some of it. */
  readonly runs?: number;
  /** Ends after this number of milliseconds of real time, with what was found by then: also while jobs are waited for. Each level has
   * its share of what the levels before it have left.
   */
  readonly timeMs?: number;
  /** Also walks each pair of transitions of the charts, not only each transition. */
  readonly deep?: boolean;
  /** Tries all orders instead of drawing runs: so many calls at most, 2 to 4, come together in small worlds, and {@link exhaustiveProperties}
   * are judged. Takes the place of `levels`, `runs` and `deep`.
   */
  readonly exhaustive?: number;
  /** Only these properties; all of the levels when left out. */
  readonly only?: readonly string[];
  /** Whether advice counts like law: what is unusual about a subject that declares nothing of it breaks the property. */
  readonly strict?: boolean;
  /** None of these, also where `only` has them. The runs are the same with and without. */
  readonly except?: readonly string[];
  /** How much is done again to make the run of a failure shorter: `usualShrinking` when left out. False reports each run as it
   * was found.
   */
  readonly shrink?: false | ShrinkBudget;
  /** Whether the run of each failure is done once more, to keep what the subject was before and after each step: for a page of pictures. */
  readonly pictures?: boolean;
  /** Called from time to time, and waited for: a subject that answers at once leaves nobody else a turn. */
  readonly onProgress?: (progress: Progress) => MaybePromise<void>;
  /** What failures name as the command that finds them again, without its options: 'arraysim conform sim'. */
  readonly command?: string;
}

/** What may be spent to make the run of one failure shorter, whichever is used up first. */
export interface ShrinkBudget {
  /** Runs that are made for it. */
  readonly runs: number;
  /** Calls that are made for it. */
  readonly calls: number;
}

/** What is spent on it when nothing else is said. */
export const usualShrinking = { runs: 300, calls: 3_000 } as const satisfies ShrinkBudget;

/** What is judged where all orders are tried. */
export const exhaustiveProperties = ['LOST-REPLY', 'NO-DOUBLE-SPEND', 'LINEARIZABLE', 'DELETE-RACE'] as const;

/** Whether a property is among those that are asked for. */
export function isChosen(name: string, { only, except = [] }: Pick<ConformOptions, 'only' | 'except'>): boolean {
  return (only?.includes(name) ?? true) && !except.includes(name);
}

/** How far the suite is. */
export interface Progress {
  /** The level that it is at. */
  readonly level: Level;
  /** Of all that is to be done, from 0 to 1. */
  readonly done: number;
  /** Calls so far. */
  readonly calls: number;
  /** Properties that were found broken so far. */
  readonly broken: readonly string[];
  /** The property whose run is just being made shorter. */
  readonly shrinking?: string;
}

/** A row of the suite, as `arraysim conform --list` prints it. */
export interface SuiteEntry {
  /** Its number among the documented properties, from 1 on. */
  readonly number: number;
  /** The property's name, such as 'CHARGE'. */
  readonly name: string;
  /** The level that it belongs to. */
  readonly level: Level;
  /** A sentence that starts with "for all". */
  readonly statement: string;
  /** Members of the driver, besides the four that it must have, and what has to be advertised. */
  readonly needs: readonly string[];
  /** As `needs`, of what judges it more closely; it is judged without, too. */
  readonly closerWith: readonly string[];
  /** Where the documents ask for it, or that they are silent and arraysim decided. */
  readonly source: string;
  /** What it stands on: the documents' words, arithmetic and identity; or what the subject declares, else it only advises. */
  readonly ground: 'law' | 'declared';
  /** The member of `capabilities` that makes a promise of one that only advises; null of law. */
  readonly declaredBy: string | null;
}

/** A property's failure as a file: what `--replay` takes. */
export interface RecordedFailure {
  /** What kind of file it is. */
  readonly format: 'arraysim-conformance';
  /** Of the format. */
  readonly version: 2;
  /** What the driver calls itself. */
  readonly subject: string;
  /** The property that was broken. */
  readonly property: string;
  /** What was seen, and what should have been. */
  readonly message: string;
  /** What was done. */
  readonly run: Recorded;
}
