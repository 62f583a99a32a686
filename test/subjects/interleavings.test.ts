import { describe, expect, test } from 'vitest';
import { boundedOrders } from '../../src/conformance/exhaustive/boundedOrders.js';
import type { Call } from '../../src/conformance/subject/call.js';
import { simulatorDriver } from '../../src/subjects/simulator.js';

const profiles = ['full-copy', 'instant-clone', 'legacy-2012', 'strict-names'] as const;
/** After the array, at a step that has nothing else to look at. */
const fails = {
  version: 1,
  faults: [{ id: 'fault', at: 'readBack', do: { return: 43018 }, fire: { max: 1 } }],
} as const;
const loses = { version: 1, faults: [{ id: 'fault', at: 'serviceReply', do: 'loseReply', fire: { max: 1 } }] } as const;

/** A small array, the calls of a set, and what an order of their turns comes to. */
function small(profile: (typeof profiles)[number], plan: typeof loses | typeof fails | null) {
  const driver = simulatorDriver({ profile });
  driver.reset('tight');
  const [source = ''] = driver.observe({ kind: 'volumes' }).map(({ id }) => id);
  const clone: Call = { method: 'CreateClone', on: source, with: {} };
  const named: Call = { method: 'CreateClone', on: source, with: { ElementName: 'same' } };
  const removal: Call = { method: 'StorageVolume.Delete', on: source, with: {} };
  driver.arm(plan);
  const endOf = (calls: readonly Call[], order: readonly number[]) => {
    const twin = driver.twin('fork');
    const replies = twin.overlap(calls, order, 0);
    return JSON.stringify([replies, (['volumes', 'pools', 'jobs'] as const).map((kind) => twin.observe({ kind }))]);
  };
  const sets = { 'two clones': [clone, clone], 'one name': [named, named], 'clone and deletion': [clone, removal] };
  return { driver, sets, endOf, three: [clone, clone, removal] };
}

describe.each(profiles)('orders of calls on %s', (profile) => {
  test.each([
    ['', null],
    [', and a reply is lost', loses],
    [', and reading back fails', fails],
  ])('come to the ends that all orders with up to three interruptions come to%s', (_, plan) => {
    const { driver, sets, endOf } = small(profile, plan);
    for (const [name, calls] of Object.entries(sets)) {
      const ends = driver.interleavings(calls).map((order) => endOf(calls, order));
      const bounded = boundedOrders(calls.length, 3).map((order) => endOf(calls, order));
      expect([...new Set(ends)].sort(), name).toEqual([...new Set(bounded)].sort());
      expect(new Set(bounded).size, name).toBeGreaterThan(1);
    }
  });

  test('of three calls come to all ends of orders with an interruption, and to more', () => {
    const { driver, endOf, three } = small(profile, null);
    const ends = new Set(driver.interleavings(three).map((order) => endOf(three, order)));
    const bounded = new Set(boundedOrders(3, 1).map((order) => endOf(three, order)));
    expect([...bounded].filter((end) => !ends.has(end))).toEqual([]);
    expect(bounded.size).toBeGreaterThan(2);
  });
});

test('an action has its turn among the calls, as a whole', () => {
  const { driver, sets } = small('full-copy', null);
  const [clone] = sets['two clones'];
  if (clone === undefined) throw new Error('there is no call');
  const calls = [clone, { do: 'delete', volume: clone.on } as const];
  const orders = driver.interleavings(calls);
  expect(orders.length).toBeGreaterThan(2);
  for (const order of orders) expect(order.filter((at) => at === 1)).toHaveLength(1);
  const ends = orders.map((order) => JSON.stringify(driver.twin('fork').overlap(calls, order, 0)));
  // It is not there for the service, or for the provider, or not any more when the array gets to it; or it is cloned before.
  expect(new Set(ends).size).toBeGreaterThan(2);
});

test('the array itself is left as it is', () => {
  const { driver, three } = small('full-copy', null);
  const before = driver.fingerprint();
  driver.interleavings(three);
  expect(driver.fingerprint()).toBe(before);
});
