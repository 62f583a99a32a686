import { describe, expect, test } from 'vitest';
import { matrixOf } from '../../src/conformance/mutants/matrix.js';
import { sweepStates } from '../../src/conformance/probes/stateSweep.js';
import { mutants } from '../../src/subjects/mutants.js';
import { conformanceTimeoutMs } from './environment.js';
import { brokenBySweep } from './swept.js';

/** Those that the first few runs find out, one of each kind. */
const sample = [
  'half-size-clone',
  'reply-without-target',
  'no-extended-status',
  'id-reused',
  'clone-empty',
  'falling-progress',
  'capabilities-flap',
  'source-renamed',
  'goes-on-after-the-end',
  'synced-at-the-end',
  'complete-at-99-percent',
  'listed-later-than-said',
  'never-listed',
];

describe('arrays that are wrong on purpose are found out', () => {
  test.each(sample)('%s', { timeout: conformanceTimeoutMs }, async (name) => {
    const chosen = mutants.filter((mutant) => mutant.name === name);
    const { mutants: rows } = await matrixOf(chosen, { runs: 4 });
    expect(rows.map(({ killedBy }) => killedBy.length > 0)).toEqual([true]);
  });
});

test('what few runs meet by chance, the sweep through the states of elements meets', async () => {
  const names = ['locked-volume-deleted', 'sizes-of-an-offline-pool'];
  const chosen = mutants.filter(({ name }) => names.includes(name));
  const found: string[] = [];
  for (const { name, make } of chosen) if ((await brokenBySweep(make(), sweepStates)).length > 0) found.push(name);
  expect(found.toSorted()).toEqual(names);
});

test('with a property switched off, the matrix names those that only it has found out', async () => {
  const chosen = mutants.filter(({ name }) => name === 'no-extended-status' || name === 'half-size-clone');
  const { onlyKilledBy } = await matrixOf(chosen, { runs: 10, levels: ['core'] });
  expect(onlyKilledBy['STATUS-TELLS']).toEqual(['no-extended-status']);
  const blind = await matrixOf(chosen, { runs: 10, levels: ['core'], only: ['CAP-YES'] });
  expect(blind.mutants.map(({ killedBy }) => killedBy)).toEqual([[], []]);
});
