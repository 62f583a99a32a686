import type { Timer } from '../determinism/timer.js';
import type { TimerQueue } from '../determinism/timerQueue.js';
import type { Effect, EffectOf, Residue, Span } from '../faults/effect.js';
import type { PlanState } from '../faults/planState.js';
import type { JobPoint } from '../faults/points.js';
import type { ForcedCode } from '../faults/readCode.js';
import type { Loss } from '../vocabulary/losses.js';
import type { CallHandle, JobHandle, PoolHandle } from '../vocabulary/units/ids.js';
import type { Blocks } from '../vocabulary/units/sizes.js';
import type { SharedMap } from './sharedMap.js';

/** A fault plan that runs in a world, and what it has done to calls, jobs and the array: forks share it until they change it.
 * A world without a plan has none of it.
 */
export interface FaultState {
  readonly planState: PlanState;
  /** Calls in flight into which faults were injected. */
  readonly calls: SharedMap<CallHandle, CallFault>;
  /** Unfinished jobs into which faults were injected. */
  readonly jobs: SharedMap<JobHandle, JobFault>;
  /** What to take back when a fault ends, oldest first. */
  readonly changes: readonly FaultChange[];
  /** Timers of the plan: they act when they are due, but nothing waits for them. */
  readonly timers: TimerQueue;
  /** Which faults have stopped the provider, and until when: empty while it is up. */
  readonly restarts: readonly { readonly fault: string; readonly upMs: number }[];
}

/** The same for a fork. */
export function forkFaults(state: FaultState): FaultState {
  return { ...state, calls: state.calls.fork(), jobs: state.jobs.fork(), timers: state.timers.fork() };
}

/** What faults do to a call at the step that it is at. */
export interface CallFault {
  /** Index in `steps`: what was done at an earlier step is over. */
  readonly step: number;
  /** The fault that was injected last, for messages. */
  readonly fault: string;
  readonly returns: (ForcedCode & { readonly message: string | null }) | null;
  readonly denied: boolean;
  readonly badCredential: boolean;
  readonly tls: EffectOf<'tls'>['problem'] | null;
  readonly requestLost: boolean;
  readonly replyLost: boolean;
  /** What the client meets then. */
  readonly lostAs: Loss;
  readonly delayMs: number;
  /** How long the step takes in all. */
  readonly tookMs: number;
  readonly heldBy: string | null;
  /** Which faults hold it, the youngest last: its tag is `heldBy`. */
  readonly holds: readonly { readonly fault: string; readonly tag: string }[];
  readonly partial: (ForcedCode & { readonly fraction: number; readonly residue: Residue }) | null;
  /** Why the volume can't be detached from what it is associated with, before it is deleted; null when it can. */
  readonly detachFails: string | null;
  /** How often the array gets the request; kept from step to step. */
  readonly deliveries: number;
}

/** What faults do to a job, for as long as it lives. */
export interface JobFault {
  readonly fault: string;
  /** Where it waits, and for what: a timer, or the release of a tag. */
  readonly pausedAt: JobPoint | null;
  readonly heldBy: string | null;
  readonly wakes: Timer | null;
  /** It does not copy until all faults are healed. */
  readonly stalled: boolean;
  /** Points that it has been let through. */
  readonly passed: readonly JobPoint[];
  /** The highest percent that was visited; -1 for none. */
  readonly visited: number;
  /** Of its share of the bandwidth. */
  readonly speed: number;
  /** How it will fail when it goes on. */
  readonly fails: Pick<EffectOf<'failJob'>, 'code' | 'outcome' | 'residue' | 'message'> | null;
  /** What will happen at which percent. */
  readonly marks: readonly { readonly percent: number; readonly fault: string; readonly effect: Effect }[];
  /** What each fault did that is so still, oldest first: healing one leaves what the others did. */
  readonly appliedEffects: readonly AppliedEffect[];
}

/** What one fault did to a job; `waitsMs` is how long it makes it wait. */
export interface AppliedEffect {
  readonly fault: string;
  readonly part: Partial<Pick<JobFault, 'heldBy' | 'stalled' | 'speed' | 'fails'>> & { readonly waitsMs?: number };
}

/** A change of the array's state that a fault has made. */
export type FaultChange = {
  readonly fault: string;
  /** Of what the plan has in force; null for a change that stays until all faults are healed. */
  readonly serial: number | null;
} & (
  | { readonly what: 'stolen'; readonly pool: PoolHandle; readonly size: Blocks }
  | { readonly what: 'poolState'; readonly pool: PoolHandle; readonly from: number; readonly to: number }
  | { readonly what: 'link'; readonly from: number; readonly to: number }
  | { readonly what: 'capability'; readonly name: string; readonly from: unknown; readonly to: unknown }
  | { readonly what: 'reported'; readonly name: string; readonly as: unknown }
  | { readonly what: 'account'; readonly name: string; readonly from: number | null; readonly to: number | null }
  | { readonly what: 'slowLink'; readonly span: Span }
  | { readonly what: 'clockSkew'; readonly ms: number }
  | { readonly what: 'staleCache'; readonly left: number | null }
  | { readonly what: 'staleReads' }
);

/** A call that nothing has been done to yet. */
export function noCallFault(step: number, deliveries = 1): CallFault {
  return {
    step,
    fault: '',
    returns: null,
    denied: false,
    badCredential: false,
    tls: null,
    requestLost: false,
    replyLost: false,
    lostAs: 'silence',
    delayMs: 0,
    tookMs: 0,
    heldBy: null,
    holds: [],
    partial: null,
    detachFails: null,
    deliveries,
  };
}

/** A job that nothing has been done to yet. */
export const noJobFault: JobFault = {
  fault: '',
  pausedAt: null,
  heldBy: null,
  wakes: null,
  stalled: false,
  passed: [],
  visited: -1,
  speed: 1,
  fails: null,
  marks: [],
  appliedEffects: [],
};
