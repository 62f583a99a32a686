import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createArray } from '../../src/index.js';
import { arbitraries } from '../../src/testing/arbitraries.js';
import { matchers, withFaults } from '../../src/testing/index.js';
import { looksFirst, type MakeClone, retriesBlindly } from './retryingClient.js';

expect.extend(matchers);

const make = () =>
  createArray({ pools: [{ name: 'gold', size: '1 TiB' }], volumes: [{ name: 'db', pool: 'gold', size: '100 GiB' }] });

/** How many clones there are that go by the name. */
async function clonesUnder(client: MakeClone, plan: Parameters<typeof withFaults>[1]): Promise<number> {
  const array = make();
  await withFaults(array, plan, () => client(array, 'db', 'monday'));
  expect(array).toConserveCapacity();
  return array.volumes().filter(({ name }) => name === 'monday').length;
}

describe('a client that retries blindly after a reply that is lost', () => {
  test('has two clones under the plan lost-reply', async () => {
    expect(await clonesUnder(retriesBlindly, 'lost-reply')).toBe(2);
  });

  test('is found by drawn plans, which shrink to a lost reply', async () => {
    const oneAtMost = fc.asyncProperty(arbitraries.faultPlan({ classes: ['ambiguous'] }), async (plan) => {
      // A request that arrives twice is the array's doing, and none of the client's.
      const faults = plan.faults.filter(({ do: effect }) => !Object.hasOwn(Object(effect), 'duplicate'));
      return (await clonesUnder(retriesBlindly, { version: 1, faults })) <= 1;
    });
    const { counterexample } = await fc.check(oneAtMost, { seed: 7, numRuns: 500 });
    expect(counterexample?.[0].faults.map(({ do: effect }) => effect)).toEqual(['loseReply']);
  });

  test('is cured by a look before the next attempt', async () => {
    expect(await clonesUnder(looksFirst, 'lost-reply')).toBe(1);
    expect(await clonesUnder(looksFirst, 'lost-request')).toBe(1);
  });
});
