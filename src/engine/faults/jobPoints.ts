import { type JobPoint, pointIndex } from '../../faults/points.js';
import { setJobFault } from '../../store/faultEdits.js';
import { type FaultState, type JobFault, noJobFault } from '../../store/faultState.js';
import { type JobRow, jobList } from '../../store/jobRow.js';
import type { World } from '../../store/world.js';
import type { JobHandle } from '../../vocabulary/units/ids.js';
import type { Engine } from '../components.js';
import { applyToJob, delayJob } from './about.js';
import { JobContext } from './contexts.js';
import { inject } from './inject.js';
import type { JobInjection } from './injection.js';

/** Asks the fault plan whether a job goes on at a point of its life. What is to happen to it then, its injected effects
 * say.
 */
export function goesOn(engine: Engine, world: World, job: JobHandle, point: 'jobStart' | 'jobEnd'): boolean {
  const { faults } = world;
  if (faults === undefined || isLeftAlone(faults, point)) return true;
  const before = faults.jobs.get(job) ?? noJobFault;
  if (before.pausedAt !== null) return false;
  if (before.passed.includes(point)) return true;
  const injection: JobInjection = { handle: job, injected: before, delayMs: null };
  inject(engine, world, new JobContext(world, point, job), { call: null, job: injection, read: null });
  // A job that fails as it starts does so after the call that made it has its reply.
  const fails = point === 'jobStart' && injection.injected.fails !== null;
  return settle(world, injection, before, point, fails ? (injection.delayMs ?? 0) : injection.delayMs);
}

/** Lets happen to a job what is to happen at a percent, and asks the plan about it.
 * @returns whether it goes on
 */
export function passesMark(engine: Engine, world: World, job: JobHandle, percent: number): boolean {
  const before = world.faults?.jobs.get(job) ?? noJobFault;
  const injection: JobInjection = { handle: job, injected: { ...before, visited: percent }, delayMs: null };
  for (const mark of before.marks) {
    if (mark.percent !== percent) continue;
    const { effect, fault } = mark;
    if (effect.kind === 'failJob') applyToJob(injection, fault, { fails: effect });
    else if (effect.kind === 'stallJob' && effect.ms === null) applyToJob(injection, fault, { stalled: true });
    else if (effect.kind === 'stallJob') delayJob(injection, fault, effect.ms ?? 0);
  }
  inject(engine, world, new JobContext(world, 'jobPercent', job, percent), { call: null, job: injection, read: null });
  return settle(world, injection, before, 'jobPercent', injection.delayMs);
}

/** Whether anything may happen to a job at a percent. */
export function mayHaveMarks(faults: FaultState): boolean {
  return !isLeftAlone(faults, 'jobPercent');
}

/** The next percent at which something may happen to a running job; undefined when there is none. */
export function nextMark(world: World, job: JobHandle): number | undefined {
  if (world.faults === undefined || isLeftAlone(world.faults, 'jobPercent')) return undefined;
  const { visited, marks } = world.faults.jobs.get(job) ?? noJobFault;
  const { planState } = world.faults;
  let next = planState.listens[pointIndex.jobPercent] ? planState.faults.counts.percents.after(visited) : undefined;
  for (const { percent } of marks) if (percent > visited && percent < (next ?? 101)) next = percent;
  return next;
}

/** Blocks that a job has copied at a percent. */
export function blocksAt(percent: number, { size }: Readonly<JobRow>): number {
  return Math.ceil((percent * size) / 100);
}

/** Whether nothing can happen to any job at a point. */
function isLeftAlone({ jobs, planState }: FaultState, point: JobPoint): boolean {
  return jobs.size === 0 && !planState.listens[pointIndex[point]];
}

function settle(
  world: World,
  { handle, injected }: JobInjection,
  before: JobFault,
  point: JobPoint,
  delayMs: number | null,
): boolean {
  // An effect may have ended it: stolen room, a provider that forgets.
  const isOver = !world.jobs.has(handle) || world.jobs.read(handle).list === jobList.finished;
  if (isOver) return false;
  // What stands still without an end does not end either.
  const waits = injected.heldBy !== null || delayMs !== null || (point === 'jobEnd' && injected.stalled);
  if (injected === before && !waits) return true;
  const wakes = delayMs === null ? null : world.agenda.add(world.nowMs + delayMs, 'jobWakes', handle);
  setJobFault(world, handle, { ...injected, pausedAt: waits ? point : null, wakes });
  return !waits;
}
