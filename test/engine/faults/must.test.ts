import { describe, expect, test } from 'vitest';
import { createArray, loadArray, type StorageArray } from '../../../src/index.js';

const make = (faults?: string): StorageArray =>
  createArray({
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '100 GiB' }],
    ...(faults === undefined ? {} : { faults }),
  });

/** The ways on which a fault comes to an array. */
const ways = {
  'createArray({ faults })': (fault: string) => make(fault),
  'faults.use': (fault: string) => {
    const array = make();
    array.faults.use(fault);
    return array;
  },
  'faults.add': (fault: string) => {
    const array = make();
    array.faults.add(fault);
    return array;
  },
  fork: (fault: string) => make(fault).fork(),
  loadArray: (fault: string) => loadArray(make(fault).save()),
} as const;

describe.each(Object.entries(ways))('by %s', (_, made) => {
  test('faults.check() throws when a fault that must fire has not, and says what came closest', () => {
    const array = made('late = array volume=dbx must: delay 1 s');
    array.createClone('db');
    expect(() => array.faults.check()).toThrow(
      "faults that had to fire have not:\n  late: array was visited once; the closest: volume.name is 'db', expected 'dbx'",
    );
  });

  test('it throws nothing when it has fired, or need not', () => {
    const array = made('late = array volume=db must: delay 1 s');
    array.faults.add('never = array volume=dbx: delay 1 s');
    array.createClone('db');
    expect(() => array.faults.check()).not.toThrow();
  });

  test('the ledger says of any fault what came closest', () => {
    const array = made('late = array volume=dbx: delay 1 s');
    array.createClone('db');
    expect(array.faults.ledger()).toMatchObject([
      { missed: false, closest: "array was visited once; the closest: volume.name is 'db', expected 'dbx'" },
    ]);
  });
});

test('without a plan there is nothing to check', () => expect(() => make().faults.check()).not.toThrow());

test('to learn what came closest leaves neither a trace nor a difference', () => {
  const under = make('far = array volume=dbx: delay 1 s');
  const without = make();
  for (const array of [under, without]) {
    for (let call = 0; call < 25; call++) array.createClone('db', { ElementName: `clone ${call}` });
    array.settle();
  }
  expect(under.trace().hash).toBe(without.trace().hash);
  expect(under.digest('observable')).toBe(without.digest('observable'));
});
