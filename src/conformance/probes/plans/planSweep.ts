import type { Judging } from '../../run/judging.js';
import type { Run } from '../../run/run.js';
import type { Driver } from '../../subject/driver.js';
import { sweep } from '../sweep.js';
import type { SweepPlan } from '../sweepPlan.js';
import { planTrials } from './planTrials.js';

/** Tries all that a fault plan can say, once.
 * @returns the calls that it took
 */
export async function sweepPlans(driver: Driver, judging: Judging, plan: SweepPlan): Promise<number> {
  const advertised = await driver.capabilities();
  const acts = planTrials.flatMap(({ isPossible }, number) =>
    isPossible(driver, advertised)
      ? [(run: Run) => run.probe({ do: 'probe', property: 'FIRED', calls: [], number })]
      : [],
  );
  return sweep(driver, judging, plan, acts);
}
