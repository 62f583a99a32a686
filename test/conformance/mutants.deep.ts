import { describe, expect, test } from 'vitest';
import { matrixOf } from '../../src/conformance/mutants/matrix.js';
import { mutants } from '../../src/subjects/mutants.js';

describe('arrays that are wrong on purpose are found out', () => {
  const all = mutants.map(({ name, wrong }) => [name, wrong] as const);
  test.each(all)('%s: %s', { timeout: 600_000 }, async (name) => {
    const chosen = mutants.filter((mutant) => mutant.name === name);
    const { mutants: rows } = await matrixOf(chosen);
    const lives = rows.flatMap(({ killedBy, equivalent }) => (killedBy.length > 0 ? [] : [equivalent]));
    // One that nobody can see to be wrong says why.
    if (lives.length > 0) expect(lives[0]).toBeTypeOf('string');
  });
});
