import type { Effect } from './effect.js';
import type { ElementFact, Facts } from './facts.js';
import type { Fault, Plan } from './plan.js';

// The state of a plan while it runs: values, never changed in place, so that a fork shares them.

/** What a plan has come to: which faults are armed, what matched, what fired, what is in force. */
export interface Book {
  readonly plan: Plan;
  readonly seed: number;
  /** Where a fault may strike, or watches for its end, by index in `points`: no other moment needs to be asked about. */
  readonly listens: readonly boolean[];
  /** The percents at which `jobPercent` has to be visited, ascending, each once. */
  readonly percents: readonly number[];
  readonly inForce: readonly InForce[];
  readonly healed: boolean;
}

/** A fault that fired and lasts. */
export interface InForce {
  /** Unique in a book, ascending. */
  readonly serial: number;
  readonly fault: string;
  readonly sinceMs: number;
  readonly untilMs: number | null;
  readonly callsLeft: number | null;
  /** What the engine needs to undo it, as plain data. */
  readonly undo: readonly unknown[];
}

/** One fault that fires at one moment. */
export interface Fired {
  readonly fault: Fault;
  /** The match that it fires at, from 1. */
  readonly ordinal: number;
  /** The fault's effects; a callback's are what it answered. */
  readonly effects: readonly Effect[];
  /** Set when the fault lasts: its entry in `inForce`. Not set when a lasting one strikes again. */
  readonly serial: number | null;
  /** What the fault was told about, for the ledger. */
  readonly element: ElementFact | null;
  /** A number of [0, 1), the same for the same seed, fault and match. */
  readonly draw: (name: string) => number;
}

/** What asking at a moment led to. */
export interface Consulted {
  readonly book: Book;
  readonly fired: readonly Fired[];
  /** What was in force until now: the engine undoes it before it carries out what has fired. */
  readonly ended: readonly InForce[];
}

export type Consult = (book: Book, facts: Facts) => Consulted;
