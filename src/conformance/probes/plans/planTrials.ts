import type { Run } from '../../run/run.js';
import type { Advertised } from '../../subject/advertised.js';
import type { Driver } from '../../subject/driver.js';
import { effectTrials, isPossible } from './effectTrials.js';
import { firingRules } from './firingRules.js';
import { followsRule } from './followsRule.js';
import { showsEffect } from './showsEffect.js';

/** Something that a fault plan can say, to be tried on a run. */
interface PlanTrial {
  /** What it is, for people. */
  readonly about: string;
  /** Whether the subject has what it takes. */
  readonly isPossible: (driver: Driver, advertised: Advertised) => boolean;
  readonly act: (run: Run) => Promise<void>;
}

/** All that is tried of fault plans: a number names the same with each subject. */
export const planTrials: readonly PlanTrial[] = [
  ...firingRules.map((rule) => ({
    about: rule.says,
    isPossible: () => true,
    act: (run: Run) => followsRule(run, rule),
  })),
  ...effectTrials.map((trial) => ({
    about: JSON.stringify(trial.fault),
    isPossible: (driver: Driver, advertised: Advertised) => isPossible(trial, driver, advertised),
    act: (run: Run) => showsEffect(run, trial),
  })),
];
