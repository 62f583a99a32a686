import { modelOf } from '../model/methods/index.js';
import type { Judging } from '../run/judging.js';
import type { Run } from '../run/run.js';
import type { Driver } from '../subject/driver.js';
import { codesToReach } from './codesToReach.js';
import { sweep } from './sweep.js';
import type { SweepPlan } from './sweepPlan.js';

/** Brings each documented code of each method about once, where faults can.
 * @returns the calls that it took
 */
export async function sweepCodes(driver: Driver, judging: Judging, plan: SweepPlan): Promise<number> {
  const codes = codesToReach(await driver.capabilities());
  const acts = codes.map(({ method, number }) => async (run: Run) => {
    const call = modelOf(method).careful(run, number, 0);
    if (call !== undefined) await run.probe({ do: 'probe', property: 'CODE-REACHED', calls: [call], number });
  });
  return sweep(driver, judging, plan, acts);
}
