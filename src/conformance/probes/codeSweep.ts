import { Breach, Inconclusive, LostTrack } from '../checks/verdicts.js';
import { modelOf } from '../model/methods/index.js';
import { startRun } from '../run/judgedRun.js';
import type { Judging } from '../run/judging.js';
import type { ToldRun } from '../run/steps.js';
import type { Driver, MaybePromise } from '../subject/driver.js';
import { tierOf } from '../subject/tier.js';
import { codesToReach } from './codesToReach.js';

/** Brings each documented code of each method about once, where faults can: random runs would need long to meet them all.
 * @param isCut asked before each: whether the rest is to be left
 * @returns the calls that it took
 */
export async function sweepCodes(
  driver: Driver,
  judging: Judging,
  onBreach: (breach: Breach, run: ToldRun, calls: number) => Promise<void> | void,
  isCut: () => MaybePromise<boolean>,
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
      else if (!(error instanceof Inconclusive || error instanceof LostTrack)) throw error;
    }
    calls += run.calls;
  }
  return calls;
}
