import { cloneOf, usualPool } from '../model/methods/createClone.js';
import { poolsWhere } from '../model/situation.js';
import { isOver } from '../model/state.js';
import type { Run } from '../run/run.js';
import type { JobControlName } from '../subject/action.js';
import type { Call } from '../subject/call.js';
import { action, answers, copyingByJob, member, type Need, virtualTime } from '../subject/needs.js';
import { isGranted, settle } from './clientViews.js';
import { startedJob, untilRunning } from './jobs.js';
import { product, type Scene, type Theme } from './scenes.js';

/** What a job works on, by symbol. */
interface Begun {
  readonly job: string;
  readonly elements: readonly string[];
}

/** Starts a job; undefined where the subject has none of its kind. */
type Beginning = (run: Run) => Promise<Begun | undefined>;

const copies: Beginning = async (run) => {
  const on = longest(run);
  if (on === undefined) return undefined;
  const job = await startedJob(run, cloneOf(on, usualPool(run, 0)));
  const target = job === undefined ? undefined : run.state.jobs[job]?.target;
  if (job === undefined || target == null) return undefined;
  return { job, elements: [on, target, run.state.volumes[target]?.pool ?? ''] };
};

const removals: Beginning = async (run) => {
  if (!answers('StorageVolume.Delete', run.advertised) || run.advertised.deletes?.by !== 'job') return undefined;
  const [, on] = Object.keys(run.state.volumes);
  const job = on === undefined ? undefined : await jobOf(run, { method: 'StorageVolume.Delete', on, with: {} });
  return job === undefined || on === undefined ? undefined : { job, elements: [on, run.state.volumes[on]?.pool ?? ''] };
};

const poolRemovals: Beginning = async (run) => {
  if (!answers('Pool.Delete', run.advertised) || run.advertised.deletes?.by !== 'job') return undefined;
  const filled = new Set(Object.values(run.state.volumes).map(({ pool }) => pool));
  const on = poolsWhere(run.state, true).find((name) => !filled.has(name));
  const job = on === undefined ? undefined : await jobOf(run, { method: 'Pool.Delete', on, with: {} });
  return job === undefined || on === undefined ? undefined : { job, elements: [on] };
};

/** The volume whose copy takes longest. */
function longest({ state, advertised: { clones } }: Run): string | undefined {
  const there = Object.entries(state.volumes).filter(
    ([, { isSnapshot }]) => !isSnapshot || clones.ofSnapshots === true,
  );
  const weight = ({ took, size }: { readonly took: number | null; readonly size: number }) => took ?? size;
  return there.toSorted(([, one], [, other]) => weight(other) - weight(one))[0]?.[0];
}

/** Copies alone, and side by side, that are looked at again and again on their way.
 * @param isDegraded whether the pool that they read from is, meanwhile
 */
function watched(count: number, isDegraded: boolean): Scene {
  return async (run) => {
    const on = longest(run);
    const { copyRatePerSecond: rate } = run.advertised.declares;
    const size = run.state.volumes[on ?? '']?.size ?? 0;
    if (on === undefined || rate === undefined) return;
    const element = run.state.volumes[on]?.pool ?? '';
    if (isDegraded && !(await run.act({ do: 'setState', element, state: 'degraded' }))) return;
    for (let made = 0; made < count; made++) await startedJob(run, cloneOf(on, usualPool(run, 0)));
    const ms = Math.max(1, Math.floor((count * 1000 * size) / rate / looksAtCopies));
    for (let looks = 0; looks < 2 * looksAtCopies; looks++) {
      await run.advance(ms);
      await run.look();
    }
  };
}

const looksAtCopies = 10;

const beginnings = [copies, removals, poolRemovals];

async function jobOf(run: Run, call: Call): Promise<string | undefined> {
  const reply = await run.call(call);
  return isGranted(reply) && reply.Job !== null ? run.symbols.name(reply.Job) : undefined;
}

/** How far a job has come when something happens to it. */
const phases = ['new', 'starting', 'running', 'suspend', 'enterService', 'query', 'terminate'] as const;
type Phase = (typeof phases)[number];

/** Starts a job, and leads it there; undefined where it can't be. */
async function begun(run: Run, beginning: Beginning, phase: Phase): Promise<Begun | undefined> {
  // A job is new for as long as others have all the slots.
  if (phase === 'new') await fill(run, run.advertised.limits.runningJobs ?? 0);
  const begins = await beginning(run);
  if (begins === undefined || phase === 'new' || phase === 'starting') return begins;
  if (!(await untilRunning(run, begins.job))) return undefined;
  if (phase === 'running') return begins;
  // With something done already, it shows whether that is kept; but some are done in a moment.
  if (phase !== 'query') await run.advance(1);
  return (await controlled(run, begins.job, phase)) ? begins : undefined;
}

/** Has so many jobs under way. */
async function fill(run: Run, jobs: number): Promise<void> {
  const volumes = Object.keys(run.state.volumes);
  for (let at = 0; at < jobs; at++) {
    const on = volumes[1 + (at % 2)];
    if (on !== undefined) await run.call(cloneOf(on, usualPool(run, 0)));
    await run.advance(1);
  }
}

async function controlled(run: Run, job: string, control: JobControlName): Promise<boolean> {
  if (!run.advertised.jobControls.includes(control)) return false;
  const done = await run.act({ do: 'control', job, control });
  await run.look();
  return done;
}

/** Sees what comes of it: at once, a moment later, while a job winds down, and when all is over. */
async function watch(run: Run): Promise<void> {
  for (const ms of [1, 30, 200]) {
    await run.look();
    await run.advance(ms);
  }
  await settle(run);
}

/** Hosts write to what is there, whether they can or not. */
async function writeTo(run: Run, elements: readonly string[]): Promise<void> {
  if (!run.advertised.actions.includes('write')) return;
  for (const volume of elements)
    if (volume in run.state.volumes) await run.act({ do: 'write', volume, offset: 0, length: 512, tag: 'meanwhile' });
}

/** Lets what stands aside go on. */
async function goOn(run: Run, job: string): Promise<void> {
  const seen = await run.driver.observe({ kind: 'job', id: run.symbols.id(job) });
  const control = seen === null ? undefined : back[seen.jobState];
  if (control !== undefined && (await controlled(run, job, control))) await watch(run);
}

const back: Readonly<Record<number, JobControlName>> = { 5: 'resume', 11: 'leaveService', 12: 'answer' };

/** After all of it, another job ends well, and what had finished goes in its time. */
async function goesOnWell(run: Run): Promise<void> {
  await run.probe({ do: 'probe', property: 'JOB-LIVE', calls: [], number: 0 });
  const [on] = Object.keys(run.state.volumes);
  if (on !== undefined) await startedJob(run, cloneOf(on, usualPool(run, 0)));
  await settle(run);
  const { finishedJobsStayMs } = run.advertised.time;
  if (finishedJobsStayMs === null) return;
  await run.advance(finishedJobsStayMs - 1);
  await run.look();
  await run.advance(2);
}

/** An element that a job works on gets into another state. */
function inTrouble(beginning: Beginning, phase: Phase, at: number, state: string): Scene {
  return async (run) => {
    const begins = await begun(run, beginning, phase);
    const element = begins?.elements[at];
    if (begins === undefined || element === undefined) return;
    if (!(await run.act({ do: 'setState', element, state }))) return;
    await writeTo(run, begins.elements);
    await watch(run);
    await goOn(run, begins.job);
    const { volumes, pools } = run.state;
    if (element in volumes || element in pools) await run.act({ do: 'setState', element, state: 'online' });
    await goesOnWell(run);
  };
}

/** An operation wants to lock a volume that is copied, or copied to: it is refused, and the copy goes on. */
function locked(phase: Phase, at: number, state: string): Scene {
  return async (run) => {
    const begins = await begun(run, copies, phase);
    const element = begins?.elements[at];
    if (element === undefined) return;
    const took = await run.act({ do: 'setState', element, state });
    const { locksWhileCopied } = run.advertised.declares;
    if (locksWhileCopied !== undefined)
      run.verdicts.demand('JOB-RESULT', !took, () => `${element} is set ${state} while it is copied`);
    await watch(run);
    if (took) await run.act({ do: 'setState', element, state: 'online' });
    await goesOnWell(run);
  };
}

/** Operators do something to a job. */
function underControl(beginning: Beginning, phase: Phase, control: JobControlName): Scene {
  return async (run) => {
    const begins = await begun(run, beginning, phase);
    if (begins === undefined) return;
    await run.look();
    await controlled(run, begins.job, control);
    await watch(run);
    await goOn(run, begins.job);
    await goesOnWell(run);
  };
}

/** Clients want what a job works on, or delete it, or something that has nothing to do with it. */
function beside(beginning: Beginning, phase: Phase, method: 'CreateClone' | 'StorageVolume.Delete', at: number): Scene {
  return async (run) => {
    const begins = await begun(run, beginning, phase);
    if (begins === undefined) return;
    const on = begins.elements[at] ?? Object.keys(run.state.volumes)[2] ?? '';
    if (!(on in run.state.volumes) || !answers(method, run.advertised)) return;
    await run.call(method === 'CreateClone' ? cloneOf(on, usualPool(run, 0)) : { method, on, with: {} });
    await watch(run);
    await goOn(run, begins.job);
    await goesOnWell(run);
  };
}

/** Each of the jobs that there may be at most is stopped; then there may be as many again. */
function stopped(control: JobControlName): Scene {
  return async (run) => {
    const { runningJobs, queuedJobs } = run.advertised.limits;
    const most = Math.min(mostJobs, (runningJobs ?? 2) + (queuedJobs ?? 1));
    for (let round = 0; round < 2; round++) {
      await fill(run, most);
      const jobs = Object.entries(run.state.jobs).filter(([, { jobState, gone }]) => !gone && !isOver(jobState));
      for (const [job] of jobs) {
        await controlled(run, job, control);
        await run.advance(3);
      }
      for (const [job] of jobs) await goOn(run, job);
      await goesOnWell(run);
    }
  };
}

const mostJobs = 12;

/** A twin is made of a subject whose job has come so far. */
function twinned(beginning: Beginning, phase: Phase): Scene {
  return async (run) => {
    const begins = await begun(run, beginning, phase);
    if (begins === undefined) return;
    const [on = ''] = Object.keys(run.state.volumes);
    for (const [at, property] of ['FORK', 'RESTORE', 'READ-INSERT'].entries())
      await run.probe({ do: 'probe', property, calls: [cloneOf(on, usualPool(run, 0))], number: 700 * (at + 1) });
    await watch(run);
  };
}

const volumeTroubles = ['offline', 'failed', 'degraded'];
const poolTroubles = ['offline', 'readOnly'];
const controlling: readonly Need[] = [virtualTime, action('control')];

/** What may happen to jobs on their way. */
export const jobThemes: readonly Theme[] = [
  {
    needs: [copyingByJob, virtualTime],
    tier: 'roomy',
    scenes: ({ actions }) =>
      product([1, 2], actions.includes('setState') ? [false, true] : [false]).map(([copies, isDegraded]) =>
        watched(copies, isDegraded),
      ),
  },
  {
    needs: [...controlling, copyingByJob, action('setState')],
    tier: 'limits',
    scenes: () =>
      product(beginnings, phases).flatMap(([beginning, phase]) =>
        product([0, 1, 2], [...volumeTroubles, ...poolTroubles]).flatMap(([at, state]) =>
          // Of each kind of element its own states.
          state !== 'offline' && poolTroubles.includes(state) !== isPoolAt(beginning, at)
            ? []
            : [inTrouble(beginning, phase, at, state)],
        ),
      ),
  },
  {
    needs: [...controlling, copyingByJob, action('setState')],
    tier: 'limits',
    scenes: () =>
      product(phases, ['resizing', 'restoring']).flatMap(([phase, state]) =>
        [0, 1].map((at) => locked(phase, at, state)),
      ),
  },
  {
    needs: [...controlling, copyingByJob],
    tier: 'limits',
    scenes: ({ jobControls }) => [
      ...product(beginnings, phases).flatMap(([beginning, phase]) => [
        ...jobControls.map((control) => underControl(beginning, phase, control)),
        ...[0, 1, 9].flatMap((at) => [
          beside(beginning, phase, 'CreateClone', at),
          beside(beginning, phase, 'StorageVolume.Delete', at),
        ]),
      ]),
      ...jobControls.map(stopped),
    ],
  },
  {
    needs: [...controlling, member('twin'), member('fingerprint')],
    tier: 'limits',
    scenes: () => product(beginnings, phases).map(([beginning, phase]) => twinned(beginning, phase)),
  },
];

function isPoolAt(beginning: Beginning, at: number): boolean {
  return beginning === copies ? at === 2 : beginning === removals ? at === 1 : at === 0;
}
