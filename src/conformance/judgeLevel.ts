import type { Breach } from './checks/verdicts.js';
import { type CampaignState, runCampaign } from './generate/campaign.js';
import { boundaryThemes } from './probes/boundaryScenes.js';
import { walkCharts } from './probes/chartWalk.js';
import { sweepCodes } from './probes/codeSweep.js';
import { historyThemes } from './probes/historyScenes.js';
import { jobThemes } from './probes/jobScenes.js';
import { lossThemes } from './probes/lossScenes.js';
import { mirrorThemes } from './probes/mirrorScenes.js';
import { sweepPlans } from './probes/plans/planSweep.js';
import { probes } from './probes/probes.js';
import { reachSuccesses } from './probes/reachSuccesses.js';
import { scenesOf } from './probes/scenes.js';
import { sweepStates } from './probes/stateSweep.js';
import type { SweepPlan } from './probes/sweepPlan.js';
import { sweepTroubles } from './probes/troubleSweep.js';
import type { Level } from './report.js';
import type { Judging } from './run/judging.js';
import type { ToldRun } from './run/steps.js';
import type { Advertised } from './subject/advertised.js';
import type { Driver, MaybePromise } from './subject/driver.js';
import { lackOf } from './subject/needs.js';

/** What is to be done at one level. */
interface LevelPlan {
  readonly level: Level;
  readonly runs: number;
  /** Of the first level: each has one of its own. */
  readonly seed: number;
  /** Whether charts are led along pairs of transitions, too. */
  readonly deep: boolean;
  /** Called with each property that does not hold. */
  readonly onBreach: (breach: Breach, run: ToldRun, calls: number) => Promise<void> | void;
  /** Called after each run, and before each that walks and sweeps. */
  readonly onProgress: (state: CampaignState) => MaybePromise<void>;
}

/** With so many runs or more, all is swept through. */
const fullRuns = 100;

/** What is done at a level besides runs that are drawn. @returns the calls that it took */
type Sweep = (driver: Driver, judging: Judging, plan: SweepPlan) => Promise<number>;

const needsOf = (name: string) => probes.find(({ property }) => property === name)?.needs ?? [];
const needsOfCodes = needsOf('CODE-REACHED');
const needsOfPlans = needsOf('FIRED');

/** Judges a subject at a level: by runs that are drawn, and by walks and sweeps through what they would need long to meet. Where
 * there is not as much time as it takes, each of them has its share.
 */
export async function judgeLevel(
  driver: Driver,
  judging: Judging,
  { level, runs, seed, deep, onBreach, onProgress }: LevelPlan,
  state: CampaignState,
): Promise<void> {
  const sweeps = sweepsOf(level, driver, await driver.capabilities());
  const timed = (left: number) => ({ ...judging, ...(judging.time && { time: judging.time.share(left) }) });
  await runCampaign(driver, timed(1 + sweeps.length), { level, runs, seed, onBreach, onProgress }, state);
  // Of few runs, the sweeps have their part, too.
  const part = { oneIn: Math.max(1, Math.round(fullRuns / runs)), first: seed };
  const swept = async (sweep: Sweep, during: Judging): Promise<void> => {
    const isCut = async () => {
      await onProgress(state);
      return during.time?.cuts() ?? false;
    };
    state.calls += await sweep(driver, during, { deep, onBreach, isCut, part });
  };
  for (const [at, sweep] of sweeps.entries()) await swept(sweep, timed(sweeps.length - at));
  // Next to nothing, and only where it is needed: it has no share of its own.
  if (level === 'core') await swept(reachSuccesses, judging);
}

/** What the subject has of what a level sweeps through. */
function sweepsOf(level: Level, driver: Driver, advertised: Advertised): readonly Sweep[] {
  const where = (isThere: boolean, one: Sweep) => (isThere ? [one] : []);
  switch (level) {
    case 'core':
      return [scenesOf(boundaryThemes)];
    case 'capacity':
      return [scenesOf([...historyThemes, ...mirrorThemes])];
    case 'jobs':
      return [
        ...where(driver.charts !== undefined, walkCharts),
        ...where(advertised.actions.includes('setState'), sweepStates),
        ...where(advertised.actions.includes('disturb'), sweepTroubles),
        scenesOf([...jobThemes, ...lossThemes]),
      ];
    case 'faults':
      return [
        ...where(lackOf(needsOfPlans, driver, advertised) === null, sweepPlans),
        ...where(lackOf(needsOfCodes, driver, advertised) === null, sweepCodes),
      ];
    case 'concurrency':
      return [];
  }
}
