import { describe, expect, test } from 'vitest';
import { versions } from '../../src/vocabulary/versions.js';
import { causeOf, exclusive, keyOf } from './causes.js';
import { answer, decidedBy } from './standardArray.js';
import { engineWithout, engineWithSwapped, type Row, rowsOf } from './tables.js';

describe.each(versions)("precedence in CreateClone's table in %s", (version) => {
  const pairs = neighbours(rowsOf(version));

  test.each(pairs.map(([one, other]) => [keyOf(one), keyOf(other), one, other] as const))(
    '%s answers before %s',
    (first, second, one, other) => {
      const both = [causeOf(one), causeOf(other)];
      expect(decidedBy(answer(version, both))).toBe(first);
      // Both causes are there indeed: the second row answers where the first is no row, or comes later.
      if (one.natural) expect(decidedBy(answer(version, both, engineWithout(one)))).toBe(second);
      if (one.step === other.step) expect(decidedBy(answer(version, both, engineWithSwapped(one, other)))).toBe(second);
    },
  );
});

test('these neighbours cannot apply to one call, so that their order tells nothing', () => {
  const listed = versions.flatMap((version) => {
    const rows = rowsOf(version);
    return rows.slice(1).flatMap((row, index) => {
      const before = rows[index];
      const reason = before === undefined ? undefined : contradiction(before, row);
      return before === undefined || reason === undefined ? [] : `${keyOf(before)} | ${keyOf(row)}: ${reason}`;
    });
  });
  expect([...new Set(listed)]).toEqual([
    'authenticate.noCredentials | authenticate.wrongCredentials: without a credential there is no account that anything could be wrong with',
    'findService.pullAbandoned | findService.pullNotAbandonable: forced outcomes come in the order in which they were asked for',
    'invoke.poolForbidden | invoke.poolRequired: the one needs a call with TargetPool, the other a call without',
    'invoke.poolRequired | invoke.poolNotOfSource: the one needs a call without TargetPool, the other a call with',
    'invoke.methodUnavailable | invoke.methodUnknown: a profile has one answer to how CreateElementReplica is there',
    'invoke.methodUnknown | invoke.methodUnsupported: a profile has one answer to how CreateElementReplica is there',
    'invoke.classHasChildren | invoke.classHasInstances: forced outcomes come in the order in which they were asked for',
    'invoke.classHasInstances | invoke.invalidSuperclass: forced outcomes come in the order in which they were asked for',
    'invoke.invalidSuperclass | invoke.namespaceNotEmpty: forced outcomes come in the order in which they were asked for',
    'array.sourceLocked | array.sourceNotUsable: a volume is in one state',
    'array.sourceNotUsable | array.sourceOffline: a volume is in one state',
    'array.sourceOffline | array.sourceOnline: a volume is in one state',
    'array.poolOffline | array.poolReadOnly: a pool is in one state',
    'array.executionFailed | array.executionUnknown: forced outcomes come in the order in which they were asked for',
    'array.executionUnknown | array.providerFailed: forced outcomes come in the order in which they were asked for',
    'rename.noSuchProperty | rename.renameUnsupported: a profile has one answer to a rename',
  ]);
});

/** Each row with the next and with the previous one that can apply together with it. */
function neighbours(rows: readonly Row[]): readonly (readonly [Row, Row])[] {
  const pairs = new Map<string, readonly [Row, Row]>();
  for (const [index, row] of rows.entries()) {
    const next = rows.slice(index + 1).find((other) => contradiction(row, other) === undefined);
    const previous = rows.slice(0, index).findLast((other) => contradiction(other, row) === undefined);
    if (next !== undefined) pairs.set(`${keyOf(row)} ${keyOf(next)}`, [row, next]);
    if (previous !== undefined) pairs.set(`${keyOf(previous)} ${keyOf(row)}`, [previous, row]);
  }
  return [...pairs.values()];
}

/** Why two rows cannot apply to one call, or not in an order of their own; undefined when they can. */
function contradiction(one: Row, other: Row): string | undefined {
  if (one.step === other.step && !one.natural && !other.natural)
    return 'forced outcomes come in the order in which they were asked for';
  return exclusive.find(({ rows }) => rows.includes(keyOf(one)) && rows.includes(keyOf(other)))?.because;
}
