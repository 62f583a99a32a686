import type { Judging } from '../run/judging.js';
import type { Run } from '../run/run.js';
import type { Advertised } from '../subject/advertised.js';
import type { Driver } from '../subject/driver.js';
import { lackOf, type Need } from '../subject/needs.js';
import type { Tier } from '../subject/tier.js';
import { sweep } from './sweep.js';
import type { SweepPlan } from './sweepPlan.js';

/** A run that is written down instead of drawn, since runs that are drawn would need long to meet it. */
export type Scene = (run: Run) => Promise<void>;

/** Scenes of one theme. */
export interface Theme {
  readonly needs: readonly Need[];
  readonly tier: Tier;
  readonly scenes: (advertised: Advertised) => readonly Scene[];
}

/** Plays the scenes of themes, each from the beginning. */
export function scenesOf(themes: readonly Theme[]) {
  return async (driver: Driver, judging: Judging, plan: SweepPlan): Promise<number> => {
    let calls = 0;
    const advertised = await driver.capabilities();
    for (const { needs, tier, scenes } of themes) {
      if (lackOf(needs, driver, advertised) !== null) continue;
      const acts = scenes(advertised).map((scene) => async (run: Run) => {
        await scene(run);
        await run.look();
      });
      calls += await sweep(driver, judging, plan, acts, tier);
    }
    return calls;
  };
}

/** Each with each. */
export function product<One, Other>(ones: readonly One[], others: readonly Other[]): [One, Other][] {
  return ones.flatMap((one) => others.map((other): [One, Other] => [one, other]));
}
