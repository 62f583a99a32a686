import type { Timer } from '../determinism/agenda.js';
import type { CallHandle, JobHandle } from '../vocabulary/units/ids.js';
import { type CallFault, type FaultState, type JobFault, noJobFault } from './faultState.js';
import type { World } from './world.js';

/** Changes a part of the plan's state. */
export function editFaults(world: World, part: Partial<FaultState>): void {
  if (world.faults === undefined) throw new Error('there is no fault plan');
  world.faults = { ...world.faults, ...part };
}

export function setCallFault(world: World, call: CallHandle, injected: CallFault | undefined): void {
  if (injected === undefined) world.faults?.calls.delete(call);
  else world.faults?.calls.set(call, injected);
}

/** What was injected into a job that has ended is gone, and so is the timer that it would wake by. */
export function forgetJobFault(world: World, job: JobHandle): void {
  const wakes = world.faults?.jobs.get(job)?.wakes;
  if (wakes != null) world.agenda.cancel(wakes);
  setJobFault(world, job, undefined);
}

export function setJobFault(world: World, job: JobHandle, injected: Partial<JobFault> | undefined): void {
  if (world.faults === undefined) return;
  const { jobs } = world.faults;
  if (injected === undefined) jobs.delete(job);
  else jobs.set(job, { ...(jobs.get(job) ?? noJobFault), ...injected });
}

/** Sets a timer of the plan. */
export function setPlanTimer(world: World, dueMs: number, kind: Timer['kind'], subject: number): void {
  const timers = world.faults?.timers ?? [];
  // It is the youngest: of those due at one time the last.
  editFaults(world, {
    timers: timers.toSpliced(firstAfter(timers, dueMs), 0, world.agenda.make(dueMs, kind, subject)),
  });
}

/** Whether the plan has a timer of that kind that is due at that time. */
export function hasPlanTimer({ faults }: World, dueMs: number, kind: Timer['kind']): boolean {
  const timers = faults?.timers ?? [];
  for (let at = firstAfter(timers, dueMs) - 1; timers[at]?.dueMs === dueMs; at--)
    if (timers[at]?.kind === kind) return true;
  return false;
}

export function dropPlanTimer(world: World, timer: Timer): void {
  const timers = world.faults?.timers ?? [];
  // Nearly always it is the one that has just come due.
  const at = timers[0]?.order === timer.order ? 0 : timers.findIndex(({ order }) => order === timer.order);
  if (at >= 0) editFaults(world, { timers: timers.toSpliced(at, 1) });
}

/** The place of the first timer that is due later: they are in order. */
function firstAfter(timers: readonly Timer[], dueMs: number): number {
  let [from, to] = [0, timers.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((timers[middle]?.dueMs ?? 0) <= dueMs) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The time that the provider's clock shows. */
export function providerNow(world: World): number {
  return world.nowMs + providerSkew(world);
}

/** How far the provider's clock is ahead; negative: behind. */
export function providerSkew({ faults }: World): number {
  let ms = 0;
  for (const change of faults?.changes ?? []) if (change.what === 'clockSkew') ms += change.ms;
  return ms;
}

/** Whether the storage service misses the next change of the array. */
export function missesChange({ faults }: World): boolean {
  return faults?.changes.some(({ what }) => what === 'staleCache') === true;
}

/** The storage service has missed a change: it will miss one fewer. */
export function countMissed(world: World): void {
  const { changes = [] } = world.faults ?? {};
  const stale = changes.find(({ what }) => what === 'staleCache');
  if (stale?.what !== 'staleCache' || stale.left === null) return;
  const left = stale.left - 1;
  const others = left === 0 ? [] : [{ ...stale, left }];
  editFaults(world, { changes: changes.flatMap((one) => (one === stale ? others : [one])) });
}
