import type { MutantMatrix, MutantRow } from '../../conformance/mutants/mutant.js';
import { median } from './conformanceSummary.js';

/** What became of the arrays that are wrong on purpose. */
export interface MatrixSummary {
  readonly mutants: number;
  readonly killed: number;
  /** Those that no client could tell from a right one. */
  readonly equivalent: number;
  /** Nobody found them out, although somebody should have. */
  readonly alive: readonly string[];
  /** Equivalent, and yet somebody complained: a false alarm, or not equivalent. */
  readonly complained: readonly string[];
  /** Calls until the quickest property saw a mutant, the middle of all that were killed. */
  readonly medianCalls: number | null;
}

export function matrixSummary({ mutants }: MutantMatrix): MatrixSummary {
  const killed = mutants.filter((row) => isKilled(row) && row.equivalent === null);
  const equivalent = mutants.filter((row) => row.equivalent !== null);
  return {
    mutants: mutants.length,
    killed: killed.length,
    equivalent: equivalent.length,
    alive: mutants.filter((row) => !isKilled(row) && row.equivalent === null).map(({ name }) => name),
    complained: equivalent.filter(isKilled).map(({ name }) => name),
    medianCalls: median(killed.flatMap(({ killedBy }) => killedBy[0]?.afterCalls ?? [])),
  };
}

function isKilled({ killedBy }: MutantRow): boolean {
  return killedBy.length > 0;
}
