import { Breach, Inconclusive, LostTrack } from '../../checks/verdicts.js';
import { startRun } from '../../run/judgedRun.js';
import type { Judging } from '../../run/judging.js';
import type { ToldRun } from '../../run/steps.js';
import type { Driver, MaybePromise } from '../../subject/driver.js';
import { tierOf } from '../../subject/tier.js';
import { planTrials } from './planTrials.js';

/** Tries all that a fault plan can say, once: random runs would need long to meet it.
 * @param isCut asked before each: whether the rest is to be left
 * @returns the calls that it took
 */
export async function sweepPlans(
  driver: Driver,
  judging: Judging,
  onBreach: (breach: Breach, run: ToldRun, calls: number) => Promise<void> | void,
  isCut: () => MaybePromise<boolean>,
): Promise<number> {
  let calls = 0;
  const advertised = await driver.capabilities();
  for (const number of planTrials(driver, advertised).keys()) {
    if (await isCut()) break;
    const run = await startRun(driver, tierOf(advertised), judging);
    try {
      await run.probe({ do: 'probe', property: 'FIRED', calls: [], number });
    } catch (error) {
      if (error instanceof Breach) await onBreach(error, run.notes.told, calls + run.calls);
      else if (!(error instanceof Inconclusive || error instanceof LostTrack)) throw error;
    }
    calls += run.calls;
  }
  return calls;
}
