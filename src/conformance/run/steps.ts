import type { PlanInput } from '../../faults/planSchema.js';
import type { Action } from '../subject/action.js';
import type { Call } from '../subject/call.js';
import type { Tier } from '../subject/tier.js';

/** A step of a run, as plain data that can be written down and done again. Elements have symbols in the place of ids: what was
 * there after `reset` its name; what the n-th call of the run made, `clone1`, `clone2`, ..., and its job `job1`, `job2`, ....
 */
export type RunStep =
  | ({ readonly do: 'call' } & Call)
  | {
      readonly do: 'overlap';
      readonly calls: readonly (Call | Action)[];
      readonly order: readonly number[];
    }
  | { readonly do: 'act'; readonly action: Action }
  | { readonly do: 'advance'; readonly ms: number }
  /** Waits until all jobs are over, or may not take longer. */
  | { readonly do: 'settle' }
  /** Looks at everything, and holds it against the model. */
  | { readonly do: 'look' }
  | { readonly do: 'arm'; readonly plan: PlanInput }
  | { readonly do: 'heal' }
  /** Does what a property is about, with these calls and this number. */
  | {
      readonly do: 'probe';
      readonly property: string;
      readonly calls: readonly Call[];
      readonly number: number;
    };

/** A run: where it began, and what was done. */
export interface Recorded {
  readonly tier: Tier;
  readonly steps: readonly RunStep[];
}

/** A step that a probe did of its own, and what came of it. */
export interface InnerStep {
  readonly step: RunStep;
  readonly answer: string;
  /** Where it was done, if not in the run itself: 'a twin', 'tier doubled'. */
  readonly where?: string;
}

/** A run with what came of its steps. */
export interface ToldRun {
  readonly run: Recorded;
  /** A line each; none for a step at which the run ended before there was an answer. */
  readonly answers: readonly string[];
  /** What the probes among the steps did of their own; nothing for other steps. */
  readonly inside: readonly (readonly InnerStep[])[];
}
