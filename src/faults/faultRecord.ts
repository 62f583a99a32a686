import type { Counters } from './counters.js';
import type { NearMiss } from './nearMiss.js';
import type { Point } from './points.js';

/** What one fault has come to. */
export interface FaultRecord {
  /** Whether it exists in this run, see `arm`. */
  readonly armed: boolean;
  /** Healed: it fires no more. A fault that is added later does. */
  readonly over: boolean;
  readonly matched: number;
  readonly fired: number;
  /** The same by element or by caller, where the fault counts by them. */
  readonly keys: Counters;
  /** The last of its firings, oldest first, and how many before them are no longer kept. */
  readonly firings: readonly FiringRecord[];
  readonly dropped: number;
  /** Of a fault that has never matched: how often its points were visited, as far as that was watched, and how near the
   * nearest came.
   */
  readonly visits: number;
  readonly nearest: NearMiss | null;
}

/** One firing, as the ledger keeps it. */
export interface FiringRecord {
  /** When, in virtual milliseconds. */
  readonly atMs: number;
  /** Where: a step of a call, or a moment of a job. */
  readonly point: Point;
  /** The match that it was, from 1. */
  readonly match: number;
  /** The element that the moment was about; '' for none. */
  readonly element: string;
  /** What it did, in the short form's words. */
  readonly effects: readonly string[];
}

/** Whether a fault may still fire. */
export function isLive(record: FaultRecord): boolean {
  return record.armed && !record.over;
}
