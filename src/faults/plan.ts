import type { RE2JS } from 're2js';
import type { Effect } from './effect.js';
import type { Quantity } from './faultContext.js';
import type { Point } from './points.js';
import type { ForcedCode } from './readCode.js';

/** A fault plan that has been read and checked: what goes wrong, where, when and how often. */
export interface Plan extends PlanTerms {
  readonly version: 1;
  readonly faults: readonly Fault[];
}

/** What a plan says about all of its faults together. */
export interface PlanTerms {
  /** Null: that of the array. */
  readonly seed: number | null;
  /** When all faults end and what they did to the array's state is undone; null for never. */
  readonly healAtMs: number | null;
  /** How often faults may fire in all; null for as often as they like. */
  readonly budget: number | null;
}

/** One fault. Everything that a plan may leave out is here with what it then is. */
export interface Fault {
  readonly id: string;
  readonly at: readonly Point[];
  /** Null: at every visit of the points. */
  readonly when: Match | null;
  /** Chance that the fault exists at all in a run. */
  readonly armP: number;
  readonly fire: Firing;
  readonly effects: readonly Effect[];
  /** Null: for the moment, or for ever where the effect is a change of the array's state. */
  readonly lasts: Lasting | null;
  /** The state of the plan's machine in which it may fire, and the one that firing leads to; null for any, and for none. */
  readonly in: string | null;
  readonly to: string | null;
  /** `first`: when it fires, no later fault is asked at the same moment. */
  readonly mode: 'first' | 'stack';
  readonly expect: 'must' | 'may';
  /** As it was written: what is saved, digested and shown. */
  readonly written: unknown;
}

/** At which of its matches a fault fires, in this order. */
export interface Firing {
  /** How many of the first matches it leaves out. */
  readonly after: number;
  /** Only at this one after those, from 1. */
  readonly nth: number | null;
  /** Every n-th match. */
  readonly every: number | null;
  /** Chance, drawn for each match. */
  readonly p: number;
  /** At most so often; once for what lasts, unless it is said, or `every` is. */
  readonly max: number | null;
  /** What matches and firings are counted by. */
  readonly per: 'fault' | 'element' | 'caller';
}

/** How long a fault that fired stays in force: changes of state hold, and what is of the moment fires at every match. */
export interface Lasting {
  readonly ms: number | null;
  /** How many further calls begin before it ends. */
  readonly calls: number | null;
  readonly until: Match | null;
}

/** A condition over what is known of a moment. */
export type Match =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Match[] }
  | { readonly kind: 'not'; readonly of: Match }
  | { readonly kind: 'method'; readonly names: readonly string[] }
  | {
      readonly kind: 'element';
      readonly class: 'volume' | 'pool' | 'job' | null;
      readonly id: string | null;
      readonly name: string | null;
      readonly where: readonly Condition[];
    }
  | { readonly kind: 'argument'; readonly name: string; readonly test: Test }
  | { readonly kind: 'caller'; readonly names: readonly string[] }
  | { readonly kind: 'time'; readonly fromMs: number; readonly toMs: number }
  | { readonly kind: 'world'; readonly quantity: Quantity; readonly test: Test }
  | { readonly kind: 'jobPercent'; readonly from: number; readonly to: number }
  | ({ readonly kind: 'decides' } & ForcedCode);

/** A property and what it has to be. */
interface Condition {
  readonly property: string;
  readonly test: Test;
}

/** What a value has to be; sizes of `world` are blocks, of properties bytes. */
export type Test =
  | { readonly kind: 'is'; readonly value: string | number | boolean | null }
  | { readonly kind: 'atLeast' | 'atMost' | 'above' | 'below'; readonly value: number }
  | { readonly kind: 'matches'; readonly pattern: RE2JS };
