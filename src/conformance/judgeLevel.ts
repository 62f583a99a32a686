import type { Breach } from './checks/verdicts.js';
import { type CampaignState, runCampaign } from './generate/campaign.js';
import { boundaryThemes } from './probes/boundaryScenes.js';
import { walkCharts } from './probes/chartWalk.js';
import { sweepCodes } from './probes/codeSweep.js';
import { historyThemes } from './probes/historyScenes.js';
import { jobThemes } from './probes/jobScenes.js';
import { probes } from './probes/probes.js';
import { playScenes } from './probes/scenes.js';
import { sweepStates } from './probes/stateSweep.js';
import type { Level } from './report.js';
import type { Judging } from './run/judging.js';
import type { ToldRun } from './run/steps.js';
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
  /** Asked after each run that was drawn: whether no more are to be made. */
  readonly isOver: (state: CampaignState) => MaybePromise<boolean>;
  /** Asked before each walk and sweep: whether the rest is to be left. */
  readonly isCut: () => MaybePromise<boolean>;
}

const sweepNeeds = probes.find(({ property }) => property === 'CODE-REACHED')?.needs ?? [];

/** Judges a subject at a level: by runs that are drawn, and by walks and sweeps through what they would need long to meet. */
export async function judgeLevel(
  driver: Driver,
  judging: Judging,
  { level, runs, seed, deep, onBreach, isOver, isCut }: LevelPlan,
  state: CampaignState,
): Promise<void> {
  await runCampaign(driver, judging, { level, runs, seed, onBreach, isOver }, state);
  if (level === 'core') state.calls += await playScenes(driver, judging, boundaryThemes, onBreach, isCut);
  if (level === 'capacity') state.calls += await playScenes(driver, judging, historyThemes, onBreach, isCut);
  if (level === 'jobs') {
    state.calls += await walkCharts(driver, judging, deep, onBreach, isCut);
    state.calls += await sweepStates(driver, judging, onBreach, isCut);
    state.calls += await playScenes(driver, judging, jobThemes, onBreach, isCut);
  }
  if (level === 'faults' && lackOf(sweepNeeds, driver, await driver.capabilities()) === null)
    state.calls += await sweepCodes(driver, judging, onBreach, isCut);
}
