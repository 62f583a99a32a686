import type { FiringRecord } from './faultRecord.js';
import { closest } from './missed.js';
import type { PlanState } from './planState.js';

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
  /** Why it has not fired, with what came closest; null when it has. */
  readonly closest: string | null;
  /** Whether it had to fire and has not. */
  readonly missed: boolean;
}

/** What came of all faults, in the plan's order. */
export function ledger(planState: PlanState): LedgerEntry[] {
  return [...planState.faults].map(({ fault, record }) => {
    const { armed, matched, fired, firings, dropped } = record;
    const nearest = fired === 0 ? closest(planState.terms, fault, record) : null;
    const missed = fault.expect === 'must' && fired === 0;
    return { fault: fault.id, armed, matched, fired, expect: fault.expect, firings, dropped, closest: nearest, missed };
  });
}

/** @throws Error when faults that must fire have not, with what came closest to each */
export function demandFired(ledger: readonly LedgerEntry[]): void {
  const missed = ledger.filter((entry) => entry.missed);
  if (missed.length === 0) return;
  const lines = missed.map((entry) => `  ${entry.fault}: ${entry.closest}`);
  throw new Error(`faults that had to fire have not:\n${lines.join('\n')}`);
}
