import { describe, expect, test } from 'vitest';
import { conform } from '../../src/conformance/conform.js';
import { matrixOf } from '../../src/conformance/mutants/matrix.js';
import { wrongDetails } from '../../src/subjects/mutants/details.js';
import { type SimulatorOptions, simulatorDriver } from '../../src/subjects/simulator.js';
import { conformanceTimeoutMs } from './environment.js';

// Names, and pools that nobody names: what the documents leave open, and subjects declare.

const honest: Readonly<Record<string, SimulatorOptions['profile']>> = {
  'the pool with the most free room': { base: 'full-copy', clones: { poolNotGiven: 'mostFree' } },
  'the first pool with room, shared': { base: 'instant-clone', clones: { poolNotGiven: 'firstWithRoom' } },
  'a reserved pool': {
    base: 'full-copy',
    capabilities: { features: [51, 55] },
    clones: { poolNotGiven: 'firstWithRoom' },
  },
  'names cut': { base: 'strict-names', clones: { longNames: 'cut' } },
  'names cut by a rename': {
    base: 'strict-names',
    capabilities: { features: [8] },
    clones: { longNames: 'cut' },
  },
  'long names ignored': { base: 'full-copy', clones: { longNames: 'ignored', maximumNameLength: 16 } },
  'all names ignored': { base: 'full-copy', clones: { ignoresNames: true } },
};

describe('an array that declares what it does is not called wrong', () => {
  test.each(Object.entries(honest))('%s', { timeout: conformanceTimeoutMs }, async (_what, profile = 'full-copy') => {
    const { properties } = await conform(simulatorDriver({ profile }), { runs: 30, levels: ['core'] });
    expect(properties.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
  });

  test('nor one whose pools only a look tells', { timeout: conformanceTimeoutMs }, async () => {
    const driver = simulatorDriver({ profile: { base: 'full-copy', clones: { poolNotGiven: 'mostFree' } } });
    const own = driver.capabilities.bind(driver);
    driver.capabilities = () => ({ ...own(), declares: { ...own().declares, poolNotGiven: 'any' } });
    const { properties } = await conform(driver, { runs: 30, levels: ['core'] });
    expect(properties.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
  });
});

test('every array that does otherwise than it declares is found out', { timeout: conformanceTimeoutMs }, async () => {
  const { mutants } = await matrixOf(wrongDetails, { runs: 60, levels: ['core'] });
  expect(mutants.filter(({ killedBy }) => killedBy.length === 0)).toEqual([]);
});
