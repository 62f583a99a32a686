import { expect, test } from 'vitest';
import { mirrorThemes } from '../../../src/conformance/probes/mirrorScenes.js';
import { scenesOf } from '../../../src/conformance/probes/scenes.js';
import { mutants } from '../../../src/subjects/mutants.js';
import { simulatorDriver } from '../../../src/subjects/simulator.js';
import { conformanceTimeoutMs } from '../environment.js';
import { brokenBySweep } from '../swept.js';

const scenes = scenesOf(mirrorThemes);

test.each([
  ['overwrites-in-words-alone', 'OUT-4096'],
  ['target-of-a-relation-overwritten', 'CAUSE-COMPLETE'],
  ['restore-is-a-resync', 'SOURCE-FROZEN'],
  ['roles-stay', 'SOURCE-FROZEN'],
  ['larger-target-becomes-the-source', 'CAUSE-COMPLETE'],
  ['read-only-source-restored', 'CAUSE-COMPLETE'],
])('%s is found out by %s', { timeout: conformanceTimeoutMs }, async (name, property) => {
  const mutant = mutants.find((one) => one.name === name);
  if (mutant === undefined) throw new Error(`there is no mutant ${name}`);
  expect(await brokenBySweep(mutant.make(), scenes)).toContain(property);
});

test.each([{}, { service: { detaches: 'never' } }, { allocation: { kind: 'thin' } }] as const)(
  'they break nothing of an array with %o',
  { timeout: conformanceTimeoutMs },
  async (more) => {
    expect(await brokenBySweep(simulatorDriver({ profile: { base: 'local-mirrors', ...more } }), scenes)).toEqual([]);
  },
);
