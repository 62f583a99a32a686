import { describe, expect, test } from 'vitest';
import { BadInputError, createArray, NoReplyError } from '../../src/index.js';
import { decidedBy } from './standardArray.js';

const array = () =>
  createArray({
    seed: 5,
    profile: 'full-copy',
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
  });

function badInput(act: () => void): string {
  try {
    act();
  } catch (error) {
    if (error instanceof BadInputError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a forced outcome', () => {
  test('has to be one of the step', () => {
    const { provider } = array();
    expect(badInput(() => provider.failAt('connect', 40002))).toMatch(/failAt\.code.*40300, 3, 43027, 43028/s);
    expect(badInput(() => provider.failAt('connect', 'lost'))).toMatch(/failAt\.code/);
    expect(badInput(() => provider.failAt('serviceReply', 4))).toMatch(/failAt\.code.*lost/s);
    expect(badInput(() => provider.failAt('jobEnd', 5))).toMatch(/failAt\.code.*4, 2, 40002, 43001/s);
    // @ts-expect-error No such step.
    expect(badInput(() => provider.failAt('conect', 3))).toMatch(/failAt\.at.*connect/s);
    expect(badInput(() => provider.failAt('connect', 3, { times: 0 }))).toMatch(/failAt\.times/);
    expect(badInput(() => provider.failAt('connect', 3, { times: 1.5 }))).toMatch(/failAt\.times/);
  });

  test('has to be one that the release has', () => {
    const old = createArray({ seed: 1, version: '2012', pools: [], volumes: [] });
    expect(badInput(() => old.provider.failAt('service', 40001))).toMatch(/failAt\.code/);
    expect(badInput(() => old.provider.failAt('array', 40002))).toMatch(/failAt\.code/);
    old.provider.failAt('invoke', 43006);
  });

  test('applies to one call, and then no more', () => {
    const one = array();
    one.provider.failAt('connect', 40300);
    expect([1, 2].map(() => one.createClone('db').ReturnValue)).toEqual([40300, 4096]);
  });

  test('applies as many times as asked', () => {
    const one = array();
    one.provider.failAt('array', 2, { times: 3 });
    expect([1, 2, 3, 4].map(() => one.createClone('db').ReturnValue)).toEqual([2, 2, 2, 4096]);
  });

  test('is not used up by a call that an earlier step refuses, nor by an earlier row of its step', () => {
    const one = array();
    one.provider.failAt('connect', 43028);
    expect(one.createClone('nowhere').ReturnValue).toBe(8);
    one.set({ provider: { server: 'stopped' } });
    expect(one.createClone('db').ReturnValue).toBe(40300);
    one.set({ provider: { server: 'running' } });
    expect([1, 2].map(() => one.createClone('db').ReturnValue)).toEqual([43028, 4096]);
  });

  test('goes before a later row of its step', () => {
    const one = array();
    one.set({ provider: { server: 'shuttingDown' } });
    one.provider.failAt('connect', 40300);
    expect([1, 2].map(() => one.createClone('db').ReturnValue)).toEqual([40300, 43028]);
  });

  test('comes in the order in which it was asked for', () => {
    const one = array();
    one.provider.failAt('array', 43001);
    one.provider.failAt('array', 2);
    one.provider.failAt('array', 4);
    expect([1, 2, 3, 4].map(() => one.createClone('db').ReturnValue)).toEqual([43001, 2, 4, 4096]);
  });

  test('is the row without a cause where a code has one, else the first row of the code', () => {
    const one = array();
    one.provider.failAt('array', 4);
    one.provider.failAt('authenticate', 51005);
    expect([decidedBy(one.createClone('db')), decidedBy(one.createClone('db'))]).toEqual([
      'authenticate.noCredentials',
      'array.executionFailed',
    ]);
  });

  test('with code 3 lets the operation timeout pass', () => {
    const one = array();
    one.provider.failAt('connect', 3);
    one.provider.failAt('invokeReply', 3);
    expect(one.fork().createClone('db').ExtendedStatus?.SMMessage).toMatch(/ \(forced\)$/);
    expect([one.createClone('db').ReturnValue, one.now, one.volumes().length]).toEqual([3, 60_000, 1]);
    // The provider can be reached when the service cleans up.
    expect([one.createClone('db').ReturnValue, one.now, one.volumes().length]).toEqual([3, 120_000, 1]);
  });

  test('that loses the reply is used up by the call that it hits', () => {
    const one = array();
    one.provider.failAt('serviceReply', 'lost', { times: 2 });
    const lost = [1, 2, 3].map(() => {
      try {
        return one.createClone('db').ReturnValue;
      } catch (error) {
        if (error instanceof NoReplyError) return error.decided.because;
        throw error;
      }
    });
    expect([...lost, one.volumes().length]).toEqual(['replyLost', 'replyLost', 4096, 4]);
  });

  test('is in the ledger: how often it matched a call that it could decide, and how often it fired', () => {
    const one = array();
    one.provider.failAt('array', 2, { times: 2 });
    one.provider.failAt('array', 2);
    one.provider.failAt('jobEnd', 4);
    one.provider.failAt('serviceReply', 'lost');
    one.createClone('nowhere');
    for (let call = 0; call < 3; call++) one.createClone('db');
    expect(() => one.createClone('db')).toThrow(NoReplyError);
    one.settle();
    expect(one.faults.ledger().map(({ fault, matched, fired }) => [fault, matched, fired])).toEqual([
      ['failAt array 2', 4, 2],
      ['failAt array 2 (2)', 2, 1],
      ['failAt jobEnd 4', 1, 1],
      ['failAt serviceReply lost', 1, 1],
    ]);
  });

  test('takes its turn among the faults of a plan, and goes with them when they are healed', () => {
    const one = array();
    one.faults.add('full = array 1*: return 40002');
    one.provider.failAt('array', 2);
    one.faults.add('failing = array 1*: return 43001');
    expect([1, 2, 3, 4].map(() => one.createClone('db').ReturnValue)).toEqual([40002, 2, 43001, 4096]);
    one.provider.failAt('array', 2);
    one.faults.add('always = array: return 43001');
    one.faults.heal();
    expect(one.createClone('db').ReturnValue).toBe(4096);
    // What was healed stays so.
    one.provider.failAt('connect', 40300);
    expect([1, 2].map(() => one.createClone('db').ReturnValue)).toEqual([40300, 4096]);
  });

  test('leaves seed and budget to a plan that comes later, as long as nothing was drawn', () => {
    const one = array();
    one.provider.failAt('connect', 40300, { times: 2 });
    one.createClone('db');
    one.faults.use({
      seed: 7,
      budget: { fires: 1 },
      faults: [{ id: 'half', at: 'array', fire: { p: 0.5 }, do: { return: 2 } }],
    });
    expect([1, 2, 3, 4, 5, 6].map(() => one.createClone('db').ReturnValue)).toEqual([
      40300, 4096, 4096, 4096, 4096, 4096,
    ]);
    expect(
      badInput(() => one.faults.use({ seed: 8, faults: [{ id: 'other', at: 'array', do: { return: 2 } }] })),
    ).toMatch(/^plan\.seed: got 8, expected nothing/);
  });

  test('comes on both sides of a fork', () => {
    const one = array();
    one.provider.failAt('connect', 40300);
    const fork = one.fork();
    expect([one, fork].map((side) => side.createClone('db').ReturnValue)).toEqual([40300, 40300]);
  });
});
