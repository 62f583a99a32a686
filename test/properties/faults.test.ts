import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FaultInput } from '../../src/faults/planSchema.js';
import {
  BadInputError,
  type CallId,
  createArray,
  NoReplyError,
  type profiles,
  type StorageArray,
} from '../../src/index.js';
import { arbitraries, type GeneratedPlan } from '../../src/testing/arbitraries.js';
import { share } from './environment.js';

// What a plan may do to the inside of an array that clones within its system; what its clients see of it, the suite says.

const cloning = [
  'full-copy',
  'thin-provisioned',
  'instant-clone',
  'sync-only',
  'strict-names',
  'slow-provider',
] as const;
const profile = fc.constantFrom(...cloning);
const acts = fc.array(fc.nat({ max: 5 }), { maxLength: 8 });

describe('under drawn fault plans', () => {
  test('HEAL: the invariants hold after every step, and after healing all jobs end and a clone is made', () => {
    fc.assert(
      fc.property(profile, arbitraries.faultPlan(), acts, (name, plan, chosen) => {
        const array = make(name, plan);
        const held: CallId[] = [];
        for (const act of chosen) {
          perform(array, act, held);
          expect(array.violations()).toEqual([]);
        }
        array.faults.heal();
        finishAll(array, held);
        array.settle();
        array.discover();
        expect(array.jobs().filter(({ removedAtMs }) => removedAtMs === null)).toEqual([]);
        expect([0, 4096]).toContain(array.createClone('web').ReturnValue);
        array.settle();
        expect(array.violations()).toEqual([]);
        expect(array.pools().every(({ stolen }) => stolen === 0n)).toBe(true);
      }),
      share(0.6),
    );
  });

  test('HEAL: to heal all by name is to heal all, and to heal some keeps the array in order', () => {
    fc.assert(
      fc.property(profile, arbitraries.faultPlan(), acts, fc.nat(), (name, plan, chosen, bits) => {
        const array = make(name, plan);
        for (const act of chosen) perform(array, act, []);
        const ids = array.faults.ledger().map(({ fault }) => fault);
        const [all, named, some] = [array.fork(), array.fork(), array.fork()];
        all.faults.heal();
        if (ids.length > 0) named.faults.heal(ids);
        expect(named.digest('observable')).toBe(all.digest('observable'));
        if (ids.length > 0) some.faults.heal(ids.filter((_, at) => ((bits >> at) & 1) === 1));
        expect(some.violations()).toEqual([]);
        perform(some, 0, []);
        some.faults.heal();
        some.settle();
        expect(some.violations()).toEqual([]);
        expect(some.faults.held()).toEqual([]);
      }),
      share(0.3),
    );
  });

  test('SHRINK-STABLE: without a fault that never fired the trace is the same', () => {
    fc.assert(
      fc.property(profile, arbitraries.faultPlan(), (name, plan) => {
        const run = (faults: readonly FaultInput[]) => {
          const array = make(name, { version: 1, faults: [...faults] });
          for (const act of [0, 1, 0, 4]) perform(array, act, []);
          array.settle();
          return array;
        };
        const all = run(plan.faults);
        const fired = new Set(all.faults.ledger().flatMap(({ fault, fired }) => (fired > 0 ? [fault] : [])));
        // What waits for a percent, or for a clone to be detached, is asked there: that takes a turn in the agenda's order.
        const asked: readonly unknown[] = ['jobPercent', 'detach'];
        const kept = plan.faults.filter(({ id, at }) => fired.has(id) || asked.includes(at));
        expect(run(kept).trace().hash).toBe(all.trace().hash);
      }),
      share(0.3),
    );
  });
});

function make(name: keyof typeof profiles, faults: GeneratedPlan): StorageArray {
  return createArray({
    seed: 11,
    profile: name,
    pools: [
      { name: 'gold', size: '1 TiB' },
      { name: 'silver', size: '1 TiB' },
      { name: 'empty', size: '1 TiB' },
    ],
    volumes: [
      { name: 'db', pool: 'gold', size: '2 GiB', written: '1 GiB' },
      { name: 'web', pool: 'silver', size: '2 GiB', written: '1 GiB' },
    ],
    faults,
  });
}

/** @param held gets the calls that a fault holds */
function perform(array: StorageArray, act: number, held: CallId[]): void {
  try {
    if (act === 0 || act === 1) array.createClone(act === 0 ? 'db' : 'web');
    else if (act === 2 || act === 3) array.advance(act === 2 ? '3 s' : '2 min');
    else if (act === 4) {
      const clone = array.volumes().find(({ synchronization }) => synchronization !== null);
      if (clone === undefined) array.invoke('empty', 'GetSizesInfo', { PoolSettingObjectId: '' });
      else array.invoke(clone.id, 'StorageVolume.Delete');
    } else array.invoke(array.pools().at(-1)?.id ?? '', 'Pool.Delete');
  } catch (thrown) {
    if (thrown instanceof NoReplyError) return;
    if (!(thrown instanceof BadInputError && thrown.field === 'finish')) throw thrown;
    // The error's value is the call: see `invoke`.
    held.push(thrown.value as CallId);
  }
}

/** Calls whose clients waited through a hold get their replies, if there are any. */
function finishAll(array: StorageArray, held: readonly CallId[]): void {
  for (const call of held) {
    try {
      array.finish(call);
    } catch (thrown) {
      if (!(thrown instanceof NoReplyError)) throw thrown;
    }
  }
}
