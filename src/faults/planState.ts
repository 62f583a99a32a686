import type { Effect } from './effect.js';
import type { FaultContext } from './faultContext.js';
import type { Fault, PlanTerms } from './plan.js';
import type { PlannedFaults } from './plannedFaults.js';

// The state of a plan while it runs: values, never changed in place, so that a fork shares them.

/** What a plan has come to: which faults are armed, what matched, what fired, what is in force. */
export interface PlanState {
  readonly terms: PlanTerms;
  readonly seed: number;
  readonly faults: PlannedFaults;
  /** The state of the plan's machine. */
  readonly machine: string;
  /** How often faults have fired in all. */
  readonly fires: number;
  /** Where a fault may fire, or watches for its end, by index in `points`: no other moment needs to be asked about. */
  readonly listens: readonly boolean[];
  /** Where faults that have never matched are still asked, to learn how near they come, by index in `points`. */
  readonly watches: readonly boolean[];
  readonly inForce: readonly InForce[];
  /** The serial of the next that is in force. */
  readonly nextSerial: number;
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
