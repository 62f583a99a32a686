import { describe, expect, test } from 'vitest';
import type { MethodName } from '../../src/index.js';
import { type Version, versions } from '../../src/vocabulary/versions.js';
import { causeOf, contradiction, methodsWithExamples } from './causes/index.js';
import { answer, decidedBy } from './standardArray.js';
import { engineWithout, engineWithSwapped, keyOf, type Row, rowsByKey, rowsOf } from './tables.js';

describe.each(methodsWithExamples)("precedence in %s's table", (method) => {
  test.each(pairsOf(method))('%s answers before %s in each release that has both', (first, second, releases) => {
    for (const { version, one, other, isNew } of releases) {
      const both = [causeOf(method, version, one), causeOf(method, version, other)];
      expect(decidedBy(answer(method, version, both)), version).toBe(first);
      // Both causes are there indeed: the second row answers where the first is no row, or comes later.
      const otherwise = [
        ...(isNew && one.natural ? [engineWithout(method, one)] : []),
        ...(isNew && one.step === other.step ? [engineWithSwapped(method, one, other)] : []),
      ].map((engine) => decidedBy(answer(method, version, both, engine)));
      expect(otherwise, version).toEqual(otherwise.map(() => second));
    }
  });
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

interface PairIn {
  readonly version: Version;
  readonly one: Row;
  readonly other: Row;
  /** Whether the two are no neighbours in the release before, or one of them is another row there. */
  readonly isNew: boolean;
}

/** The keys of rows that are neighbours, with the releases in which they are. */
function pairsOf(method: MethodName): readonly (readonly [first: string, second: string, releases: PairIn[]])[] {
  const pairs = new Map<string, readonly [string, string, PairIn[]]>();
  const known = rowsByKey(method);
  for (const [index, version] of versions.entries()) {
    const isNewRow = (row: Row) => known.get(keyOf(row))?.some((one) => one.version === version && one.isNew) ?? true;
    for (const [one, other] of neighbours(method, rowsOf(method, version))) {
      const [first, second] = [keyOf(one), keyOf(other)];
      const pair = pairs.get(`${first} ${second}`) ?? [first, second, []];
      pairs.set(`${first} ${second}`, pair);
      const isKnown = index > 0 && pair[2].at(-1)?.version === versions[index - 1];
      pair[2].push({ version, one, other, isNew: !isKnown || isNewRow(one) || isNewRow(other) });
    }
  }
  return [...pairs.values()];
}

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
