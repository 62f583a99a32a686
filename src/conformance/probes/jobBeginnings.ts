import { cloneOf, usualPool } from '../model/methods/createClone.js';
import { createVolumeInPool } from '../model/methods/createVolumeInPool.js';
import { modifySize } from '../model/methods/modifySize.js';
import { poolsWhere } from '../model/situation.js';
import { isOver } from '../model/state.js';
import type { Run } from '../run/run.js';
import type { JobControlName } from '../subject/action.js';
import type { Call } from '../subject/call.js';
import { answers } from '../subject/needs.js';
import { isGranted, settle } from './clientViews.js';
import { startedJob, untilRunning } from './jobs.js';

// How jobs are begun and led on for scenes, and seen to their ends.

/** What a job works on, by symbol. */
interface Begun {
  readonly job: string;
  readonly elements: readonly string[];
}

/** Starts a job; undefined where the subject has none of its kind. */
export type Beginning = (run: Run) => Promise<Begun | undefined>;

export const copies: Beginning = async (run) => {
  const on = longest(run);
  if (on === undefined) return undefined;
  const job = await startedJob(run, cloneOf(on, usualPool(run, 0)));
  const target = job === undefined ? undefined : run.state.jobs[job]?.target;
  if (job === undefined || target == null) return undefined;
  return { job, elements: [on, target, run.state.volumes[target]?.pool ?? ''] };
};

export const removals: Beginning = async (run) => {
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

export const resizes: Beginning = async (run) => {
  if (!answers('StorageVolume.ModifySize', run.advertised) || run.advertised.resizes?.by !== 'job') return undefined;
  const call = modifySize.careful(run, 0, 0);
  const job = call === undefined ? undefined : await jobOf(run, call);
  if (call === undefined || job === undefined) return undefined;
  return { job, elements: [call.on, run.state.volumes[call.on]?.pool ?? ''] };
};

export const creations: Beginning = async (run) => {
  if (!answers('Pool.CreateStorageVolume', run.advertised) || run.advertised.creates?.by !== 'job') return undefined;
  const call = createVolumeInPool.careful(run, 0, 0);
  const job = call === undefined ? undefined : await jobOf(run, call);
  const made = job === undefined ? undefined : run.state.jobs[job]?.target;
  return call === undefined || job === undefined || made == null ? undefined : { job, elements: [made, call.on] };
};

/** The volume whose copy takes longest. */
export function longest({ state, advertised: { clones } }: Run): string | undefined {
  const there = Object.entries(state.volumes).filter(
    ([, { isSnapshot }]) => !isSnapshot || clones.ofSnapshots === true,
  );
  const weight = ({ took, size }: { readonly took: number | null; readonly size: number }) => took ?? size;
  return there.toSorted(([, one], [, other]) => weight(other) - weight(one))[0]?.[0];
}

/** A copy into another pool than that of its source: the source, its pool, and the other. */
export const copiesAway: Beginning = async (run) => {
  const on = longest(run);
  const pool = run.state.volumes[on ?? '']?.pool;
  const other = poolsWhere(run.state, run.advertised.clones.local).find((name) => name !== pool);
  if (on === undefined || pool === undefined || other === undefined) return undefined;
  const job = await startedJob(run, cloneOf(on, { TargetPool: other }));
  return job === undefined ? undefined : { job, elements: [on, pool, other] };
};

export const beginnings = [copies, removals, poolRemovals];

async function jobOf(run: Run, call: Call): Promise<string | undefined> {
  const reply = await run.call(call);
  return isGranted(reply) && reply.Job !== null ? run.symbols.name(reply.Job) : undefined;
}

/** How far a job has come when something happens to it. */
export const phases = ['new', 'starting', 'running', 'suspend', 'enterService', 'query', 'terminate'] as const;
export type Phase = (typeof phases)[number];

/** Starts a job, and leads it there; undefined where it can't be. */
export async function begun(run: Run, beginning: Beginning, phase: Phase): Promise<Begun | undefined> {
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
export async function fill(run: Run, jobs: number): Promise<void> {
  const volumes = Object.keys(run.state.volumes);
  for (let at = 0; at < jobs; at++) {
    const on = volumes[1 + (at % 2)];
    if (on !== undefined) await run.call(cloneOf(on, usualPool(run, 0)));
    await run.advance(1);
  }
}

export async function isUnderWay(run: Run, { job }: { readonly job: string }): Promise<boolean> {
  const seen = await run.driver.observe({ kind: 'job', id: run.symbols.id(job) });
  return seen !== null && !isOver(seen.jobState);
}

export async function controlled(run: Run, job: string, control: JobControlName): Promise<boolean> {
  if (!run.advertised.jobControls.includes(control)) return false;
  const done = await run.act({ do: 'control', job, control });
  await run.look();
  return done;
}

/** Sees what comes of it: at once, a moment later, while a job winds down, and when all is over. */
export async function watch(run: Run): Promise<void> {
  for (const ms of [1, 30, 200]) {
    await run.look();
    await run.advance(ms);
  }
  await settle(run);
}

/** Lets what stands aside go on. */
export async function goOn(run: Run, job: string): Promise<void> {
  const seen = await run.driver.observe({ kind: 'job', id: run.symbols.id(job) });
  const control = seen === null ? undefined : back[seen.jobState];
  if (control !== undefined && (await controlled(run, job, control))) await watch(run);
}

const back: Readonly<Record<number, JobControlName>> = { 5: 'resume', 11: 'leaveService', 12: 'answer' };

/** After all of it, another job ends well, and what had finished goes in its time. */
export async function goesOnWell(run: Run): Promise<void> {
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
