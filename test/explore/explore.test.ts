import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/createArray.js';
import { replay } from '../../src/engine/history/replay.js';
import { type ExploreOptions, explore } from '../../src/explore/index.js';
import * as arraysim from '../../src/index.js';
import { wrongRaces } from '../../src/subjects/mutants/races.js';
import { expectRepeated } from './repeated.js';

const { createArray } = arraysim;

/** One pool with a volume that takes 10 GiB of it. */
const arrayOf = (size: string, more: arraysim.ArrayOptions = {}) =>
  createArray({ pools: [{ name: 'gold', size }], volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }], ...more });

const clone = { call: 'CreateClone', on: 'db' } as const;
const callers = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`caller ${at + 1}`, [clone]]));

/** Three callers, room for two of them, and one reply that is lost, or none. */
const race: ExploreOptions = {
  actions: callers(3),
  faults: ['serviceReply: loseReply'],
  time: false,
  skip: false,
  alike: false,
  claims: ['NO-DOUBLE-SPEND', 'CONSERVE', 'INVARIANTS', 'WITHIN-LIMITS'],
};

/** How many moves a call takes: one to begin, and one for each step; `array` is the one that takes room, or finds none and answers. */
function movesOfACall(): { readonly array: number; readonly all: number } {
  const array = arrayOf('1 TiB');
  const call = array.begin('db', 'CreateClone');
  let [all, before] = [1, 0];
  for (let at = array.progress(call); at.phase === 'ready'; at = array.progress(call), all++) {
    if (at.step === 'array') before = all;
    array.step(call);
  }
  return { array: before, all };
}

/** The race without an array: how far each call is, who got room in which order, and whose reply was lost. Written apart from what explores,
 * and counted by plain recursion.
 */
function raceByHand(room: number) {
  const { array, all } = movesOfACall();
  const states = new Map<string, bigint>();
  let ends = 0;
  const ordersFrom = (at: readonly number[], got: readonly number[], lost: number): bigint => {
    const key = JSON.stringify([at, got, lost]);
    const known = states.get(key);
    if (known !== undefined) return known;
    let orders = 0n;
    let isEnd = true;
    for (const [who, place] of at.entries()) {
      const isRefused = place > array && !got.includes(who);
      if (place === all || isRefused) continue;
      isEnd = false;
      const further = at.with(who, place + 1);
      if (place === array && got.length < room) orders += ordersFrom(further, [...got, who], lost);
      else orders += ordersFrom(further, got, lost);
      if (place === all - 1 && lost === -1) orders += ordersFrom(further, got, who);
    }
    if (isEnd) {
      orders = 1n;
      ends++;
    }
    states.set(key, orders);
    return orders;
  };
  const orders = ordersFrom([0, 0, 0], [], -1);
  return { orders, states: states.size, ends };
}

describe('three callers, room for two clones, and a reply that may be lost', () => {
  test('are in as many states, and in as many orders, as are counted by hand', () => {
    const array = arrayOf('30 GiB');
    const before = [array.digest('identity'), array.trace().hash];
    const { kind, claims, states, orders, ends, open, broken } = explore(array, race);
    expect({ kind, states, orders, ends, open, broken }).toEqual({
      kind: 'complete',
      ...raceByHand(2),
      open: 0,
      broken: [],
    });
    expect(claims.map(({ verdict }) => verdict)).toEqual(['holds', 'holds', 'holds', 'holds']);
    // The array itself stays as it is.
    expect([array.digest('identity'), array.trace().hash]).toEqual(before);
  });

  test('come to the same ends when steps are skipped at which nothing can happen, and callers are not told apart', () => {
    const all = raceByHand(2);
    const skipped = explore(arrayOf('30 GiB'), { ...race, skip: true });
    expect(skipped).toMatchObject({ kind: 'complete', ends: all.ends });
    expect(skipped.states).toBeLessThan(all.states / 2);
    const alike = explore(arrayOf('30 GiB'), { ...race, skip: true, alike: true });
    // Whichever two of three got room in which order, and which of both was lost, or the refused one, which has no reply to be lost.
    expect(alike).toMatchObject({ kind: 'complete', ends: all.ends / 6, orders: skipped.orders });
    expect(alike.states).toBeLessThan(skipped.states / 4);
  });

  test('break an array that judges too early, on a way that no other is shorter than', () => {
    const wrong = wrongRaces.find(({ name }) => name === 'race-for-room');
    const make = createEngine(wrong?.components).createArray;
    const options = {
      pools: [{ name: 'gold', size: '30 GiB' }],
      volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
    };
    const { kind, broken } = explore(make(options), { ...race, claims: ['NO-DOUBLE-SPEND'] });
    expect(kind).toBe('broken');
    const [way] = broken;
    if (way?.trace == null) throw new Error('there is a way');
    expect(way.because).toBe("the volumes of pool 'gold' take 40 GiB of its 30 GiB");
    // All that is one move shorter was tried, and nothing was wrong.
    const shorter = explore(make(options), { ...race, claims: ['NO-DOUBLE-SPEND'], depth: way.depth - 1 });
    expect(shorter).toMatchObject({ kind: 'cutOff', bound: 'depth', depth: way.depth - 1, broken: [] });
    // Each of the three has to have its room judged before any of them takes it; by hand: up to that step, one more, and the array's.
    const { array } = movesOfACall();
    expect(way.depth).toBe(3 * (array + 1));
    const again = replay(way.trace.header, way.trace.entries, make);
    expect(again).toMatchObject({ kind: 'same', hash: way.trace.hash });
    // The shipped array goes another way, so that no scenario and no test of it can say it.
    expect([way.scenario, way.test]).toEqual([null, null]);
  });
});

describe('a claim that is broken', () => {
  const nightly = { call: 'CreateClone', on: 'db', with: { ElementName: 'nightly' } } as const;
  const twice: ExploreOptions = {
    actions: { client: [nightly, nightly] },
    faults: ['serviceReply: loseReply'],
    claims: [{ never: 'two clones of one name', holds: ({ array }) => array.volumes({ name: 'nightly' }).length > 1 }],
  };

  test('comes with a shortest way, as a trace, a scenario and a test', () => {
    const { kind, broken } = explore(arrayOf('1 TiB'), twice);
    expect(kind).toBe('broken');
    const [way] = broken;
    if (way === undefined) throw new Error('there is a way');
    expect(way.steps).toMatchSnapshot();
    expectRepeated(way);
    expect(explore(arrayOf('1 TiB'), { ...twice, depth: way.depth - 1 }).broken).toEqual([]);
  });

  test('comes with the faults, the time and the changes that it needs', () => {
    const { broken } = explore(arrayOf('1 TiB'), {
      actions: {
        client: [clone],
        operator: [{ set: { volume: 'db', state: 'offline' } }],
        host: [{ write: { to: 'db', offset: 0, length: '1 MiB', tag: 'x' } }],
      },
      faults: ['jobEnd: failJob 4', 'serviceReply: loseReply'],
      claims: [
        {
          never: 'a job that fails with a lost reply, of an array that was written to',
          holds: ({ array, answers }) =>
            array.jobs().some(({ state }) => state === 'exception') &&
            answers.client?.[0] === null &&
            array.host.read('db').some(({ tag }) => tag === 'x'),
        },
      ],
    });
    const [way] = broken;
    if (way === undefined) throw new Error('there is a way');
    expect(way.steps).toMatchSnapshot();
    expectRepeated(way);
  });

  test('is always, never, sometimes or eventually so', () => {
    const holds = ({ array }: { readonly array: arraysim.StorageArray }) => array.volumes().length === 2;
    const verdicts = (claims: ExploreOptions['claims']) => {
      const { kind, claims: judged, broken } = explore(arrayOf('1 TiB'), { actions: callers(1), claims });
      return [kind, judged.map(({ verdict }) => verdict), broken.map(({ because }) => because)];
    };
    expect(verdicts([{ always: 'two volumes', holds }])).toEqual(['broken', ['broken'], ['it is not so']]);
    expect(verdicts([{ never: 'two volumes', holds }])).toEqual(['broken', ['broken'], ['it is so']]);
    expect(
      verdicts([
        { sometimes: 'two volumes', holds },
        { eventually: 'two volumes', holds },
      ]),
    ).toEqual(['complete', ['holds', 'holds'], []]);
    const three = ({ array }: { readonly array: arraysim.StorageArray }) => array.volumes().length === 3;
    expect(verdicts([{ sometimes: 'three', holds: three }])).toEqual(['broken', ['broken'], ['it is not so anywhere']]);
    expect(verdicts([{ eventually: 'three', holds: three }])).toEqual([
      'broken',
      ['broken'],
      ['it is not so when faults are healed and all is settled'],
    ]);
  });
});

function outcomeOf(act: () => ReturnType<typeof explore>): string {
  try {
    return act().kind;
  } catch (refusal) {
    if (refusal instanceof arraysim.BadInputError) return refusal.message;
    throw refusal;
  }
}

describe('an exploration', () => {
  test('says what cut it off, and what is open then', () => {
    const array = arrayOf('30 GiB');
    expect(explore(array, { ...race, depth: 5 })).toMatchObject({
      kind: 'cutOff',
      bound: 'depth',
      depth: 5,
      orders: null,
    });
    const few = explore(array, { ...race, states: 100 });
    expect(few).toMatchObject({ kind: 'cutOff', bound: 'states' });
    expect(few.open).toBeGreaterThan(0);
    expect(few.claims.map(({ verdict }) => verdict)).toEqual(['open', 'open', 'open', 'open']);
    const told: number[] = [];
    const ended = explore(array, { ...race, onProgress: ({ states }) => told.push(states) < 3 });
    expect(ended).toMatchObject({ kind: 'cutOff', bound: 'progress' });
    expect(told.length).toBe(3);
  });

  test('goes on from where it was cut off, and comes to the same', () => {
    const claims: ExploreOptions['claims'] = [
      'NO-DOUBLE-SPEND',
      { sometimes: 'all of the first two', holds: ({ array }) => array.pool('gold').free === 0n },
    ];
    const options = { ...race, skip: true, claims };
    const { orders: _, resume: __, ...whole } = explore(arrayOf('30 GiB'), options);
    let left: Uint8Array | undefined;
    let times = 0;
    for (let states = 300; ; states += 700, times++) {
      const found = explore(arrayOf('30 GiB'), { ...options, states, ...(left && { resume: left }) });
      if (found.resume === null) {
        expect(found).toMatchObject({ ...whole, orders: null });
        break;
      }
      left = found.resume();
    }
    expect(times).toBeGreaterThan(2);
    const refusal =
      (bytes: unknown, size = '30 GiB') =>
      () =>
        explore(arrayOf(size), { ...options, resume: bytes as Uint8Array });
    expect(refusal(left, '40 GiB')).toThrow('the same array');
    expect(refusal('x')).toThrow('explore.resume');
    expect(refusal(new Uint8Array(7))).toThrow('was cut off');
    expect(refusal(left?.subarray(0, 400))).toThrow('all of what');
    for (let at = 48; at < (left?.length ?? 0); at += 997) {
      const changed = Uint8Array.from(left ?? []);
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      // Of a state that is not gone on from nobody can tell that it was another.
      expect([refusal(changed)].map(outcomeOf)).toEqual([expect.stringMatching(/^(explore\.resume: .*|complete)$/)]);
    }
  });

  test('is the same again', () => {
    const short = { ...race, skip: true };
    expect(explore(arrayOf('30 GiB'), short)).toEqual(explore(arrayOf('30 GiB'), short));
  });

  test('needs at most 32 bytes for a state, and says how likely it overlooks one', () => {
    const { bytes, states, collisionOdds } = explore(arrayOf('40 GiB'), { ...race, actions: callers(4), states: 5000 });
    // A part of one chunk is not used yet.
    expect(bytes).toBeLessThan(32 * states + 16 * 65_536);
    expect(collisionOdds).toBeCloseTo(states ** 2 / 2 ** 65, 14);
  });

  test('finds settings that change on the way, and then skips nothing', () => {
    const actions = { client: [clone], operator: [{ set: { role: 'reader', caller: 'client' } }] } as const;
    const { claims } = explore(arrayOf('1 TiB'), {
      actions,
      time: false,
      claims: [{ sometimes: 'a refusal', holds: ({ answers }) => answers.client?.[0] === 40001 }],
    });
    expect(claims).toMatchObject([{ verdict: 'holds' }]);
  });

  test('refuses what makes no sense', () => {
    const array = arrayOf('1 TiB');
    const refusal = (options: unknown) => () => explore(array, options as ExploreOptions);
    expect(refusal({})).toThrow('explore.actions');
    expect(refusal({ actions: { a: [{ call: 'Nope', on: 'db' }] } })).toThrow('explore.actions.a[0]');
    expect(refusal({ actions: { a: [{ call: 'CreateClone', on: 'db', with: { Nope: 1 } }] } })).toThrow('actions.a[0]');
    expect(refusal({ actions: callers(1), faults: ['serviceReply: loseReply, p 0.5'] })).toThrow('faults[0]');
    expect(refusal({ actions: callers(1), claims: ['NOPE'] })).toThrow('explore.claims[0]');
    expect(refusal({ actions: callers(1), claims: [{ always: 'x' }] })).toThrow('explore.claims[0]');
    const call = array.begin('db', 'CreateClone');
    expect(refusal({ actions: callers(1) })).toThrow('an array without calls in flight');
    array.finish(call);
    array.faults.add('serviceReply: loseReply');
    expect(refusal({ actions: callers(1) })).toThrow('an array without one: give faults as `faults`');
    expect(() => explore({} as never, { actions: callers(1) })).toThrow('explore.array');
  });
});
