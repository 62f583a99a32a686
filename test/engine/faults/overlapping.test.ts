import { expect, test } from 'vitest';
import { createArray } from '../../../src/index.js';

const withFaults = (...faults: readonly string[]) =>
  createArray({
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '1 GiB', written: '1 GiB' }],
    faults: faults.join('\n'),
  });
const anHour = 3_600_000;

test('a job that stands still at its end, without an end, goes on when that is healed', () => {
  const array = withFaults('still = jobEnd: stallJob');
  array.createClone('db');
  array.advance(anHour);
  expect(array.jobs().map(({ state }) => state)).toEqual(['running']);
  array.faults.heal(['still']);
  expect(array.jobs().map(({ state }) => state)).toEqual(['completed']);
});

test('what is released still stands, when another fault has it stand at its end', () => {
  const array = withFaults();
  array.faults.use({
    version: 1,
    faults: [
      { id: 'held', at: 'jobEnd', do: { hold: 'gate' }, mode: 'stack' },
      { id: 'still', at: 'jobEnd', do: 'stallJob' },
    ],
  });
  array.createClone('db');
  array.advance(anHour);
  array.faults.release('gate');
  array.advance(anHour);
  expect(array.jobs().map(({ state }) => state)).toEqual(['running']);
  array.faults.heal();
  expect(array.jobs().map(({ state }) => state)).toEqual(['completed']);
});

test('a pool is in the state of the fault that is left, and online when all are healed', () => {
  const array = withFaults();
  array.faults.use({
    version: 1,
    faults: [
      { id: 'older', at: 'time', when: { time: 1_000 }, do: { poolState: { pool: 'gold', to: 'readOnly' } } },
      { id: 'younger', at: 'time', when: { time: 2_000 }, do: { poolState: { pool: 'gold', to: 'offline' } } },
    ],
  });
  array.advance(3_000);
  const states = [array.pool('gold').state];
  for (const id of ['younger', 'older']) {
    array.faults.heal([id]);
    states.push(array.pool('gold').state);
  }
  expect(states).toEqual(['offline', 'readOnly', 'online']);
});

test('a call that asks is one of those in flight, be it alone or beside others', () => {
  const array = withFaults();
  array.faults.use({
    version: 1,
    faults: [
      { id: 'alone', at: 'array', when: { world: { calls: 1 } }, do: { return: 4 } },
      { id: 'two', at: 'array', when: { world: { calls: 2 } }, do: { return: 40_002 } },
    ],
  });
  expect(array.createClone('db').ReturnValue).toBe(4);
  array.begin('db', 'CreateClone');
  expect(array.createClone('db').ReturnValue).toBe(40_002);
});
