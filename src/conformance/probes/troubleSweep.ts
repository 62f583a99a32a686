import { Breach, Inconclusive, LostTrack } from '../checks/verdicts.js';
import { modelOf } from '../model/methods/index.js';
import { startRun } from '../run/judgedRun.js';
import type { Judging } from '../run/judging.js';
import { performStep } from '../run/performStep.js';
import type { Run } from '../run/run.js';
import type { ToldRun } from '../run/steps.js';
import type { TroubleName } from '../subject/action.js';
import { methodsOf } from '../subject/advertised.js';
import type { Call } from '../subject/call.js';
import type { Driver, MaybePromise } from '../subject/driver.js';
import { tierOf } from '../subject/tier.js';

/** Calls every method in every trouble that there may be between the storage service and its provider, and after it, while a job
 * is under way.
 * @param isCut asked before each run: whether the rest is to be left
 * @returns the calls that it took
 */
export async function sweepTroubles(
  driver: Driver,
  judging: Judging,
  onBreach: (breach: Breach, run: ToldRun, calls: number) => Promise<void> | void,
  isCut: () => MaybePromise<boolean>,
): Promise<number> {
  let calls = 0;
  const advertised = await driver.capabilities();
  if (!advertised.actions.includes('disturb')) return calls;
  for (const trouble of advertised.troubles ?? []) {
    if (await isCut()) return calls;
    const run = await startRun(driver, tierOf(advertised), judging);
    try {
      await callInTrouble(run, trouble);
    } catch (error) {
      if (error instanceof Breach) await onBreach(error, run.notes.told, calls + run.calls);
      else if (!(error instanceof Inconclusive || error instanceof LostTrack)) throw error;
    }
    calls += run.calls;
  }
  return calls;
}

async function callInTrouble(run: Run, trouble: TroubleName): Promise<void> {
  const { jobsEndWithinMs } = run.advertised.time;
  const disturb = (which: TroubleName | null) =>
    performStep(run, { do: 'act', action: { do: 'disturb', trouble: which } });
  const call = (one: Call | undefined) => one && performStep(run, { do: 'call', ...one });
  // Its job goes on, whatever stands between the service and the provider.
  await call(modelOf('CreateClone').careful(run, 0, 0));
  await disturb(trouble);
  for (const method of methodsOf(run.advertised)) await call(modelOf(method).careful(run, 1, 1));
  await performStep(run, { do: 'look' });
  await performStep(run, { do: 'advance', ms: jobsEndWithinMs });
  await performStep(run, { do: 'look' });
  await call(modelOf('CreateClone').careful(run, 1, 0));
  await disturb(null);
  for (const method of methodsOf(run.advertised)) await call(modelOf(method).careful(run, 2, 1));
  await performStep(run, { do: 'advance', ms: jobsEndWithinMs });
  await performStep(run, { do: 'look' });
}
