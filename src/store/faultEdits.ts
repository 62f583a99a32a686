import type { Timer } from '../determinism/timer.js';
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
  world.faults?.timers.add(world.agenda.make(dueMs, kind, subject));
}

/** Whether the plan has a timer of that kind that is due at that time. */
export function hasPlanTimer({ faults }: World, dueMs: number, kind: Timer['kind']): boolean {
  const found = faults?.timers.first((timer) => timer.kind === kind || timer.dueMs > dueMs, dueMs);
  return found?.dueMs === dueMs && found.kind === kind;
}

/** The timer that brings a provider up that a fault has stopped; undefined while there is none. */
export function providerUp({ faults }: World): Timer | undefined {
  return faults?.timers.first(({ kind }) => kind === 'providerUp');
}

export function dropPlanTimer(world: World, timer: Timer): void {
  world.faults?.timers.delete(timer);
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
