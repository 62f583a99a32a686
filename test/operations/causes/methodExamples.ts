import type { StorageArray } from '../../../src/index.js';
import type { Cause } from '../standardArray.js';

/** What the tests of all methods need to know of one. */
export interface MethodExamples {
  /** What it is called on, and what it is given, so that it succeeds on the standard array. */
  readonly on: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** What the standard array has to have for that; nothing when left out. */
  readonly standing?: Pick<Cause, 'shape' | 'prepare'> & {
    /** What calls relate before, of which none is refused. */
    readonly related?: (array: StorageArray) => void;
  };
  readonly succeeds: 'success' | 'jobStarted';
  /** What makes a call of it start a job; null for a method that never does. */
  readonly startsJob: Cause | null;
  /** Whether a job of it that fails leaves the relation broken that it worked on. */
  readonly breaksRelations?: true;
  /** By `<step>.<because>`, for every row of its own with a natural cause: what leads there. */
  readonly causes: Readonly<Record<string, Cause>>;
  /** Rows of its own of which no two can apply to one call. */
  readonly exclusive: readonly Exclusive[];
  /** By its cause, for every end with a natural one: what ends its running job so. */
  readonly ends: Readonly<Record<string, Ending>>;
  /** Codes that differ before 2016, and rows that answer there to the cause of another: cause, row and code. */
  readonly before2016: readonly (readonly [cause: string, row: string, code: number])[];
}

/** What ends a job that runs on the standard array, shaped for it. */
export interface Ending extends Pick<Cause, 'shape' | 'before'> {
  readonly by: (array: StorageArray) => void;
}

/** Rows of which no two can apply to one call, and why. */
export interface Exclusive {
  readonly rows: readonly string[];
  readonly because: string;
}
