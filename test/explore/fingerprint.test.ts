import { describe, expect, test } from 'vitest';
import { Branches } from '../../src/engine/history/branches.js';
import { actorsOf, faultsOf } from '../../src/explore/compile.js';
import { Fingerprint } from '../../src/explore/fingerprint.js';
import type { ExploreOptions } from '../../src/explore/index.js';
import { Moves } from '../../src/explore/moves.js';
import { rowColumns } from '../../src/explore/rowColumns.js';
import type { State } from '../../src/explore/state.js';
import { type ArrayOptions, createArray } from '../../src/index.js';
import { columns } from '../../src/store/tables.js';

/** All that may happen, one order after the other, without a look at what was met before.
 * @param depth moves at most
 */
function withoutMerging(array: ArrayOptions, { actions, faults = [], time = true }: ExploreOptions, depth: number) {
  const branches = new Branches(createArray(array));
  const root = branches.root();
  const actors = actorsOf(branches, root, actions, false);
  const program = { actors, faults: faultsOf(branches, root, faults), passes: time, skips: false };
  const moves = new Moves(branches, program, root);
  const fingerprint = new Fingerprint(program, moves.lengths);
  const nameOf = (state: State) => {
    fingerprint.take(state);
    return `${fingerprint.high} ${fingerprint.low}`;
  };
  /** What each state led to when it was met, by how deep it was looked on from there: all times it has to be the same. */
  const next = new Map<string, string>();
  const views = new Map<string, string>();
  let orders = 0;
  const flaws: string[] = [];
  const go = (state: State, left: number): string => {
    const name = nameOf(state);
    const seen = viewOf(branches, state);
    if ((views.get(name) ?? seen) !== seen) flaws.push(`one fingerprint for\n${views.get(name)}\nand\n${seen}`);
    views.set(name, seen);
    const after: string[] = [];
    for (const move of left === 0 ? [] : [...moves.enabled(state)]) {
      const fork = state.fork();
      if (moves.make(fork, move)) after.push(`${move} ${go(fork, left - 1)}`);
    }
    if (after.length === 0) orders++;
    const key = `${name} ${left}`;
    const led = after.join('\n');
    if ((next.get(key) ?? led) !== led)
      flaws.push(`what was taken for one state leads to\n${next.get(key)}\nand to\n${led}`);
    next.set(key, led);
    return name;
  };
  go(moves.first(), depth);
  return { flaws, orders, states: views.size };
}

/** What a client sees of a state, but for ids, which go by the order of calls. */
function viewOf(branches: Branches, { world, answers, at }: State): string {
  const array = branches.arrayOf(world);
  const name = (id: string | null) => (id === null ? null : (array.findVolume(id)?.name ?? 'gone'));
  const parts = [
    array.now,
    answers,
    at,
    array
      .volumes()
      .map(({ id: _, synchronization, ...volume }) => ({ ...volume, source: name(synchronization?.source ?? null) })),
    array.pools(),
    array.jobs().map(({ id: _, source, target, ...job }) => ({ ...job, source: name(source), target: name(target) })),
  ];
  // Lists of elements go by the order in which these were made.
  const sorted = parts.map((part, place) =>
    Array.isArray(part) && place > 2 ? part.map(textOf).toSorted() : textOf(part),
  );
  return JSON.stringify(sorted);
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, member) => (typeof member === 'bigint' ? `${member}` : member));
}

const gold = { pools: [{ name: 'gold', size: '30 GiB' }], volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }] };
const small = (more: ArrayOptions = {}): ArrayOptions => ({ ...gold, ...more, trace: false });
const clone = (ElementName: string) => ({ call: 'CreateClone', on: 'db', with: { ElementName } }) as const;

describe('for all orders of what may happen, states of one fingerprint are the same and go on alike', () => {
  const worlds: readonly [string, ArrayOptions, ExploreOptions, number][] = [
    [
      'copies within the call, deletions and a lost reply',
      small({ profile: 'sync-only' }),
      {
        actions: { a: [clone('x')], b: [{ call: 'Delete', on: 'db' }] },
        faults: ['serviceReply: loseReply'],
        time: false,
      },
      12,
    ],
    [
      'what happens behind the back of the service, restarts and hosts',
      small(),
      {
        actions: {
          a: [clone('x')],
          out: [{ outOfBand: { delete: 'db' } }],
          op: [{ set: { provider: { server: 'stopped' } } }, { set: { provider: { server: 'running' } } }],
          host: [{ write: { to: 'db', offset: 0, length: '1 MiB', tag: 'new' } }],
        },
        time: false,
      },
      7,
    ],
    [
      'time and jobs',
      small({ profile: { base: 'full-copy', limits: { runningJobs: 1 } } }),
      { actions: { a: [clone('x')], b: [clone('y')] }, faults: ['jobEnd: failJob 4'] },
      11,
    ],
  ];
  test.each(worlds)('%s', (_, array, options, depth) => {
    const { flaws, orders, states } = withoutMerging(array, options, depth);
    expect(flaws.slice(0, 1)).toEqual([]);
    expect(orders).toBeGreaterThan(states);
  });
});

describe('states that differ in one cell of a row have different fingerprints', () => {
  const array = createArray({
    pools: [
      { name: 'raw', primordial: true },
      { name: 'gold', madeOf: 'raw' },
    ],
    drives: [{ name: 'disk', size: '100 GiB', pool: 'gold' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
    profile: { base: 'local-mirrors', jobs: { copyRatePerSecond: '1 MiB' } },
  });
  array.createClone('db', { ElementName: 'copy' });
  array.invoke('db', 'StorageVolume.CreateReplica', { ElementName: 'mirror', SyncType: 6 });
  array.advance(10_000);
  const branches = new Branches(array);
  const program = { actors: [], faults: [], passes: true, skips: false };
  const moves = new Moves(branches, program, branches.root());
  const fingerprint = new Fingerprint(program, moves.lengths);
  const nameOf = (state: State) => {
    fingerprint.take(state);
    return `${fingerprint.high} ${fingerprint.low}`;
  };
  const rows = {
    pools: 'pool',
    volumes: 'volume',
    synchronizations: 'synchronization',
    jobs: 'job',
    accounts: 'account',
    drives: 'drive',
  } as const;
  const tables = Object.keys(rows) as (keyof typeof rows)[];
  const cells = tables.flatMap((table) =>
    columns[rows[table]].shape.columns
      .filter((column) => !rowColumns[table].elsewhere.includes(column))
      .map((column) => [table, column] as const),
  );

  test.each(cells)('%s: %s', (table, column) => {
    const [first, other] = [moves.first(), moves.first()];
    const [handle] = other.world[table].handles();
    // A row as what it is: cells by their names.
    const row = other.world[table].edit(handle as never) as unknown as Record<string, number>;
    const cell = row[column] ?? 0;
    row[column] = column in rowColumns[table].references && cell >= 0 ? -1 : cell + 1;
    expect(nameOf(other)).not.toBe(nameOf(first));
  });
});
