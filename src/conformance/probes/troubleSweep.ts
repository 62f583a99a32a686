import { modelOf } from '../model/methods/index.js';
import type { Judging } from '../run/judging.js';
import { performStep } from '../run/performStep.js';
import type { Run } from '../run/run.js';
import type { TroubleName } from '../subject/action.js';
import { methodsOf } from '../subject/advertised.js';
import type { Call } from '../subject/call.js';
import type { Driver } from '../subject/driver.js';
import { sweep } from './sweep.js';
import type { SweepPlan } from './sweepPlan.js';

/** Calls every method in every trouble that there may be between the storage service and its provider, and after it, while a job
 * is under way.
 * @returns the calls that it took
 */
export async function sweepTroubles(driver: Driver, judging: Judging, plan: SweepPlan): Promise<number> {
  const { troubles = [] } = await driver.capabilities();
  return sweep(
    driver,
    judging,
    plan,
    troubles.map((trouble) => (run) => callInTrouble(run, trouble)),
  );
}

async function callInTrouble(run: Run, trouble: TroubleName): Promise<void> {
  const disturb = (which: TroubleName | null) =>
    performStep(run, { do: 'act', action: { do: 'disturb', trouble: which } });
  const call = (one: Call | undefined) => one && performStep(run, { do: 'call', ...one });
  // Its job goes on, whatever stands between the service and the provider.
  await call(modelOf('CreateClone').careful(run, 0, 0));
  await disturb(trouble);
  for (const method of methodsOf(run.advertised)) await call(modelOf(method).careful(run, 1, 1));
  await performStep(run, { do: 'look' });
  await performStep(run, { do: 'settle' });
  await performStep(run, { do: 'look' });
  await call(modelOf('CreateClone').careful(run, 1, 0));
  await disturb(null);
  for (const method of methodsOf(run.advertised)) await call(modelOf(method).careful(run, 2, 1));
  await performStep(run, { do: 'settle' });
  await performStep(run, { do: 'look' });
}
