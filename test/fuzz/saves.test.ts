import { expect, test } from 'vitest';
import { hashOf, hexOf } from '../../src/determinism/hash.js';
import {
  BadInputError,
  createArray,
  instances,
  loadArray,
  NoReplyError,
  ReadFailedError,
  type StorageArray,
} from '../../src/index.js';
import { columns } from '../../src/store/tables.js';
import { runs, seed } from '../properties/environment.js';
import { Draws } from './random.js';

type Container = Record<string, unknown>;

/** An array in the middle of its work. */
function saved(): string {
  const array = createArray({
    profile: { base: 'instant-clone', provider: { latency: { invoke: '1 s' } } },
    pools: [
      { name: 'gold', size: '1 TiB' },
      { name: 'silver', size: '500 GiB' },
    ],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB', written: '1 GiB' }],
    faults: { version: 1, faults: [{ id: 'late', at: 'invoke', fire: { max: 1 }, do: { delay: '5 s' } }] },
  });
  array.createClone('db', { ElementName: 'shared' });
  array.createClone('db', { ElementName: 'copied', TargetPool: 'silver' });
  array.begin('db', 'CreateClone', { ElementName: 'in flight' });
  array.advance(1500);
  return array.save();
}

function containersIn(value: unknown): Container[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Container, ...Object.values(value).flatMap(containersIn)];
}

const odd: readonly unknown[] = [
  0,
  -1,
  1,
  2,
  7,
  0.5,
  1e15,
  1e308,
  2 ** 53,
  '',
  'x',
  null,
  true,
  [],
  {},
  [[]],
  [1, 2, 3],
];

/** The text with one part changed, and everything that vouches for it computed anew. */
function forged(draws: Draws, text: string): string {
  const file = JSON.parse(text);
  const parts = containersIn(file.world);
  const part = draws.pick(parts.filter((one) => Object.keys(one).length > 0));
  const key = draws.pick(Object.keys(part));
  if (draws.chance(0.2)) delete part[key];
  else part[key] = structuredClone(draws.pick(odd));
  file.checksum = hexOf(hashOf(file.world));
  return JSON.stringify(file);
}

/** As `forged`, with the digest that the loader found. */
function withDigest(text: string, expected: string): string {
  return JSON.stringify({ ...JSON.parse(text), identity: expected.slice(0, 16) });
}

function complaintAbout(text: string): BadInputError | null {
  const loaded = loadedFrom(text);
  return loaded instanceof BadInputError ? loaded : null;
}

function loadedFrom(text: string): StorageArray | BadInputError {
  try {
    return loadArray(text);
  } catch (error) {
    if (error instanceof BadInputError) return error;
    throw error;
  }
}

/** Everything that an array is for; what it refuses, and what does not answer, it may. */
function use(array: StorageArray): void {
  const allowed = (act: () => unknown) => {
    try {
      act();
    } catch (error) {
      const isTold = [BadInputError, NoReplyError, ReadFailedError].some((one) => error instanceof one);
      if (!isTold) throw error;
    }
  };
  allowed(() => [array.volumes(), array.pools(), array.jobs(), instances(array, 'MSFT_SMStorageVolume')]);
  allowed(() => array.advance('1 min'));
  allowed(() => array.createClone('db', { ElementName: 'afterwards' }));
  allowed(() => array.settle());
  allowed(() => array.invoke('copied', 'Delete'));
  allowed(() => array.discover());
  allowed(() => array.advance('3 h'));
  expect(array.violations()).toEqual([]);
  loadArray(array.save());
}

test('a saved array that was forged, checksum and digest and all, is refused as bad input, or is an array that works', () => {
  const text = saved();
  const draws = new Draws(seed);
  let refused = 0;
  let used = 0;
  for (let run = 0; run < Math.max(100, runs / 4); run++) {
    const forgery = forged(draws, text);
    const first = loadedFrom(forgery);
    const loaded =
      first instanceof BadInputError && first.field === 'saved world.identity'
        ? loadedFrom(withDigest(forgery, first.expected))
        : first;
    if (loaded instanceof BadInputError) {
      expect(loaded.expected).not.toBe('');
      refused++;
      continue;
    }
    use(loaded);
    used++;
  }
  expect(refused).toBeGreaterThan(50);
  expect(used).toBeGreaterThan(5);
});

test('a table as long as no array has is refused', () => {
  const file = JSON.parse(saved());
  file.world.tables.layers.rows[0][0] = 1e15;
  file.checksum = hexOf(hashOf(file.world));
  expect(complaintAbout(JSON.stringify(file))?.message).toBe(
    'saved world.world.tables.layers.rows[0][0]: got 1000000000000000, expected a number of at most 1073741823',
  );
});

/** Where the cells of a row have a column, as they are saved. */
function cellOf(table: 'volume' | 'layer' | 'contents' | 'call', column: string): number {
  const { columns: names, derived } = columns[table].shape;
  return names.filter((name) => !derived.some((one) => one === name)).indexOf(column as never);
}

test.each([
  [
    'a state that the chart has not',
    'the state of a volume of row 0 is 99',
    (world: Saved) => {
      world.tables.volumes.rows[0][1][cellOf('volume', 'state')] = 99;
    },
  ],
  [
    'a call at a step that there is not',
    'the step of a call of row 2 is 99',
    (world: Saved) => {
      world.tables.calls.rows[0][1][cellOf('call', 'step')] = 99;
    },
  ],
  [
    'a layer that lies on itself',
    'the layers below layer 0 do not come to an end',
    (world: Saved) => {
      world.tables.layers.rows[0][1][cellOf('layer', 'parent')] = 0;
    },
  ],
  [
    'a list whose last job is none',
    'the last job of list 2 is 7, which is none',
    (world: Saved) => {
      world.jobLists[2].tail = 7;
    },
  ],
  [
    'a handle that is no whole number',
    'world.tables.contents.rows[0][1][0]: got 0.5',
    (world: Saved) => {
      world.tables.contents.rows[0][1][cellOf('contents', 'parent')] = 0.5;
    },
  ],
  [
    'a credential that is no text',
    'world.settings.credential.username: got',
    (world: Saved) => {
      world.settings.credential.username = 7;
    },
  ],
  [
    'a request whose user is no text',
    'world.tables.calls.rows[0][2].request.username: got',
    (world: Saved) => {
      world.tables.calls.rows[0][2].request.username = 7;
    },
  ],
  [
    'a fault that has fired half',
    'world.faults.planState.records[0].fired: got',
    (world: Saved) => {
      world.faults.planState.records[0].fired = 0.5;
    },
  ],
  [
    'a name that is none',
    'world.tables.pools.rows[0][2]: got',
    (world: Saved) => {
      world.tables.pools.rows[0][2] = 7;
    },
  ],
])('%s is refused, and told', (_, words, forge) => {
  const file = JSON.parse(saved());
  forge(file.world);
  file.checksum = hexOf(hashOf(file.world));
  const first = complaintAbout(JSON.stringify(file));
  expect(first?.message).toContain(words);
});

// JSON of a save, to be forged at a place.
type Saved = ReturnType<typeof JSON.parse>;
