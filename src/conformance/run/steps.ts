import type { PlanInput } from '../../faults/planSchema.js';
import type { Action } from '../subject/action.js';
import type { Call } from '../subject/call.js';
import type { Tier } from '../subject/tier.js';

/** A step of a run, as plain data that can be written down and done again. Elements have symbols in the place of ids: what was
 * there after `reset` its name; what the n-th call of the run made, `clone1`, `clone2`, ..., and its job `job1`, `job2`, ....
 */
export type RunStep =
  | ({
      /** Calls a method. */
      readonly do: 'call';
    } & Call)
  | {
      /** Has several calls in flight at once. */
      readonly do: 'overlap';
      /** The calls, and actions among them. */
      readonly calls: readonly (Call | Action)[];
      /** Whose turn it is, again and again. */
      readonly order: readonly number[];
    }
  | {
      /** Does something past the methods. */
      readonly do: 'act';
      /** What is done. */
      readonly action: Action;
    }
  | {
      /** Lets time pass. */
      readonly do: 'advance';
      /** So many milliseconds. */
      readonly ms: number;
    }
  | {
      /** Waits until all jobs are over, or may not take longer. */
      readonly do: 'settle';
    }
  | {
      /** Looks at everything, and holds it against the model. */
      readonly do: 'look';
    }
  | {
      /** Takes a fault plan into use. */
      readonly do: 'arm';
      /** The plan. */
      readonly plan: PlanInput;
    }
  | {
      /** Heals all faults. */
      readonly do: 'heal';
    }
  | {
      /** Does what a property is about, with these calls and this number. */
      readonly do: 'probe';
      /** The property's name. */
      readonly property: string;
      /** The calls that it makes use of. */
      readonly calls: readonly Call[];
      /** What it draws from. */
      readonly number: number;
    };

/** A run: where it began, and what was done. */
export interface Recorded {
  /** Where it began. */
  readonly tier: Tier;
  /** What was done, in order. */
  readonly steps: readonly RunStep[];
}

/** A step that a probe did of its own, and what came of it. */
export interface InnerStep {
  /** What was done. */
  readonly step: RunStep;
  /** What came of it, in a line. */
  readonly answer: string;
  /** Where it was done, if not in the run itself: 'a twin', 'tier doubled'. */
  readonly where?: string;
}

/** A run with what came of its steps. */
export interface ToldRun {
  /** The run. */
  readonly run: Recorded;
  /** A line each; none for a step at which the run ended before there was an answer. */
  readonly answers: readonly string[];
  /** What the probes among the steps did of their own; nothing for other steps. */
  readonly inside: readonly (readonly InnerStep[])[];
}
