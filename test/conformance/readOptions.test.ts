import { describe, expect, test } from 'vitest';
import { conform } from '../../src/conformance/conform.js';
import { matrixOf } from '../../src/conformance/mutants/matrix.js';
import type { ConformOptions } from '../../src/conformance/options.js';
import { subject } from './subject.js';

/** As a program without types may have them. */
const wrong: readonly (readonly [about: string, options: object, message: RegExp])[] = [
  ['no level', { levels: [] }, /^options\.levels: got \[\], expected .*at least 1 item/],
  [
    'a level that there is not',
    { levels: ['cores'] },
    /^options\.levels\[0\]: got 'cores', expected one of .*\(did you mean 'core'\?\)$/,
  ],
  ['no run', { runs: 0 }, /^options\.runs: got 0, expected .*at least 1/],
  ['half a run', { runs: 1.5 }, /^options\.runs: got 1\.5, expected a whole number/],
  ['runs as a text', { runs: '10' }, /^options\.runs: got '10', expected a number/],
  ['a seed with a fraction', { seed: 0.5 }, /^options\.seed: got 0\.5, expected a whole number/],
  ['no time', { timeMs: 0 }, /^options\.timeMs: got 0, expected .*more than 0/],
  ['no number for a time', { timeMs: Number.NaN }, /^options\.timeMs: got NaN, expected/],
  [
    'a property that there is not',
    { only: ['OUT-4069'] },
    /^options\.only\[0\]: got 'OUT-4069', expected .*\(did you mean 'OUT-4096'\?\)$/,
  ],
  ['another that there is not', { except: ['nothing'] }, /^options\.except\[0\]: got 'nothing', expected one of/],
  [
    'a property of another level',
    { levels: ['faults'], only: ['OUT-0'] },
    /^options\.only: got \["OUT-0"\], expected properties that leave some of level faults to be judged$/,
  ],
  ['nothing left', { only: ['OUT-0'], except: ['OUT-0'] }, /^options\.only: got \["OUT-0"\], expected/],
  ['a budget of nothing', { shrink: { runs: 0, calls: 10 } }, /^options\.shrink\.runs: got 0, expected .*at least 1/],
  ['shrinking that is true', { shrink: true }, /^options\.shrink: got true, expected/],
  ['a flag as a text', { deep: 'yes' }, /^options\.deep: got 'yes', expected true or false$/],
  ['progress that is no function', { onProgress: {} }, /^options\.onProgress: got \{\}, expected a function$/],
  ['an option that there is not', { level: ['core'] }, /^options\.level: .*\(did you mean 'levels'\?\)$/],
];

describe('options that can not be meant are refused before anything is done', () => {
  test.each(wrong)('%s', async (_, options, message) => {
    let asked = 0;
    const driver = subject({
      reset: () => {
        asked++;
      },
    });
    await expect(conform(driver, options as ConformOptions)).rejects.toThrow(message);
    await expect(matrixOf([], options as ConformOptions)).rejects.toThrow(message);
    expect(asked).toBe(0);
  });
});
