import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Driver } from '../../../src/conformance/subject/driver.js';
import { guarded } from '../../../src/conformance/subject/guarded.js';
import { SubjectError } from '../../../src/conformance/subject/subjectError.js';
import { BadInputError } from '../../../src/vocabulary/input/badInput.js';
import { clone } from '../clone.js';
import { advertised, seen, subject } from '../subject.js';

const never = () => new Promise<never>(() => {});
/** An answer of another type than the driver's, as JavaScript lets through. */
const wrongly = (changes: Readonly<Record<string, unknown>>) => guarded({ ...subject(), ...changes } as Driver);

/** What was thrown. */
async function thrown(act: () => unknown): Promise<unknown> {
  try {
    await act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('a driver that is guarded', () => {
  test('answers as it would without', async () => {
    const wrapped = guarded(subject());
    expect(wrapped.name).toBe('canned');
    expect(await wrapped.capabilities()).toEqual(advertised);
    expect(await wrapped.call('CreateClone', 'v1', {}, { deadlineMs: 100 })).toEqual(
      await subject().call('CreateClone', 'v1', {}, { deadlineMs: 100 }),
    );
    for (const kind of ['volumes', 'pools', 'jobs', 'now'] as const) {
      expect(await wrapped.observe({ kind }), kind).toEqual(seen[kind]);
    }
    for (const kind of ['volume', 'job', 'contents'] as const) {
      expect(await wrapped.observe({ kind, id: 'x' }), kind).toEqual(seen[kind]);
      const none = guarded(subject({ observe: () => null as never }));
      expect(await none.observe({ kind, id: 'x' }), kind).toBeNull();
    }
  });

  test('has the optional members that it has, and no others', async () => {
    expect(Object.keys(guarded(subject())).toSorted()).toEqual(['call', 'capabilities', 'name', 'observe', 'reset']);
    const given: Required<Omit<Driver, keyof ReturnType<typeof subject>>> & Partial<Driver> = {
      overlap: (calls) => calls.map(() => ({ noReply: 'reset' })),
      act: () => true,
      advance: () => {},
      waitFor: (job, deadlineMs) => job === 'j1' && deadlineMs === 7,
      arm: () => {},
      fired: () => ({ lost: 1 }),
      twin: () => subject({ name: 'twin' }),
      fingerprint: () => 'abc',
      close: () => {},
      charts: { job: { initial: 'new', transitions: { new: { START: 'running' } } } },
    };
    const wrapped = guarded(subject(given));
    expect(Object.keys(wrapped)).toEqual(expect.arrayContaining(Object.keys(given)));
    expect(await wrapped.overlap?.([clone('v1'), clone('v1')], [0, 1], 100)).toEqual([
      { noReply: 'reset' },
      { noReply: 'reset' },
    ]);
    expect(await wrapped.act?.({ do: 'delete', volume: 'v1' })).toBe(true);
    expect([await wrapped.waitFor?.('j1', 7), await wrapped.waitFor?.('j2', 7)]).toEqual([true, false]);
    expect(await wrapped.fired?.()).toEqual({ lost: 1 });
    expect((await wrapped.twin?.('fork'))?.name).toBe('twin');
    expect(await wrapped.fingerprint?.()).toBe('abc');
    expect([await wrapped.advance?.(5), await wrapped.close?.()]).toEqual([undefined, undefined]);
    // Nothing but false says that a plan is not taken.
    expect([await wrapped.arm?.(null), await guarded(subject({ ...given, arm: () => false })).arm?.(null)]).toEqual([
      true,
      false,
    ]);
    expect(wrapped.charts).toBe(given.charts);
  });

  test('may be an object of a class, whose members use `this`', async () => {
    class Own {
      readonly name = 'own';
      readonly #percent = 5;
      capabilities = () => advertised;
      reset(): void {}
      call() {
        return { noReply: 'timeout' } as const;
      }
      observe() {
        return this.#percent as never;
      }
      fingerprint() {
        return String(this.#percent);
      }
    }
    const wrapped = guarded(new Own());
    expect(await wrapped.observe({ kind: 'now' })).toBe(5);
    expect(await wrapped.fingerprint?.()).toBe('5');
  });

  test('gives copies, without members that are undefined', async () => {
    const answer = { ...seen.volume, usage: undefined };
    const volume = await wrongly({ observe: () => answer }).observe({ kind: 'volume', id: 'v1' });
    expect(volume).toStrictEqual(seen.volume);
    expect(volume).not.toBe(answer);
  });
});

describe('garbage is told with field, value and what was expected', () => {
  const reply = { ReturnValue: 0, TargetStorageVolume: null, Job: null, ExtendedStatus: null };
  test.each<[string, Readonly<Record<string, unknown>>, (wrapped: Driver) => unknown, RegExp]>([
    [
      'a reply without a code',
      { call: () => ({ ...reply, ReturnValue: undefined }) },
      (wrapped) => wrapped.call('CreateClone', 'v1', {}, { deadlineMs: 100 }),
      /^the driver of 'canned': call\.ReturnValue: got nothing, expected a number$/,
    ],
    [
      'no reply for a reason that is none',
      { call: () => ({ noReply: 'timedout' }) },
      (wrapped) => wrapped.call('CreateClone', 'v1', {}, { deadlineMs: 100 }),
      /call\.noReply: got 'timedout', expected one of 'timeout', 'reset' or 'tls' \(did you mean 'timeout'\?\)$/,
    ],
    [
      'a size as text',
      { observe: async () => [{ ...seen.volume, size: '2 KiB' }] },
      (wrapped) => wrapped.observe({ kind: 'volumes' }),
      /observe\(\{ kind: 'volumes' \}\)\[0\]\.size: got '2 KiB', expected a number$/,
    ],
    [
      'a size that is no number',
      { observe: () => [{ ...seen.volume, size: Number.NaN }] },
      (wrapped) => wrapped.observe({ kind: 'volumes' }),
      /\[0\]\.size: got NaN, expected a number$/,
    ],
    [
      'a misspelt member, which would count as not told',
      { observe: () => [{ ...seen.pools[0], Free: 1 }] },
      (wrapped) => wrapped.observe({ kind: 'pools' }),
      /\[0\]\.Free: .*\(did you mean 'free'\?\)$/,
    ],
    [
      'ranges out of order',
      { observe: () => [0, 0].map((offset) => ({ offset, length: 512, tag: 'x' })) },
      (wrapped) => wrapped.observe({ kind: 'contents', id: 'v1' }),
      /observe\(\{ kind: 'contents', id: 'v1' \}\): .*expected ranges in ascending order that do not overlap$/,
    ],
    [
      'a reply for one of two calls',
      { overlap: () => [reply] },
      (wrapped) => wrapped.overlap?.([clone('v1'), clone('v1')], [0, 1], 100),
      /overlap: .*, expected exactly 2 items$/,
    ],
    [
      'a word that capabilities do not know',
      { capabilities: () => ({ ...advertised, clones: { ...advertised.clones, copies: 'byjob' } }) },
      (wrapped) => wrapped.capabilities(),
      /capabilities\(\)\.clones\.copies: got 'byjob', .*\(did you mean 'byJob'\?\)$/,
    ],
    [
      'no answer to an act',
      { act: () => undefined },
      (wrapped) => wrapped.act?.({ do: 'delete', volume: 'v1' }),
      /true or false$/,
    ],
    [
      'no answer to a wait',
      { waitFor: () => 'over' },
      (wrapped) => wrapped.waitFor?.('j1', 10),
      /waitFor: got 'over', expected true or false$/,
    ],
    [
      'a twin that lacks a member',
      { twin: () => ({ name: 'x' }) },
      (wrapped) => wrapped.twin?.('fork'),
      /twin\('fork'\)\.capabilities: /,
    ],
  ])('%s', async (_, changes, act, message) => {
    const error = await thrown(() => act(wrongly(changes)));
    expect(error).toBeInstanceOf(SubjectError);
    expect(error).toMatchObject({ kind: 'garbage', message: expect.stringMatching(message) });
    expect((error as SubjectError).cause).toBeInstanceOf(BadInputError);
  });

  test('but what is wrong in a right shape passes: properties judge it', async () => {
    const negative = [{ ...seen.pools[0], free: -1 }];
    expect(await wrongly({ observe: () => negative }).observe({ kind: 'pools' })).toEqual(negative);
    const beyond = { ...seen.job, jobState: 99, percentComplete: 120.5 };
    expect(await wrongly({ observe: () => beyond }).observe({ kind: 'job', id: 'j1' })).toEqual(beyond);
  });
});

describe('what a driver throws', () => {
  test.each([
    [
      'at once',
      () => {
        throw new TypeError('no connection');
      },
    ],
    ['in a promise', () => Promise.reject(new TypeError('no connection'))],
  ])('%s is told with the member, and kept as the cause', async (_, reset) => {
    const error = await thrown(() => guarded(subject({ reset })).reset('roomy'));
    expect(error).toMatchObject({
      kind: 'threw',
      member: 'reset',
      message: "the driver of 'canned': reset('roomy') threw TypeError: no connection",
      cause: new TypeError('no connection'),
    });
  });
});

describe('what hangs', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('is an error after the deadline', async () => {
    const reset = thrown(() => guarded(subject({ reset: never }), { deadlineMs: 500 }).reset('tight'));
    await vi.advanceTimersByTimeAsync(500);
    expect(await reset).toMatchObject({
      kind: 'hung',
      member: 'reset',
      message: "the driver of 'canned': reset('tight') has not answered within 500 ms",
    });
  });

  test('is no reply when it is a call, by the deadline of the call', async () => {
    const wrapped = guarded(subject({ call: never, overlap: never }), { deadlineMs: 1 });
    const call = wrapped.call('CreateClone', 'v1', {}, { deadlineMs: 500 });
    await vi.advanceTimersByTimeAsync(500);
    expect(await call).toEqual({ noReply: 'timeout' });
    const both = wrapped.overlap?.([clone('v1'), clone('v1')], [0, 1], 500);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await both).toEqual([{ noReply: 'timeout' }, { noReply: 'timeout' }]);
  });

  test('is an error when it waits for a job, after the time that was to be waited and the deadline', async () => {
    const wrapped = guarded(subject({ waitFor: never }), { deadlineMs: 500 });
    let settled = false;
    const wait = thrown(async () => await wrapped.waitFor?.('j1', 2000)).finally(() => {
      settled = true;
    });
    await vi.advanceTimersByTimeAsync(2400);
    expect(settled).toBe(false);
    await vi.advanceTimersByTimeAsync(100);
    expect(await wait).toMatchObject({ kind: 'hung', member: 'waitFor' });
  });

  test('leaves no timer behind, and neither does what answers in time', async () => {
    const wrapped = guarded(subject({ reset: () => new Promise((resolve) => setTimeout(resolve, 10)) }));
    const reset = wrapped.reset('roomy');
    await vi.advanceTimersByTimeAsync(10);
    await reset;
    expect(vi.getTimerCount()).toBe(0);
  });

  test('may fail later without anybody hearing of it', async () => {
    const late = () => new Promise<never>((_, reject) => setTimeout(reject, 1000, new Error('late')));
    const reset = thrown(() => guarded(subject({ reset: late }), { deadlineMs: 500 }).reset('roomy'));
    // A rejection that nobody handles would fail this test.
    await vi.advanceTimersByTimeAsync(2000);
    expect(await reset).toMatchObject({ kind: 'hung' });
  });
});

describe('a driver is refused at once', () => {
  test.each<[string, unknown, RegExp]>([
    ['that is none', null, /^driver: got null, expected a driver, which is an object$/],
    ['without a name', { ...subject(), name: '' }, /^driver\.name: got '', expected the name/],
    ['without a member', { ...subject(), observe: undefined }, /^driver\.observe: got nothing, expected a function/],
    [
      'with a slip in one that it may have',
      { ...subject(), advnce() {} },
      /^driver\.advnce: got a function, expected a member that a driver has \(did you mean 'advance'\?\)$/,
    ],
    [
      'with a slip in a method of its class',
      new (class {
        constructor() {
          Object.assign(this, subject());
        }
        fingerPrints() {}
      })(),
      /^driver\.fingerPrints: .*\(did you mean 'fingerprint'\?\)$/,
    ],
    ['with a slip in its charts', { ...subject(), chart: {} }, /^driver\.chart: .*\(did you mean 'charts'\?\)$/],
    ['with a misspelt one', { ...subject(), reset: undefined, Reset() {} }, /^driver\.reset: .*; it has Reset$/],
    [
      'with another kind of one',
      { ...subject(), advance: 5 },
      /^driver\.advance: got 5, expected a function, or nothing$/,
    ],
    ['with charts of another form', { ...subject(), charts: { job: {} } }, /^driver\.charts\.job\.\w+: got nothing/],
  ])('%s', (_, driver, message) => {
    expect(() => guarded(driver as Driver)).toThrow(BadInputError);
    expect(() => guarded(driver as Driver)).toThrow(message);
  });
});
