import { expect, test } from 'vitest';
import { conform } from '../../src/conformance/conform.js';
import { sweepTroubles } from '../../src/conformance/probes/troubleSweep.js';
import { keepingSessions } from '../../src/subjects/mutants/mutant.js';
import { wrongProviders } from '../../src/subjects/mutants/providers.js';
import { simulatorDriver } from '../../src/subjects/simulator.js';
import { conformanceTimeoutMs } from './environment.js';
import { brokenBySweep } from './swept.js';

// What has become of the provider: whom it knows, what it manages, what it can do.

test.each(wrongProviders)('$name is found out by a sweep through the troubles', async ({ make }) => {
  expect(await brokenBySweep(make(), sweepTroubles)).not.toEqual([]);
});

test('an array whose sessions outlive calls conforms', { timeout: conformanceTimeoutMs }, async () => {
  const levels = ['core', 'jobs', 'faults'] as const;
  const { properties } = await conform(simulatorDriver({ ...keepingSessions, name: 'sessions' }), { runs: 6, levels });
  expect(properties.flatMap(({ name, failure }) => (failure === null ? [] : [`${name}: ${failure.message}`]))).toEqual(
    [],
  );
});

test('its troubles are those that are felt', () => {
  const troublesOf = (base: object) => simulatorDriver({ ...base, name: 'sim' }).capabilities().troubles;
  expect(troublesOf({})).toContain('sessionsUsedUp');
  expect(troublesOf({})).not.toContain('sessionEnded');
  expect(troublesOf(keepingSessions)).toContain('sessionEnded');
  expect(troublesOf(keepingSessions)).not.toContain('sessionsUsedUp');
});
