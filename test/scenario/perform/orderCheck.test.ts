import { expect, test } from 'vitest';
import { StorageArray } from '../../../src/engine/array.js';
import { createArray } from '../../../src/index.js';
import { OrderCheck } from '../../../src/scenario/perform/orderCheck.js';

function arrayOf(volumes: number) {
  const array = createArray({
    pools: [{ name: 'gold', size: '1 PiB' }],
    volumes: Array.from({ length: volumes }, (_, at) => ({ name: `v${at}`, pool: 'gold', size: '1 GiB' })),
  });
  let checks = 0;
  const violations = array.violations.bind(array);
  array.violations = () => {
    checks++;
    return violations();
  };
  return { array, order: new OrderCheck(array), checks: () => checks };
}

test('an array is checked after each step that has changed it, and after no other', () => {
  const { array, order, checks } = arrayOf(10);
  order.afterStep();
  expect(checks()).toBe(1);
  for (let step = 0; step < 100; step++) {
    array.advance(1);
    expect(order.afterStep()).toEqual([]);
  }
  expect(checks()).toBe(1);
  array.createClone('v0');
  order.afterStep();
  array.set({ limits: { runningJobs: 3 } });
  order.afterStep();
  expect(order.atEnd()).toEqual([]);
  expect(checks()).toBe(3);
});

test('a large one is checked after as many steps as pay for it, and at the end', () => {
  const { array, order, checks } = arrayOf(20_000);
  for (let step = 0; step < 30; step++) {
    array.createClone(`v${step}`);
    order.afterStep();
  }
  expect(checks()).toBeGreaterThan(2);
  expect(checks()).toBeLessThan(10);
  const before = checks();
  array.createClone('v99');
  order.afterStep();
  order.atEnd();
  expect(checks()).toBe(before + 1);
});

test('what is out of order is told, and of how many steps it may come', () => {
  const { array, order } = arrayOf(20_000);
  for (let step = 0; order.afterStep().length === 0 && step < 2; step++) array.createClone(`v${step}`);
  const world = StorageArray.worldOf(array);
  for (const pool of world.pools.handles()) world.pools.edit(pool).volumes++;
  const found = order.atEnd();
  expect(found.map(({ actual }) => actual)).toEqual([expect.stringContaining('pool gold counts')]);
  expect(found[0]?.note).toMatch(/^a bug in arraysim, of the last \d steps$/);
});
