import { Breach, Inconclusive, isLeaving } from '../checks/verdicts.js';
import type { CampaignState } from '../generate/campaign.js';
import { planOf } from '../generate/plans.js';
import { modelOf } from '../model/methods/index.js';
import { isGranted } from '../probes/clientViews.js';
import type { Tried } from '../report.js';
import { startRun } from '../run/judgedRun.js';
import type { Judging } from '../run/judging.js';
import type { Run } from '../run/run.js';
import type { ToldRun } from '../run/steps.js';
import type { Driver, MaybePromise } from '../subject/driver.js';
import { action, faults, lackOf, member, virtualTime } from '../subject/needs.js';
import { boundedOrders } from './boundedOrders.js';
import { type CallSet, callSets, raceFor } from './callSets.js';
import { enter, type SmallWorld, smallWorlds } from './smallWorlds.js';

/** What is to be tried. */
interface Trial {
  /** How many calls there are in flight at once, at most. */
  readonly depth: number;
  /** Called with each property that does not hold, and of the run up to there. */
  readonly onBreach: (breach: Breach, run: ToldRun, calls: number) => Promise<void> | void;
  /** Called with the part that is done, after each set of calls. */
  readonly onProgress: (done: number) => MaybePromise<void>;
}

/** Calls that subjects which can't say which orders differ are interrupted so often at most. */
const mostInterruptions = 2;

/** What of a world is changed before calls come together. */
type Variant = 'as it is' | 'a reply is lost' | 'room for one less';

/** Has all sets of calls come together, in small worlds, in all orders of their turns: what is judged then is proven for these. */
export async function tryAllOrders(
  driver: Driver,
  judging: Judging,
  { depth, onBreach, onProgress }: Trial,
  state: CampaignState,
): Promise<Tried> {
  const advertised = await driver.capabilities();
  const orders = new Orders(driver, judging, onBreach, state);
  const worlds = lackOf([member('overlap'), virtualTime], driver, advertised) === null ? smallWorlds(advertised) : [];
  const entered = new Set<SmallWorld>();
  for (let size = 1; size <= depth; size++) {
    for (const [place, world] of worlds.entries()) {
      const sets = await orders.setsIn(world, size);
      if (sets.length > 0) entered.add(world);
      for (const [at, set] of sets.entries()) {
        if (judging.time?.cuts()) break;
        await orders.tryAll(world, set);
        // Sets of more calls take longer.
        const part = (place + (at + 1) / sets.length) / worlds.length;
        await onProgress(
          (growth ** (size - 1) - 1 + part * (growth ** size - growth ** (size - 1))) / (growth ** depth - 1),
        );
      }
    }
  }
  const { sets, tried, isWhole, isComplete } = orders;
  const complete = sets > 0 && isComplete && judging.time?.isCut !== true;
  const interruptions = isWhole ? null : mostInterruptions;
  return { depth, worlds: entered.size, sets, orders: tried, interruptions, complete };
}

/** How much longer sets of one more call take, as a bar has it. */
const growth = 4;

/** Tries the orders of one set after the other, and counts. */
class Orders {
  sets = 0;
  tried = 0;
  /** Whether the subject said each time which orders differ. */
  isWhole = true;
  isComplete = true;

  constructor(
    private readonly driver: Driver,
    private readonly judging: Judging,
    private readonly onBreach: Trial['onBreach'],
    private readonly state: CampaignState,
  ) {}

  /** The sets of so many calls in a world; none where it can't be entered. */
  async setsIn(world: SmallWorld, size: number): Promise<CallSet[]> {
    let sets: CallSet[] = [];
    await this.judge(world, async (run) => {
      sets = callSets(run, size, world.clones === 0);
    });
    return sets;
  }

  async tryAll(world: SmallWorld, set: CallSet): Promise<void> {
    const [alone] = set.calls;
    if (
      set.calls.length === 1 &&
      alone !== undefined &&
      !('do' in alone) &&
      modelOf(alone.method).makes?.kind === 'volume'
    )
      await this.judge(world, (run) => run.probe({ do: 'probe', property: 'LOST-REPLY', calls: [alone], number: 0 }));
    for (const variant of ['as it is', 'a reply is lost', 'room for one less'] as const) {
      let orders: readonly (readonly number[])[] = [];
      await this.judge(world, async (run) => {
        if (await this.prepare(run, set, variant)) orders = await this.ordersOf(run, set);
      });
      if (orders.length > 0) this.sets++;
      for (const order of orders) {
        if (this.judging.time?.cuts()) return;
        let isJudged = false;
        await this.judge(world, async (run) => {
          if (!(await this.prepare(run, set, variant))) return;
          this.tried++;
          await together(run, set, order);
          isJudged = true;
        });
        // A subject may not come to the same world each time.
        this.isComplete &&= isJudged;
      }
    }
  }

  /** @returns whether the world has such a variant */
  private async prepare(run: Run, set: CallSet, variant: Variant): Promise<boolean> {
    switch (variant) {
      case 'as it is':
        return true;
      case 'a reply is lost':
        return (
          lackOf([virtualTime, faults('ambiguous'), member('arm')], run.driver, run.advertised) === null &&
          (await run.arm(planOf({ at: 'serviceReply', do: 'loseReply' })))
        );
      case 'room for one less': {
        const race = await raceFor(run, set);
        const room = set.calls.length - 1;
        if (race === null || lackOf([action('leaveFree')], run.driver, run.advertised) !== null) return false;
        return run.act({ do: 'leaveFree', pool: race.pool, bytes: room * race.need });
      }
    }
  }

  private async ordersOf(run: Run, { calls }: CallSet): Promise<readonly (readonly number[])[]> {
    const { symbols, driver } = run;
    const asked = calls.map((call) => ('do' in call ? symbols.action(call) : symbols.call(call)));
    const all = await driver.interleavings?.(asked);
    if (all === undefined) this.isWhole = false;
    return all ?? boundedOrders(calls.length, mostInterruptions);
  }

  /** Does something in a world, and tells what is broken. */
  private async judge(world: SmallWorld, act: (run: Run) => Promise<unknown>): Promise<void> {
    const { driver, judging, state } = this;
    const run = await startRun(driver, world.tier, judging);
    try {
      if (await enter(run, world)) await act(run);
      state.runs++;
    } catch (error) {
      this.isComplete = false;
      if (error instanceof Breach) await this.onBreach(error, run.notes.told, state.calls + run.calls);
      else if (error instanceof Inconclusive) {
        state.inconclusive++;
        state.why = error.message;
      } else if (!isLeaving(error)) throw error;
    } finally {
      state.calls += run.calls;
      state.silences += run.silences;
    }
  }
}

/** Has calls come together in one order, and looks at what they have come to, at once and when all is over. */
async function together(run: Run, set: CallSet, order: readonly number[]): Promise<void> {
  const race = await raceFor(run, set);
  const free = race === null ? null : (run.state.pools[race.pool]?.free ?? null);
  const replies = await run.overlap(set.calls, order, set.property);
  if (race !== null && free !== null) {
    const made = replies.filter((reply) => typeof reply !== 'boolean' && isGranted(reply)).length;
    const room = Math.floor(free / race.need);
    run.verdicts.demand('NO-DOUBLE-SPEND', made <= room, () => `${made} clones found room for ${room}`);
  }
  if (run.underFaults) await run.heal();
  await run.look();
  await run.settle();
}
