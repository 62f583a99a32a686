import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ArrayOptions, createArray, NoReplyError, type StorageArray } from '../../src/index.js';
import { TraceLog } from '../../src/store/traceLog.js';

const event = (n: number) => ({ atMs: n, kind: 'test', n });

function filled(retain: number, count: number): TraceLog {
  const log = new TraceLog(retain);
  for (let n = 1; n <= count; n++) log.add(event(n));
  return log;
}

describe('a trace log', () => {
  test('an empty one has a hash and no entries', () => {
    expect([new TraceLog(3).hash(), new TraceLog(3).entries(), new TraceLog(3).length]).toEqual([
      '0000000000000000',
      [],
      0,
    ]);
  });

  test.each([1, 2, 3, 7, 100])('folds the same hash whatever it retains: %i', (retain) => {
    for (let count = 0; count <= 30; count++) {
      const log = filled(retain, count);
      expect([log.length, log.hash()]).toEqual([count, filled(1_000, count).hash()]);
    }
  });

  test.each([1, 2, 3, 7, 100])('shows the last %i events with their numbers and hashes', (retain) => {
    const all = filled(1_000, 30).entries();
    expect(all.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
    for (let count = 0; count <= 30; count++) {
      const log = filled(retain, count);
      expect(log.entries()).toEqual(all.slice(Math.max(0, count - retain), count));
      expect(log.entries().at(-1)?.hash ?? '0000000000000000').toBe(log.hash());
    }
  });

  test('for all moments of asking, a hash is the same as when nobody asked before', () => {
    fc.assert(
      fc.property(fc.nat(5), fc.array(fc.constantFrom('add', 'hash', 'entries', 'fork')), (retain, acts) => {
        const plain = new TraceLog(1_000);
        let asked = new TraceLog(retain + 1);
        for (const [n, act] of acts.entries()) {
          if (act === 'hash') asked.hash();
          else if (act === 'entries') asked.entries();
          else if (act === 'fork') asked = asked.fork();
          else {
            plain.add(event(n));
            asked.add(event(n));
          }
        }
        expect([asked.hash(), asked.length]).toEqual([plain.hash(), plain.length]);
        const entries = asked.entries();
        expect(entries).toEqual(plain.entries().slice(plain.length - entries.length));
        expect(entries.length).toBe(Math.min(retain + 1, plain.length));
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  test('sees the order of events, and every member of each', () => {
    const hashOf = (...events: { atMs: number; kind: string; by?: string }[]) => {
      const log = new TraceLog(10);
      for (const one of events) log.add(one);
      return log.hash();
    };
    const first = { atMs: 0, kind: 'a' };
    const second = { atMs: 0, kind: 'b' };
    const others = [[second, first], [first], [first, second, second], [{ ...first, atMs: 1 }, second]];
    const hashes = [[first, second], ...others, [first, { ...second, by: 'x' }]].map((events) => hashOf(...events));
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  test.each([3, 100])('forks share the past and go on apart (retaining %i)', (retain) => {
    const log = filled(retain, 10);
    const before = log.hash();
    const fork = log.fork();
    log.add(event(11));
    expect(fork.hash()).toBe(before);
    fork.add({ ...event(11), kind: 'other' });
    expect(fork.hash()).not.toBe(log.hash());
    expect(log.hash()).toBe(filled(1_000, 11).hash());
    expect(fork.entries().slice(0, -1)).toEqual(log.entries().slice(0, -1));
    for (let n = 12; n < 40; n++) {
      log.add(event(n));
      fork.add(event(n));
    }
    expect(log.hash()).toBe(filled(1_000, 39).hash());
    expect(fork.hash()).not.toBe(log.hash());
    expect([fork.length, log.length]).toEqual([39, 39]);
  });
});

describe("an array's trace", () => {
  const passwords = ['first-secret', 'second-secret', 'third-secret', 'a-bad-guess', 'fourth-secret'];
  const options = {
    accounts: [
      { name: 'ops', password: 'first-secret' },
      { name: 'backup', password: 'second-secret' },
    ],
    credential: { username: 'ops', password: 'first-secret' },
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '1 GiB' }],
  };

  /** Every way in which a password can come to an array. */
  function busy(more: ArrayOptions = {}): StorageArray {
    const array = createArray({ ...options, ...more });
    array.createClone('db', { username: 'backup', password: 'second-secret' });
    array.createClone('db', { username: 'backup', password: 'a-bad-guess' });
    array.createClone('db', { password: 'a-bad-guess' });
    array.set({ account: { name: 'ops', password: 'third-secret' } });
    array.createClone('db');
    array.set({ credential: { username: 'ops', password: 'third-secret' } });
    array.set({ account: { name: 'late', password: 'fourth-secret' } });
    array.step(array.begin('db', 'CreateClone', { username: 'late', password: 'fourth-secret' }));
    array.provider.failAt('serviceReply', 'lost');
    expect(() => array.createClone('db')).toThrow(NoReplyError);
    array.settle();
    return array;
  }

  test('no password is anywhere in a trace, a saved array or the elements', () => {
    const array = busy();
    const bigints = (_key: string, value: unknown) => (typeof value === 'bigint' ? `${value}` : value);
    const texts = [array, array.fork()].flatMap((one) => [
      JSON.stringify(one.trace()),
      one.save(),
      JSON.stringify([one.volumes(), one.pools(), one.jobs()], bigints),
    ]);
    const leaked = passwords.filter((password) => texts.some((text) => text.includes(password)));
    expect(leaked).toEqual([]);
    expect(texts[0]).toContain('stand-in 1');
    expect(texts[1]).toContain('passwordDigest');
  });

  test('a refusal names no password either', () => {
    const array = busy();
    const secret = { username: 'ops', password: 'a-bad-guess' };
    const replies = [array.createClone('db', secret), array.createClone('db', { ...secret, username: 'nobody' })];
    expect(replies.map(({ ReturnValue }) => ReturnValue)).toEqual([51005, 51005]);
    expect(JSON.stringify(replies)).not.toContain('a-bad-guess');
  });

  test('is hashed the same whatever is retained, and says how many events were dropped', () => {
    const whole = busy().trace();
    for (const retain of [1, 2, 5, 17]) {
      const { header, entries, hash } = busy({ retain }).trace();
      expect(hash).toBe(whole.hash);
      expect(entries).toEqual(whole.entries.slice(-retain));
      expect(header.dropped).toBe(whole.entries.length - retain);
    }
  });

  test('does not affect what the array is', () => {
    const identity = busy().digest('identity');
    expect(busy({ trace: false }).digest('identity')).toBe(identity);
    expect(busy({ retain: 1 }).digest('identity')).toBe(identity);
    expect(busy({ trace: false }).trace()).toMatchObject({ entries: [], hash: '0000000000000000' });
  });
});
