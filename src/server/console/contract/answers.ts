import type { FilmedJobView, FilmedPool, FilmedSynchronization } from '../../../report/film/film.js';
import type { PageVolume } from './state.js';

// What the larger questions are answered.

export interface WindowQuery {
  /** A part of the name or the id, in any case. */
  readonly search?: string | undefined;
  /** The id of a pool: of what lives in it, or works on it. */
  readonly pool?: string | undefined;
  /** A state of the chart. */
  readonly state?: string | undefined;
  /** How many of those that are meant come before the window, oldest first; 0 when left out. */
  readonly offset?: number | undefined;
  /** At most `limits.window`; 100 when left out. */
  readonly limit?: number | undefined;
  /** 'newest' turns the order round. */
  readonly order?: 'oldest' | 'newest' | undefined;
}

export interface HistoryQuery {
  /** The first number; 1 when left out. */
  readonly from?: number | undefined;
  readonly limit?: number | undefined;
}

/** A part of a list, as it was at an event of the stream: later frames say what has changed. */
export interface Window<Element> {
  readonly items: readonly Element[];
  readonly offset: number;
  /** How many are meant in all. */
  readonly total: number;
  /** The id of the last event that is in it. */
  readonly upTo: number;
}

/** An element and what it hangs together with, at most a window of each kind. */
export interface Neighbourhood {
  readonly element: string;
  readonly pools: readonly FilmedPool[];
  readonly volumes: readonly PageVolume[];
  readonly synchronizations: readonly FilmedSynchronization[];
  readonly jobs: readonly FilmedJobView[];
  /** How many more volumes there are about it. */
  readonly more: number;
  readonly upTo: number;
}

export interface Contents {
  readonly volume: string;
  /** Ascending, at most a window of them; in bytes. */
  readonly ranges: readonly { readonly offset: number; readonly length: number; readonly tag: string }[];
  readonly more: number;
}

/** What two universes do not have in common. */
export interface Comparison {
  readonly left: string;
  readonly right: string;
  readonly elements: readonly DifferingElement[];
  /** How many more elements differ: a window of each kind is shown. */
  readonly more: number;
  /** The same in words, a line an element or field: for the clipboard. */
  readonly text: string;
}

export interface DifferingElement {
  readonly kind: 'system' | 'pool' | 'drive' | 'volume' | 'synchronization' | 'job';
  readonly id: string;
  /** What it is called on either side; the id of what has no name. */
  readonly name: string;
  /** Where it is: on one side alone, or on both, with other fields. */
  readonly where: 'left' | 'right' | 'both';
  /** Of one that is on both: from left to right; of others all fields, with null on the other side. */
  readonly fields: readonly { readonly field: string; readonly left: unknown; readonly right: unknown }[];
}

/** `scenario`: YAML that `arraysim run` takes; `vitest`: a test of the library; `trace`: what `arraysim replay` takes. Each comes to the
 * same trace.
 */
export type ExportForm = 'scenario' | 'vitest' | 'trace';

export interface Exported {
  readonly form: ExportForm;
  /** 'main.yaml' */
  readonly fileName: string;
  readonly text: string;
  /** The hash of the trace that a run of it has. */
  readonly hash: string;
}
