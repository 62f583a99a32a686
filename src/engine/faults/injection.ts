import type { ReportedState } from '../../faults/effect.js';
import type { CallFault, JobFault } from '../../store/faultState.js';
import type { ReadFailure } from '../../vocabulary/readFailures.js';
import type { CallHandle, JobHandle } from '../../vocabulary/units/ids.js';

/** What effects write while they are carried out. */
export interface CallInjection {
  readonly handle: CallHandle;
  injected: CallFault;
}

export interface JobInjection {
  readonly handle: JobHandle;
  injected: JobFault;
  /** Virtual time until it goes on; null when it need not wait. */
  delayMs: number | null;
}

/** What happens to the detaching of a clone. */
export interface DetachInjection {
  /** The fault that struck it last; '' when none has. */
  fault: string;
  /** Why it fails: what a fault says, or that its request is lost; null when it does not. */
  failsBecause: string | null;
  delayMs: number;
}

/** What is reported of what is read, where that is a lie, or nothing. */
export interface ReportedValues {
  percent: number | null;
  completed: boolean;
  /** Of the volume's size. */
  factor: number;
  /** Null: its own. */
  state: ReportedState | null;
  /** Why the read tells nothing, and the fault; null when it does. */
  fails: { readonly why: ReadFailure; readonly fault: string } | null;
}
