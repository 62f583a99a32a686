import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Film, FilmedCall, FoldedKind, Frame } from '../../../src/report/film/film.js';
import { fairShares, folded, sizeOf } from '../../../src/report/film/folding.js';
import { lengthOf, shortFilm } from '../../../src/report/film/shortFilm.js';

const calls = (count: number): FilmedCall[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `call-${at}`,
    method: at % 50 === 0 ? 'Pool.Delete' : 'CreateClone',
    on: 'db',
    parameters: {},
    caller: 'ann',
    beganMs: at,
    event: at * 10 + 1,
    steps: [['service', at]],
    reply: {
      atMs: at,
      event: at * 10 + 10,
      code: at % 3 === 0 ? 4096 : 40002,
      label: '',
      step: 'array',
      because: at === 777 ? 'odd' : 'room',
      why: '',
      fault: null,
    },
  }));

/** Each frame makes a volume, removes the one before the last, and fills the pool a little. */
const framesWith = (count: number): Frame[] =>
  Array.from({ length: count }, (_, at) => ({
    atMs: at,
    events: at * 10,
    changes: [
      ['pool', 'gold', { used: at }],
      ['volume', `v${at}`, { name: `volume ${at}`, pool: 'gold', state: 'starting' }],
      ...(at > 0 ? [['volume', `v${at - 1}`, { state: 'online' }] as const] : []),
      ...(at > 1 ? [['volume', `v${at - 2}`, null] as const] : []),
    ],
  }));

function filmWith(changes: Partial<Film>): Film {
  return {
    startsAt: '2026-01-01T00:00:00.000Z',
    endMs: 10_000,
    events: 100_000,
    every: 1,
    frames: [],
    calls: [],
    jobs: [],
    notes: [],
    names: {},
    jobWays: {},
    folded: null,
    ...changes,
  };
}

const sum = (kinds: readonly FoldedKind[] = []) => kinds.reduce((all, { count }) => all + count, 0);

test('a film that fits is left as it is', () => {
  const film = filmWith({ calls: calls(10), frames: framesWith(10) });
  expect(shortFilm(film, lengthOf(film))).toBe(film);
});

test('of a long film each call is shown or counted, by its kind and by its stretch of the run', () => {
  const film = filmWith({ calls: calls(10_000) });
  const short = shortFilm(film, 200_000);
  expect(lengthOf(short)).toBeLessThanOrEqual(200_000);
  expect(lengthOf(short)).toBeGreaterThan(190_000);
  expect(short.calls.length + sum(short.folded?.calls)).toBe(10_000);
  const [bucket] = short.folded?.buckets ?? [];
  expect(Object.keys(bucket ?? {})).toEqual(['event', 'atMs', 'done', 'refused', 'lost', 'open']);
  const stretched = short.folded?.buckets.reduce((all, { done, refused }) => all + done + refused, 0);
  expect(stretched).toBe(sum(short.folded?.calls));
  expect(short.folded?.buckets.length).toBeLessThanOrEqual(401);
  // What there is one of is shown, and what there is much of from first to last.
  expect(short.calls.some(({ reply }) => reply?.because === 'odd')).toBe(true);
  const places = short.calls.map(({ event }) => event);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  const gaps = places.slice(1).map((event, at) => event - (places[at] ?? 0));
  expect(Math.max(...gaps)).toBeLessThan(2000);
});

test('what happened around a moment that is looked at first is shown', () => {
  const short = shortFilm(filmWith({ calls: calls(10_000) }), 50_000, [60_000]);
  const near = short.calls.filter(({ event }) => event > 59_950 && event <= 60_000);
  expect(near).toHaveLength(5);
});

test('to shorten a film twice counts no call twice, and none less', () => {
  const film = filmWith({ calls: calls(10_000) });
  const twice = shortFilm(shortFilm(film, 400_000), 100_000);
  expect(twice.calls.length + sum(twice.folded?.calls)).toBe(10_000);
  const stretched = twice.folded?.buckets.reduce((all, { done, refused }) => all + done + refused, 0);
  expect(stretched).toBe(sum(twice.folded?.calls));
});

test('frames are put together: each shows what was there at its end', () => {
  const frames = framesWith(4001);
  const scenes = (of: readonly Frame[]) => {
    const there = new Map<string, object>();
    return new Map(
      of.map(({ events, changes }) => {
        for (const [kind, id, fields] of changes) {
          if (fields === null) there.delete(`${kind} ${id}`);
          else there.set(`${kind} ${id}`, { ...there.get(`${kind} ${id}`), ...fields });
        }
        return [events, JSON.stringify([...there])];
      }),
    );
  };
  const short = shortFilm(filmWith({ frames }), 150_000, [10_010]);
  expect(short.frames.map(({ events }) => events)).toContain(10_010);
  expect(short.frames.length).toBeLessThan(1100);
  expect(short.every).toBe(8);
  expect(short.frames.at(-1)?.events).toBe(40_000);
  const whole = scenes(frames);
  for (const [events, scene] of scenes(short.frames)) expect(scene).toBe(whole.get(events));
});

test('elements are left out, and counted, where all that is there at the end is too much', () => {
  const frames: Frame[] = framesWith(2000).map((frame) => ({
    ...frame,
    changes: frame.changes.filter(([, , fields]) => fields !== null),
  }));
  const short = shortFilm(filmWith({ frames }), 60_000);
  expect(sizeOf(short.frames)).toBeLessThanOrEqual(60_000);
  const shown = new Set(short.frames.flatMap(({ changes }) => changes.map(([kind, id]) => `${kind} ${id}`)));
  expect(shown).toContain('pool gold');
  expect(shown.size - 1 + sum(short.folded?.elements)).toBe(2000);
});

test('for all lists, what is kept has room, and each kind that has any keeps its first before others keep their third', () => {
  const item = fc.record({ kind: fc.constantFrom('a', 'b', 'c'), text: fc.string({ maxLength: 20 }) });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 60 }), fc.nat({ max: 2000 }), (items, most) => {
      const { kept, left } = folded(items, { kindOf: ({ kind }) => kind, isWanted: () => false, most });
      expect(kept.reduce((all, one) => all + sizeOf(one), 0)).toBeLessThanOrEqual(most);
      expect(kept.length + left.length).toBe(items.length);
      expect(items.filter((one) => kept.includes(one))).toEqual(kept);
      const count = (kind: string) => kept.filter((one) => one.kind === kind).length;
      for (const { kind } of left)
        if (count(kind) === 0) for (const other of 'abc') expect(count(other)).toBeLessThan(3);
    }),
    { seed: 23, numRuns: 300 },
  );
});

test('for all needs, nobody gets more than it needs, all together no more than there is, and none is passed over', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 10_000 }), { maxLength: 30 }), fc.nat({ max: 50_000 }), (needs, most) => {
      const shares = fairShares(needs, most);
      expect(shares.reduce((all, share) => all + share, 0)).toBeLessThanOrEqual(most);
      const fair = Math.floor(most / Math.max(1, needs.length));
      for (const [at, need] of needs.entries()) {
        expect(shares[at]).toBeLessThanOrEqual(need);
        expect(shares[at]).toBeGreaterThanOrEqual(Math.min(need, fair));
      }
    }),
    { seed: 23, numRuns: 300 },
  );
});
