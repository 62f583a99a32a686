import { describe, expect, test } from 'vitest';
import { createArray } from '../../src/index.js';
import { HostedArray } from '../../src/server/hosted.js';
import { parseTime, type TimeMode } from '../../src/server/time.js';

const request = (array: { volume: (name: string) => { id: string } }, name = 'copy') =>
  ({
    namespace: 'root/microsoft/windows/storage/sm',
    caller: 'client',
    operation: {
      do: 'invoke',
      on: {
        kind: 'path',
        namespace: null,
        className: 'MSFT_SMStorageVolume',
        keys: [{ name: 'ObjectId', value: { kind: 'text', text: array.volume('db').id, type: null } }],
      },
      method: 'CreateClone',
      parameters: [{ name: 'ElementName', value: { kind: 'text', text: name, type: null } }],
    },
  }) as const;

function hosting(mode: TimeMode, profile: 'full-copy' | 'sync-only' = 'full-copy') {
  const clock = { nowMs: 1000 };
  const array = createArray({
    profile,
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB', written: '10 GiB' }],
  });
  const hosted = new HostedArray(array, mode, { open: 10, idleMs: 1000 }, () => clock.nowMs);
  return { array, hosted, clock };
}

test.each([
  ['real', { kind: 'real', factor: 1 }],
  ['x10', { kind: 'real', factor: 10 }],
  ['x0.5', { kind: 'real', factor: 0.5 }],
  ['manual', { kind: 'manual' }],
  ['per-request:100', { kind: 'perRequest', ms: 100 }],
  ['per-request:1 s', { kind: 'perRequest', ms: 1000 }],
])('%s is a way in which time passes', (text, mode) => expect(parseTime(text)).toEqual(mode));

test.each(['', 'Real', 'x0', 'x-1', 'x1e3', 'per-request', 'per-request:soon'])('%s is none', (text) =>
  expect(() => parseTime(text)).toThrow('--time'),
);

test('real time follows the wall, at its factor, and no part of a millisecond is lost', () => {
  const { array, hosted, clock } = hosting({ kind: 'real', factor: 2.5 });
  for (let count = 0; count < 1000; count++) {
    clock.nowMs += 0.3;
    hosted.change(() => undefined);
  }
  expect(array.now).toBe(750);
});

test('per request, time passes by as much with each, and the same requests leave the same trace', async () => {
  const traces: string[] = [];
  for (let run = 0; run < 2; run++) {
    const { array, hosted, clock } = hosting({ kind: 'perRequest', ms: 700 });
    for (let count = 0; count < 5; count++) {
      clock.nowMs += Math.floor(run * 1000);
      await hosted.perform(request(array, `copy ${count}`));
    }
    expect(array.now).toBe(3500);
    traces.push(array.trace().hash);
  }
  expect(traces[0]).toBe(traces[1]);
});

describe('a call that waits', () => {
  test('lets time pass where it is manual', async () => {
    const { array, hosted } = hosting({ kind: 'manual' }, 'sync-only');
    expect(await hosted.perform(request(array))).toMatchObject({ kind: 'answer', returnValue: 0 });
    expect(array.now).toBeGreaterThan(0);
  });

  test('waits for the wall in real time, and is answered by itself', async () => {
    const { array, hosted, clock } = hosting({ kind: 'real', factor: 1 }, 'sync-only');
    const answered = hosted.perform(request(array));
    expect(answered).toBeInstanceOf(Promise);
    expect(hosted.callsInFlight).toBe(1);
    expect(array.now).toBe(0);
    for (let wait = 0; wait < 2; wait++) {
      clock.nowMs += 5000;
      hosted.change(() => undefined);
    }
    expect(await answered).toMatchObject({ kind: 'answer', returnValue: 0 });
    expect(hosted.callsInFlight).toBe(0);
  });

  test('is woken by the server where nobody asks for anything else', async () => {
    const array = createArray({
      profile: { base: 'sync-only' },
      pools: [{ name: 'gold', size: '1 TiB' }],
      volumes: [{ name: 'db', pool: 'gold', size: '10 GiB', written: '10 GiB' }],
    });
    const hosted = new HostedArray(array, { kind: 'real', factor: 100_000 }, { open: 10, idleMs: 1000 });
    // A timer of Node's own does not keep a process alive: the test does.
    const alive = setInterval(() => undefined, 10);
    expect(await hosted.perform(request(array))).toMatchObject({ returnValue: 0 });
    clearInterval(alive);
  });

  test('that a fault holds is answered when it is released, and gets no reply when the array is replaced', async () => {
    for (const end of ['release', 'replace'] as const) {
      const { array, hosted } = hosting({ kind: 'manual' });
      array.faults.add({ id: 'held', at: ['invoke'], do: [{ hold: { tag: 'gate' } }] });
      const answered = hosted.perform(request(array));
      if (end === 'release') hosted.change((one) => one.faults.release('gate'));
      else hosted.replace(createArray());
      expect(await answered).toMatchObject(end === 'release' ? { returnValue: 4096 } : { kind: 'noReply' });
    }
  });

  test('by the names of the library is answered likewise; a lost reply is told of', async () => {
    const { array, hosted } = hosting({ kind: 'manual' });
    expect(await hosted.call('db', 'CreateClone', {}, 'client')).toMatchObject({ ReturnValue: 4096 });
    array.faults.add('serviceReply: loseReply');
    expect(await hosted.call('db', 'CreateClone', {}, 'client')).toEqual({ kind: 'noReply', as: 'silence' });
    expect(() => hosted.call('nope', 'Nope' as 'CreateClone', {}, 'client')).toThrow('method');
  });

  test('in real time by the names of the library, too', async () => {
    const { hosted, clock } = hosting({ kind: 'real', factor: 1 }, 'sync-only');
    const answered = hosted.call('db', 'CreateClone', {}, 'client');
    for (let wait = 0; wait < 2; wait++) {
      clock.nowMs += 5000;
      hosted.change(() => undefined);
    }
    expect(await answered).toMatchObject({ ReturnValue: 0 });
  });
});

test('who watches is given the array, and the one that is put in its place', () => {
  const { array, hosted } = hosting({ kind: 'manual' });
  const seen: unknown[] = [];
  const leave = hosted.watch((one) => seen.push(one));
  const another = createArray();
  hosted.replace(another);
  leave();
  hosted.replace(createArray());
  expect(seen).toEqual([array, another]);
  expect(seen[1]).toBe(another);
});

test('what goes wrong with a call that waits is for its own client', async () => {
  const { array, hosted } = hosting({ kind: 'manual' });
  array.faults.add({ id: 'held', at: ['invoke'], fire: { max: 1 }, do: [{ hold: { tag: 'gate' } }] });
  const waiting = hosted.call('db', 'CreateClone', {}, 'client');
  const broken = expect(waiting).rejects.toThrow('broken off');
  Object.assign(array, {
    progress: () => {
      throw new Error('broken off');
    },
  });
  expect(await hosted.call('db', 'CreateClone', {}, 'another')).toMatchObject({ ReturnValue: 4096 });
  await broken;
  expect(hosted.callsInFlight).toBe(0);
});
