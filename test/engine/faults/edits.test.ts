import { describe, expect, test } from 'vitest';
import { createArray, loadArray, type StorageArray } from '../../../src/index.js';

const make = (): StorageArray =>
  createArray({
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '100 GiB' }],
  });

const first = { id: 'first', at: 'array', fire: { max: 1 }, state: { to: 'second' }, do: { delay: '1 s' } } as const;
const second = { id: 'second', at: 'array', state: { in: 'second' }, do: { return: 40002 } } as const;

describe('faults.add takes what faults.use takes', () => {
  test('a state that nothing leads to is refused, and nothing is added', () => {
    const array = make();
    const lost = { ...second, state: { in: 'nowhere' } };
    const message = "state.in: got 'nowhere', expected a state that a fault leads to (state.to), or 'start': start";
    expect(() => array.faults.add(lost)).toThrow(`fault.${message}`);
    expect(() => array.faults.use({ faults: [lost] })).toThrow(`plan.faults[0].${message}`);
    expect(array.faults.ledger()).toEqual([]);
  });

  test('one that a fault of before leads to is taken', () => {
    const array = make();
    array.faults.add(first);
    array.faults.add(second);
    expect([0, 1].map(() => array.createClone('db').ReturnValue)).toEqual([4096, 40002]);
    expect(loadArray(array.save()).digest('identity')).toBe(array.digest('identity'));
  });

  test('when the fault that leads there is removed, the array can still be saved and loaded', () => {
    const array = make();
    array.faults.use({ faults: [first, second] });
    array.faults.remove('first');
    expect(loadArray(array.save()).digest('identity')).toBe(array.digest('identity'));
  });
});

test('a size that no volume can be said to have is refused', () => {
  expect(() => make().faults.add('read: wrongSize 1001')).toThrow(
    /wrongSize: got 1001, expected a number of at most 1000/,
  );
});
