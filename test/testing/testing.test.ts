import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlan } from '../../src/faults/readPlan.js';
import { createArray, NoReplyError, type StorageArray } from '../../src/index.js';
import { arbitraries } from '../../src/testing/arbitraries.js';
import { matchers, withFaults } from '../../src/testing/index.js';

expect.extend(matchers);

const make = (): StorageArray =>
  createArray({ pools: [{ name: 'gold', size: '1 TiB' }], volumes: [{ name: 'db', pool: 'gold', size: '100 GiB' }] });

const messageOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was thrown';
};

describe('withFaults', () => {
  test('has its plan in force for as long as the test goes on, and no longer', async () => {
    const array = make();
    const under = await withFaults(array, 'array: return 40002', (one) => one.createClone('db'));
    expect(under).toHaveReturnCode('notEnoughResources');
    expect(array.createClone('db')).toHaveReturnCode('JobStarted');
    expect(array.faults.ledger()).toEqual([]);
  });

  test('takes back what was changed when the test throws', async () => {
    const array = make();
    const before = array.fork();
    const act = withFaults(array, 'array: stealCapacity all', (one) => {
      one.createClone('db');
      throw new Error('the test has failed');
    });
    await expect(act).rejects.toThrow('the test has failed');
    expect(array).toBeUnchangedSince(before);
  });

  test('FIRED: fails when a fault that must fire has not, and says what came closest', async () => {
    const act = withFaults(make(), 'a = array volume=web must: return 40002', (one) => one.createClone('db'));
    await expect(act).rejects.toThrow(
      "faults that had to fire have not:\n  a: array was visited once; the closest: volume.name is 'db', expected 'web'",
    );
  });
});

describe('matchers say what is and what should be', () => {
  test('toHaveReturnCode', () => {
    const reply = make().createClone('db', { ElementName: '' });
    expect(messageOf(() => expect(reply).toHaveReturnCode(4096))).toBe(
      'expected return code 4096 (jobStarted: Method Parameters Checked - Job Started)\nbut got 5 (invalidParameter: Invalid Parameter), decided at service because malformed\n  ElementName is empty',
    );
    expect(reply).not.toHaveReturnCode('success');
  });

  test('toHaveFired', () => {
    const array = make();
    array.faults.use('lost = serviceReply after 1: loseReply');
    array.createClone('db');
    expect(array).not.toHaveFired('lost');
    expect(messageOf(() => expect(array).toHaveFired('lost'))).toBe(
      "expected fault 'lost' to have fired at least once, it has 0 times: it matched 1 times",
    );
    expect(() => array.createClone('db')).toThrow(NoReplyError);
    expect(array).toHaveFired('lost', 1);
  });

  test('toBeUnchangedSince shows what has changed', () => {
    const array = make();
    const before = array.fork();
    expect(array).toConserveCapacity();
    array.createClone('db', { ElementName: 'monday' });
    const message = messageOf(() => expect(array).toBeUnchangedSince(before));
    expect(message).toMatch(/\+ volume vol-\S+ 'monday'/);
    expect(message).toMatch(/~ pool pool-\S+ 'gold' reserved: "0 B" -> "107374182400 B"/);
    expect(array).not.toBeUnchangedSince(before.digest('observable'));
  });
});

describe('arbitraries.faultPlan', () => {
  test('makes plans that can be read, of the classes that were asked for', () => {
    fc.assert(
      fc.property(arbitraries.faultPlan({ classes: ['degrade'] }), (plan) => {
        const { faults } = readPlan(plan);
        expect(faults.length).toBeLessThanOrEqual(6);
        const array = make();
        array.faults.use(plan);
        for (let call = 0; call < 3; call++) array.createClone('db');
        array.settle();
        array.faults.heal();
        expect(array).toConserveCapacity();
      }),
      { numRuns: 100, seed: 20_161 },
    );
  });

  test('shrinks towards no faults', () => {
    const failing = fc.check(
      fc.property(arbitraries.faultPlan(), ({ faults }) => !faults.some(({ at }) => at === 'serviceReply')),
      { seed: 1, numRuns: 1000 },
    );
    expect(failing.counterexample?.[0].faults).toHaveLength(1);
  });
});
