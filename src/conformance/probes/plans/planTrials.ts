import type { Run } from '../../run/run.js';
import type { Advertised } from '../../subject/advertised.js';
import type { Driver } from '../../subject/driver.js';
import { effectTrials } from './effectTrials.js';
import { firingRules } from './firingRules.js';
import { followsRule } from './followsRule.js';
import { showsEffect } from './showsEffect.js';

/** Something that a fault plan can say, to be tried on a run. */
type PlanTrial = (run: Run) => Promise<void>;

/** All that is tried of fault plans with a subject. */
export function planTrials(driver: Driver, advertised: Advertised): readonly PlanTrial[] {
  const rules = firingRules.map(
    (rule): PlanTrial =>
      (run) =>
        followsRule(run, rule),
  );
  const effects = effectTrials(driver, advertised).map(
    (trial): PlanTrial =>
      (run) =>
        showsEffect(run, trial),
  );
  return [...rules, ...effects];
}
