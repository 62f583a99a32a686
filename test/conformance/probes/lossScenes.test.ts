import { expect, test } from 'vitest';
import { lossThemes } from '../../../src/conformance/probes/lossScenes.js';
import { scenesOf } from '../../../src/conformance/probes/scenes.js';
import { mutants } from '../../../src/subjects/mutants.js';
import { simulatorDriver } from '../../../src/subjects/simulator.js';
import { conformanceTimeoutMs } from '../environment.js';
import { brokenBySweep } from '../swept.js';

const scenes = scenesOf(lossThemes);

test.each(['resize-outlives-its-volume', 'creation-outlives-its-pool'])(
  '%s is found out',
  { timeout: conformanceTimeoutMs },
  async (name) => {
    const mutant = mutants.find((one) => one.name === name);
    if (mutant === undefined) throw new Error(`there is no mutant ${name}`);
    expect(await brokenBySweep(mutant.make(), scenes)).toContain('JOB-RESULT');
  },
);

test.each(['full-copy', 'slow-provider', 'legacy-2012', 'local-mirrors'] as const)(
  'they break nothing of %s',
  { timeout: conformanceTimeoutMs },
  async (profile) => {
    expect(await brokenBySweep(simulatorDriver({ profile }), scenes)).toEqual([]);
  },
);

test('nor of arrays that resize and create by jobs and clone within the call', async () => {
  const byJob = { by: 'job', takes: '2 s' } as const;
  for (const base of ['sync-only', 'snapshot-only', 'thin-provisioned', 'instant-clone'] as const) {
    const driver = simulatorDriver({ profile: { base, resizing: byJob, creation: byJob } });
    expect(await brokenBySweep(driver, scenes)).toEqual([]);
  }
});
