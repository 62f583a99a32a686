import type { LedgerEntry } from '../../../faults/ledger.js';
import type {
  Fields,
  FilmedJobView,
  FilmedPool,
  FilmedSynchronization,
  FilmedVolume,
} from '../../../report/film/film.js';
import type { Step } from '../../../vocabulary/steps.js';

// What there is, and what becomes of it, as the page is told.

/** The first event of a stream that does not go on where another one ended, `session`: with it the page begins anew. */
export interface SessionState {
  /** The name of what the console is about: a scenario's, or the server's array. */
  readonly title: string;
  /** The release that the array is of. */
  readonly version: string;
  readonly universes: readonly UniverseState[];
  readonly limits: SessionLimits;
}

/** What a session keeps at most. */
export interface SessionLimits {
  readonly universes: number;
  /** Steps of each universe that it can be rewound to; of those before, some are gone. */
  readonly rewindable: number;
  /** Elements of a window, and volumes whose changes are in one frame. */
  readonly window: number;
}

/** A volume, with the id of its relation to its source; null where there is none. */
export type PageVolume = FilmedVolume & { readonly synchronization: string | null };

/** One course of things. A fork is one more beside it, which goes its own way from there. */
export interface UniverseSummary {
  /** 'u1' */
  readonly id: string;
  /** What people call it: 'main', 'fork of main at step 4'. */
  readonly label: string;
  /** What it was forked from, and after which of its steps. */
  readonly parent: { readonly universe: string; readonly step: number } | null;
  readonly time: TimeState;
  /** Events of the trace, and the hash of all of them: 16 hexadecimal digits. */
  readonly events: number;
  readonly hash: string;
  /** The number of the step that was done last; 0 at the beginning. */
  readonly step: number;
  /** Whether it can be closed: the array of a server that clients use can't. */
  readonly closable: boolean;
}

export interface TimeState {
  readonly nowMs: number;
  /** The moment at which virtual time began, as ISO 8601 writes it. */
  readonly startsAt: string;
  /** How many times as fast as the wall's it goes by itself; 0 while it is paused. */
  readonly speed: number;
  /** When the next timer is due, that `next` goes on to; null for none. */
  readonly nextTimerMs: number | null;
}

/** All of a universe but its volumes and synchronizations, which are asked for by windows. */
export interface UniverseState extends UniverseSummary {
  readonly pools: readonly FilmedPool[];
  /** The newest of them, at most a window. */
  readonly jobs: readonly FilmedJobView[];
  readonly calls: readonly CallInFlight[];
  readonly faults: FaultsState;
  readonly counts: Counts;
  /** The last steps, oldest first: at most 100; `history` has those before. */
  readonly history: readonly HistoryStep[];
  readonly checkpoints: readonly Checkpoint[];
}

/** How many elements of each kind there are, by their state: for the charts. */
export interface Counts {
  readonly pool: StateCounts;
  readonly volume: StateCounts;
  readonly synchronization: StateCounts;
  readonly job: StateCounts;
}

/** States that no element is in are left out. */
export type StateCounts = Readonly<Record<string, number>>;

/** A call that has not been answered, or whose reply nobody has taken. */
export interface CallInFlight {
  readonly id: string;
  readonly method: string;
  /** What it was called on, as the caller said it. */
  readonly on: string;
  readonly caller: string;
  /** `ready` for its next step, `waiting` for time to pass, `held` by a fault, `replied`: `finish` takes the reply. */
  readonly phase: 'ready' | 'waiting' | 'replied' | 'held';
  /** The step to do next, or at which it replied. */
  readonly step: Step;
}

export interface FaultsState {
  /** What came of each fault, in the plan's order. */
  readonly ledger: readonly ArmedFault[];
  /** The tags by which faults hold calls and jobs now. */
  readonly held: readonly string[];
}

export interface ArmedFault extends LedgerEntry {
  /** The fault as the plan has it, in JSON. */
  readonly written: Fields;
  /** In few words: 'serviceReply 1*: loseReply'. */
  readonly text: string;
}

/** Something that was done to a universe, by the page or by clients of the server. */
export interface HistoryStep {
  /** From 1 on. */
  readonly number: number;
  /** Virtual time before it, and after it. */
  readonly fromMs: number;
  readonly atMs: number;
  /** What was done, and what came of it, in few words. */
  readonly text: string;
  readonly outcome: string;
  readonly kind: 'call' | 'time' | 'fault' | 'host' | 'outOfBand' | 'change' | 'job' | 'discover';
  /** Of a call: where it was decided, and by what; null for others, and while it is in flight. */
  readonly decided: Decided | null;
  /** The call that it was about, for `rows`. */
  readonly call: string | null;
  /** Events of the trace after it. */
  readonly events: number;
  /** Whether the universe can be rewound to the moment after it. */
  readonly rewindable: boolean;
}

export interface Decided {
  readonly method: string;
  /** Null when no reply comes. */
  readonly code: number | null;
  /** The documents' words for the code. */
  readonly label: string;
  readonly step: Step;
  /** The cause in one word, and in a sentence with its numbers; '' where there is none. */
  readonly because: string;
  readonly why: string;
  /** The fault that decided; null for a natural cause. */
  readonly fault: string | null;
}

export interface Checkpoint {
  readonly name: string;
  readonly step: number;
  readonly atMs: number;
}

/** Server-sent events, by their names. Each has an id, a number that rises; a stream that comes back with `Last-Event-ID` (browsers do by themselves) goes on
 * behind it, or with `session` where that is too long ago.
 */
export interface Events {
  readonly session: SessionState;
  readonly frame: UniverseFrame;
  /** A universe that is new, by a fork, or that was put in the place of one of its id, by a rewind. */
  readonly universe: UniverseState;
  readonly closed: { readonly universe: string };
}

/** What has become of a universe since the frame before. What is left out has not changed. */
export interface UniverseFrame {
  readonly universe: string;
  readonly time: TimeState;
  readonly events: number;
  readonly hash: string;
  readonly step: number;
  /** Whole elements as they are now; null for one that is gone. What of them copies has its progress in here, too. */
  readonly pools?: readonly Changed<FilmedPool>[];
  readonly volumes?: readonly Changed<PageVolume>[];
  readonly synchronizations?: readonly Changed<FilmedSynchronization>[];
  readonly jobs?: readonly Changed<FilmedJobView>[];
  /** More volumes or synchronizations may have changed than a frame takes: it has none of them, and windows are to be asked for again. */
  readonly stale?: true;
  /** All that are in flight now. */
  readonly calls?: readonly CallInFlight[];
  readonly faults?: FaultsState;
  readonly counts?: Counts;
  readonly checkpoints?: readonly Checkpoint[];
  /** Steps that were done since. */
  readonly history?: readonly HistoryStep[];
  /** What happened, in words, oldest first: at most 100 of a frame. */
  readonly notes?: readonly FrameNote[];
}

export interface Changed<Element> {
  readonly id: string;
  readonly now: Element | null;
}

export interface FrameNote {
  readonly atMs: number;
  /** The number of the trace's event. */
  readonly event: number;
  readonly kind: 'call' | 'job' | 'fault' | 'input' | 'event' | 'write' | 'other';
  readonly text: string;
  /** The element that it is about; null for none. */
  readonly element: string | null;
}
