import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createArray, loadArray, type StorageArray } from '../../src/index.js';
import { type ExerciseFloor, exercised, matchers, withFaults } from '../../src/testing/index.js';
import { messageOf } from './messageOf.js';

expect.extend(matchers);

const make = (password = 'service', trace = true): StorageArray =>
  createArray({
    trace,
    credential: { username: 'service', password },
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
    accounts: [{ name: 'service', password: 'service' }],
  });

describe('how much was exercised', () => {
  test('counts calls, clones and faults, and answers by their causes', () => {
    const array = make();
    array.faults.use({ faults: [{ id: 'short', at: 'array', fire: { max: 1 }, do: { return: 40002 } }] });
    for (let count = 0; count < 3; count++) array.createClone('db');
    array.createClone('nobody');
    expect(exercised(array)).toEqual({
      calls: 4,
      clones: 2,
      faults: 1,
      answers: [
        { method: 'CreateClone', code: 4096, because: 'jobStarted', times: 2 },
        { method: 'CreateClone', code: 40002, because: 'free', times: 1 },
        { method: 'CreateClone', code: 8, because: 'sourceUnknown', times: 1 },
      ],
    });
  });

  test('counts clones that are gone again, and faults that are', async () => {
    const array = make();
    await withFaults(array, 'jobEnd: failJob', () => {
      array.createClone('db');
      array.settle();
    });
    expect(array.volumes().length).toBe(1);
    expect(exercised(array)).toMatchObject({ calls: 1, clones: 1, faults: 1 });
  });

  test('counts what a fault makes twice', () => {
    const array = make();
    array.faults.use('invoke: duplicate 2');
    array.createClone('db');
    expect(exercised(array)).toMatchObject({ calls: 1, clones: 2 });
  });

  test('goes on in forks and saved arrays', () => {
    const array = make();
    array.createClone('db');
    for (const one of [array.fork(), loadArray(array.save())]) {
      one.createClone('db');
      expect(exercised(one)).toMatchObject({ calls: 2, clones: 2 });
    }
    expect(exercised(array)).toMatchObject({ calls: 1, clones: 1 });
  });

  test('adds up a list, of arrays and of what was told of others', () => {
    const [one, other] = [make(), make()];
    one.createClone('db');
    other.createClone('db');
    const both = exercised([one, exercised(other)]);
    expect(both).toMatchObject({ calls: 2, clones: 2, faults: 0, answers: [{ times: 2 }] });
  });

  test('counts without a trace, and has no answers then', () => {
    const array = make('service', false);
    array.createClone('db');
    expect(exercised(array)).toEqual({ calls: 1, clones: 1, faults: 0, answers: [] });
  });
});

describe('an empty test', () => {
  test('is told of a property whose client never clones, with the reason', () => {
    const runs: StorageArray[] = [];
    const property = fc.property(fc.nat({ max: 3 }), (count) => {
      const array = make('wrong');
      runs.push(array);
      for (let call = 0; call < count; call++) array.createClone('db', { ElementName: `copy ${call}` });
      array.settle();
      expect(array).toConserveCapacity();
    });
    fc.assert(property, { seed: 1, numRuns: 20 });
    const { calls } = exercised(runs);
    expect(calls).toBeGreaterThan(0);
    expect(messageOf(() => expect(runs).toHaveExercised({ clones: 1 }))).toBe(
      [
        `expected at least 1 clone, the run had ${calls} calls, 0 clones, 0 faults`,
        '  the calls were answered:',
        `    ${calls} x CreateClone: 51005 invalidCredentials, because wrongCredentials`,
      ].join('\n'),
    );
  });

  test.each<[string, StorageArray | StorageArray[], ExerciseFloor, string]>([
    ['without a call', make(), { clones: 1 }, 'nobody called anything: does the client get this array'],
    ['without an array', [], { calls: 1 }, 'there was no array at all: does each run put its own into the list?'],
  ])('%s says what to look for', (_, run, least, message) => {
    expect(messageOf(() => expect(run).toHaveExercised(least))).toContain(message);
  });

  test('without a fault that fired says where to look', () => {
    const array = make();
    array.faults.use('array volume=web: return 4');
    array.createClone('db');
    expect(messageOf(() => expect(array).toHaveExercised({ clones: 1, faults: 1 }))).toContain(
      'no fault fired: array.faults.ledger() says why',
    );
  });

  test('without a trace says why there are no answers', () => {
    const array = make('wrong', false);
    array.createClone('db');
    expect(messageOf(() => expect(array).toHaveExercised({ clones: 1 }))).toContain('the array has no trace');
  });
});

describe('toHaveExercised', () => {
  test('takes what has happened, and more', () => {
    const array = make();
    for (let count = 0; count < 2; count++) array.createClone('db');
    expect(array).toHaveExercised({ calls: 2, clones: 1 });
    expect([array]).toHaveExercised({ clones: 2 });
    expect(array).not.toHaveExercised({ faults: 1 });
    expect(messageOf(() => expect(array).not.toHaveExercised({ clones: 1 }))).toBe(
      'expected less than 1 clone, the run had 2 calls, 2 clones, 0 faults',
    );
  });

  test.each([
    [{}, 'the least of something, such as { clones: 1 }'],
    [{ clones: 0 }, 'toHaveExercised.clones: got 0, expected a whole number of 1 or more'],
    [{ copies: 1 }, 'calls, clones, faults'],
    [undefined, 'toHaveExercised'],
  ])('refuses to ask for %j', (least, message) => {
    expect(messageOf(() => expect(make()).toHaveExercised(least as ExerciseFloor))).toContain(message);
  });

  test('refuses what is no array', () => {
    expect(messageOf(() => expect(5).toHaveExercised({ calls: 1 }))).toContain('an array, as createArray');
    expect(messageOf(() => expect([null]).toHaveExercised({ calls: 1 }))).toContain('an array, as createArray');
  });
});
