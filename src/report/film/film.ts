import type { Job, Pool, Synchronization, Volume } from '../../store/views.js';
import type { Step } from '../../vocabulary/steps.js';

// A film: a run moment by moment, as plain data that a page can hold. It is made of a run's trace alone, see `filmOf`.

/** A run from its first moment to its last. */
export interface Film {
  /** The moment at which virtual time began, as ISO 8601 writes it. */
  readonly startsAt: string;
  /** Virtual time at the end, in milliseconds. */
  readonly endMs: number;
  /** Events of the trace. */
  readonly events: number;
  /** Every how many moments there is a frame: 1 where each has one. */
  readonly every: number;
  /** The first has the whole array; each other one what has changed. */
  readonly frames: readonly Frame[];
  readonly calls: readonly FilmedCall[];
  readonly jobs: readonly FilmedJob[];
  /** What happened besides calls and jobs, in order. */
  readonly notes: readonly Note[];
  /** What elements were last called, by id. */
  readonly names: Readonly<Record<string, string>>;
  /** How often jobs went each way, by '<from> <to>': all of them. */
  readonly jobWays: Readonly<Record<string, number>>;
  /** What is counted, and not shown one by one; null where nothing is. */
  readonly folded: FoldedParts | null;
}

/** What is counted by what it has in common. */
interface FoldedParts {
  readonly calls: readonly FoldedKind[];
  readonly jobs: readonly FoldedKind[];
  readonly notes: readonly FoldedKind[];
  /** Elements that no frame shows. */
  readonly elements: readonly FoldedKind[];
  /** The calls once more, stretch by stretch of the run. */
  readonly buckets: readonly FoldedBucket[];
}

export interface FoldedKind {
  readonly kind: string;
  readonly count: number;
}

/** Calls of one stretch of the run, by what became of them. */
export interface FoldedBucket {
  /** Of the first of them. */
  readonly event: number;
  readonly atMs: number;
  readonly done: number;
  readonly refused: number;
  readonly lost: number;
  readonly open: number;
}

/** The kinds of elements that a film shows. */
export type ElementKind = 'pool' | 'volume' | 'synchronization' | 'job';

/** What has become of the array since the frame before. */
export interface Frame {
  readonly atMs: number;
  /** How many events of the trace had happened by then. */
  readonly events: number;
  /** Fields with their new values, all of them for an element that is new; null for one that is gone. */
  readonly changes: readonly (readonly [kind: ElementKind, id: string, fields: Fields | null])[];
}

/** Fields of an element as JSON has them: sizes are numbers of bytes. */
export type Fields = Readonly<Record<string, unknown>>;

/** Views as pages read them: sizes as numbers of bytes, which is exact to 8 PiB, and relations by their id. */
export type FilmedPool = Numeric<Pool>;
export type FilmedVolume = Omit<Numeric<Volume>, 'synchronization'>;
export type FilmedSynchronization = Synchronization;
export type FilmedJobView = Job;

type Numeric<View> = { readonly [Name in keyof View]: View[Name] extends bigint ? number : View[Name] };

/** A call, from its arguments to its reply. */
export interface FilmedCall {
  readonly id: string;
  readonly method: string;
  /** What it was called on, as the caller said it. */
  readonly on: string;
  readonly parameters: Fields;
  readonly caller: string;
  readonly beganMs: number;
  /** Of the trace's event with which it began, from 1 on. */
  readonly event: number;
  /** The steps that it came to, in order, and when. */
  readonly steps: readonly (readonly [step: Step, atMs: number])[];
  /** Null while it has none: it is in flight still. */
  readonly reply: {
    readonly atMs: number;
    readonly event: number;
    /** Null when it was lost. */
    readonly code: number | null;
    readonly label: string;
    /** The step that decided, and the row. */
    readonly step: Step;
    readonly because: string;
    /** The same in words; '' where the row has none. */
    readonly why: string;
    /** The fault that decided; null for a natural cause. */
    readonly fault: string | null;
  } | null;
}

/** A job, from its acceptance on. */
export interface FilmedJob {
  readonly id: string;
  readonly method: string;
  /** What it works on, by name: what it copies, and to what. */
  readonly source: string | null;
  readonly target: string | null;
  /** When it was accepted. */
  readonly submittedMs: number;
  /** Each state that it came to, in order, when, and with which event of the trace. */
  readonly states: readonly (readonly [state: string, atMs: number, event: number])[];
  /** When it was over; null where it was not by the end. */
  readonly endedMs: number | null;
  /** 0 unless it failed. */
  readonly errorCode: number;
  readonly errorDescription: string | null;
}

/** Something that happened, for a line of a list. */
export interface Note {
  readonly atMs: number;
  readonly event: number;
  readonly kind: 'fault' | 'input' | 'event' | 'write' | 'other';
  readonly text: string;
}
