import type { Counters } from './counters.js';
import type { Effect } from './effect.js';
import type { FaultContext } from './faultContext.js';
import type { NearMiss } from './nearMiss.js';
import type { Fault, Plan } from './plan.js';
import type { Point } from './points.js';

// The state of a plan while it runs: values, never changed in place, so that a fork shares them.

/** What a plan has come to: which faults are armed, what matched, what fired, what is in force. */
export interface PlanState {
  readonly plan: Plan;
  readonly seed: number;
  /** In the order of the plan's faults. */
  readonly records: readonly FaultRecord[];
  /** The state of the plan's machine. */
  readonly machine: string;
  /** How often faults have fired in all. */
  readonly fires: number;
  /** Where a fault may fire, or watches for its end, by index in `points`: no other moment needs to be asked about. */
  readonly listens: readonly boolean[];
  /** Where faults that have never matched are still asked, to learn how near they come, by index in `points`. */
  readonly watches: readonly boolean[];
  /** How many of them there are, by index in `points`. */
  readonly watched: readonly number[];
  /** The percents at which `jobPercent` has to be visited, ascending, each once. */
  readonly percents: readonly number[];
  /** Whether what is under way may be interrupted: by a callback that throws. */
  readonly interrupts: boolean;
  readonly inForce: readonly InForce[];
  /** The serial of the next that is in force. */
  readonly nextSerial: number;
}

/** What one fault has come to. */
export interface FaultRecord {
  /** Whether it exists in this run, see `arm`. */
  readonly armed: boolean;
  /** Healed: it fires no more. A fault that is added later does. */
  readonly over: boolean;
  readonly matched: number;
  readonly fired: number;
  /** The same by element or by caller, where the fault counts by them. */
  readonly keys: Counters;
  /** The last of its firings, oldest first, and how many before them are no longer kept. */
  readonly firings: readonly FiringRecord[];
  readonly dropped: number;
  /** Of a fault that has never matched: how often its points were visited, as far as that was watched, and how near the
   * nearest came.
   */
  readonly visits: number;
  readonly nearest: NearMiss | null;
}

/** One firing, as the ledger keeps it. */
export interface FiringRecord {
  /** When, in virtual milliseconds. */
  readonly atMs: number;
  /** Where: a step of a call, or a moment of a job. */
  readonly point: Point;
  /** The match that it was, from 1. */
  readonly match: number;
  /** The element that the moment was about; '' for none. */
  readonly element: string;
  /** What it did, in the short form's words. */
  readonly effects: readonly string[];
}

/** A fault that fired and lasts. */
export interface InForce {
  /** Unique in a plan's state, ascending. */
  readonly serial: number;
  readonly fault: string;
  readonly untilMs: number | null;
  readonly callsLeft: number | null;
}

/** One fault that fires at one moment. */
export interface Fired {
  readonly fault: Fault;
  /** The match that it fires at, from 1. */
  readonly ordinal: number;
  /** The fault's effects; a callback's are what it answered. */
  readonly effects: readonly Effect[];
  /** Set when the fault lasts: its entry in `inForce`. Not set when a lasting one fires again. */
  readonly serial: number | null;
  /** A number of [0, 1), the same for the same seed, fault and match. */
  readonly draw: (name: string) => number;
}

/** What asking at a moment led to. */
export interface PlanEvaluation {
  readonly planState: PlanState;
  readonly fired: readonly Fired[];
  /** What was in force until now: the engine undoes it before it carries out what has fired. */
  readonly ended: readonly InForce[];
}

export type EvaluatePlan = (planState: PlanState, context: FaultContext) => PlanEvaluation;

/** What ending something that was in force led to. */
export interface Ended {
  readonly planState: PlanState;
  readonly ended: readonly InForce[];
}
