import type { Trace } from '../../engine/arrayApi.js';
import type { LedgerEntry } from '../../faults/ledger.js';
import type { Job, Pool } from '../../store/views.js';
import type { CalledName } from '../../vocabulary/methods/index.js';
import type { Step } from '../../vocabulary/steps.js';
import type { Version } from '../../vocabulary/versions.js';
import type { Place } from '../read/places.js';

/** What came of running a scenario: a row a step, the array at the end, and whatever was not as expected. */
export interface ScenarioResult {
  readonly name: string;
  /** As it was given to the reader; '' for a scenario that was written inline. */
  readonly file: string;
  readonly seed: number;
  readonly version: Version;
  /** The profile's name. */
  readonly profile: string;
  /** One for each of the scenario's steps, in order. */
  readonly rows: readonly StepRow[];
  /** The pools at the end. */
  readonly pools: readonly Pool[];
  /** Every reply of the run, in order. */
  readonly codes: readonly ReplyCode[];
  /** The array's jobs at the end; a finished one leaves the list after its profile's `removedAfter`. */
  readonly jobs: readonly Job[];
  /** Empty when everything was as expected. */
  readonly failures: readonly Failure[];
  /** What came of each fault; empty without a plan. */
  readonly ledger: readonly LedgerEntry[];
  readonly trace: Trace;
  /** Virtual time at the end, in milliseconds. */
  readonly endMs: number;
}

/** A scenario that can't be run, because something in it is bad input. */
export interface NotRun {
  readonly name: string;
  readonly file: string;
  /** Null for a file that can't be read; then the file is its name. */
  readonly version: Version | null;
  /** Where, what is there, and what was expected: a line for each thing that is wrong. */
  readonly message: string;
}

/** What a step did, for a line of a table. */
export interface StepRow {
  /** Virtual time after the step, in milliseconds. */
  readonly atMs: number;
  /** From 1 on. */
  readonly number: number;
  /** In a few words: 'Delete db', 'advance 10 min', 'expect pool gold'. */
  readonly what: string;
  /** Of the call that was answered; undefined for steps that take no reply. */
  readonly method: CalledName | undefined;
  /** The reply's code; null when the reply was lost, undefined for steps that take no reply. */
  readonly code: number | null | undefined;
  /** The documents' words for the code; '' without one. */
  readonly label: string;
  /** The step of the conversation that decided; '' without a reply. */
  readonly step: Step | '';
  /** The cause that decided; '' without a reply. */
  readonly because: string;
  /** False when an expectation of this step was not met. */
  readonly ok: boolean;
  /** How many events the trace had after the step; 0 without a trace. */
  readonly events: number;
}

/** A reply that a call of the run got. */
export interface ReplyCode {
  readonly method: CalledName;
  /** Null when the reply was lost on its way. */
  readonly code: number | null;
  readonly label: string;
  readonly step: Step;
  readonly because: string;
  /** Whether a fault chose it, that of a `fail` step too, and no natural cause. */
  readonly forced: boolean;
  readonly atMs: number;
}

/** An expectation that was not met. */
export interface Failure {
  /** Of the step, from 1 on. */
  readonly number: number;
  readonly atMs: number;
  /** 'steps[3].expect.free' */
  readonly field: string;
  /** Where that stands in the scenario's file; null where it stands nowhere. */
  readonly place: Place | null;
  readonly expected: string;
  readonly actual: string;
  /** One sentence with both sides and the virtual time. */
  readonly message: string;
}
