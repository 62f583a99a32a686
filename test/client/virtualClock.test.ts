import { describe, expect, test, vi } from 'vitest';
import { connect, type VirtualClockOptions, virtualClock } from '../../src/client/index.js';
import { make } from './made.js';

const startsAt = '2026-11-28T09:00:00Z';
const started = (options: VirtualClockOptions = {}) => {
  const clock = virtualClock({ startsAt, ...options });
  const beganMs = clock.now();
  return { clock, passed: () => clock.now() - beganMs };
};

describe('sleepers', () => {
  test('sleep side by side: three of 15 s take 15 s', async () => {
    const { clock, passed } = started();
    await Promise.all([clock.sleep('15 s'), clock.sleep('15 s'), clock.sleep(15_000)]);
    expect(passed()).toBe(15_000);
  });

  test('wake in the order of their moments, and at one moment in that in which they began to sleep', async () => {
    const { clock, passed } = started();
    const woke: string[] = [];
    const sleeper = async (name: string, ...spans: number[]) => {
      for (const span of spans) {
        await clock.sleep(span);
        woke.push(`${name} ${passed()}`);
      }
    };
    await Promise.all([sleeper('a', 10, 10), sleeper('b', 5, 5, 10), sleeper('c', 20), sleeper('d', 0, 20)]);
    expect(woke).toEqual(['d 0', 'b 5', 'a 10', 'b 10', 'c 20', 'd 20', 'a 20', 'b 20']);
  });

  test('all run as far as they can before time moves on, also by turns of the event loop', async () => {
    const { clock, passed } = started();
    const seen: number[] = [];
    const busy = async () => {
      await clock.sleep(10);
      await new Promise((resolve) => setImmediate(resolve));
      for (let turns = 0; turns < 100; turns++) await null;
      seen.push(passed());
      await clock.sleep(5);
      seen.push(passed());
    };
    await Promise.all([busy(), clock.sleep(12)]);
    expect(seen).toEqual([10, 15]);
  });

  test('are cheap: ten thousand of them take two turns of the event loop each', async () => {
    const { clock, passed } = started();
    const turns = vi.fn();
    let isDone = false;
    const count = () => {
      turns();
      if (!isDone) setImmediate(count);
    };
    count();
    await Promise.all(Array.from({ length: 10_000 }, (_, at) => clock.sleep(at % 100)));
    isDone = true;
    expect(passed()).toBe(99);
    expect(turns.mock.calls.length).toBeLessThan(20_200);
  });

  test('one whose array is advanced by hand wakes as well', async () => {
    const array = make();
    const { clock } = connect(array);
    const asleep = clock.sleep('1 min');
    array.advance('1 h');
    await asleep;
    expect(clock.now()).toBe(array.startsAt.getTime() + 3_600_000);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, '5 parsecs', 1e300])(
    'that sleep %j are refused',
    async (span) => {
      await expect(started().clock.sleep(span)).rejects.toMatchObject({ name: 'BadInputError' });
    },
  );

  test('of broken milliseconds, as a back-off computes them, sleep a little longer', async () => {
    const { clock, passed } = started();
    await clock.sleep(1.2);
    expect(passed()).toBe(2);
  });
});

describe('timers', () => {
  test('act in order, each after what the one before has led to', async () => {
    const { clock, passed } = started();
    const acted: string[] = [];
    const note = (name: string) => acted.push(`${name} ${passed()}`);
    const late = clock.setTimeout(note, 20, 'never');
    clock.setTimeout(note, 20, 'b');
    clock.setTimeout(() => void Promise.resolve().then(() => clock.clearTimeout(late)), 10);
    clock.setTimeout(note, 10, 'a');
    clock.setTimeout(note, undefined, 'now');
    await clock.sleep(30);
    expect(acted).toEqual(['now 0', 'a 10', 'b 20']);
  });

  test('that repeat do so until they are ended, by themselves, too', async () => {
    const { clock, passed } = started();
    const acted: number[] = [];
    const timer = clock.setInterval(() => {
      acted.push(passed());
      if (passed() === 30) clock.clearInterval(timer);
    }, 10);
    const other = clock.setInterval(() => acted.push(-passed()), 15);
    await clock.sleep(44);
    clock.clearInterval(other);
    expect(acted).toEqual([10, -15, 20, -30, 30]);
  });

  test('that nobody needs move no time', async () => {
    const { clock, passed } = started();
    const act = vi.fn();
    const timer = clock.setTimeout(act, 20).unref();
    expect(timer.hasRef()).toBe(false);
    await clock.sleep(10);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(passed()).toBe(10);
    timer.ref();
    await vi.waitFor(() => expect(act).toHaveBeenCalledOnce(), 20_000);
    expect(passed()).toBe(20);
  });

  test('a forgotten interval stops, with a word on it, and goes on when something happens', async () => {
    const warn = vi.fn();
    const { clock, passed } = started({ warn });
    const acted = vi.fn();
    clock.setInterval(acted, 1000);
    await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce(), 20_000);
    expect(warn.mock.calls[0]?.[0]).toContain('end it with clearInterval, or the clock with stop()');
    const acts = acted.mock.calls.length;
    const stoodAt = passed();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(acted).toHaveBeenCalledTimes(acts);
    await clock.sleep('2 s');
    expect(passed()).toBe(stoodAt + 2000);
    clock.stop();
  });

  test('one that throws is heard as any other, and the clock goes on', async () => {
    const { clock, passed } = started();
    const heard = vi.fn();
    const others = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.once('uncaughtException', heard);
    try {
      clock.setTimeout(() => {
        throw new Error('the callback of a client');
      }, 5);
      await clock.sleep(10);
    } finally {
      for (const other of others) process.on('uncaughtException', other);
    }
    expect(heard.mock.calls[0]?.[0]).toMatchObject({ message: 'the callback of a client' });
    expect(passed()).toBe(10);
  });
});

describe('a signal', () => {
  test('ends a sleep, which rejects with its reason, and time does not move for it', async () => {
    const { clock, passed } = started();
    const controller = new AbortController();
    const asleep = clock.sleep('1 h', controller.signal);
    clock.setTimeout(() => controller.abort(new Error('enough')), 10);
    await expect(asleep).rejects.toThrow('enough');
    await clock.sleep(10);
    expect(passed()).toBe(20);
    await expect(clock.sleep(10, controller.signal)).rejects.toThrow('enough');
    expect(passed()).toBe(20);
  });

  test('that comes after the end changes nothing, and is listened to no more', async () => {
    const { clock } = started();
    const { signal } = new AbortController();
    const [add, remove] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')];
    await Promise.all(Array.from({ length: 20 }, () => clock.sleep(1, signal)));
    expect([add.mock.calls.length, remove.mock.calls.length]).toEqual([20, 20]);
  });

  test('of a time-out comes at its virtual moment, as a TimeoutError', async () => {
    const { clock, passed } = started();
    const signal: AbortSignal = clock.timeout('30 s');
    await expect(clock.sleep('1 h', signal)).rejects.toMatchObject({
      name: 'TimeoutError',
      message: '30 s have passed',
    });
    expect(passed()).toBe(30_000);
  });

  test('of a time-out lets no time pass by itself', async () => {
    const { clock, passed } = started();
    const signal = clock.timeout(1000);
    await clock.sleep(999, signal);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect([signal.aborted, passed()]).toEqual([false, 999]);
  });
});

describe('the present', () => {
  test('begins with startsAt, the first array, or 2016', () => {
    expect(virtualClock({ startsAt: new Date(startsAt) }).now()).toBe(Date.parse(startsAt));
    expect(virtualClock().now()).toBe(Date.UTC(2016, 0, 1));
    const array = make({ startsAt: '2030-01-01' });
    array.advance('1 h');
    expect(connect(array).clock.now()).toBe(Date.UTC(2030, 0, 1, 1));
    const later = connect(make({ startsAt: '2040-01-01' }), virtualClock({ startsAt }));
    expect(later.clock.now()).toBe(Date.parse(startsAt));
  });

  test('is told by a Date of its own', async () => {
    const { clock } = started();
    const { Date: VirtualDate, sleep } = clock;
    await sleep(1500);
    expect(new VirtualDate().toISOString()).toBe('2026-11-28T09:00:01.500Z');
    expect(VirtualDate.now()).toBe(Date.parse('2026-11-28T09:00:01.500Z'));
    expect(new VirtualDate(0).getTime()).toBe(0);
    expect(new VirtualDate(2026, 1, 3).getTime()).toBe(new Date(2026, 1, 3).getTime());
    expect(VirtualDate.UTC(2026)).toBe(Date.UTC(2026));
    expect(new VirtualDate()).toBeInstanceOf(Date);
  });

  test('stands still for real work', async () => {
    const { clock, passed } = started();
    const asleep = clock.sleep('1 h');
    const work = clock.standStill(new Promise<string>((resolve) => setTimeout(resolve, 10, 'done')));
    expect(await work).toBe('done');
    expect(passed()).toBe(0);
    await expect(clock.standStill(Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    await asleep;
    expect(passed()).toBe(3_600_000);
  });

  test.each([{ startsAt: 'tomorrow' }, { startsAt: '20160101' }])('of %j is refused', (options) => {
    expect(() => virtualClock(options)).toThrow('startsAt: got');
  });
});

describe('a clock that is moved by hand', () => {
  test('moves in advance alone, through each moment', async () => {
    const { clock, passed } = started({ manual: true });
    const woke: number[] = [];
    const sleeper = async () => {
      for (;;) {
        await clock.sleep(10);
        woke.push(passed());
      }
    };
    void sleeper();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(passed()).toBe(0);
    await clock.advance('30 ms');
    expect([woke, passed()]).toEqual([[10, 20, 30], 30]);
    await clock.advance(5);
    await Promise.all([clock.advance(15), clock.advance(3)]);
    expect([woke, passed()]).toEqual([[10, 20, 30, 40, 50], 50]);
    await clock.advance(0);
    clock.stop();
  });

  test('refuses what is no span, and the end of all Dates', async () => {
    const { clock } = started({ manual: true });
    await expect(clock.advance(-1)).rejects.toMatchObject({ name: 'BadInputError' });
    await expect(clock.advance(9e15)).rejects.toMatchObject({ name: 'BadInputError' });
  });
});

test('a clock that is stopped lets what waits wait for ever, and nothing goes on', async () => {
  const { clock, passed } = started();
  const acted = vi.fn();
  void clock.sleep(10).then(acted);
  clock.setInterval(acted, 1);
  clock.stop();
  void clock.sleep(1).then(acted);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(acted).not.toHaveBeenCalled();
  expect(passed()).toBe(0);
});

test('errors of clients are theirs, and keep nobody from going on', async () => {
  const { clock, passed } = started();
  const other = clock.sleep(20);
  const client = async () => {
    await clock.sleep(10);
    throw new Error('the client has failed');
  };
  await expect(clock.run(() => Promise.all([client(), clock.sleep(30)]))).rejects.toThrow('the client has failed');
  expect(passed()).toBe(10);
  await other;
  expect(passed()).toBe(20);
  await expect(
    clock.run(() => {
      throw new Error('at once');
    }),
  ).rejects.toThrow('at once');
});
