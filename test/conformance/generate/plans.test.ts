import { expect, test } from 'vitest';
import { drawnPlan } from '../../../src/conformance/generate/plans.js';
import type { ProfileChoice } from '../../../src/index.js';
import { simulatorDriver } from '../../../src/subjects/simulator.js';

/** The effects that drawn plans have where the service detaches. */
function atDetach(profile: ProfileChoice): unknown[] {
  const advertised = simulatorDriver({ profile }).capabilities();
  const plans = Array.from({ length: 100 }, (_, number) => drawnPlan(advertised, number, number));
  const faults = plans.flatMap((plan) => plan?.faults ?? []).filter(({ at }) => at === 'detach');
  return [...new Set(faults.map((fault) => JSON.stringify(fault.do)))].sort();
}

test('drawn plans strike the service where it detaches, and nobody where the array does, or nobody does', () => {
  expect(atDetach('full-copy')).toEqual(['"loseRequest"', '{"delay":"10 s"}', '{"return":"detachFailed"}']);
  expect(atDetach({ base: 'full-copy', service: { detaches: 'never' } })).toEqual([]);
});
