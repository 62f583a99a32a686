import { describe, expect, test } from 'vitest';
import type { MethodName } from '../../src/index.js';
import { versions } from '../../src/vocabulary/versions.js';
import { causeOf, contradiction, methodsWithExamples, tables } from './causes/index.js';
import { answer, decidedBy } from './standardArray.js';
import { engineWithout, engineWithSwapped, keyOf, type Row, rowsOf } from './tables.js';

describe.each(tables)("precedence in $method's table in $version", ({ method, version }) => {
  const pairs = neighbours(method, rowsOf(method, version));

  test.each(pairs.map(([one, other]) => [keyOf(one), keyOf(other), one, other] as const))(
    '%s answers before %s',
    (first, second, one, other) => {
      const both = [causeOf(method, version, one), causeOf(method, version, other)];
      expect(decidedBy(answer(method, version, both))).toBe(first);
      // Both causes are there indeed: the second row answers where the first is no row, or comes later.
      if (one.natural) expect(decidedBy(answer(method, version, both, engineWithout(method, one)))).toBe(second);
      if (one.step === other.step)
        expect(decidedBy(answer(method, version, both, engineWithSwapped(method, one, other)))).toBe(second);
    },
  );
});

test('these neighbours cannot apply to one call, so that their order tells nothing', async () => {
  const listed = methodsWithExamples.flatMap((method) => {
    const pairs = versions.flatMap((version) => {
      const rows = rowsOf(method, version);
      return rows.slice(1).flatMap((row, index) => {
        const before = rows[index];
        const reason = before === undefined ? undefined : contradiction(method, before, row);
        return before === undefined || reason === undefined ? [] : `  ${keyOf(before)} | ${keyOf(row)}: ${reason}`;
      });
    });
    return [`${method}:`, ...new Set(pairs), ''];
  });
  await expect(listed.join('\n')).toMatchFileSnapshot('../golden/exclusiveRows.txt');
});

/** Each row with the next and with the previous one that can apply together with it. */
function neighbours(method: MethodName, rows: readonly Row[]): readonly (readonly [Row, Row])[] {
  const pairs = new Map<string, readonly [Row, Row]>();
  for (const [index, row] of rows.entries()) {
    const next = rows.slice(index + 1).find((other) => contradiction(method, row, other) === undefined);
    const previous = rows.slice(0, index).findLast((other) => contradiction(method, other, row) === undefined);
    if (next !== undefined) pairs.set(`${keyOf(row)} ${keyOf(next)}`, [row, next]);
    if (previous !== undefined) pairs.set(`${keyOf(previous)} ${keyOf(row)}`, [previous, row]);
  }
  return [...pairs.values()];
}
