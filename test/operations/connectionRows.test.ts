import { expect, test } from 'vitest';
import { createArray } from '../../src/index.js';
import { answeredSteps, isAfterEffect } from '../../src/vocabulary/steps.js';

test.each(answeredSteps)('a provider that is slower at %s than the service waits for is code 3', (step) => {
  const array = createArray({
    profile: { base: 'full-copy', provider: { latency: { [step]: '61 s' } } },
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '100 GiB' }],
  });
  const { ReturnValue, decided } = array.createClone('db');
  expect([ReturnValue, decided.step, decided.atMs]).toEqual([3, step, 60_000]);
  // Before the array has the request nothing has happened; after it the service cleans up.
  expect(array.volumes()).toHaveLength(1);
  expect(array.jobs()).toHaveLength(isAfterEffect(step) ? 1 : 0);
});
