import { Breach, isLeaving } from '../checks/verdicts.js';
import { modelOf, modelsFor } from '../model/methods/index.js';
import { idle } from '../model/situation.js';
import { startRun } from '../run/judgedRun.js';
import type { Judging } from '../run/judging.js';
import { performStep } from '../run/performStep.js';
import type { Driver } from '../subject/driver.js';
import { tierOf } from '../subject/tier.js';
import type { SweepPlan } from './sweepPlan.js';

/** Calls each method that answers 0 once as a careful client would, if no run has come by such an answer: what they take or give
 * back is drawn from later levels on, and a verdict on level core alone has need of it.
 * @returns the calls that it took
 */
export async function reachSuccesses(
  driver: Driver,
  judging: Judging,
  { onBreach, isCut }: Pick<SweepPlan, 'onBreach' | 'isCut'>,
): Promise<number> {
  const { verdicts } = judging;
  if (verdicts.isOff(reached) || verdicts.judged(reached) > 0) return 0;
  const advertised = await driver.capabilities();
  const answering = modelsFor(advertised).filter(({ successes }) => successes(advertised).includes('success'));
  if (answering.length === 0 || (await isCut())) return 0;
  const run = await startRun(driver, tierOf(advertised), judging);
  try {
    // Something that may be deleted.
    const clone = modelOf('CreateClone').careful(run, 0, 0);
    if (clone !== undefined) await performStep(run, { do: 'call', ...clone });
    await performStep(run, { do: 'settle' });
    for (const { method, careful, calledOn } of answering) {
      const [volume] = idle(run.state);
      const call =
        careful(run, 0, 0) ??
        (calledOn === 'volume' && volume !== undefined ? { method, on: volume, with: {} } : undefined);
      if (call !== undefined) await performStep(run, { do: 'call', ...call });
      await performStep(run, { do: 'look' });
    }
  } catch (error) {
    if (error instanceof Breach) await onBreach(error, run.notes.told, run.calls);
    else if (!isLeaving(error)) throw error;
  }
  return run.calls;
}

const reached = 'OUT-0';
