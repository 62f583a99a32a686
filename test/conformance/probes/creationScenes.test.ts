import { expect, test } from 'vitest';
import { creationThemes } from '../../../src/conformance/probes/creationScenes.js';
import { scenesOf } from '../../../src/conformance/probes/scenes.js';
import { wrongCreations } from '../../../src/subjects/mutants/creations.js';
import { simulatorDriver } from '../../../src/subjects/simulator.js';
import { conformanceTimeoutMs } from '../environment.js';
import { brokenBySweep } from '../swept.js';

const scenes = scenesOf(creationThemes);

/** What the runs that are drawn meet by chance, if at all. */
const names = [
  'size-zero-called-unsupported',
  'size-zero-becomes-an-extent',
  'size-given-and-maximum-taken',
  'zero-before-role',
  'any-setting-of-a-pool',
  'primordial-pool-gives-volumes',
  'volume-without-room',
  'maximum-leaves-an-extent',
  'full-where-thin-was-asked',
  'thin-where-full-was-asked',
  'nearest-has-no-room',
  'nearest-is-half',
  'nearest-of-all-pools-together',
];

test('scenes of creations find out what is wrong about sizes, and what is taken that is odd', {
  timeout: conformanceTimeoutMs,
}, async () => {
  const found: string[] = [];
  for (const { name, make } of wrongCreations)
    if (names.includes(name) && (await brokenBySweep(make(), scenes)).length > 0) found.push(name);
  expect(found.toSorted()).toEqual(names.toSorted());
});

test.each(['full-copy', 'thin-provisioned', 'instant-clone', 'legacy-2012'] as const)(
  'they break nothing of %s',
  { timeout: conformanceTimeoutMs },
  async (profile) => {
    expect(await brokenBySweep(simulatorDriver({ profile }), scenes)).toEqual([]);
  },
);
