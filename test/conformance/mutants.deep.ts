import { describe, expect, test } from 'vitest';
import { matrixOf } from '../../src/conformance/mutants/matrix.js';
import { mutants } from '../../src/subjects/mutants.js';

/** Mutants that nobody finds out at the default budget, with a sentence each; the list may only become shorter. */
const survivors: Readonly<Record<string, string>> = {};

describe('arrays that are wrong on purpose are found out', () => {
  const all = mutants.map(({ name, wrong }) => [name, wrong] as const);
  test.each(all)('%s: %s', { timeout: 600_000 }, async (name) => {
    const chosen = mutants.filter((mutant) => mutant.name === name);
    const { mutants: rows } = await matrixOf(chosen);
    const lives = rows.flatMap(({ killedBy, equivalent }) => (killedBy.length > 0 ? [] : [equivalent]));
    if (lives[0] === undefined) expect(Object.keys(survivors)).not.toContain(name);
    else expect(lives[0] ?? survivors[name]).toBeTypeOf('string');
  });
});
