import { describe, expect, test } from 'vitest';
import { type ArrayOptions, type Change, createArray, loadArray, type StorageArray } from '../../src/index.js';

/** Two of everything; 10 blocks a millisecond, so that two jobs share them evenly. */
function twins(more: ArrayOptions = {}): StorageArray {
  return createArray({
    seed: 5,
    profile: { base: 'full-copy', jobs: { copyRatePerSecond: '5000 KiB' } },
    accounts: [{ name: 'ops', password: 'secret' }],
    credential: { username: 'ops', password: 'secret' },
    pools: [
      { name: 'gold', size: '1 GiB' },
      { name: 'silver', size: '1 GiB' },
    ],
    volumes: [
      { name: 'db', pool: 'gold', size: '10 MiB' },
      { name: 'web', pool: 'silver', size: '10 MiB' },
    ],
    ...more,
  });
}

/** An array in the middle of things: a job that copies, one that is over, a call in flight. */
function busy(): StorageArray {
  const array = twins();
  array.createClone('db', { ElementName: 'done' });
  array.settle();
  array.createClone('db', { ElementName: 'copying' });
  array.begin('web', 'CreateClone', { ElementName: 'called' });
  array.advance('1 s');
  return array;
}

const kinds = ['identity', 'observable', 'canonical'] as const;
/** Which digests a change moves. */
function moved(array: StorageArray, act: (array: StorageArray) => unknown): string[] {
  const fork = array.fork();
  act(fork);
  return kinds.filter((kind) => fork.digest(kind) !== array.digest(kind));
}

const set = (change: Change) => (array: StorageArray) => array.set(change);
const copying = (array: StorageArray) => array.jobs().at(-1) ?? array.jobs()[0] ?? '';

describe('the identity digest', () => {
  const changes: Readonly<Record<string, (array: StorageArray) => unknown>> = {
    'a millisecond': (array) => array.advance(1),
    'a clone': (array) => array.createClone('db'),
    'a refused call, which took a call id': (array) => array.createClone('no such volume'),
    'a call in flight': (array) => array.begin('db', 'CreateClone'),
    'a discovery': (array) => array.discover(),
    'a role': set({ role: 'reader' }),
    "a caller's role": set({ role: 'reader', caller: 'eve' }),
    'a credential': set({ credential: null }),
    'a password': set({ account: { name: 'ops', password: 'other' } }),
    "an account's end": set({ account: { name: 'ops', expiresIn: '1 d' } }),
    'a certificate': set({ certificate: 'expired' }),
    'what the array can do': set({ capabilities: { maximumReplicasPerSource: 3 } }),
    'a limit': set({ limits: { queuedJobs: 3 } }),
    "a volume's state": set({ volume: 'web', state: 'degraded' }),
    "a pool's state": set({ pool: 'silver', state: 'degraded' }),
    "a pool's size": set({ pool: 'silver', size: '2 GiB' }),
    'a link': set({ provider: { link: 'down' } }),
    'sessions of others': set({ provider: { foreignSessions: 1 } }),
    'a missing namespace': set({ provider: { namespace: 'missing' } }),
    'a subscription': set({ indications: { subscription: 'exists' } }),
    'a forced outcome': (array) => array.provider.failAt('array', 2),
    'a job that is suspended': (array) => array.jobs.suspend(copying(array)),
    'a volume that the service has not seen': (array) =>
      array.outOfBand.create({ name: 'stranger', pool: 'gold', size: '1 MiB' }),
    'a deleted volume that is still cached': (array) => array.outOfBand.delete('web'),
    'capabilities behind its back': (array) => array.outOfBand.set({ capabilities: { cloneLocal: false } }),
  };

  test.each(Object.entries(changes))('sees %s', (_what, act) => {
    const array = busy();
    expect(moved(array, act)).toContain('identity');
    expect(array.digest('identity')).toBe(busy().digest('identity'));
  });

  test('tells apart how often an outcome is forced, and which one', () => {
    const digests = [
      [2, 1],
      [2, 2],
      [1, 1],
    ].map(([code = 2, times = 1]) => {
      const array = twins();
      array.provider.failAt('array', code, { times });
      return array.digest('identity');
    });
    expect(new Set(digests).size).toBe(3);
  });

  test('does not see reading, forking or saving', () => {
    const array = busy();
    const before = array.digest('identity');
    array.fork().settle();
    array.save();
    array.trace();
    array.volumes();
    array.violations();
    for (const kind of kinds) array.digest(kind);
    expect(array.digest('identity')).toBe(before);
  });
});

describe('the observable digest', () => {
  test('ignores time, counters, connections and whatever the service believes', () => {
    const idle = twins();
    idle.createClone('db', { ElementName: 'copy' });
    idle.settle();
    const blind: Readonly<Record<string, (array: StorageArray) => unknown>> = {
      'time while nothing copies': (array) => array.advance('1 h'),
      'a finished job that is removed': (array) => array.advance('5 min'),
      'a refused call': (array) => array.createClone('no such volume'),
      'a call that has logged in': (array) => {
        const call = array.begin('db', 'CreateClone');
        for (let times = 0; times < 4; times++) array.step(call);
      },
      'a role': set({ role: 'reader' }),
      'sessions of others': set({ provider: { foreignSessions: 3 } }),
      'a forced outcome': (array) => array.provider.failAt('array', 2),
      'a discovery': (array) => array.discover(),
      'a stale cache': (array) => {
        array.outOfBand.set({ volume: 'db', state: 'degraded' });
        array.outOfBand.set({ volume: 'db', state: 'online' });
      },
      'a deleted volume that is still cached beside the real ones': (array) => {
        array.outOfBand.create({ name: 'short-lived', pool: 'gold', size: '1 MiB' });
        array.discover();
        array.outOfBand.delete('short-lived');
      },
    };
    const seen = Object.entries(blind).filter(([, act]) => moved(idle, act).includes('observable'));
    expect(seen.map(([what]) => what)).toEqual([]);
  });

  test.each<[string, (array: StorageArray) => unknown]>([
    ['a clone', (array) => array.createClone('db')],
    ["a volume's state", set({ volume: 'web', state: 'degraded' })],
    ["a pool's state", set({ pool: 'silver', state: 'degraded' })],
    ["a pool's size", set({ pool: 'silver', size: '2 GiB' })],
    ['what the array can do', set({ capabilities: { maximumReplicasPerSource: 3 } })],
    ['a limit', set({ limits: { queuedJobs: 3 } })],
    ['blocks that were copied', (array) => array.advance(1)],
    ['a job that is suspended', (array) => array.jobs.suspend(copying(array))],
    ['a deletion', (array) => array.outOfBand.delete('web')],
    ['a new volume', (array) => array.outOfBand.create({ name: 'stranger', pool: 'gold', size: '1 MiB' })],
  ])('sees %s', (_what, act) => {
    expect(moved(busy(), act)).toEqual([...kinds]);
  });

  test('creating a clone, letting it complete and deleting it gives back what was', () => {
    const array = twins();
    const before = array.digest('observable');
    for (const name of ['copy', 'another']) {
      array.createClone('db', { ElementName: name, TargetPool: 'silver' });
      expect(array.digest('observable')).not.toBe(before);
      array.settle();
      expect(array.digest('observable')).not.toBe(before);
      array.outOfBand.delete(name);
      expect(array.digest('observable')).toBe(before);
      expect(array.digest('identity')).not.toBe(twins().digest('identity'));
    }
    array.discover();
    expect(array.digest('observable')).toBe(before);
  });

  test('a clone that is terminated gives back what was, too', () => {
    const array = twins();
    const before = array.digest('observable');
    const { Job } = array.createClone('db');
    array.advance(700);
    array.jobs.terminate(Job ?? '');
    array.settle();
    expect(array.digest('observable')).toBe(before);
  });
});

describe('the canonical digest', () => {
  const db = (name?: string) => (array: StorageArray) =>
    array.createClone('db', { TargetPool: 'gold', ...(name === undefined ? {} : { ElementName: name }) });
  const web = (name?: string) => (array: StorageArray) =>
    array.createClone('web', { TargetPool: 'silver', ...(name === undefined ? {} : { ElementName: name }) });

  function canonicalAfter(acts: readonly ((array: StorageArray) => unknown)[]): string {
    const array = twins();
    for (const act of acts) act(array);
    return array.digest('canonical');
  }

  test.each<[string, string | undefined, string | undefined]>([
    ['system-supplied', undefined, undefined],
    ['given', 'copy of db', 'copy of web'],
    ['equal', 'copy', 'copy'],
    ['partly given', undefined, 'copy of web'],
  ])('is equal for clones of disjoint volumes into disjoint pools in either order, names %s', (_names, one, other) => {
    const settle = (array: StorageArray) => array.settle();
    const wait = (array: StorageArray) => array.advance(1_234);
    for (const after of [[], [wait], [settle]]) {
      expect(canonicalAfter([db(one), web(other), ...after])).toBe(canonicalAfter([web(other), db(one), ...after]));
    }
    const orders = [
      [db(one), web(other)],
      [web(other), db(one)],
    ].map((acts) => {
      const array = twins();
      for (const act of acts) act(array);
      return array.digest('identity');
    });
    expect(orders[0]).not.toBe(orders[1]);
  });

  test('is equal for two calls in flight in either order', () => {
    const begin = (on: string) => (array: StorageArray) => {
      array.step(array.begin(on, 'CreateClone'));
    };
    expect(canonicalAfter([begin('db'), begin('web')])).toBe(canonicalAfter([begin('web'), begin('db')]));
  });

  test('differs when something that can be seen differs', () => {
    const worlds: (readonly ((array: StorageArray) => unknown)[])[] = [
      [],
      [db()],
      [web()],
      [db(), web()],
      [db('copy')],
      [db('other')],
      [(array) => array.createClone('db', { TargetPool: 'silver' })],
      [db(), (array) => array.advance(500)],
      [db(), (array) => array.advance(501)],
      [db(), (array) => array.settle()],
      [db(), (array) => array.settle(), (array) => array.advance('5 min')],
      [(array) => array.begin('db', 'CreateClone')],
      [(array) => array.begin('web', 'CreateClone')],
      [(array) => array.step(array.begin('db', 'CreateClone'))],
      [(array) => array.begin('db', 'CreateClone', { ElementName: 'x' })],
      [set({ volume: 'db', state: 'degraded' })],
      [set({ volume: 'web', state: 'degraded' })],
      [set({ pool: 'gold', size: '2 GiB' })],
      [set({ pool: 'gold', state: 'degraded' })],
      [set({ limits: { runningJobs: 1 } })],
    ];
    const digests = worlds.map(canonicalAfter);
    expect(new Set(digests).size).toBe(worlds.length);
  });

  test('does not see which ids were taken before', () => {
    const refused = (array: StorageArray) => array.createClone('no such volume');
    expect(canonicalAfter([refused, db()])).toBe(canonicalAfter([db()]));
    const undone = (array: StorageArray) => {
      array.outOfBand.create({ name: 'short-lived', pool: 'gold', size: '1 MiB' });
      array.outOfBand.delete('short-lived');
      array.discover();
    };
    expect(canonicalAfter([undone, db('copy')])).toBe(canonicalAfter([db('copy')]));
  });
});

describe('digests that are kept beside the nodes', () => {
  test('are those that a fresh computation gives', () => {
    const array = twins({
      pools: [
        { name: 'gold', size: '10 GiB' },
        { name: 'silver', size: '10 GiB' },
      ],
      volumes: Array.from({ length: 100 }, (_, at) => ({ name: `v${at}`, pool: 'gold', size: '1 MiB' })),
    });
    for (let round = 0; round < 60; round++) {
      // Asked at every turn, so that stale ones would be noticed.
      const fresh = loadArray(array.save());
      expect(kinds.map((kind) => array.digest(kind))).toEqual(kinds.map((kind) => fresh.digest(kind)));
      array.createClone(`v${(round * 37) % 100}`, { ElementName: `c${round}`, TargetPool: 'silver' });
      if (round % 3 === 0) array.advance(40);
      if (round % 5 === 0) array.fork().settle();
      if (round % 7 === 6) {
        array.settle();
        array.outOfBand.delete(`v${round + 20}`);
      }
      if (round % 11 === 0) array.discover();
    }
  });
});
