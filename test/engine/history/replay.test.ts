import { describe, expect, test } from 'vitest';
import type { StorageArray } from '../../../src/engine/array.js';
import { replay } from '../../../src/engine/history/replay.js';
import { createArray, loadArray } from '../../../src/index.js';
import { BadInputError } from '../../../src/vocabulary/input/badInput.js';
import { NoReplyError } from '../../../src/vocabulary/methods/call.js';

const options = {
  seed: 7,
  pools: [{ name: 'gold', size: '1 TiB' }],
  volumes: [
    { name: 'db', pool: 'gold', size: '100 GiB' },
    { name: 'web', pool: 'gold', size: '10 GiB' },
  ],
};

/** Every kind of input, once at least. */
function busyArray(): StorageArray {
  const array = createArray({ ...options, accounts: [{ name: 'ops', password: 'tell no one' }], credential: null });
  array.createClone('db', { username: 'ops', password: 'a guess' });
  const reply = array.createClone('db', { ElementName: 'copy', username: 'ops', password: 'tell no one' });
  array.advance('1 s');
  array.jobs.suspend(reply.Job ?? '');
  array.jobs.resume(reply.Job ?? '');
  array.set({ role: 'reader', caller: 'eve' });
  array.createClone('web', {}, { caller: 'eve' });
  array.set({ credential: { username: 'ops', password: 'tell no one' } });
  array.set({ pool: 'gold', size: 2n * 1024n ** 4n });
  array.outOfBand.create({ name: 'stranger', pool: 'gold', size: 1024n ** 3n });
  array.outOfBand.set({ volume: 'web', state: 'degraded' });
  array.outOfBand.delete('stranger');
  array.createClone('web');
  array.discover();
  const call = array.begin('web', 'CreateClone', { TargetPool: array.pool('gold') });
  array.step(call);
  array.finish(call);
  array.provider.failAt('serviceReply', 'lost');
  expect(() => array.createClone('web')).toThrow(NoReplyError);
  array.settle();
  return array;
}

describe('a replay', () => {
  test('repeats every kind of input to the same hash, also from JSON', () => {
    const trace = busyArray().trace();
    const { header, entries } = JSON.parse(JSON.stringify(trace)) as typeof trace;
    expect(replay(header, entries)).toEqual({ kind: 'same', events: trace.entries.length, hash: trace.hash });
  });

  test('meets the same rights and wrongs though the trace has no password', () => {
    const { header, entries } = busyArray().trace();
    expect(JSON.stringify([header, entries])).not.toMatch(/tell no one|a guess/);
    expect(replay(header, entries).kind).toBe('same');
  });

  test("meets the default account's own password again", () => {
    const array = createArray(options);
    expect(array.createClone('db', { username: 'service', password: 'service' }).ReturnValue).toBe(4096);
    const { header, entries } = array.trace();
    expect(replay(header, entries).kind).toBe('same');
  });

  test('says at which event an array made in another way goes another way', () => {
    const { header, entries } = busyArray().trace();
    const replayed = replay(header, entries, (given) => createArray({ ...given, version: '2012' }));
    if (replayed.kind === 'same') throw new Error('2012 has no code 40001');
    const { number, recorded, repeated } = replayed;
    expect(entries[number - 1]).toBe(recorded);
    expect(repeated?.event).not.toEqual(recorded?.event);
  });

  test('notices an event that was changed, with its hash or without', () => {
    const { header, entries } = busyArray().trace();
    const at = entries.findIndex(({ event }) => event.kind === 'reply');
    const changed = entries.map((entry, index) =>
      index === at ? { ...entry, event: { ...entry.event, code: 0 } } : entry,
    );
    expect(replay(header, changed)).toMatchObject({ kind: 'different', number: at + 1, refusal: '' });
  });

  test('ends where an input is refused that was taken when it was recorded', () => {
    const { header, entries } = busyArray().trace();
    const volumes = options.volumes.filter(({ name }) => name !== 'web');
    const replayed = replay(header, entries, (given) => createArray({ ...given, volumes }));
    expect(replayed).toMatchObject({ kind: 'different', refusal: expect.stringContaining("'web'") });
  });

  test('notices what is missing at the end', () => {
    const { header, entries } = busyArray().trace();
    const number = entries.length;
    expect(replay(header, entries.slice(0, -1))).toMatchObject({ kind: 'different', number, recorded: undefined });
  });

  test('is refused without the beginning', () => {
    const saved = loadArray(createArray(options).save());
    expect(() => replay(saved.trace().header, [])).toThrow(BadInputError);
    const short = createArray({ ...options, retain: 2 });
    short.createClone('db');
    const { header, entries } = short.trace();
    expect(header.dropped).toBeGreaterThan(0);
    expect(() => replay(header, entries)).toThrow(/^trace\.dropped: got \d+, expected 0/);
  });

  test('is refused when an input is malformed', () => {
    const { header, entries } = busyArray().trace();
    const [first, ...others] = entries;
    if (first === undefined) throw new Error('the trace has entries');
    const odd = { ...first, event: { ...first.event, do: 'dance' } };
    expect(() => replay(header, [odd, ...others])).toThrow(/^trace\.entries\[0\]\.event\.do: got 'dance'/);
  });
});
