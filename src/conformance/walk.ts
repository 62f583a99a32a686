import { transitionsOf } from './coverage.js';
import type { Chart, Driver, JobControlName } from './driver.js';
import { jobStateNames } from './jobClaims.js';
import type { Judging } from './judging.js';
import { Rehearsal } from './rehearsal.js';
import type { Recorded } from './steps.js';
import { startedJob } from './tries/jobs.js';
import { action, copyingByJob, type Need, virtualTime } from './tries/needs.js';
import { Breach, Inconclusive, LostTrack } from './verdicts.js';

/** What it takes to lead a job. */
export const walkNeeds: readonly Need[] = [copyingByJob, virtualTime, action('control'), action('setState')];

/** Leads jobs along each transition of their chart, or along each pair of transitions, as far as controls, time and the states of
 * volumes lead there. What random runs come by anyway is walked, too: it is quicker than to find out.
 */
export async function walkJobs(
  driver: Driver,
  judging: Judging,
  pairs: boolean,
  onBreach: (breach: Breach, run: Recorded, calls: number) => Promise<void> | void,
): Promise<number> {
  const chart = driver.charts?.job;
  if (chart === undefined) return 0;
  const transitions = transitionsOf(chart);
  const routes = transitions.flatMap((one) => {
    const way = wayTo(chart, one.from);
    if (way === undefined) return [];
    const first = [...way, one.event];
    if (!pairs) return [first];
    const next = transitions.filter(({ from }) => from === one.to);
    return next.length === 0 ? [first] : next.map(({ event }) => [...first, event]);
  });
  let calls = 0;
  for (const route of routes) {
    const run = await Rehearsal.start(driver, 'limits', judging);
    try {
      await walk(run, chart, route);
    } catch (error) {
      if (error instanceof Breach) await onBreach(error, run.recorded, calls + run.calls);
      else if (!(error instanceof Inconclusive || error instanceof LostTrack)) throw error;
    }
    calls += run.calls;
  }
  return calls;
}

async function walk(run: Rehearsal, chart: Chart, events: readonly string[]): Promise<void> {
  const { runningJobs } = run.advertised.limits;
  const [source] = Object.keys(run.state.volumes);
  if (source === undefined) return;
  // A job is new for as long as others have all the slots.
  const others = events[0] === 'START' ? 0 : (runningJobs ?? 0);
  let job: string | undefined;
  for (let started = 0; started <= others; started++) {
    const on = Object.keys(run.state.volumes)[started % 3] ?? source;
    job = await startedJob(run, { on });
  }
  if (job === undefined) return;
  let state = chart.initial;
  for (const event of events) {
    await run.look();
    const next = chart.transitions[state]?.[event];
    // Time may have led elsewhere.
    if (next === undefined || !(await lead(run, job, event, next))) return;
    state = next;
  }
  await run.look();
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

/** Brings an event about: by a control, by what ends a job, else by letting time pass until it has happened. */
async function lead(run: Rehearsal, job: string, event: string, wanted: string): Promise<boolean> {
  const control = controls[event];
  if (control !== undefined)
    return run.advertised.jobControls.includes(control) && (await run.act({ do: 'control', job, control }));
  if (event === 'FAIL') {
    const element = run.state.jobs[job]?.target;
    return element !== undefined && (await run.act({ do: 'setState', element, state: 'failed' }));
  }
  for (let waited = 0; waited <= run.advertised.time.jobsEndWithinMs * 4; waited += tick) {
    const seen = await run.driver.observe({ kind: 'job', id: run.symbols.id(job) });
    if (seen === null) return false;
    if (wordOf(seen.jobState) === wanted) return true;
    await run.advance(tick);
  }
  return false;
}

/** Short enough to meet each state that takes time. */
const tick = 20;

/** 'Shutting Down' as charts have it: shuttingDown. */
function wordOf(jobState: number): string {
  const [first = '', ...rest] = (jobStateNames[jobState] ?? '').split(' ');
  return [first.toLowerCase(), ...rest].join('');
}

/** The shortest list of events from the beginning to a state. */
function wayTo({ initial, transitions }: Chart, state: string): readonly string[] | undefined {
  const ways = new Map<string, readonly string[]>([[initial, []]]);
  for (const [at, way] of ways)
    for (const [event, next] of Object.entries(transitions[at] ?? {}))
      if (!ways.has(next)) ways.set(next, [...way, event]);
  return ways.get(state);
}
