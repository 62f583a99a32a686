import type { Input } from '../engine/history/inputs.js';
import type { Fault } from '../faults/plan.js';
import type { PlanState } from '../faults/planState.js';

/** A call, which is made step by step; or anything else that is done at once. */
export type Item = Extract<Input, { do: 'begin' }> | Exclude<Input, { do: 'begin' | 'step' | 'finish' }>;

/** One of those who act on the array, each in the order of its items. */
export interface Actor {
  readonly name: string;
  readonly items: readonly Item[];
  /** Actors of one class are alike: what one of them can do, any other can, and nobody tells them apart. */
  readonly kind: number;
  /** What only this one calls anything, in the order in which all of its kind do. */
  readonly names: readonly string[];
}

/** A fault that may fire once, at any moment at which it matches. */
export interface Possible {
  readonly id: string;
  readonly fault: Fault;
  /** The plan that has it alone. */
  readonly alone: PlanState;
  /** Steps of calls at which it can fire, by number; and whether it can while time passes. */
  readonly steps: ReadonlySet<number>;
  readonly passing: boolean;
}

/** All that may happen to the array. */
export interface Program {
  readonly actors: readonly Actor[];
  readonly faults: readonly Possible[];
  /** Whether time passes, up to the next timer, as one of the things that may happen. */
  readonly passes: boolean;
  /** Whether steps are passed over at which nothing can happen to a call, whatever others do. */
  readonly skips: boolean;
}
