import FakeTimers from '@sinonjs/fake-timers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { connect, fakeTimers, type StoragePort } from '../../src/client/index.js';
import { make, slow } from './made.js';

/** A client that knows nothing of virtual time. */
async function cloneAndWait(port: StoragePort): Promise<string> {
  const { Job } = await port.createClone('db', { ElementName: 'nightly' });
  const began = Date.now();
  while ((await port.job(Job)).state !== 'completed') await new Promise((resolve) => setTimeout(resolve, 1000));
  return `after ${Date.now() - began} ms`;
}

afterEach(() => vi.useRealTimers());

describe("vitest's fake timers", () => {
  const faked = (options = {}) => {
    const array = make({ startsAt: '2026-11-28T09:00:00Z', ...options });
    vi.useFakeTimers({ now: array.startsAt });
    return { array, port: connect(array, fakeTimers(vi)) };
  };

  test('take arrays along when the test moves them', async () => {
    const { array, port } = faked();
    const done = cloneAndWait(port);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(array.jobs()[0]?.state).toBe('running');
    await vi.advanceTimersByTimeAsync(1000);
    expect(await done).toBe('after 11000 ms');
    expect(new Date()).toEqual(new Date('2026-11-28T09:00:11Z'));
  });

  test('move by themselves while a client runs: several wait side by side', async () => {
    const { array, port } = faked();
    const pause = () => new Promise((resolve) => setTimeout(resolve, 15_000));
    const began = Date.now();
    await port.clock.run(() => Promise.all([pause(), pause(), pause()]));
    expect(Date.now() - began).toBe(15_000);
    expect(array.now).toBe(15_000);
    expect(await port.clock.run(() => cloneAndWait(port))).toBe('after 11000 ms');
    expect(array.now).toBe(26_000);
  });

  test('bring replies at their virtual moments, and the clock has timers of its own', async () => {
    const { port } = faked(slow);
    const { clock } = port;
    const seen: string[] = [];
    const note = (what: string) => seen.push(`${what} ${Date.now() - port.array.startsAt.getTime()}`);
    await clock.run(async () => {
      const interval = clock.setInterval(note, 1500, 'interval');
      const never = clock.setTimeout(note, 2000, 'never').unref().ref();
      clock.clearTimeout(never);
      await Promise.all([
        port.createClone('db').then(() => note('replied')),
        clock.sleep('2 s').then(() => note('slept')),
        expect(clock.sleep('1 h', clock.timeout('4 s'))).rejects.toMatchObject({ name: 'TimeoutError' }),
      ]);
      clock.clearInterval(interval);
    });
    expect(seen).toEqual(['interval 1500', 'slept 2000', 'interval 3000', 'replied 3000']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('let a call go on that a fault has held', async () => {
    const { port } = faked({ faults: 'array: hold gate' });
    const reply = port.createClone('db');
    await vi.advanceTimersByTimeAsync(5000);
    await port.pools();
    port.array.faults.release('gate');
    expect((await reply).decided.atMs).toBe(5000);
  });

  test('say what holds a call that nothing to come lets go on', async () => {
    const array = make({ faults: 'array: hold gate' });
    vi.useFakeTimers({ now: array.startsAt });
    const warn = vi.fn();
    const port = connect(array, fakeTimers(vi, { warn }));
    warn.mockImplementation(() => array.faults.release('gate'));
    const reply = await port.clock.run(() => port.createClone('db'));
    expect(reply.ReturnValue).toBe(4096);
    expect(warn.mock.calls).toEqual([[expect.stringContaining("array.faults.release('gate') does")]]);
  });

  test('wait for real work, which leaves no timer', async () => {
    const { port } = faked();
    const { readFile } = await import('node:fs/promises');
    const text = await port.clock.run(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const read = await port.clock.standStill(readFile(new URL(import.meta.url)));
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return read.toString();
    });
    expect(text).toContain('wait for real work');
    expect(port.array.now).toBe(2000);
  });

  test('tell all who wait when an array can go on no more', async () => {
    const interrupt = () => {
      throw new Error('interrupted');
    };
    const { port } = faked({ ...slow, faults: { faults: [{ id: 'own', at: 'jobEnd', do: interrupt }] } });
    await expect(
      port.clock.run(async () => {
        await port.createClone('db');
        await Promise.all([port.invoke('gold', 'Delete'), port.clock.sleep('1 h')]);
      }),
    ).rejects.toThrow('interrupted');
  });

  test('are left alone once the clock is stopped', async () => {
    const { port } = faked(slow);
    void port.createClone('db');
    expect(vi.getTimerCount()).toBe(1);
    port.clock.stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('that are not in use are refused', async () => {
    expect(() => fakeTimers(vi)).toThrow('fakeTimers: got');
    expect(() => fakeTimers({} as typeof vi)).toThrow('expected vi, jest, or a clock of @sinonjs/fake-timers');
    expect(() => fakeTimers(null as unknown as typeof vi)).toThrow('expected vi, jest');
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    expect(() => fakeTimers(vi)).toThrow('with Date');
    vi.useRealTimers();
    const { port } = faked();
    vi.useRealTimers();
    await expect(port.pools()).rejects.toThrow('call useFakeTimers() before');
  });
});

describe('@sinonjs/fake-timers', () => {
  test('installed, take arrays along, by hand and by themselves', async () => {
    const array = make();
    const fake = FakeTimers.install({ now: array.startsAt, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    try {
      const port = connect(array, fakeTimers(fake));
      const done = cloneAndWait(port);
      await fake.tickAsync(11_000);
      expect(await done).toBe('after 11000 ms');
      expect(await port.clock.run(() => cloneAndWait(port))).toBe('after 11000 ms');
      expect(array.now).toBe(22_000);
    } finally {
      fake.uninstall();
    }
  });

  test('on their own, are a clock like any other', async () => {
    const array = make(slow);
    const fake = FakeTimers.createClock(array.startsAt);
    const port = connect(array, fakeTimers(fake));
    const reply = port.createClone('db');
    await fake.tickAsync(2999);
    expect(array.requests()).toMatchObject([{ answer: null }]);
    await fake.tickAsync(1);
    expect((await reply).decided.atMs).toBe(3000);
  });
});

test('the module finds real turns of the event loop, or says what is wrong', async () => {
  vi.useFakeTimers();
  vi.resetModules();
  const { nextTurn } = await import('../../src/client/hop.js?faked' as '../../src/client/hop.js');
  expect(() => nextTurn(() => {})).toThrow('import it before useFakeTimers()');
});
