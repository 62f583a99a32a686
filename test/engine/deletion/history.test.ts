import { describe, expect, test } from 'vitest';
import { enabled, perform } from '../../../src/engine/history/perform.js';
import { replay } from '../../../src/engine/history/replay.js';
import { createArray, loadArray, type StorageArray } from '../../../src/index.js';
import { copy, deletingAtOnce, deletingByJob, deletion, startDeletion, upTo } from './deleting.js';

/** All that can be told of two arrays: they go on alike. */
function expectSame(one: StorageArray, other: StorageArray): void {
  expect(other.digest('identity')).toBe(one.digest('identity'));
  for (const array of [one, other]) array.settle();
  expect(other.digest('identity')).toBe(one.digest('identity'));
  expect(other.violations()).toEqual([]);
}

describe('in the middle of a deletion', () => {
  test('a save holds the lock, the job and what it goes back to', () => {
    const array = deletingByJob();
    array.set({ volume: 'db', state: 'degraded' });
    const job = startDeletion(array);
    array.advance('3 s');
    const loaded = loadArray(array.save());
    expectSame(array.fork(), loaded.fork());
    for (const one of [array, loaded]) one.jobs.kill(job);
    expect([array, loaded].map((one) => one.volume('db').state)).toEqual(['degraded', 'degraded']);
  });

  test('a save holds a pool that a job deletes', () => {
    const array = deletingByJob();
    startDeletion(array, 'silver');
    array.advance('3 s');
    const loaded = loadArray(array.save());
    expect(deletion(loaded, 'silver')).toEqual([6, 'deleting']);
    expectSame(array, loadArray(array.save()));
    expect(array.pools().map(({ name }) => name)).toEqual(['gold']);
  });

  test('a fork goes its own way', () => {
    const array = deletingByJob();
    const job = startDeletion(array);
    array.advance('3 s');
    const fork = array.fork();
    fork.jobs.kill(job);
    array.settle();
    expect([array.volumes().length, fork.volume('db').state]).toEqual([0, 'online']);
    expect(array.violations()).toEqual([]);
    expect(fork.violations()).toEqual([]);
  });

  test('a call in flight is saved between any two of its steps, and goes on to the same reply', () => {
    const array = deletingAtOnce();
    const call = array.begin('db', 'Delete', { username: 'service', password: 'service' });
    const replies: unknown[] = [];
    for (let { phase } = array.progress(call); phase === 'ready'; { phase } = array.step(call)) {
      const loaded = loadArray(array.save());
      replies.push([loaded.finish(call), loaded.volumes().length]);
    }
    const reply = array.finish(call);
    expect(replies).toHaveLength(13);
    expect(new Set(replies.map((one) => JSON.stringify(one)))).toEqual(new Set([JSON.stringify([reply, 0])]));
  });

  test('a fork of a call in flight has its own effect', () => {
    const array = deletingAtOnce();
    const call = upTo(array, 'array');
    const fork = array.fork();
    expect(fork.finish(call).ReturnValue).toBe(0);
    expect([array.volumes().length, fork.volumes().length]).toEqual([1, 0]);
    expect(array.finish(call).ReturnValue).toBe(0);
  });
});

test('a replay of deletions, by call and by job, taken back and left, is the same trace', () => {
  const array = deletingByJob({}, { faults: 'readBack after 1 1*: return 43018' });
  copy(array, 'copy');
  array.settle();
  deletion(array, 'copy');
  startDeletion(array, 'copy');
  array.invoke('silver', 'Delete');
  array.advance('4 s');
  array.jobs.terminate(array.jobs().at(-1)?.id ?? '');
  array.invoke('gold', 'GetSizesInfo', { PoolSettingObjectId: '' });
  array.settle();
  const { header, entries, hash } = array.trace();
  expect(replay(header, entries)).toEqual({ kind: 'same', events: entries.length, hash });
});

test('whoever drives arrays by data deletes with the same words', () => {
  const array = deletingByJob();
  const reply = perform(array, { do: 'call', method: 'Delete', on: 'db', parameters: {}, caller: 'client' });
  expect(reply.ReturnValue).toBe(4096);
  const kinds = enabled(array).map((input) => (input.do === 'job' ? input.control : input.do));
  expect(kinds).toEqual(['advance', 'suspend', 'terminate', 'kill', 'enterService', 'query']);
});

describe("a trace's effect", () => {
  const effects = (array: StorageArray) =>
    array
      .trace()
      .entries.map(({ event }) => event)
      .filter(({ kind }) => kind === 'effect');

  test('of a deletion names what went, from where, and how much room came back', () => {
    const array = deletingAtOnce();
    const { id } = array.volume('db');
    deletion(array);
    expect(effects(array)).toMatchObject([{ removed: id, name: 'db', pool: 'gold', blocks: 20_480, room: 'returned' }]);
  });

  test('of one that was accepted says that the room is still used', () => {
    const array = deletingByJob();
    startDeletion(array);
    startDeletion(array, 'silver');
    expect(effects(array)).toMatchObject([
      { name: 'db', room: 'used' },
      { removed: array.pool('silver').id, name: 'silver', room: 'used' },
    ]);
  });
});

describe('every commit of a method is a revision of its own', () => {
  const revision = (array: StorageArray): number => JSON.parse(array.save()).world.clock.revision;
  const steps = (array: StorageArray, act: () => unknown) => {
    const before = revision(array);
    act();
    return revision(array) - before;
  };
  const array = () =>
    createArray({
      profile: 'full-copy',
      pools: [
        { name: 'gold', size: '1 TiB' },
        { name: 'silver', size: '1 TiB' },
      ],
      volumes: [{ name: 'db', pool: 'gold', size: '1 GiB' }],
    });

  test('a clone, a deletion of a volume and of a pool are one each', () => {
    const one = array();
    expect(steps(one, () => one.createClone('db'))).toBe(1);
    one.settle();
    expect(steps(one, () => deletion(one))).toBe(1);
    expect(steps(one, () => deletion(one, 'silver'))).toBe(1);
  });

  test('what is taken back is another', () => {
    const one = deletingByJob();
    one.set({ indications: { subscription: 'exists' } });
    expect(steps(one, () => one.createClone('db'))).toBe(2);
    expect(steps(one, () => deletion(one))).toBe(2);
    expect(one.volumes().map(({ state }) => state)).toEqual(['online']);
  });

  test('so is the name that a target gets afterwards', () => {
    const one = deletingAtOnce({ capabilities: { features: [8] } });
    expect(steps(one, () => one.createClone('db', { ElementName: 'named' }))).toBe(2);
    expect(steps(one, () => one.createClone('db'))).toBe(1);
  });

  test('and what is left of a clone that stopped half-way, beside the fault that stopped it', () => {
    const partial = (residue: 'target' | 'none') => {
      const faults = [{ id: 'half', at: 'array', do: { partial: { fraction: 0.5, code: 2, residue } } } as const];
      const one = deletingAtOnce({}, { faults: { faults } });
      return steps(one, () => one.createClone('db'));
    };
    expect([partial('none'), partial('target')]).toEqual([1, 2]);
  });

  test('a refusal and a question are none', () => {
    const one = array();
    expect(steps(one, () => one.createClone('nowhere'))).toBe(0);
    expect(steps(one, () => deletion(one, 'gold'))).toBe(0);
    expect(steps(one, () => one.invoke('gold', 'GetSizesInfo', { PoolSettingObjectId: '' }))).toBe(0);
  });
});
