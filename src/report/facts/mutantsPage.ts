import type { MutantMatrix } from '../../conformance/mutants/mutant.js';
import { type MatrixSummary, matrixSummary } from './matrixSummary.js';

/** Everything that a page about arrays that are wrong on purpose shows, as plain data. */
export interface MutantsPage extends MutantMatrix {
  readonly kind: 'mutants';
  readonly summary: MatrixSummary;
  /** What each property that found any of them is worth: those first that nobody could do without. */
  readonly byProperty: readonly MutantsOfProperty[];
}

interface MutantsOfProperty {
  readonly property: string;
  /** Mutants that it found out. */
  readonly killed: readonly string[];
  /** Those that it was the quickest to find out. */
  readonly first: number;
  /** Those that nobody else found out. */
  readonly only: readonly string[];
}

export function mutantsPage(matrix: MutantMatrix): MutantsPage {
  const { mutants, onlyKilledBy } = matrix;
  const names = [...new Set(mutants.flatMap(({ killedBy }) => killedBy.map(({ property }) => property)))];
  const byProperty = names.map((property) => ({
    property,
    killed: mutants.filter((row) => row.killedBy.some((one) => one.property === property)).map(({ name }) => name),
    first: mutants.filter(({ killedBy: [quickest] }) => quickest?.property === property).length,
    only: onlyKilledBy[property] ?? [],
  }));
  return {
    kind: 'mutants',
    ...matrix,
    summary: matrixSummary(matrix),
    byProperty: byProperty.toSorted(
      (one, other) => other.only.length - one.only.length || other.killed.length - one.killed.length,
    ),
  };
}
