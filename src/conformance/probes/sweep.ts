import { Breach, isLeaving } from '../checks/verdicts.js';
import { startRun } from '../run/judgedRun.js';
import type { Judging } from '../run/judging.js';
import type { Run } from '../run/run.js';
import type { Driver } from '../subject/driver.js';
import { type Tier, tierOf } from '../subject/tier.js';
import type { SweepPlan } from './sweepPlan.js';

/** Does each of many things on a run of its own, which random runs would need long to meet.
 * @returns the calls that it took
 */
export async function sweep(
  driver: Driver,
  judging: Judging,
  { onBreach, part, isCut }: Pick<SweepPlan, 'onBreach' | 'part' | 'isCut'>,
  acts: readonly ((run: Run) => Promise<unknown>)[],
  wanted?: Tier,
): Promise<number> {
  let calls = 0;
  const tier = tierOf(await driver.capabilities(), wanted);
  for (const [at, act] of acts.entries()) {
    if (!isInPart(at, part)) continue;
    if (await isCut()) break;
    const run = await startRun(driver, tier, judging);
    try {
      await act(run);
    } catch (error) {
      if (error instanceof Breach) await onBreach(error, run.notes.told, calls + run.calls);
      else if (!isLeaving(error)) throw error;
    }
    calls += run.calls;
  }
  return calls;
}

/** Whether something is in a part of what is swept through: one in so many, evenly spread. Each n-th would be of one kind, where the
 * kinds take turns.
 */
function isInPart(at: number, { oneIn, first }: SweepPlan['part']): boolean {
  return ((at + first) * goldenRatio) % 1 < 1 / oneIn;
}

/** Its multiples never come near to a period. */
const goldenRatio = (Math.sqrt(5) - 1) / 2;
