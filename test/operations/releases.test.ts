import { describe, expect, test } from 'vitest';
import { causesOf, examplesOf, tables } from './causes/index.js';
import { answer, decidedBy } from './standardArray.js';
import { keyOf, rowsOf } from './tables.js';

// A method that 2016 has no more has nothing to be compared with.
const older = tables
  .filter(({ method, version }) => version !== '2016' && rowsOf(method, '2016').length > 0)
  .map((table) => ({ ...table, differing: examplesOf(table.method).before2016 }));

describe.each(older)('$method in $version', ({ method, version, differing }) => {
  test('answers otherwise where a row or a code is of 2016', () => {
    const actual = differing.map(([key]) => {
      const reply = answer(method, version, [causesOf(method)[key] ?? {}]);
      return [key, decidedBy(reply), reply.ReturnValue];
    });
    expect(actual).toEqual(differing);
  });

  test('has the codes of 2016 in all other rows', () => {
    const modern = new Map(rowsOf(method, '2016').map((row) => [keyOf(row), row.code]));
    // What only 2012 has is about parameters that went with it.
    const lasting = rowsOf(method, version).filter(({ before }) => before !== '2012R2');
    const others = lasting.filter((row) => modern.get(keyOf(row)) !== row.code);
    const listed = new Set(differing.map(([, row]) => row));
    expect(others.map(keyOf).filter((key) => !listed.has(key))).toEqual([]);
  });
});

test.each(['2012', '2012R2'] as const)('a volume that was deleted before the clone is not found in %s', (version) => {
  const reply = answer('CreateClone', version, [{ before: (array) => void array.outOfBand.delete('db') }]);
  expect([decidedBy(reply), reply.ReturnValue]).toEqual(['invoke.notFound', 43006]);
});
