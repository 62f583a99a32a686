import { describe, expect, test } from 'vitest';
import { boundedOrders } from '../../../src/conformance/exhaustive/boundedOrders.js';
import { steps } from '../../../src/vocabulary/steps.js';

/** How often a call was not over when another had its turn. */
function interruptionsOf(order: readonly number[]): number {
  return order.filter((at, place) => {
    const next = order[place + 1];
    return next !== undefined && next !== at && order.indexOf(at, place + 1) !== -1;
  }).length;
}

describe.each([
  [1, 3, [1, 0, 0, 0]],
  // One is interrupted after 1 to 12 turns; then the other after 1 to 12, too; then the first once more, before the other goes on.
  [2, 3, [2, 2 * 12, 2 * 12 * 12, 2 * 66 * 12]],
  // The one that is interrupted is the first to have a turn, and is over before the third or after it; or the third is over already.
  [3, 1, [6, 3 * 12 * 2 * 2 + 6 * 12]],
])('orders of %i calls', (calls, most, counts) => {
  const orders = boundedOrders(calls, most);

  test('are each another one, in which each call has all its turns', () => {
    expect(new Set(orders.map((order) => order.join())).size).toBe(orders.length);
    for (const order of orders)
      for (let at = 0; at < calls; at++) expect(order.filter((one) => one === at)).toHaveLength(steps.length);
  });

  test('have so many interruptions, the fewest first', () => {
    const found = orders.map(interruptionsOf);
    expect(found).toEqual(found.toSorted((one, other) => one - other));
    expect(counts.map((_, exactly) => found.filter((one) => one === exactly).length)).toEqual(counts);
  });
});
