import { afterEach, describe, expect, test, vi } from 'vitest';
import { createArray } from '../../src/cim/createArray.js';
import { createEngine } from '../../src/engine/createArray.js';
import { defaultComponents } from '../../src/engine/defaultComponents.js';
import { Diamonds } from '../../src/explore/diamonds.js';
import { explore } from '../../src/explore/explore.js';
import type { ExploreOptions } from '../../src/explore/options.js';
import { lifecycles } from '../../src/lifecycle/lifecycles.js';
import type { ElementFacts } from '../../src/operations/facts/system.js';
import { added } from '../../src/subjects/mutants/tables.js';

afterEach(() => void vi.restoreAllMocks());

const clone = { call: 'CreateClone', on: 'db' } as const;
const removal = { call: 'StorageVolume.Delete', on: 'db' } as const;
const growth = { call: 'ModifySize', on: 'db', with: { NewSize: 12_884_901_888 } } as const;
const snapshot = { call: 'CreateSnapshot', on: 'db' } as const;

const programs: Readonly<Record<string, ExploreOptions>> = {
  'clones race, and a reply is lost': {
    actions: { one: [clone], two: [clone], three: [clone] },
    faults: ['serviceReply: loseReply'],
    time: false,
    alike: false,
  },
  'clones of the same name': {
    actions: {
      one: [{ ...clone, with: { ElementName: 'copy' } }],
      two: [{ ...clone, with: { ElementName: 'copy' } }],
    },
    time: true,
  },
  'nobody tells callers apart': { actions: { one: [clone], two: [clone], three: [clone] }, time: false, alike: true },
  'the source is deleted meanwhile': { actions: { one: [clone], two: [removal] }, time: true },
  'it goes behind the back of the service': {
    actions: { one: [clone], two: [{ outOfBand: { delete: 'db' } }, { discover: true }], three: [snapshot] },
    time: false,
  },
  'it grows and is offline': {
    actions: { one: [clone], two: [growth], three: [{ set: { volume: 'db', state: 'offline' } }] },
    time: false,
  },
  'the settings change': {
    actions: { one: [clone], two: [snapshot], three: [{ set: { limits: { volumes: 1 } } }] },
    time: false,
  },
  'requests arrive twice, and jobs fail': {
    actions: { one: [clone], two: [clone] },
    faults: ['invoke: duplicate 2', 'array: stealCapacity 15 GiB', 'jobEnd: failJob'],
    time: true,
  },
};

function explored(options: ExploreOptions, skip: boolean) {
  const array = createArray({
    pools: [{ name: 'gold', size: '30 GiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
  });
  const { kind, states, transitions, depth, ends, orders, claims, broken } = explore(array, {
    claims: ['INVARIANTS', 'NO-DOUBLE-SPEND', { always: 'true', holds: () => true }],
    states: 700,
    ...options,
    skip,
  });
  return { kind, states, transitions, depth, ends, orders, claims, broken: broken.map(({ steps }) => steps) };
}

describe.each(Object.entries(programs))('where %s', (_, options) => {
  test.each([
    ['step by step', false],
    ['over steps at which nothing happens', true],
  ])('moves that are not made lead to where they would: %s', (_, skip) => {
    const known = vi.spyOn(Diamonds.prototype, 'known');
    const quick = explored(options, skip);
    const unmade = known.mock.results.filter(({ value }) => value !== undefined).length;
    expect(unmade).toBeGreaterThan(0);
    known.mockReturnValue(undefined);
    expect(quick).toEqual(explored(options, skip));
  });
});

test.each([
  ['before', { one: [clone], two: [{ set: { volume: 'db', state: 'offline' } }] }],
  ['after', { two: [{ set: { volume: 'db', state: 'offline' } }], one: [clone] }],
] as const)(
  'a step that looks at an element only while it is offline is not taken for one that looks at nothing: %s who takes it offline',
  (_, actions) => {
    const row = {
      refuse: 'cimFailed',
      because: 'offlineOnTheLine',
      cause: 'the source is offline',
      whenElements: ({ volume }: ElementFacts) =>
        volume !== undefined && volume.state === lifecycles.volume.stateIndex('offline'),
    } as const;
    const engine = createEngine(added(row, 'tls', defaultComponents));
    const array = engine.createArray({
      pools: [{ name: 'gold', size: '30 GiB' }],
      volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
    });
    const options: ExploreOptions = {
      actions,
      claims: [{ sometimes: 'refused on the line', holds: ({ answers }) => answers.one?.[0] === 43001 }],
      time: false,
      skip: false,
    };
    const quick = explore(array, options);
    vi.spyOn(Diamonds.prototype, 'known').mockReturnValue(undefined);
    const { states, transitions, orders, claims } = explore(array, options);
    expect(quick).toMatchObject({ states, transitions, orders, claims });
    expect(claims).toMatchObject([{ verdict: 'holds' }]);
  },
);
