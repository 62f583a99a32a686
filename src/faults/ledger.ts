import { closest } from './missed.js';
import type { FiringRecord, PlanState } from './planState.js';

/** What came of one fault. */
export interface LedgerEntry {
  /** The fault's id. */
  readonly fault: string;
  /** Whether it existed in this run. */
  readonly armed: boolean;
  /** How often its moment came. */
  readonly matched: number;
  /** How often it fired. */
  readonly fired: number;
  /** Whether it has to fire for the plan to be met. */
  readonly expect: 'must' | 'may';
  /** The last firings, oldest first; `dropped` before them are no longer kept. */
  readonly firings: readonly FiringRecord[];
  /** How many firings before those. */
  readonly dropped: number;
  /** What came closest, of a fault that had to fire and has not; null otherwise. */
  readonly missed: string | null;
}

/** What came of all faults, in the plan's order. */
export function ledger(planState: PlanState): LedgerEntry[] {
  return planState.plan.faults.flatMap((fault, index) => {
    const record = planState.records[index];
    if (record === undefined) return [];
    const { armed, matched, fired, firings, dropped } = record;
    const missed = fault.expect === 'must' && fired === 0 ? closest(planState, fault, index) : null;
    return [{ fault: fault.id, armed, matched, fired, expect: fault.expect, firings, dropped, missed }];
  });
}
