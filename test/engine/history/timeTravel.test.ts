import { applyPatches, enablePatches } from 'immer';
import { describe, expect, test } from 'vitest';
import { connect } from '../../../src/client/index.js';
import { draw } from '../../../src/determinism/random.js';
import { type ArrayOptions, createArray, loadArray, type StorageArray } from '../../../src/index.js';
import { type Act, choices, everything, options, outcome } from '../../store/randomActs.js';

function arrayOf(more: ArrayOptions = {}): StorageArray {
  return createArray({
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
    history: { retain: 100 },
    ...more,
  });
}

const state = (array: StorageArray) => ({ ...everything(array), trace: array.trace() });

/** Draws what can be done to an array. */
function drawing(seed: number) {
  let drawn = 0;
  const chosen = (among: number) => draw(seed, 'time travel', drawn++) % among;
  const act = (array: StorageArray): Act => {
    const made = choices[chosen(choices.length)]?.(chosen, array);
    if (made === undefined) throw new Error('there are choices');
    return made;
  };
  return { chosen, act };
}

describe('an array that is put back', () => {
  test('for all runs, is what it was at that moment, and the same calls have the same results again', () => {
    const { chosen, act } = drawing(7);
    const array = createArray({ ...options, history: { retain: 1000 } });
    for (let round = 0; round < 25; round++) {
      const name = `round ${chosen(5)}`;
      array.checkpoint(name);
      const [before, steps] = [state(array), array.history().steps.length];
      const acts = Array.from({ length: 1 + chosen(8) }, () => {
        const one = act(array);
        return { one, came: outcome(one, array) };
      });
      const after = state(array);
      const done = array.history().steps.length - steps;
      if (done === 0 || chosen(2) === 0) array.rewind(name);
      else array.rewind(done);
      expect(state(array)).toEqual(before);
      expect(array.violations()).toEqual([]);
      for (const { one, came } of acts) expect(outcome(one, array)).toEqual(came);
      expect(state(array)).toEqual(after);
    }
    expect(array.trace().entries.length).toBeGreaterThan(500);
  });

  test('for all runs, shares nothing that changes with its checkpoints', () => {
    const { chosen, act } = drawing(8);
    const array = createArray(options);
    const saved = new Map<string, string>();
    let rewound = 0;
    for (let times = 0; times < 400; times++) {
      const name = `moment ${chosen(20)}`;
      const was = saved.get(name);
      const what = chosen(8);
      if (what === 0) {
        array.checkpoint(name);
        saved.set(name, array.save());
      } else if (what === 1 && was !== undefined) {
        array.rewind(name);
        // A deep copy, which nothing has touched.
        expect(everything(array)).toEqual(everything(loadArray(was)));
        rewound++;
      } else outcome(act(array), array);
    }
    expect(rewound).toBeGreaterThan(15);
  });

  test('takes back one step after the other, whatever it was', () => {
    const array = arrayOf();
    const steps: readonly ((array: StorageArray) => unknown)[] = [
      (one) => one.createClone('db', { ElementName: 'monday' }),
      (one) => one.begin('db', 'CreateClone', { ElementName: 'tuesday' }),
      (one) => one.step(one.requests().at(-1)?.call as never),
      (one) => one.finish(one.requests().at(-1)?.call as never),
      (one) => one.advance('1 s'),
      (one) => one.host.write('db', { offset: 0, length: '1 MiB', tag: 'new' }),
      (one) => one.set({ pool: 'gold', state: 'degraded' }),
      (one) => one.outOfBand.create({ name: 'found', pool: 'gold', size: '1 GiB' }),
      (one) => one.discover(),
      (one) => one.jobs.suspend(one.jobs()[0]?.id ?? ''),
      (one) => one.faults.add('invoke: return 3'),
      (one) => one.provider.failAt('array', 2),
      (one) => one.settle(),
    ];
    const states = steps.map((step) => {
      const before = state(array);
      step(array);
      return before;
    });
    expect(array.history().steps.map(({ did }) => did?.do)).toEqual(
      [
        'begin',
        'begin',
        'step',
        'finish',
        'advance',
        'write',
        'set',
        'outOfBand',
        'discover',
        'job',
        'faults',
        'faults',
        'settle',
      ].reverse(),
    );
    for (const before of states.toReversed()) {
      array.rewind(1);
      expect(state(array)).toEqual(before);
    }
    expect(array.history().steps).toEqual([]);
  });

  test('has no step of what was refused, and keeps as many as it was told to', () => {
    const array = arrayOf({ history: { retain: 3 } });
    const told = () => array.history().steps.map(({ did }) => did?.ms);
    for (const ms of [1, 2, 3, 4, 5]) {
      array.advance(ms);
      expect(() => array.set({ volume: 'nope', state: 'offline' })).toThrow('nope');
      expect(() => array.host.write('nope', { offset: 0, length: '1 MiB', tag: 'x' })).toThrow('nope');
    }
    expect(told()).toEqual([5, 4, 3]);
    expect(() => array.rewind(4)).toThrow('a number of steps from 1 to 3, those that are kept (history.retain: 3)');
    array.rewind(2);
    expect([array.now, ...told()]).toEqual([6, 3]);
  });

  test('knows of a checkpoint what could be taken back then', () => {
    const array = arrayOf();
    for (const ms of [1, 2, 3]) array.advance(ms);
    array.checkpoint('six');
    array.rewind(2);
    array.advance(10);
    array.rewind('six');
    expect(array.now).toBe(6);
    expect(array.history()).toMatchObject({
      steps: [{ steps: 1, atMs: 3, did: { do: 'advance', ms: 3 } }, { atMs: 1 }, { atMs: 0 }],
      checkpoints: [{ name: 'six', atMs: 6, events: 3 }],
    });
    array.rewind(1);
    expect(array.now).toBe(3);
  });

  test('gives the same stand-ins to passwords again', () => {
    const array = arrayOf();
    const call = (password: string) => array.createClone('db', { username: 'service', password });
    call('first');
    array.checkpoint('one');
    call('second');
    const { hash } = array.trace();
    array.rewind('one');
    call('other');
    expect(array.trace().hash).toBe(hash);
  });

  test('goes on telling those who listen, and nothing of having been put back', () => {
    const array = arrayOf();
    const heard: string[] = [];
    array.on('volumeAdded', ({ name }) => heard.push(name));
    array.checkpoint('start');
    array.createClone('db', { ElementName: 'monday' });
    array.rewind('start');
    array.createClone('db', { ElementName: 'tuesday' });
    expect(heard).toEqual(['monday', 'tuesday']);
    array.on('volumeAdded', () => array.rewind('start'));
    expect(() => array.createClone('db', { ElementName: 'late' })).toThrow('a listener changes nothing');
  });

  test('is not put back while others see its time', () => {
    const array = arrayOf();
    array.checkpoint('start');
    connect(array);
    expect(() => array.rewind('start')).toThrow('an array that is on no clock');
  });

  test('refuses what is no moment, and changes nothing', () => {
    const array = arrayOf({ history: undefined as never, trace: false });
    array.checkpoint('start');
    array.advance(5);
    expect(() => array.rewind('strat')).toThrow("rewind: got 'strat', expected the name of a checkpoint");
    expect(() => array.rewind(1)).toThrow('steps are kept where an array is made with history');
    expect(() => array.checkpoint('')).toThrow('the name of a checkpoint');
    expect(() => arrayOf({ trace: false })).toThrow('none where there is no trace');
    expect(array.now).toBe(5);
    array.rewind('start');
    expect(array.now).toBe(0);
  });

  test('has no more than a thousand names', () => {
    const array = arrayOf();
    for (let at = 0; at < 1000; at++) array.checkpoint(`${at}`);
    array.checkpoint('7');
    expect(() => array.checkpoint('one more')).toThrow('one of the 1000 names');
    expect(array.history().checkpoints.at(-1)?.name).toBe('7');
  });

  test('keeps the traces of forks apart from its own', () => {
    const array = arrayOf();
    array.advance(1);
    const fork = array.fork();
    expect(fork.history().steps).toEqual([]);
    fork.advance(2);
    fork.rewind(1);
    expect([fork.now, array.now, array.history().steps.length]).toEqual([1, 1, 1]);
  });
});

enablePatches();

describe('what differs between two moments', () => {
  test('is said by element and field, for people and as patches', () => {
    const array = arrayOf();
    array.checkpoint('before');
    array.createClone('db', { ElementName: 'monday' });
    array.advance('5 s');
    array.set({ pool: 'gold', state: 'degraded' });
    array.set({ limits: { sessions: 7 } });
    const difference = array.diff('before');
    expect(difference.text).toMatchSnapshot();
    expect(difference.patches).toContainEqual({
      op: 'replace',
      path: ['system', 'system', 'limits', 'sessions'],
      value: 7,
    });
    expect(difference.elements).toContainEqual({
      kind: 'pool',
      id: array.pool('gold').id,
      name: 'gold',
      change: 'changed',
      fields: expect.arrayContaining([{ field: 'state', from: 'online', to: 'degraded' }]),
    });
    expect(array.diff(1).elements).toMatchObject([{ kind: 'system', fields: [{ field: 'limits.sessions', to: 7 }] }]);
  });

  test('for all forks, is what their reads show differently, and the patches lead from one to the other', () => {
    const { chosen, act } = drawing(9);
    const array = createArray(options);
    let elements = 0;
    for (let times = 0; times < 60; times++) {
      const fork = array.fork();
      for (let acts = chosen(6); acts > 0; acts--) outcome(act(fork), fork);
      const { before, after, patches, inversePatches, elements: found } = fork.diff(array);
      expect(applyPatches(before, patches as never)).toEqual(after);
      expect(applyPatches(after, inversePatches as never)).toEqual(before);
      for (const kind of ['volume', 'pool', 'job'] as const) {
        const [was, is] = [array, fork].map((one) => shown(one, kind));
        const ids = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])];
        const differ = ids.filter((id) => was?.get(id) !== is?.get(id));
        expect(new Set(found.flatMap((one) => (one.kind === kind ? [one.id] : [])))).toEqual(new Set(differ));
      }
      elements += found.length;
      if (chosen(3) === 0) outcome(act(array), array);
    }
    expect(elements).toBeGreaterThan(150);
  });

  test('is nothing between an array and its fork, and of arrays that have other ids it is not asked for', () => {
    const array = arrayOf();
    expect(array.diff(array.fork())).toMatchObject({ elements: [], patches: [], text: '' });
    expect(() => array.diff(arrayOf({ seed: 1 }))).toThrow('an array with the same ids');
    for (const other of [undefined, {}, 'nope', 0, -1, 1.5])
      expect(() => array.diff(other as never)).toThrow('diff: got');
  });

  test('has callers in it that are called like members of objects, and names with any letters', () => {
    const array = arrayOf();
    const before = array.fork();
    for (const caller of ['__proto__', 'constructor', 'a.b']) array.set({ role: 'reader', caller });
    array.createClone('db', { ElementName: 'two\nlines' });
    const difference = array.diff(before);
    expect(applyPatches(difference.before, difference.patches as never)).toEqual(difference.after);
    expect(difference.text).toContain('__proto__: reader');
    expect(difference.text).toContain('volume "two\\nlines"');
  });
});

/** What reads show of each element, as text. */
function shown(array: StorageArray, kind: 'volume' | 'pool' | 'job'): Map<string, string> {
  const views = { volume: () => array.volumes(), pool: () => array.pools(), job: () => array.jobs() }[kind]();
  return new Map(views.map((view) => [view.id, JSON.stringify(view)]));
}
