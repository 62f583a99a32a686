import type { PlanInput } from '../../faults/planSchema.js';
import type { Action, CloneArguments, Tier } from '../subject/driver.js';

/** A step of a run, as plain data that can be written down and done again. Elements have symbols in the place of ids: what was
 * there after `reset` its name, a clone `clone1`, `clone2`, ... in the order of the calls, its job `job1`, `job2`, ....
 */
export type RunStep =
  | { readonly do: 'clone'; readonly with: CloneArguments }
  | {
      readonly do: 'overlap';
      readonly calls: readonly (CloneArguments | Action)[];
      readonly order: readonly number[];
    }
  | { readonly do: 'act'; readonly action: Action }
  | { readonly do: 'advance'; readonly ms: number }
  /** Looks at everything, and holds it against the model. */
  | { readonly do: 'look' }
  | { readonly do: 'arm'; readonly plan: PlanInput }
  | { readonly do: 'heal' }
  /** Does what a property is about, with these calls and this number. */
  | {
      readonly do: 'probe';
      readonly property: string;
      readonly calls: readonly CloneArguments[];
      readonly number: number;
    };

/** A run: where it began, and what was done. */
export interface Recorded {
  readonly tier: Tier;
  readonly steps: readonly RunStep[];
}
