import { expect, test } from 'vitest';
import { poolThemes } from '../../../src/conformance/probes/poolScenes.js';
import { scenesOf } from '../../../src/conformance/probes/scenes.js';
import { wrongDrives } from '../../../src/subjects/mutants/drives.js';
import { simulatorDriver } from '../../../src/subjects/simulator.js';
import { conformanceTimeoutMs } from '../environment.js';
import { brokenBySweep } from '../swept.js';

const scenes = scenesOf(poolThemes);

test.each(wrongDrives.map((mutant) => [mutant.name, mutant] as const))('%s is found out', async (_, { make }) => {
  expect(await brokenBySweep(make(), scenes)).not.toEqual([]);
});

test.each(['full-copy', 'thin-provisioned', 'slow-provider', 'legacy-2012', 'strict-names'] as const)(
  'they break nothing of %s',
  { timeout: conformanceTimeoutMs },
  async (profile) => {
    expect(await brokenBySweep(simulatorDriver({ profile }), scenes)).toEqual([]);
  },
);

test('a driver that shows no drives is asked for no pool that it would make', async () => {
  const sim = simulatorDriver();
  const asked: unknown[] = [];
  const driver = Object.assign(Object.create(sim), {
    drives: undefined,
    call: (...[method, on, given, options]: Parameters<typeof sim.call>) => {
      asked.push(method);
      return sim.call(method, on, given, options);
    },
  });
  await brokenBySweep(driver, scenes);
  expect(asked).toEqual([]);
});
