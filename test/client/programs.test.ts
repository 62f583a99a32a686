import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connect, fakeTimers, type StoragePort, virtualClock } from '../../src/client/index.js';
import type { ArrayOptions } from '../../src/index.js';
import { share } from '../properties/environment.js';
import { make, slow } from './made.js';

/** What a client does next. */
type Act =
  | { readonly do: 'sleep'; readonly ms: number }
  | { readonly do: 'clone' | 'sizes' | 'poll' }
  | { readonly do: 'patience'; readonly ms: number }
  | { readonly do: 'later'; readonly ms: number }
  | { readonly do: 'turn' | 'fail' };

const ms = fc.integer({ min: 0, max: 4000 });
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ do: fc.constant('sleep' as const), ms }),
  fc.record({ do: fc.constant('later' as const), ms }),
  fc.record({ do: fc.constant('patience' as const), ms }),
  fc.record({ do: fc.constantFrom('clone' as const, 'sizes' as const, 'poll' as const) }),
  fc.record({ do: fc.constantFrom('turn' as const, 'fail' as const) }),
);
const programs = fc.array(fc.array(act, { maxLength: 6 }), { minLength: 1, maxLength: 5 });

/** Runs the clients side by side.
 * @returns what happened, in order, and the array's own trace
 */
async function ran(clients: readonly (readonly Act[])[], options: ArrayOptions) {
  const port = connect(make(options));
  const log: string[] = [];
  const note = (client: number, what: string) => log.push(`${port.clock.now()} ${client} ${what}`);
  const ends = await Promise.allSettled(
    clients.map((acts, client) => perform(port, acts, (what) => note(client, what))),
  );
  // What comes later outlives them.
  await port.clock.sleep('10 s');
  return { log, ends: ends.map(({ status }) => status), trace: port.array.trace().hash, now: port.array.now };
}

async function perform(port: StoragePort, acts: readonly Act[], note: (what: string) => void): Promise<void> {
  const { clock } = port;
  for (const [at, one] of acts.entries()) {
    if (one.do === 'sleep') await clock.sleep(one.ms);
    else if (one.do === 'later') clock.setTimeout(note, one.ms, `${at} later`);
    else if (one.do === 'turn') await new Promise((resolve) => setImmediate(resolve));
    else if (one.do === 'poll') note(`saw ${(await port.jobs()).map(({ state }) => state)}`);
    else if (one.do === 'fail') throw new Error('a client that fails');
    else {
      const signal = one.do === 'patience' ? clock.timeout(one.ms) : undefined;
      const call =
        one.do === 'sizes'
          ? port.invoke('gold', 'GetSizesInfo', { PoolSettingObjectId: '' }, { signal })
          : port.createClone('db', {}, { signal });
      note(
        await call.then(
          ({ ReturnValue }) => `answered ${ReturnValue}`,
          (error: Error) => error.name,
        ),
      );
    }
    note(`${at} ${one.do}`);
  }
}

test.each<[string, ArrayOptions]>([
  ['an array', {}],
  ['a slow array', slow],
  [
    'an array that loses replies',
    { ...slow, faults: { faults: [{ id: 'lost', at: 'serviceReply', fire: { p: 0.5 }, do: 'loseReply' }] } },
  ],
])('for all programs of clients of %s: one order of what happens, whenever they run', async (_, options) => {
  const repeats = fc.asyncProperty(programs, async (clients) => {
    const first = await ran(clients, options);
    expect(await ran(clients, options)).toEqual(first);
    const moments = first.log.map((line) => Number(line.split(' ')[0]));
    expect(moments).toEqual(moments.toSorted((one, other) => one - other));
    const fails = clients.map((acts) => (acts.some((one) => one.do === 'fail') ? 'rejected' : 'fulfilled'));
    expect(first.ends).toEqual(fails);
  });
  await fc.assert(repeats, share(0.25));
});

test('for all sleepers: they wake by moment, then by who began to sleep, and it takes as long as the longest', async () => {
  const sleepers = fc.array(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 5 }), {
    minLength: 1,
    maxLength: 6,
  });
  const asExpected = fc.asyncProperty(sleepers, async (spans) => {
    const clock = virtualClock({ startsAt: new Date(0) });
    const woke: string[] = [];
    const sleeper = async (own: readonly number[], name: number) => {
      for (const span of own) {
        await clock.sleep(span);
        woke.push(`${clock.now()} ${name}`);
      }
    };
    await Promise.all(spans.map(sleeper));
    expect(woke).toEqual(wakesOf(spans));
    expect(clock.now()).toBe(Math.max(...spans.map((own) => own.reduce((sum, span) => sum + span, 0))));
  });
  await fc.assert(asExpected, share(1));
});

test('for all sleepers: fake timers wake them alike', async () => {
  const spans = fc.array(fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 5 }), { minLength: 1, maxLength: 6 });
  const { createClock } = await import('@sinonjs/fake-timers');
  const asExpected = fc.asyncProperty(spans, async (all) => {
    const fake = createClock(0);
    const clock = fakeTimers(fake);
    const woke: string[] = [];
    const sleeper = async (own: readonly number[], name: number) => {
      for (const span of own) {
        await new Promise<void>((resolve) => fake.setTimeout(() => resolve(), span));
        woke.push(`${clock.now()} ${name}`);
      }
    };
    await clock.run(() => Promise.all(all.map(sleeper)));
    expect(woke).toEqual(wakesOf(all));
  });
  await fc.assert(asExpected, share(0.25));
});

/** Who wakes when: the least moment, and at one moment who began first, goes on with what comes next for it. */
function wakesOf(spans: readonly (readonly number[])[]): string[] {
  let begun = 0;
  const asleep = spans.flatMap((own, name) =>
    own.length === 0 ? [] : [{ name, at: own[0] ?? 0, order: begun++, next: 1 }],
  );
  const woke: string[] = [];
  for (;;) {
    const [first] = asleep.sort((one, other) => one.at - other.at || one.order - other.order);
    if (first === undefined) return woke;
    woke.push(`${first.at} ${first.name}`);
    const span = spans[first.name]?.[first.next++];
    if (span === undefined) asleep.shift();
    else Object.assign(first, { at: first.at + span, order: begun++ });
  }
}
