import { createEngine } from '../../src/engine/createArray.js';
import { createClone } from '../../src/operations/createClone.js';
import type { CallFacts } from '../../src/operations/facts/call.js';
import { type Check, type CompiledCheck, compileOperation } from '../../src/operations/operation.js';
import { steps } from '../../src/vocabulary/steps.js';
import type { Version } from '../../src/vocabulary/versions.js';

export type Row = CompiledCheck<CallFacts>;

/** The rows that a version has, in order. */
export function rowsOf(version: Version): readonly Row[] {
  return compileOperation(createClone, version).checks.flat();
}

/** An engine whose table lacks a row. */
export function engineWithout(row: Pick<Row, 'step' | 'because' | 'refuse'>) {
  return engineWith(row.step, (rows) => rows.filter((other) => !same(other, row)));
}

/** An engine whose table has two rows of one step in the opposite order. */
export function engineWithSwapped(one: Row, other: Row) {
  return engineWith(one.step, (rows) =>
    rows.map((row) => {
      if (same(row, one)) return rows.find((candidate) => same(candidate, other)) ?? row;
      return same(row, other) ? (rows.find((candidate) => same(candidate, one)) ?? row) : row;
    }),
  );
}

/** An engine that refuses nothing. */
export const engineWithoutRows = createEngine({ createClone: { ...createClone, checks: {} } });

function engineWith(
  step: Row['step'],
  change: (rows: readonly Check<CallFacts>[]) => readonly Check<CallFacts>[],
): ReturnType<typeof createEngine> {
  if (!steps.includes(step)) throw new Error(`no step ${step}`);
  const checks = { ...createClone.checks, [step]: change(createClone.checks[step] ?? []) };
  return createEngine({ createClone: { ...createClone, checks } });
}

function same(left: Pick<Row, 'because'>, right: Pick<Row, 'because'>): boolean {
  // A cause is unique within its step.
  return left.because === right.because;
}
