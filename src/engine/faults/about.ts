import type { Effect, Span } from '../../faults/effect.js';
import type { CallStrike, FaultChange, JobDeed } from '../../store/faultState.js';
import { editFaults } from '../../store/faultState.js';
import { findPool } from '../../store/references.js';
import { none, type PoolHandle } from '../../vocabulary/units/ids.js';
import type { JobMoment, Moment } from './moment.js';

// What effects have in common: what they write to.

/** Writes what an effect does to the moment's call; at a moment that is of no call, nothing. */
export function onCall({ call, fired }: Moment, part: Partial<CallStrike>): void {
  if (call !== null) call.strike = { ...call.strike, fault: fired.fault.id, ...part };
}

/** Writes what an effect does to the moment's job. */
export function onJob({ job, fired }: Moment, part: Omit<JobDeed['part'], 'waitsMs'>): void {
  if (job !== null) strikeBy(job, fired.fault.id, part);
}

/** Writes what a fault does to a job. */
export function strikeBy(job: JobMoment, fault: string, part: Omit<JobDeed['part'], 'waitsMs'>): void {
  job.strike = { ...job.strike, fault, ...part, deeds: [...job.strike.deeds, { fault, part }] };
}

/** Lets a job wait, after what it waits for already. */
export function delayJob(job: JobMoment, fault: string, ms: number): void {
  job.delayMs = (job.delayMs ?? 0) + ms;
  job.strike = { ...job.strike, deeds: [...job.strike.deeds, { fault, part: { waitsMs: ms } }] };
}

/** Notes what will happen to the moment's job at a percent. */
export function onJobAt({ job, fired }: Moment, percent: number, effect: Effect): void {
  const fault = fired.fault.id;
  if (job !== null) job.strike = { ...job.strike, fault, marks: [...job.strike.marks, { percent, fault, effect }] };
}

type Described<Change> = Change extends FaultChange ? Omit<Change, 'fault' | 'serial'> : never;

/** Whether a change of the array's state is to be made: a fault that lasts makes it once, and not at every match again. */
export function isFresh({ fired }: Moment): boolean {
  return fired.fault.lasts === null || fired.serial !== null;
}

/** Notes what is to be taken back when the fault ends. */
export function note({ world, fired }: Moment, change: Described<FaultChange>): void {
  const { fault, serial } = fired;
  // One of the forms of FaultChange with the two members that all have.
  const noted = { ...change, fault: fault.id, serial } as FaultChange;
  editFaults(world, { changes: [...(world.faults?.changes ?? []), noted] });
}

/** The pool that an effect names, else that of the moment's call or job; -1 where there is none, or none any more. */
export function poolOf({ world, facts }: Moment, name: string | null): PoolHandle | -1 {
  const named = name ?? facts.elements().find((element) => element.class === 'pool')?.id;
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
