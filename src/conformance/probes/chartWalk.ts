import { type Charted, transitionsOf } from '../checks/coverage.js';
import { stateWord } from '../checks/jobStates.js';
import { Breach, isLeaving } from '../checks/verdicts.js';
import { cloneOf as cloning, usualPool } from '../model/methods/createClone.js';
import { isOver } from '../model/state.js';
import { startRun } from '../run/judgedRun.js';
import type { Judging } from '../run/judging.js';
import type { Run } from '../run/run.js';
import type { JobControlName } from '../subject/action.js';
import type { Call } from '../subject/call.js';
import type { Chart, Driver } from '../subject/driver.js';
import { action, answers, copyingByJob, deleting, lackOf, type Need, virtualTime } from '../subject/needs.js';
import { tierOf } from '../subject/tier.js';
import { isGranted, settleWhere, targetOf } from './clientViews.js';
import { deleted } from './deleting.js';
import { startedJob } from './jobs.js';
import type { SweepPlan } from './sweepPlan.js';

/** How the elements of a kind are led along their chart. */
interface Leading {
  readonly needs: readonly Need[];
  /** Makes or chooses one, which is in its initial state, or in one that time alone leads to.
   * @param stays whether it is to be met in its initial state
   */
  readonly begin: (run: Run, stays: boolean) => Promise<string | undefined>;
  /** Undefined once it is gone. */
  readonly stateOf: (run: Run, name: string) => Promise<string | undefined>;
  /** Brings an event about. @returns whether the subject took it */
  readonly lead: (run: Run, name: string, event: string, wanted: string) => Promise<boolean>;
  /** What is done in each state on the way. */
  readonly visit: (run: Run, name: string) => Promise<void>;
}

/** Leads elements along each transition of their charts, or along each pair of transitions, as far as actions and time lead. What
 * random runs come by anyway is walked, too: it is quicker than to find out.
 */
export async function walkCharts(
  driver: Driver,
  judging: Judging,
  { deep: pairs, onBreach, isCut }: SweepPlan,
): Promise<number> {
  const advertised = await driver.capabilities();
  let calls = 0;
  for (const of of ['job', 'volume', 'pool'] as const) {
    const chart = driver.charts?.[of];
    const leading = leadings[of];
    if (chart === undefined || lackOf(leading.needs, driver, advertised) !== null) continue;
    // Ways that have led nowhere; another one may.
    const closed = new Set<Transition>();
    for (const goal of goalsOf(chart, pairs)) {
      if (await isCut()) return calls;
      // How an element came to its state may matter: a target that failed before it was whole is never brought online.
      const tried = new Set<Transition>();
      const next = () => wayTo(chart, goal, new Set([...closed, ...tried]));
      for (let way = next(); way !== undefined; way = next()) {
        const run = await startRun(driver, tierOf(advertised, 'limits'), judging);
        const stuck = await walk(run, leading, way, goal).catch(async (error: unknown) => {
          if (error instanceof Breach) await onBreach(error, run.notes.told, calls + run.calls);
          else if (!isLeaving(error)) throw error;
          return undefined;
        });
        calls += run.calls;
        if (stuck === undefined) break;
        if (!goal.includes(stuck)) closed.add(stuck);
        else {
          const last = way.at(-1);
          if (stuck !== goal[0] || last === undefined) break;
          tried.add(last);
        }
      }
    }
  }
  return calls;
}

type Transition = ReturnType<typeof transitionsOf>[number];

/** What is to be walked along: each transition, or each with each that can follow it. */
function goalsOf(chart: Chart, pairs: boolean): Transition[][] {
  const transitions = transitionsOf(chart);
  if (!pairs) return transitions.map((one) => [one]);
  return transitions.flatMap((one) => {
    const next = transitions.filter(({ from }) => from === one.to);
    return next.length === 0 ? [[one]] : next.map((other) => [one, other]);
  });
}

/** @returns the transition that the subject, or time, did not go along; undefined when it went along all of them */
async function walk(
  run: Run,
  { begin, stateOf, lead, visit }: Leading,
  way: readonly Transition[],
  goal: readonly Transition[],
): Promise<Transition | undefined> {
  const name = await begin(run, way.length === 0);
  if (name === undefined) return goal[0];
  for (const one of [...way, ...goal]) {
    await run.look();
    await visit(run, name);
    // Time may have led there already, or elsewhere.
    const went = (await stateOf(run, name)) === one.to || (await lead(run, name, one.event, one.to));
    if (!went) return one;
    await run.look();
    if (one !== goal.at(-1) && (await stateOf(run, name)) !== one.to) return one;
  }
  return undefined;
}

const controls: Readonly<Record<string, JobControlName>> = {
  SUSPEND: 'suspend',
  RESUME: 'resume',
  TERMINATE: 'terminate',
  KILL: 'kill',
  ENTER_SERVICE: 'enterService',
  LEAVE_SERVICE: 'leaveService',
  QUERY: 'query',
  ANSWER: 'answer',
};

const jobs: Leading = {
  needs: [copyingByJob, virtualTime, action('control'), action('setState')],
  begin: async (run, stays) => {
    // A job is new for as long as others have all the slots.
    const others = stays ? (run.advertised.limits.runningJobs ?? 0) : 0;
    let job: string | undefined;
    for (let started = 0; started <= others; started++) {
      const on = Object.keys(run.state.volumes)[started % 3];
      job = on === undefined ? undefined : await startedJob(run, cloneOf(run, on));
    }
    return job;
  },
  stateOf: async (run, job) => {
    const seen = await run.driver.observe({ kind: 'job', id: run.symbols.id(job) });
    return seen === null ? undefined : stateWord(seen.jobState);
  },
  lead: async (run, job, event, wanted) => {
    const control = controls[event];
    if (control !== undefined)
      return run.advertised.jobControls.includes(control) && run.act({ do: 'control', job, control });
    if (event !== 'FAIL') return waited(run, jobs, job, wanted);
    const element = run.state.jobs[job]?.target;
    return element != null && run.act({ do: 'setState', element, state: 'failed' });
  },
  visit: async () => {},
};

const volumes: Leading = {
  needs: [action('setState')],
  begin: async (run) => {
    const [on] = Object.keys(run.state.volumes);
    const reply = on === undefined ? undefined : await run.call(cloneOf(run, on));
    // Where no clone can be had, a volume that is there already has the first of its life behind it.
    return (reply !== undefined && isGranted(reply) ? targetOf(run, reply) : undefined) ?? on;
  },
  stateOf: async (run, volume) => {
    const seen = await run.driver.observe({ kind: 'volume', id: run.symbols.id(volume) });
    return seen === null ? undefined : seen.state;
  },
  lead: async (run, volume, event, wanted) => {
    if (event === 'BECOME_USABLE') return waited(run, volumes, volume, wanted);
    if (event === 'DELETE' && answers('StorageVolume.Delete', run.advertised) && run.advertised.deletes?.by === 'job')
      return isGranted(await run.call({ method: 'StorageVolume.Delete', on: volume, with: {} }));
    if (event !== 'REMOVE') return run.act({ do: 'setState', element: volume, state: wanted });
    const job = openJobOf(run, volume);
    if (job === undefined) return removed(run, volume);
    return (
      run.advertised.actions.includes('control') &&
      run.advertised.jobControls.includes('kill') &&
      run.act({ do: 'control', job, control: 'kill' })
    );
  },
  visit: async (run, volume) => {
    if (isGranted(await run.call(cloneOf(run, volume)))) await settleWhere(run);
  },
};

const pools: Leading = {
  needs: [action('setState')],
  begin: async (run) => {
    const local = Object.entries(run.state.pools).filter(
      ([, { isPrimordial, isRemote }]) => !isPrimordial && !isRemote,
    );
    return local[0]?.[0];
  },
  stateOf: async (run, pool) => {
    const seen = await run.driver.observe({ kind: 'pools' });
    return seen.find(({ id }) => run.symbols.name(id) === pool)?.state;
  },
  lead: async (run, pool, _event, wanted) => run.act({ do: 'setState', element: pool, state: wanted }),
  visit: async (run, pool) => {
    const on = Object.keys(run.state.volumes).find((name) => run.state.volumes[name]?.pool === pool);
    if (on !== undefined && isGranted(await run.call(cloneOf(run, on)))) await settleWhere(run);
  },
};

const leadings: Readonly<Record<Charted, Leading>> = { job: jobs, volume: volumes, pool: pools };

/** A clone as the subject wants to be asked for it. */
function cloneOf(run: Run, on: string): Call {
  return cloning(on, usualPool(run, 0));
}

/** Lets time pass until the element is in the state, or is gone. */
async function waited(run: Run, { stateOf }: Leading, name: string, wanted: string): Promise<boolean> {
  if (lackOf([virtualTime], run.driver, run.advertised) !== null) return false;
  for (let waited = 0; waited <= run.advertised.time.jobsEndWithinMs * 4; waited += tick) {
    const state = await stateOf(run, name);
    if (state === undefined || state === wanted) return state === wanted;
    await run.advance(tick);
  }
  return false;
}

/** Short enough to meet each state that takes time. */
const tick = 20;

/** Removes a volume that nothing copies: by the job that is at it, else by its method, else past it, as where it is locked. */
async function removed(run: Run, volume: string): Promise<boolean> {
  if (run.state.volumes[volume]?.deletion != null) {
    await waited(run, volumes, volume, 'gone');
    return (await volumes.stateOf(run, volume)) === undefined;
  }
  if (deleting.lack(run.driver, run.advertised) === null && (await deleted(run, volume))) return true;
  return run.advertised.actions.includes('delete') && run.act({ do: 'delete', volume });
}

function openJobOf(run: Run, volume: string): string | undefined {
  const job = run.state.volumes[volume]?.job ?? null;
  const known = job === null ? undefined : run.state.jobs[job];
  return job === null || known === undefined || known.gone || isOver(known.jobState) ? undefined : job;
}

/** The shortest way from the beginning to where the goal begins, without transitions that are closed. */
function wayTo(chart: Chart, [goal]: readonly Transition[], closed: ReadonlySet<Transition>): Transition[] | undefined {
  const transitions = transitionsOf(chart).filter(
    ({ from, event }) => ![...closed].some((one) => one.from === from && one.event === event),
  );
  const ways = new Map<string, Transition[]>([[chart.initial, []]]);
  for (const [at, way] of ways)
    for (const one of transitions) if (one.from === at && !ways.has(one.to)) ways.set(one.to, [...way, one]);
  return goal === undefined ? undefined : ways.get(goal.from);
}
