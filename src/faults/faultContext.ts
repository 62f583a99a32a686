import type { Effect } from './effect.js';
import type { Point } from './points.js';
import type { ForcedCode } from './readCode.js';

/** An element that a moment is about, with what a match may ask of it. */
export interface ElementFact {
  readonly class: 'volume' | 'pool' | 'job';
  readonly id: string;
  readonly name: string;
  /** A property by its name in the library's views ('size', 'state', 'free', ...): bytes are numbers. */
  readonly property: (name: string) => string | number | boolean | null | undefined;
}

/** Names that are looked for. */
export interface Names {
  readonly has: (name: string) => boolean;
}

/** Something about the whole array that a match may ask for. */
export type Quantity =
  | { readonly of: 'pool'; readonly pool: string; readonly what: 'free' | 'used' | 'reserved' | 'total' | 'stolen' }
  | { readonly of: 'jobs'; readonly what: 'waiting' | 'active' | 'finished' }
  | { readonly of: 'volumes' }
  | { readonly of: 'calls' };

/** What is known at a moment at which faults may fire. Looked up only when a match asks: the lists and functions cost
 * nothing until then.
 */
export interface FaultContext {
  readonly point: Point;
  readonly atMs: number;
  /** Null where no call is under way. */
  readonly method: string | null;
  readonly caller: string | null;
  /** PercentComplete of the job that the moment is about. */
  readonly jobPercent: number | null;
  /** The elements that the moment is about: of a call its source and the pool that the target goes to; of a job itself,
   * its source, its target and its pool; of a read what is read. The first one is what `fire.per: element` counts by.
   */
  readonly elements: () => readonly ElementFact[];
  /** Whether one of the elements has one of the names. */
  readonly concerns: (names: Names) => boolean;
  /** An argument of the call, by the documents' name; undefined where there is none. */
  readonly argument: (name: string) => unknown;
  /** Whether a return code would decide the step: none of the rows before it applies. False where no call is at a step. */
  readonly decides: (code: ForcedCode) => boolean;
  /** Whether there is a place for an effect: the method has an answer for it at this step, or what is read is of its kind. */
  readonly admits: (effect: Effect) => boolean;
  /** Blocks of room, or a count; undefined where no pool has the name. */
  readonly measure: (quantity: Quantity) => number | undefined;
}
