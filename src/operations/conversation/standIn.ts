import type { Row } from '../operation.js';

/** Rows that answer another outcome with a method that does not document their own. */
export function answeredBy<Facts, Outcome extends string>(
  refuse: Outcome,
  rows: readonly Row<Facts>[],
): readonly Row<Facts, Outcome>[] {
  return rows.map((row) => ({ ...row, refuse }));
}
