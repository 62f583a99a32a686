import type { Advice } from './checks/verdicts.js';
import type { PicturedRun } from './failures/picture.js';
import type { ToldRun } from './run/steps.js';
import type { ActionName } from './subject/action.js';

/** How far a run of the suite goes; `core` is enough to say that a provider answers as documented. */
export const levels = ['core', 'capacity', 'jobs', 'faults', 'concurrency'] as const;
/** One of them. */
export type Level = (typeof levels)[number];

/** What a run of the suite found out. */
export interface ConformanceReport {
  /** What the driver calls itself. */
  readonly subject: string;
  /** The levels that were asked for. */
  readonly levels: readonly Level[];
  /** The properties that were chosen: null for all of the levels. */
  readonly only: readonly string[] | null;
  /** The properties that were left out. */
  readonly except: readonly string[];
  /** The seed of the runs. */
  readonly seed: number;
  /** Runs and calls of the method that were judged, all levels together; the calls of runs that were repeated, to compare them,
   * count again.
   */
  readonly runs: number;
  /** Calls that were judged, and those of runs that were repeated. */
  readonly calls: number;
  /** How often any member of the driver was asked for something: calls, looks, actions, resets, waits and all else, those among
   * them that made the run of a failure shorter.
   */
  readonly requests: number;
  /** How long it took, in milliseconds of real time. */
  readonly elapsedMs: number;
  /** That the time that was given ended before all was done, after `runs` of all runs; null when it did not. */
  readonly timeEnded: {
    /** The time that was given, in milliseconds. */
    readonly afterMs: number;
    /** The runs that were done. */
    readonly runs: number;
    /** The runs that there were to do. */
    readonly of: number;
  } | null;
  /** What was tried where all orders were to be; null where runs were drawn. */
  readonly exhaustive: Tried | null;
  /** What came of it all. */
  readonly verdict: 'conforms' | 'does not conform' | 'inconclusive';
  /** Why it is inconclusive; of one that does not conform, what came on top of that. */
  readonly why: string | null;
  /** In the order of the suite's list; what was not asked for is left out, unless it broke. */
  readonly properties: readonly PropertyReport[];
  /** What is unusual about the subject and breaks nothing, each with the declaration that would settle it. */
  readonly advice: readonly Advice[];
  /** What the driver offered to do, and the subject refused at least once. */
  readonly refusedActions: readonly {
    /** What was to be done. */
    readonly action: ActionName;
    /** How often it was tried. */
    readonly tried: number;
    /** How often it was refused. */
    readonly refused: number;
  }[];
  /** What the runs came by. */
  readonly coverage: Coverage;
}

/** What was tried where all orders were to be. */
export interface Tried {
  /** How many calls were in flight at once, at most. */
  readonly depth: number;
  /** States of small arrays that calls came together in. */
  readonly worlds: number;
  /** Sets of calls that came together, over all worlds; with a reply lost, and with room for one less, each counts again. */
  readonly sets: number;
  /** Orders of their turns that were judged. */
  readonly orders: number;
  /** How often calls were interrupted at most; null where all orders were tried that come to different ends. */
  readonly interruptions: number | null;
  /** Whether nothing was left out: no time was over, and no run was given up. */
  readonly complete: boolean;
}

/** `warn`: broken, where the property only advises, or something was advised beside what holds. */
export type Verdict = 'pass' | 'fail' | 'warn' | 'skip';

/** What a property stands on: the documents and arithmetic, what the subject declares, or neither. */
export type Ground = 'law' | 'declared' | 'advice';

/** Why a property was skipped:
 * - `not-advertised`: it is about what the subject does not promise.
 * - `no-control`: the driver lacks what it takes to find out.
 * - `unreached`: what it is about never came up.
 * - `time-ended`: nor did it before the time ended.
 */
export type SkipReason = 'not-advertised' | 'no-control' | 'unreached' | 'time-ended';

/** What came of one property. */
export interface PropertyReport {
  /** Its name, such as 'CHARGE'. */
  readonly name: string;
  /** The level that it belongs to. */
  readonly level: Level;
  /** A sentence that starts with "for all". */
  readonly statement: string;
  /** What came of it. */
  readonly verdict: Verdict;
  /** What it stands on: the documents and arithmetic, what this subject declares, or neither: then it advises. */
  readonly ground: Ground;
  /** How often it had something to judge: one or more checks for each call, look, job or run that it is about. */
  readonly judged: number;
  /** That it was skipped; null when it was judged. */
  readonly skipped: {
    /** The kind of reason. */
    readonly reason: SkipReason;
    /** The reason in a sentence. */
    readonly why: string;
  } | null;
  /** The failure that was found; null when it holds. */
  readonly failure: Failure | null;
}

/** A property that does not hold, with the shortest run that was found to show it: see `shrinking`. */
export interface Failure extends ToldRun {
  /** What was seen, and what should have been. */
  readonly message: string;
  /** The property that was broken when it was found, where one that was broken before it is blamed: then each step of the run is
   * followed by a look. Null where nobody else is blamed.
   */
  readonly foundAs: string | null;
  /** How the run has become as short as it is. */
  readonly shrinking: Shrinking;
  /** Calls of the method until it was first seen, without those of runs that were repeated. */
  readonly foundAfterCalls: number;
  /** The command line that finds it again. */
  readonly again: string;
  /** What the subject was before and after each step; null where that was not asked for, or there was no time for it. */
  readonly pictures: PicturedRun | null;
}

/** How the run of a failure has become as short as it is. */
export interface Shrinking {
  /** - `shortest`: nothing more of it could be left out.
   * - `budget`, `time`: it ended before that was known, see `shrink` and `timeMs` of the options.
   * - `off`: it was not asked for; the run is as it was found.
   * - `not-again`: done once more, the run as it was found did not show it; a subject in real time may do so.
   * - `broke-down`: the driver broke down meanwhile; the run is as it was found.
   */
  readonly ended: 'shortest' | 'budget' | 'time' | 'off' | 'not-again' | 'broke-down';
  /** Runs that were made for it. */
  readonly runs: number;
}

/** What the runs came by; each part lists what there is to reach, by what the subject advertises. */
export interface Coverage {
  /** One for each kind. */
  readonly parts: readonly CoveragePart[];
}

/** What there is to reach of one kind. */
export interface CoveragePart {
  /** 'method x code', 'element state x code', 'transitions of job', 'transition pairs of job', 'fault class x job phase' */
  readonly title: string;
  /** What there is to reach. */
  readonly cells: readonly {
    /** What it is. */
    readonly name: string;
    /** How often it was reached. */
    readonly count: number;
  }[];
}
