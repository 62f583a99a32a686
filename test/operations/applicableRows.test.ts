import { expect, test } from 'vitest';
import { createEngine } from '../../src/engine/createArray.js';
import { createClone } from '../../src/operations/createClone.js';
import type { CallFacts } from '../../src/operations/facts/call.js';
import type { Check } from '../../src/operations/operation.js';
import { versions } from '../../src/vocabulary/versions.js';
import { causeOf, keyOf } from './causes.js';
import { answer, decidedBy } from './standardArray.js';
import { rowsOf } from './tables.js';

/** The same row, with all of its conditions judged for every call. */
function unfiltered({ whenSystem, whenElements, when, ...row }: Check<CallFacts>): Check<CallFacts> {
  if (whenSystem === undefined && whenElements === undefined && when === undefined) return row;
  const holds = (facts: CallFacts) =>
    (whenSystem?.(facts) ?? true) && (whenElements?.(facts) ?? true) && (when?.(facts) ?? true);
  return { ...row, when: holds };
}

const judgesAllForEveryCall = createEngine({
  createClone: {
    ...createClone,
    checks: Object.fromEntries(Object.entries(createClone.checks).map(([step, rows]) => [step, rows.map(unfiltered)])),
  },
});

test('what is judged once for the system, or for a kind of elements, leaves no row out that a call would meet', () => {
  for (const version of versions) {
    for (const row of rowsOf(version)) {
      const once = decidedBy(answer(version, [causeOf(row)]));
      const always = decidedBy(answer(version, [causeOf(row)], judgesAllForEveryCall));
      expect(once, `${version} ${keyOf(row)}`).toEqual(always);
    }
  }
});
