import fc from 'fast-check';
import { Breach, Inconclusive, LostTrack } from '../checks/verdicts.js';
import { type Level, levels } from '../report.js';
import { startRun } from '../run/judgedRun.js';
import type { Judging } from '../run/judging.js';
import { performStep } from '../run/performStep.js';
import type { ToldRun } from '../run/steps.js';
import type { Driver, MaybePromise } from '../subject/driver.js';
import { lackOf } from '../subject/needs.js';
import { tierOf, tiers } from '../subject/tier.js';
import { drawsPerStep, kindsFor, stepFor } from './draws.js';

/** Longest run, in steps. */
const longest = 40;

/** What a campaign is to do. */
interface Campaign {
  readonly level: Level;
  readonly runs: number;
  readonly seed: number;
  /** Called with each property that does not hold, and of the run up to there; the campaign goes on unless it throws. */
  readonly onBreach: (breach: Breach, run: ToldRun, calls: number) => Promise<void> | void;
  /** Asked after each run. */
  readonly isOver: (state: CampaignState) => MaybePromise<boolean>;
}

export interface CampaignState {
  runs: number;
  calls: number;
  silences: number;
  /** Runs that were given up, and why the last one was. */
  inconclusive: number;
  why: string | null;
}

/** Makes runs of one level, with all that the levels before it do. Each run begins anew; what it does is chosen by the model's
 * state, so that no choice is wasted.
 */
export async function runCampaign(
  driver: Driver,
  judging: Judging,
  { level, runs, seed, onBreach, isOver }: Campaign,
  state: CampaignState,
): Promise<void> {
  const reached = levels.slice(0, levels.indexOf(level) + 1);
  await driver.reset(tierOf(await driver.capabilities()));
  const advertised = await driver.capabilities();
  const possible = judging.probes.filter(
    (one) => reached.includes(one.level) && lackOf(one.needs, driver, advertised) === null,
  );
  // What is only larger leads to nothing new.
  const usable = tiers.filter((tier) => tier !== 'doubled' && advertised.tiers.includes(tier));
  const one = async ({ tier, swarm, draws }: Script): Promise<void> => {
    const kinds = kindsFor(reached, swarm, possible, advertised);
    const usual = usable[tier % usable.length] ?? tierOf(advertised);
    const run = await startRun(driver, usual, judging);
    try {
      for (let at = 0; at + drawsPerStep <= draws.length; at += drawsPerStep)
        await performStep(run, stepFor(kinds, run, draws, at));
      if (run.underFaults) await run.heal();
      await run.look();
    } catch (error) {
      if (error instanceof Breach) await onBreach(error, run.notes.told, state.calls + run.calls);
      else if (error instanceof Inconclusive) {
        state.inconclusive++;
        state.why = error.message;
      } else if (!(error instanceof LostTrack)) throw error;
    } finally {
      state.runs++;
      state.calls += run.calls;
      state.silences += run.silences;
    }
  };
  let over = false;
  await fc
    .check(
      fc.asyncProperty(scripts, async (script) => {
        if (over) return;
        await one(script);
        over = await isOver(state);
      }),
      { seed, numRuns: runs, endOnFailure: true },
    )
    .then(({ errorInstance }) => {
      if (errorInstance !== null && errorInstance !== undefined) throw errorInstance;
    });
}

/** The numbers of one run. */
interface Script {
  readonly tier: number;
  readonly swarm: number;
  readonly draws: readonly number[];
}

const number = fc.nat(65_535);
/** What runs are made of. */
export const scripts: fc.Arbitrary<Script> = fc.record({
  tier: number,
  swarm: fc.nat(2 ** 24 - 1),
  draws: fc.array(number, { maxLength: drawsPerStep * longest, size: 'max' }),
});
