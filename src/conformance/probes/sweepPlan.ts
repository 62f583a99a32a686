import type { Breach } from '../checks/verdicts.js';
import type { ToldRun } from '../run/steps.js';
import type { MaybePromise } from '../subject/driver.js';

/** What a walk or a sweep through many short runs is to go by. */
export interface SweepPlan {
  /** Whether charts are led along pairs of transitions, too. */
  readonly deep: boolean;
  /** Called with each property that does not hold. */
  readonly onBreach: (breach: Breach, run: ToldRun, calls: number) => Promise<void> | void;
  /** One in so many of what is swept through is done; which ones, the second number decides. */
  readonly part: { readonly oneIn: number; readonly first: number };
  /** Asked before each run: whether the rest is to be left. */
  readonly isCut: () => MaybePromise<boolean>;
}
