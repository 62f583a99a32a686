import { Breach, Inconclusive, LostTrack } from '../checks/verdicts.js';
import { startRun } from '../run/judgedRun.js';
import type { Judging } from '../run/judging.js';
import type { Run } from '../run/run.js';
import type { ToldRun } from '../run/steps.js';
import type { Advertised } from '../subject/advertised.js';
import type { Driver, MaybePromise } from '../subject/driver.js';
import { lackOf, type Need } from '../subject/needs.js';
import { type Tier, tierOf } from '../subject/tier.js';

/** A run that is written down instead of drawn, since runs that are drawn would need long to meet it. */
export type Scene = (run: Run) => Promise<void>;

/** Scenes of one theme. */
export interface Theme {
  readonly needs: readonly Need[];
  readonly tier: Tier;
  readonly scenes: (advertised: Advertised) => readonly Scene[];
}

type OnBreach = (breach: Breach, run: ToldRun, calls: number) => Promise<void> | void;

/** Plays the scenes of themes, each from the beginning.
 * @param isCut asked before each: whether the rest is to be left
 * @returns the calls that it took
 */
export async function playScenes(
  driver: Driver,
  judging: Judging,
  themes: readonly Theme[],
  onBreach: OnBreach,
  isCut: () => MaybePromise<boolean>,
): Promise<number> {
  let calls = 0;
  const advertised = await driver.capabilities();
  for (const { needs, tier, scenes } of themes) {
    if (lackOf(needs, driver, advertised) !== null) continue;
    for (const scene of scenes(advertised)) {
      if (await isCut()) return calls;
      const run = await startRun(driver, tierOf(advertised, tier), judging);
      try {
        await scene(run);
        await run.look();
      } catch (error) {
        if (error instanceof Breach) await onBreach(error, run.notes.told, calls + run.calls);
        else if (!(error instanceof Inconclusive || error instanceof LostTrack)) throw error;
      }
      calls += run.calls;
    }
  }
  return calls;
}

/** Each with each. */
export function product<One, Other>(ones: readonly One[], others: readonly Other[]): [One, Other][] {
  return ones.flatMap((one) => others.map((other): [One, Other] => [one, other]));
}
