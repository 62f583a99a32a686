import { describe, expect, test } from 'vitest';
import { matrixOf } from '../../src/conformance/mutants/matrix.js';
import { mutants } from '../../src/subjects/mutants.js';

/** Mutants that nobody finds out at the default budget, with a sentence each; the list may only become shorter. */
const survivors: Readonly<Record<string, string>> = {
  'deleted-name-stays-taken': 'names of deleted volumes are seldom asked for again',
  'sizes-of-an-offline-pool': 'pools are seldom offline while they are asked for sizes',
  'range-failure-called-list-failure': 'pools are seldom offline while they are asked for sizes',
  'locked-volume-deleted': 'volumes are seldom locked when they are deleted',
  'locked-called-in-use': 'volumes are seldom locked when they are deleted',
  'offline-pool-deleted': 'empty pools are seldom offline when they are deleted',
};

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
