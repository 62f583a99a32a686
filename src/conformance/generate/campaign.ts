import fc from 'fast-check';
import { Breach, Inconclusive, isLeaving, TimeOver } from '../checks/verdicts.js';
import { type Level, levels } from '../report.js';
import type { Judging } from '../run/judging.js';
import { performStep } from '../run/performStep.js';
import type { ToldRun } from '../run/steps.js';
import type { Advertised } from '../subject/advertised.js';
import type { Driver, MaybePromise } from '../subject/driver.js';
import { lackOf } from '../subject/needs.js';
import { tierOf } from '../subject/tier.js';
import { Beginnings } from './beginnings.js';
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
  /** Called after each run. */
  readonly onProgress: (state: CampaignState) => MaybePromise<void>;
}

export interface CampaignState {
  runs: number;
  calls: number;
  silences: number;
  /** Runs that were given up, and why the last one was. */
  inconclusive: number;
  why: string | null;
}

/** Makes runs of one level, with all that the levels before it do, for as long as there is time. What a run does is chosen by the
 * model's state, so that no choice is wasted.
 */
export async function runCampaign(
  driver: Driver,
  judging: Judging,
  { level, runs, seed, onBreach, onProgress }: Campaign,
  state: CampaignState,
): Promise<void> {
  const reached = levels.slice(0, levels.indexOf(level) + 1);
  const advertised = await advertisedAnew(driver);
  const possible = judging.probes.filter(
    (one) => reached.includes(one.level) && lackOf(one.needs, driver, advertised) === null,
  );
  const beginnings = new Beginnings(driver, judging, advertised);
  const one = async ({ tier, swarm, draws }: Script): Promise<void> => {
    const kinds = kindsFor(reached, swarm, possible, advertised);
    const run = await beginnings.next(tier);
    const before = { calls: run.calls, silences: run.silences };
    let isDone = false;
    try {
      for (let at = 0; at + drawsPerStep <= draws.length; at += drawsPerStep)
        await performStep(run, stepFor(kinds, run, draws, at));
      if (run.underFaults) await run.heal();
      await run.look();
      isDone = true;
      await beginnings.keep(run);
    } catch (error) {
      isDone ||= !(error instanceof TimeOver);
      if (error instanceof Breach) await onBreach(error, run.notes.told, state.calls + run.calls - before.calls);
      else if (error instanceof Inconclusive) {
        state.inconclusive++;
        state.why = error.message;
      } else if (!isLeaving(error)) throw error;
    } finally {
      if (isDone) state.runs++;
      state.calls += run.calls - before.calls;
      state.silences += run.silences - before.silences;
    }
  };
  const sinceRuns = state.runs;
  const property = fc.asyncProperty(scripts, async (script) => {
    await one(script);
    await onProgress(state);
    const { time } = judging;
    // No script is drawn any more that nobody would do.
    if (state.runs - sinceRuns < runs && time?.cuts()) throw new TimeOver('no time for more runs');
  });
  const { errorInstance } = await fc.check(property, { seed, numRuns: runs, endOnFailure: true });
  if (errorInstance !== null && errorInstance !== undefined && !(errorInstance instanceof TimeOver))
    throw errorInstance;
}

/** What a subject advertises after a reset; in real time, where one is dear, what it does as it is. */
async function advertisedAnew(driver: Driver): Promise<Advertised> {
  const advertised = await driver.capabilities();
  if (!advertised.time.virtual) return advertised;
  await driver.reset(tierOf(advertised));
  return driver.capabilities();
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
