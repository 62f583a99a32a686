import { createEngine } from '../../src/engine/createArray.js';
import type { MethodName } from '../../src/index.js';
import {
  type CompiledEnd,
  type CompiledOperation,
  type CompiledRow,
  compileOperation,
} from '../../src/operations/compile.js';
import type { CallFacts } from '../../src/operations/facts/call.js';
import { operations } from '../../src/operations/index.js';
import type { AnyOperation, Row as AnyRow } from '../../src/operations/operation.js';
import { steps } from '../../src/vocabulary/steps.js';
import { type Version, versions } from '../../src/vocabulary/versions.js';

export type Row = CompiledRow;

export function compiled(method: MethodName, version: Version): CompiledOperation {
  return compileOperation(operations[method], version);
}

/** The rows that a version has, in order; none where it lacks the method. */
export function rowsOf(method: MethodName, version: Version): readonly Row[] {
  const { exists, rows } = compiled(method, version);
  return exists ? rows.flat() : [];
}

/** A row in a release that has it. */
export interface RowIn {
  readonly version: Version;
  readonly row: Row;
  /** Whether the release before lacks it, or answers another number there. What can be left out of a table, and what comes first,
   * is asked of these: of the others it is known from the release before.
   */
  readonly isNew: boolean;
}

/** The rows of a method in all releases, by their keys. */
export function rowsByKey(method: MethodName): ReadonlyMap<string, readonly RowIn[]> {
  const rows = new Map<string, RowIn[]>();
  for (const [index, version] of versions.entries()) {
    for (const row of rowsOf(method, version)) {
      const earlier = rows.get(keyOf(row)) ?? [];
      const last = earlier.at(-1);
      const isNew = last === undefined || last.version !== versions[index - 1] || last.row.code !== row.code;
      rows.set(keyOf(row), [...earlier, { version, row, isNew }]);
    }
  }
  return rows;
}

/** The rows of a method, each in the releases where it is new. */
export function newRows(method: MethodName): readonly RowIn[] {
  return [...rowsByKey(method).values()].flatMap((releases) => releases.filter(({ isNew }) => isNew));
}

/** What can end a job of the method, in order. */
export function endsOf(method: MethodName, version: Version): readonly CompiledEnd[] {
  return compiled(method, version).ends;
}

export const keyOf = ({ step, because }: { readonly step: string; readonly because: string }) => `${step}.${because}`;

/** An engine one of whose operations is another. */
export function engineWith(method: MethodName, change: (operation: AnyOperation) => AnyOperation) {
  return createEngine({ operations: { ...operations, [method]: change(operations[method]) } });
}

/** An engine whose table lacks a row. */
export function engineWithout(method: MethodName, row: Pick<Row, 'step' | 'because'>) {
  return engineWithRows(method, row.step, (rows) => rows.filter((other) => !same(other, row)));
}

/** An engine whose table has two rows of one step in the opposite order. */
export function engineWithSwapped(method: MethodName, one: Row, other: Row) {
  return engineWithRows(method, one.step, (rows) =>
    rows.map((row) => {
      if (same(row, one)) return rows.find((candidate) => same(candidate, other)) ?? row;
      return same(row, other) ? (rows.find((candidate) => same(candidate, one)) ?? row) : row;
    }),
  );
}

/** An engine that refuses nothing. */
export const engineWithoutAnyRows = createEngine({
  // Without its rows each is still an operation of its name.
  operations: Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [name, { ...operation, rows: {} }]),
  ) as unknown as typeof operations,
});

function engineWithRows(
  method: MethodName,
  step: Row['step'],
  change: (rows: readonly AnyRow<CallFacts>[]) => readonly AnyRow<CallFacts>[],
) {
  if (!steps.includes(step)) throw new Error(`no step ${step}`);
  return engineWith(method, (operation) => ({
    ...operation,
    // Conditions of any step are asked with all facts of a call.
    rows: { ...operation.rows, [step]: change((operation.rows[step] ?? []) as readonly AnyRow<CallFacts>[]) },
  }));
}

function same(left: Pick<Row, 'because'>, right: Pick<Row, 'because'>): boolean {
  // A cause is unique within its step.
  return left.because === right.because;
}
