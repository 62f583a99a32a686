import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hexOf } from '../../src/determinism/hash.js';
import { type Columns, columnsOf } from '../../src/store/columns.js';
import { Table } from '../../src/store/table.js';

interface ThingRow {
  weight: number;
  hidden: number;
  retired: number;
  rebuilt: number;
}

const { thing: columns } = columnsOf<{ thing: Columns<ThingRow, string> }>({
  thing: {
    name: 'thing',
    columns: ['weight', 'hidden', 'retired', 'rebuilt'],
    derived: ['rebuilt'],
    observable: ['weight'],
    counts: (row) => row.retired === 0,
  },
});

type Things = Table<ThingRow, number, string>;
const emptyTable = (): Things => Table.empty<ThingRow, number, string>(columns);

/** What a table is, the slow way: its rows by handle, and how many handles were given out. */
interface Model {
  readonly rows: Map<number, ThingRow & { payload: string }>;
  /** Given out without a row yet. */
  readonly reserved: Set<number>;
  length: number;
}

const copyOf = ({ rows, reserved, length }: Model): Model => ({
  rows: new Map([...rows].map(([handle, row]) => [handle, { ...row }])),
  reserved: new Set(reserved),
  length,
});

const digestsOf = (table: Things) => {
  const { identity, observable } = table.digests();
  return [hexOf(identity), hexOf(observable)];
};

/** The same content, put into a fresh table in one go. */
function rebuilt({ rows, length }: Model): Things {
  const table = emptyTable();
  for (const [handle, { weight, hidden, retired, payload }] of [...rows].sort(([left], [right]) => left - right)) {
    table.restore(handle, [weight, hidden, retired], payload);
  }
  table.skipTo(length);
  return table;
}

function expectSame(table: Things, model: Model): void {
  const shown = [...table.handles()].map((handle) => {
    const { weight, hidden, retired, rebuilt: derived } = table.read(handle);
    return [handle, { weight, hidden, retired, rebuilt: derived, payload: table.payload(handle) }];
  });
  expect(shown).toEqual([...model.rows].sort(([left], [right]) => left - right));
  expect([table.length, table.size]).toEqual([model.length, model.rows.size]);
}

function expectGone(table: Things, handle: number): void {
  expect(table.has(handle)).toBe(false);
  expect(table.peek(handle)).toBeUndefined();
  const message = `there is no live row ${handle} in the table of things`;
  for (const act of [
    () => table.read(handle),
    () => table.edit(handle),
    () => table.payload(handle),
    () => table.setPayload(handle, 'x'),
    () => table.remove(handle),
  ]) {
    expect(act).toThrow(message);
  }
}

const commands = fc.array(
  fc.record({
    do: fc.constantFrom(
      ...['append', 'append', 'many', 'reserve', 'place', 'edit', 'edit', 'edit', 'payload'],
      ...['remove', 'remove', 'removeLeaf', 'fork', 'fork', 'drop', 'digest', 'digest', 'gone'],
    ),
    /** Which of the tables, and which of its rows. */
    who: fc.nat(),
    at: fc.nat(),
    value: fc.integer(),
  }),
  { minLength: 20, maxLength: 120 },
);

type Command = typeof commands extends fc.Arbitrary<readonly (infer One)[]> ? One : never;

function act(population: { table: Things; model: Model }[], { do: verb, who, at, value }: Command): void {
  const one = population[who % population.length];
  if (one === undefined) throw new Error('the population is never empty');
  const { table, model } = one;
  const live = [...model.rows.keys()];
  // The youngest rows are near the edge where a table grows, so half of the time it is one of them.
  const handle = live[at % 2 === 0 ? at % live.length : live.length - 1 - (at % Math.min(live.length, 40))];
  const row = handle === undefined ? undefined : model.rows.get(handle);
  switch (verb) {
    case 'append':
    case 'many':
      for (let times = verb === 'many' ? at % 70 : 1; times > 0; times--) {
        const made = table.append(`p${value}`);
        expect(made).toBe(model.length++);
        model.rows.set(made, { weight: 0, hidden: 0, retired: 0, rebuilt: 0, payload: `p${value}` });
      }
      break;
    case 'reserve':
      expect(table.reserve()).toBe(model.length);
      model.reserved.add(model.length++);
      break;
    case 'place': {
      const [waiting] = model.reserved;
      if (waiting === undefined) break;
      model.reserved.delete(waiting);
      table.place(waiting, 'late');
      model.rows.set(waiting, { weight: 0, hidden: 0, retired: 0, rebuilt: 0, payload: 'late' });
      break;
    }
    case 'edit': {
      if (handle === undefined || row === undefined) break;
      const column = (['weight', 'hidden', 'retired'] as const)[at % 3] ?? 'weight';
      table.edit(handle)[column] = column === 'retired' ? at % 2 : value;
      row[column] = column === 'retired' ? at % 2 : value;
      break;
    }
    case 'payload':
      if (handle === undefined || row === undefined) break;
      table.setPayload(handle, `q${value}`);
      row.payload = `q${value}`;
      break;
    case 'remove':
      if (handle === undefined) break;
      table.remove(handle);
      model.rows.delete(handle);
      break;
    case 'removeLeaf':
      for (const other of live) {
        if (handle === undefined || other >>> 5 !== handle >>> 5) continue;
        table.remove(other);
        model.rows.delete(other);
      }
      break;
    case 'fork':
      if (population.length < 8) population.push({ table: table.fork(), model: copyOf(model) });
      break;
    case 'drop':
      if (population.length > 1) population.splice(who % population.length, 1);
      break;
    case 'digest':
      expect(digestsOf(table)).toEqual(digestsOf(rebuilt(model)));
      break;
    case 'gone': {
      const missing = at % (model.length + 1);
      if (!model.rows.has(missing)) expectGone(table, missing);
      break;
    }
  }
}

describe('a table', () => {
  // The second and the third start just below the sizes at which the trie gets a level higher.
  test.each([0, 1_000, 32_740])(
    'for all sequences of writes, forks and digests from length %i on, is what a map is',
    (start) => {
      fc.assert(
        fc.property(commands, (all) => {
          const table = emptyTable();
          table.skipTo(start);
          const population = [{ table, model: { rows: new Map(), reserved: new Set<number>(), length: start } }];
          for (const command of all) act(population, command);
          for (const one of population) {
            expectSame(one.table, one.model);
            expect(digestsOf(one.table)).toEqual(digestsOf(rebuilt(one.model)));
          }
        }),
        { seed: 11, numRuns: 150 },
      );
    },
  );

  test('keeps every row as it grows over 32, 1024 and 32768 rows, and so do the forks made on the way', () => {
    const table = emptyTable();
    const forks: Things[] = [];
    const limits = [31, 32, 33, 1_023, 1_024, 1_025, 32_767, 32_768, 32_769];
    for (let handle = 0; handle < 33_000; handle++) {
      if (limits.includes(handle)) forks.push(table.fork());
      expect(table.append(`row ${handle}`) === handle).toBe(true);
      table.edit(handle).weight = handle * 3;
    }
    for (const [at, fork] of [...forks, table].entries()) {
      const length = limits[at] ?? 33_000;
      expect([fork.length, fork.size]).toEqual([length, length]);
      const wrong = [...fork.handles()].filter(
        (handle, place) =>
          handle !== place || fork.read(handle).weight !== handle * 3 || fork.payload(handle) !== `row ${handle}`,
      );
      expect(wrong).toEqual([]);
      expect(fork.has(length)).toBe(false);
      expect(fork.append('next')).toBe(length);
    }
    expect(table.payload(32_769)).toBe('row 32769');
  });

  test('a window for writing stays good while its leaf grows and others are written, until the table is forked', () => {
    const table = emptyTable();
    const first = table.append('first');
    const row = table.edit(first);
    for (let handle = 1; handle < 40; handle++) {
      table.edit(table.append(`thing ${handle}`)).weight = handle;
      row.weight++;
      expect(table.read(first).weight).toBe(handle);
    }
    const fork = table.fork();
    fork.edit(first).weight = 1000;
    expect([table.read(first).weight, fork.read(first).weight]).toEqual([39, 1000]);
  });

  test('a fork of few rows grows apart from the other side, whichever writes first', () => {
    for (const count of [1, 3, 4, 5, 11, 31, 32]) {
      const table = emptyTable();
      for (let handle = 0; handle < count; handle++) table.edit(table.append('old')).weight = handle;
      const fork = table.fork();
      for (const side of [fork, table]) {
        const made = side.append('new');
        side.edit(made).weight = 7;
        side.edit(0).hidden = side === fork ? 1 : 2;
        expect([...side.handles()].length).toBe(count + 1);
      }
      expect([table.read(0).hidden, fork.read(0).hidden]).toEqual([2, 1]);
      for (const side of [fork, table])
        for (let handle = 1; handle < count; handle++) expect(side.read(handle).weight).toBe(handle);
    }
  });

  test('seeks a row to write to, and finds none where there is none', () => {
    const table = emptyTable();
    const made = table.append('made');
    const gone = table.append('gone');
    table.remove(gone);
    const seek = (handle: number) => table.seek(handle);
    const found = seek(made);
    if (found !== undefined) found.weight = 5;
    expect(table.read(made).weight).toBe(5);
    expect([-1, gone, 2, 100].map(seek)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('a dropped leaf reads as gone, and its handles are not given out again', () => {
    const table = emptyTable();
    for (let handle = 0; handle < 96; handle++) table.append('short-lived');
    const fork = table.fork();
    for (let handle = 32; handle < 64; handle++) table.remove(handle);
    for (let handle = 32; handle < 64; handle++) expectGone(table, handle);
    expect([...table.handles()].length).toBe(64);
    expect(table.append('next')).toBe(96);
    expect([...fork.handles()].length).toBe(96);
    expect(fork.append('next of the fork')).toBe(96);
  });

  test('a dropped branch reads as gone; a handle reserved in it still gets its row, and forks keep theirs', () => {
    const table = emptyTable();
    for (let handle = 0; handle < 3_000; handle++) {
      if (handle === 1_500) table.reserve();
      else table.append('short-lived');
    }
    const fork = table.fork();
    for (let handle = 0; handle < 2_500; handle++) if (handle !== 1_500) table.remove(handle);
    expect([...table.handles()]).toEqual(Array.from({ length: 500 }, (_, at) => 2_500 + at));
    for (const handle of [0, 1_023, 1_024, 1_500, 2_047, 2_499]) expectGone(table, handle);
    table.place(1_500, 'late');
    table.edit(1_500).weight = 7;
    expect(table.read(1_500).weight).toBe(7);
    expect([...table.handles()].slice(0, 2)).toEqual([1_500, 2_500]);
    expect(table.append('next')).toBe(3_000);
    expect([...fork.handles()].length).toBe(2_999);
  });

  test('a walk over a table costs the rows that it has, not those that it had', () => {
    const spanOf = (table: Things) => {
      const spans = Array.from({ length: 101 }, () => {
        const from = performance.now();
        expect([...table.handles()].length).toBe(1);
        return performance.now() - from;
      });
      return spans.sort((left, right) => left - right)[50] ?? 0;
    };
    const fresh = emptyTable();
    fresh.append('stays');
    const old = emptyTable();
    for (let handle = 0; handle < 1_000_000; handle++) old.remove(old.append('short-lived'));
    old.append('stays');
    // A walk over the 31,250 leaves that it had would take several hundred times as long.
    expect(spanOf(old)).toBeLessThan(50 * spanOf(fresh));
  });

  test('a row that was made again after its neighbours died starts with cells of 0', () => {
    const table = emptyTable();
    const first = table.append('a');
    table.edit(first).weight = 7;
    const reserved = table.reserve();
    for (let handle = 2; handle < 33; handle++) table.append('b');
    table.remove(first);
    for (let handle = 2; handle < 32; handle++) table.remove(handle);
    table.place(reserved, 'late');
    expect(table.read(reserved)).toMatchObject({ weight: 0, hidden: 0, retired: 0 });
    expect([...table.handles()]).toEqual([1, 32]);
  });

  test.each([-1, 0, 5, 1_024, 2 ** 31, 0.5])('handle %d of an empty table is gone', (handle) => {
    expectGone(emptyTable(), handle);
  });
});

describe('the digests of a table', () => {
  const filled = (): Things => {
    const table = emptyTable();
    for (let handle = 0; handle < 100; handle++) {
      table.append(`row ${handle}`);
      table.edit(handle).weight = handle;
    }
    return table;
  };
  const changes: readonly (readonly [string, (table: Things) => void, readonly string[]])[] = [
    [
      'an observable column',
      (table) => {
        table.edit(40).weight = -1;
      },
      ['identity', 'observable'],
    ],
    ['a payload', (table) => table.setPayload(40, 'other'), ['identity', 'observable']],
    ['a removal', (table) => table.remove(40), ['identity', 'observable']],
    [
      'a row that stops to count',
      (table) => {
        table.edit(40).retired = 1;
      },
      ['identity', 'observable'],
    ],
    [
      'a column that is not observable',
      (table) => {
        table.edit(40).hidden = 1;
      },
      ['identity'],
    ],
    [
      'a derived column',
      (table) => {
        table.edit(40).rebuilt = 1;
      },
      [],
    ],
    [
      'a handle given out without a row',
      (table) => {
        table.reserve();
      },
      [],
    ],
  ];

  test.each(changes)('see %s as they should, though they were computed before', (_what, change, seen) => {
    const table = filled();
    const [identity, observable] = digestsOf(table);
    const fork = table.fork();
    change(table);
    const [newIdentity, newObservable] = digestsOf(table);
    const changed = [newIdentity === identity ? [] : ['identity'], newObservable === observable ? [] : ['observable']];
    expect(changed.flat()).toEqual(seen);
    expect(digestsOf(fork)).toEqual([identity, observable]);
  });

  test('tell rows that have changed places', () => {
    const table = filled();
    const before = digestsOf(table);
    table.edit(40).weight = 41;
    table.setPayload(40, 'row 41');
    table.edit(41).weight = 40;
    table.setPayload(41, 'row 40');
    expect(digestsOf(table)).not.toEqual(before);
  });

  test('are back when the content is', () => {
    const table = filled();
    const before = digestsOf(table);
    const fork = table.fork();
    for (const one of [table, fork]) {
      one.edit(3).weight = 9;
      expect(digestsOf(one)).not.toEqual(before);
      one.edit(3).weight = 3;
      expect(digestsOf(one)).toEqual(before);
    }
  });
});
