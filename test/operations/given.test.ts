import { expect, test } from 'vitest';
import { createEngine } from '../../src/engine/createArray.js';
import { createClone } from '../../src/operations/createClone.js';
import { versions } from '../../src/vocabulary/versions.js';
import { causeOf, keyOf } from './causes.js';
import { answer, decidedBy } from './standardArray.js';
import { rowsOf } from './tables.js';

/** The table with every `given` taken away: each call then meets every row that has a cause. */
const unfiltered = createEngine({
  createClone: {
    ...createClone,
    checks: Object.fromEntries(
      Object.entries(createClone.checks).map(([step, rows]) => [step, rows.map(({ given, ...row }) => row)]),
    ),
  },
});

test('what is judged once for the system leaves no row out that a call would meet', () => {
  for (const version of versions) {
    for (const row of rowsOf(version)) {
      const filtered = answer(version, [causeOf(row)]);
      expect(decidedBy(filtered), `${version} ${keyOf(row)}`).toEqual(
        decidedBy(answer(version, [causeOf(row)], unfiltered)),
      );
    }
  }
});

test('the system as it is shipped gives no cause to half of the rows', () => {
  const rows = rowsOf('2016').filter(({ when }) => when !== undefined);
  expect(rows.filter(({ given }) => given !== undefined).length).toBeGreaterThan(rows.length / 2);
});
