import { Breach, isLeaving } from '../checks/verdicts.js';
import { modelOf } from '../model/methods/index.js';
import { startRun } from '../run/judgedRun.js';
import type { Judging } from '../run/judging.js';
import type { Driver } from '../subject/driver.js';
import { tierOf } from '../subject/tier.js';
import { codesToReach } from './codesToReach.js';
import type { SweepPlan } from './sweepPlan.js';

/** Brings each documented code of each method about once, where faults can: random runs would need long to meet them all.
 * @returns the calls that it took
 */
export async function sweepCodes(
  driver: Driver,
  judging: Judging,
  { onBreach, isCut }: Pick<SweepPlan, 'onBreach' | 'isCut'>,
): Promise<number> {
  let calls = 0;
  const advertised = await driver.capabilities();
  for (const { method, number } of codesToReach(advertised)) {
    if (await isCut()) break;
    const run = await startRun(driver, tierOf(advertised), judging);
    try {
      const call = modelOf(method).careful(run, number, 0);
      if (call !== undefined) await run.probe({ do: 'probe', property: 'CODE-REACHED', calls: [call], number });
    } catch (error) {
      if (error instanceof Breach) await onBreach(error, run.notes.told, calls + run.calls);
      else if (!isLeaving(error)) throw error;
    }
    calls += run.calls;
  }
  return calls;
}
