import { expect, test } from 'vitest';
import { createArray, type StorageArray } from '../../../src/index.js';

const make = (faults: string): StorageArray =>
  createArray({
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '100 GiB' }],
    faults,
  });

const told = (array: StorageArray) =>
  array.faults.ledger().map(({ matched, fired, closest }) => [matched, fired, closest]);

test('a code does not match where the method that is called has no row for it, and the ledger says so', () => {
  const array = make('wrong = service: return 4');
  expect(array.invoke('db', 'Delete').ReturnValue).toBe(0);
  expect(told(array)).toEqual([
    [0, 0, "service was visited once; the closest: StorageVolume.Delete has no answer for 'return 4' at service"],
  ]);
});

test('it waits for a method that has one', () => {
  const array = make('wrong = service 1*: return 4');
  array.createClone('db');
  expect(array.invoke('gold', 'Pool.Delete').ReturnValue).toBe(4);
  expect(told(array)).toEqual([[1, 1, null]]);
});

test('another effect beside it does not happen alone', () => {
  const array = make('wrong = service: delay 5 s; return 4');
  expect(array.invoke('db', 'Delete').ReturnValue).toBe(0);
  expect(array.now).toBe(0);
});

test('a method without a code for a name is not met by it', () => {
  const array = make('full = array: return notEnoughResources');
  expect(array.invoke('db', 'Delete').ReturnValue).toBe(0);
  expect(array.createClone('db').ReturnValue).toBe(8);
  expect(told(array)[0]?.slice(0, 2)).toEqual([0, 0]);
});
