import type { Effect, Span } from '../../faults/effect.js';
import { editFaults } from '../../store/faultEdits.js';
import type { AppliedEffect, CallFault, FaultChange } from '../../store/faultState.js';
import { findPool } from '../../store/references.js';
import { none, type PoolHandle } from '../../vocabulary/units/ids.js';
import type { Injection } from '../components.js';
import type { DetachInjection, JobInjection } from './injection.js';

// What effects have in common: what they write to.

/** Writes what an effect does to the injection's call; at an injection that is of no call, nothing. */
export function onCall({ call, fired }: Injection, part: Partial<CallFault>): void {
  if (call !== null) call.injected = { ...call.injected, fault: fired.fault.id, ...part };
}

/** Writes what an effect does to the injection's detaching; at an injection that is of none, nothing. */
export function onDetach({ detach, fired }: Injection, part: Partial<Omit<DetachInjection, 'fault'>>): void {
  if (detach !== undefined) Object.assign(detach, part, { fault: fired.fault.id });
}

/** Writes what an effect does to the injection's job. */
export function onJob({ job, fired }: Injection, part: Omit<AppliedEffect['part'], 'waitsMs'>): void {
  if (job !== null) applyToJob(job, fired.fault.id, part);
}

/** Writes what a fault does to a job. */
export function applyToJob(job: JobInjection, fault: string, part: Omit<AppliedEffect['part'], 'waitsMs'>): void {
  job.injected = { ...job.injected, fault, ...part, appliedEffects: [...job.injected.appliedEffects, { fault, part }] };
}

/** Lets a job wait, after what it waits for already. */
export function delayJob(job: JobInjection, fault: string, ms: number): void {
  job.delayMs = (job.delayMs ?? 0) + ms;
  job.injected = {
    ...job.injected,
    appliedEffects: [...job.injected.appliedEffects, { fault, part: { waitsMs: ms } }],
  };
}

/** Notes what will happen to the injection's job at a percent. */
export function onJobAt({ job, fired }: Injection, percent: number, effect: Effect): void {
  const fault = fired.fault.id;
  if (job !== null)
    job.injected = { ...job.injected, fault, marks: [...job.injected.marks, { percent, fault, effect }] };
}

type Described<Change> = Change extends FaultChange ? Omit<Change, 'fault' | 'serial'> : never;

/** Whether a change of the array's state is to be made: a fault that lasts makes it once, and not at every match again. */
export function isFresh({ fired }: Injection): boolean {
  return fired.fault.lasts === null || fired.serial !== null;
}

/** Notes what is to be taken back when the fault ends. */
export function note({ world, fired }: Injection, change: Described<FaultChange>): void {
  const { fault, serial } = fired;
  // One of the forms of FaultChange with the two members that all have.
  const noted = { ...change, fault: fault.id, serial } as FaultChange;
  editFaults(world, { changes: [...(world.faults?.changes ?? []), noted] });
}

/** The pool that an effect names, else that of the injection's call or job; -1 where there is none, or none any more. */
export function poolOf({ world, context }: Injection, name: string | null): PoolHandle | -1 {
  const named = name ?? context.elements().find((element) => element.class === 'pool')?.id;
  const pool = named === undefined ? none : findPool(world, named, 'pool');
  return world.pools.peek(pool)?.goneAt === 0 ? pool : none;
}

/** Milliseconds of a span, drawn where it is not fixed. */
export function lengthOf(span: Span, draw: () => number): number {
  switch (span.kind) {
    case 'fixed':
      return span.ms;
    case 'uniform':
      return span.fromMs + Math.floor(draw() * (span.toMs - span.fromMs + 1));
    case 'exponential':
      // The draw is less than 1.
      return Math.round(-Math.log(1 - draw()) * span.meanMs);
  }
}
