import { idle } from '../model/situation.js';
import { type ModelState, openJobs } from '../model/state.js';
import { deletionOf } from '../probes/deleting.js';
import { startRun } from '../run/judgedRun.js';
import type { Judging } from '../run/judging.js';
import { performStep } from '../run/performStep.js';
import type { Advertised } from '../subject/advertised.js';
import type { Driver } from '../subject/driver.js';
import { deleting } from '../subject/needs.js';
import { type Tier, tierOf, tiers } from '../subject/tier.js';

/** A run as it goes on: it may be the continuation of others. */
type LongRun = Awaited<ReturnType<typeof startRun>>;

/** In real time, one reset is for so many runs. */
const runsAReset = 5;

/** Where the runs of a campaign begin: each anew after a reset; in real time, where a reset is dear, from what the run before has
 * left, as long as that is fit. Such a run is the continuation of the one before, with its names, its steps and all that is known
 * of the subject, so that what it finds broken is told, and done again, from the reset on.
 */
export class Beginnings {
  /** What the last run has left, if it is fit. */
  private kept: LongRun | null = null;
  private begun = 0;
  /** The tier that was drawn first. */
  private first: number | null = null;
  private readonly usable: readonly Tier[];

  constructor(
    private readonly driver: Driver,
    private readonly judging: Judging,
    private readonly advertised: Advertised,
  ) {
    // What is only larger leads to nothing new.
    this.usable = tiers.filter((tier) => tier !== 'doubled' && advertised.tiers.includes(tier));
  }

  /** @param drawn number that chooses a tier, where runs begin anew */
  async next(drawn: number): Promise<LongRun> {
    const { kept } = this;
    this.kept = null;
    const at = this.begun++;
    if (kept !== null) return kept;
    this.first ??= drawn;
    // Where a tier is kept for several runs, they take turns.
    const choice = this.advertised.time.virtual ? drawn : this.first + Math.floor(at / runsAReset);
    return startRun(this.driver, this.usable[choice % this.usable.length] ?? tierOf(this.advertised), this.judging);
  }

  /** Readies what a run that went well has left for the next one, and keeps it where it is fit for that. */
  async keep(run: LongRun): Promise<void> {
    if (this.advertised.time.virtual || this.begun % runsAReset === 0) return;
    await tidy(run);
    if (isFit(run)) this.kept = run;
  }
}

/** Part of the room after the reset that a run needs at least. */
const enoughRoom = 0.5;

/** Ends what is under way, and makes room where there is too little: by deletions of what was made, else past the methods. */
async function tidy(run: LongRun): Promise<void> {
  await settled(run);
  const { advertised, driver } = run;
  for (const pool of withoutRoom(run)) {
    const made = idle(run.state).filter((name) => isMadeIn(pool, run.state.volumes[name]));
    for (const volume of deleting.lack(driver, advertised) === null ? made.toReversed() : []) {
      const deletion = deletionOf(run, volume);
      await performStep(run, 'do' in deletion ? { do: 'act', action: deletion } : { do: 'call', ...deletion });
      await settled(run);
    }
    const bytes = run.begunWith.pools[pool]?.free ?? 0;
    if (hasRoom(run, pool) || !advertised.actions.includes('leaveFree')) continue;
    await performStep(run, { do: 'act', action: { do: 'leaveFree', pool, bytes } });
    await performStep(run, { do: 'look' });
  }
}

async function settled(run: LongRun): Promise<void> {
  if (openJobs(run.state).length > 0) await performStep(run, { do: 'settle' });
}

function isMadeIn(pool: string, volume: ModelState['volumes'][string] | undefined): boolean {
  return volume?.madeBy != null && volume.pool === pool;
}

/** Pools of this system that a run can't begin with as they are: they have much less room than the reset gave them, or what was made
 * in them counts against a limit.
 */
function withoutRoom(run: LongRun): string[] {
  const volumes = Object.values(run.state.volumes);
  return Object.entries(run.state.pools).flatMap(([name, { isPrimordial, isRemote }]) => {
    const isFull = run.tier === 'limits' && volumes.some((volume) => isMadeIn(name, volume));
    return isPrimordial || isRemote || (hasRoom(run, name) && !isFull) ? [] : [name];
  });
}

function hasRoom({ state, begunWith }: LongRun, pool: string): boolean {
  return (state.pools[pool]?.free ?? 0) >= enoughRoom * (begunWith.pools[pool]?.free ?? 0);
}

/** Whether a run can begin with it: nothing is under way, out of order, or open. */
function isFit(run: LongRun): boolean {
  const { states, state, underFaults, begunWith } = run;
  return (
    states.length === 1 &&
    !underFaults &&
    openJobs(state).length === 0 &&
    state.unobserved.length === 0 &&
    withoutRoom(run).length === 0 &&
    Object.entries(state.volumes).every(([name, one]) => one.usable === (begunWith.volumes[name]?.usable ?? true)) &&
    Object.entries(begunWith.pools).every(([name, before]) => state.pools[name]?.state === before.state) &&
    isManifold(Object.values(state.volumes))
  );
}

/** Whether there are volumes enough to choose among, be they clones. */
function isManifold(volumes: readonly ModelState['volumes'][string][]): boolean {
  return volumes.length >= fewestVolumes && new Set(volumes.map(({ size }) => size)).size > 1;
}

/** What a reset promises at least. */
const fewestVolumes = 3;
