import { describe, expect, test } from 'vitest';
import { createArray } from '../../../src/cim/createArray.js';
import { StorageArray } from '../../../src/engine/array.js';
import type { UniverseFrame, UniverseState } from '../../../src/server/console/contract/state.js';
import { StateCounter } from '../../../src/server/console/counts.js';
import { elementsOf } from '../../../src/server/console/frames.js';
import { limits } from '../../../src/server/console/limits.js';
import { EventStream } from '../../../src/server/console/stream.js';
import { Universe } from '../../../src/server/console/universe.js';
import { HostedArray } from '../../../src/server/hosted.js';
import { type Came, console, small } from './consoles.js';

const clone = { on: 'db', method: 'CreateClone' };
const isStep = (step: number) => (came: Came) => came.event === 'frame' && came.data.step === step;

describe('a page that comes back', () => {
  test('goes on behind the event that it saw last', async () => {
    const one = await console();
    const first = await one.listen();
    await one.act('call', clone);
    const seen = await first.until((came) => came.find(isStep(1)));
    first.leave();
    await one.act('advance', { by: '1 s' });
    await one.ask('/api/universes/{universe}/volumes');
    await one.act('advance', { by: '1 s' });
    await one.ask('/api/universes/{universe}/volumes');
    const again = await one.listen(seen.id);
    await again.until((came) => came.find(isStep(3)));
    expect(again.came.map(({ event, id }) => [event, Number(id) - Number(seen.id)])).toEqual([
      ['frame', 1],
      ['frame', 2],
    ]);
  });

  test('and has missed nothing sees nothing', async () => {
    const one = await console();
    await one.act('call', clone);
    const first = await one.listen();
    const { id } = await first.until((came) => came.find(({ event }) => event === 'session'));
    const again = await one.listen(id);
    await one.act('settle', {});
    const next = await again.until((came) => came[0]);
    expect(next).toMatchObject({ event: 'frame', data: { step: 2 } });
  });

  test.each(['', 'x', '-1', '0', '7', '999999999999999', '1e3'])(
    'with the id %j, of another session, begins anew',
    async (id) => {
      const one = await console();
      const events = await one.listen(id);
      expect(await events.until((came) => came[0])).toMatchObject({ event: 'session' });
    },
  );

  test('after more than is kept begins anew', () => {
    const stream = new EventStream(1000, { events: 3, characters: 10_000 });
    const came = (lastId: string) => {
      const texts: string[] = [];
      stream.begin(
        lastId,
        () => 'whole',
        (text) => texts.push(text),
      )();
      return texts.map((text) => text.split('\n').slice(0, 2).join(' '));
    };
    for (let at = 1; at <= 5; at++) stream.send('frame', { at });
    expect(came('1002')).toEqual(['id: 1003 event: frame', 'id: 1004 event: frame', 'id: 1005 event: frame']);
    expect(came('1005')).toEqual([]);
    expect(came('1001')).toEqual(['id: 1005 event: session']);
    expect(came('1006')).toEqual(['id: 1005 event: session']);
    stream.send('frame', Array(5).fill('x'.repeat(1_985)));
    expect(came('1004')).toEqual(['id: 1006 event: session']);
    expect(came('1005')).toEqual(['id: 1006 event: frame']);
  });
});

/** A universe by itself, with what it tells. */
function universeOf(array: StorageArray) {
  const frames: UniverseFrame[] = [];
  const hosted = new HostedArray(array, { kind: 'manual' }, { open: 0, idleMs: 0 });
  const universe = new Universe(
    { id: 'u1', label: 'main', parent: null, closable: false, hosted },
    { frame: (frame) => frames.push(frame), replaced: () => undefined, isWatched: () => true },
  );
  return { universe, frames };
}

test('frames add up to what is there, whatever happens', () => {
  const array = createArray({
    ...small,
    pools: [{ name: 'gold', size: '2 TiB' }],
    faults: 'late = jobPercent@50 nth 3: failJob failed',
  });
  const { universe, frames } = universeOf(array);
  const begun = universe.state();
  for (let at = 0; at < 6; at++) {
    universe.perform((one) => one.createClone('db', { ElementName: `copy ${at}` }));
    if (at % 2 === 0) universe.perform((one) => one.advance('40 s'));
    if (at === 3) universe.perform((one) => one.set({ pool: 'gold', state: 'offline' }));
    if (at === 4) universe.perform((one) => one.set({ pool: 'gold', state: 'online' }));
    universe.flush();
  }
  universe.perform((one) => one.settle());
  universe.perform((one) => one.invoke('copy 0', 'StorageVolume.Delete'));
  const ended = universe.state();
  universe.close();
  let followed = begun;
  for (const frame of frames) followed = after(followed, frame);
  expect(followed).toEqual(ended);
  const volumes = frames.reduce<readonly { readonly id: string }[]>(
    (all, frame) => merged(all, frame.volumes ?? []),
    [],
  );
  expect(volumes.map(({ id }) => id).sort()).toEqual(
    array
      .volumes()
      .map(({ id }) => id)
      .sort(),
  );
  expect(ended.counts).toEqual(StateCounter.of(StorageArray.worldOf(array)).counts());
});

function after(state: UniverseState, frame: UniverseFrame): UniverseState {
  const { universe: _, volumes: _volumes, synchronizations: _synchronizations, notes: _notes, ...rest } = frame;
  const { pools = [], jobs = [], history = [] } = frame;
  return {
    ...state,
    ...rest,
    pools: merged(state.pools, pools),
    jobs: merged(state.jobs, jobs),
    history: [...state.history, ...history],
  };
}

function merged<Element extends { readonly id: string }>(
  before: readonly Element[],
  changes: readonly { readonly id: string; readonly now: Element | null }[],
): readonly Element[] {
  const all = new Map(before.map((one) => [one.id, one]));
  for (const { id, now } of changes)
    if (now === null) all.delete(id);
    else all.set(id, now);
  return [...all.values()];
}

describe('a difference costs what has changed, and not what is there', () => {
  const arrayOf = (count: number) =>
    createArray({
      pools: [
        { name: 'gold', size: '1 PiB' },
        { name: 'silver', size: '1 TiB' },
      ],
      volumes: [
        { name: 'db', pool: 'gold', size: '1 GiB', written: '1 GiB' },
        ...Array.from({ length: count }, (_, at) => ({ name: `v${at}`, pool: 'gold', size: '1 GiB' })),
      ],
    });

  /** How many rows are read while something is told. */
  function readsFor(count: number): { readonly reads: number; readonly volumes: number } {
    const array = arrayOf(count);
    const before = StorageArray.worldOf(array.fork());
    const counter = StateCounter.of(before);
    array.createClone('db');
    const after = StorageArray.worldOf(array.fork());
    let reads = 0;
    for (const world of [before, after]) {
      for (const table of [world.volumes, world.pools, world.jobs, world.synchronizations]) {
        for (const name of ['read', 'peek', 'payload'] as const) {
          const read = table[name].bind(table) as (handle: never) => unknown;
          Object.assign(table, {
            [name]: (handle: never) => {
              reads++;
              return read(handle);
            },
          });
        }
      }
    }
    const { volumes = [] } = elementsOf(before, after, counter, limits.window);
    return { reads, volumes: volumes.length };
  }

  test('by the rows that are read', () => {
    const [few, many] = [readsFor(10), readsFor(20_000)];
    expect(few.volumes).toBe(2);
    expect(many).toEqual(few);
    expect(few.reads).toBeLessThan(100);
  });

  test('and of very much only that it is so', () => {
    const { universe, frames } = universeOf(arrayOf(3000));
    universe.perform((array) => array.set({ pool: 'gold', state: 'offline' }));
    universe.flush();
    universe.close();
    expect(frames).toMatchObject([{ stale: true, counts: { volume: { offline: 3001 } } }]);
    expect(frames[0]).not.toHaveProperty('volumes');
  });

  test('a hundred things a second are a few frames, with each as a step', async () => {
    const one = await console({ ...small, pools: [{ name: 'gold', size: '100 TiB' }] });
    const events = await one.listen();
    for (let at = 0; at < 100; at++) one.parts.hosted.change((array) => array.createClone('db'));
    await events.until((came) => came.find(isStep(100)));
    const frames = events.of('frame');
    expect(frames.length).toBeLessThan(10);
    expect(frames.flatMap(({ history = [] }) => history.map(({ number }) => number))).toEqual(
      Array.from({ length: 100 }, (_, at) => at + 1),
    );
  });
});

test('steps long ago can not be come back to, and the beginning can', () => {
  const { universe } = universeOf(createArray(small));
  for (let at = 0; at <= limits.rewindable; at++) universe.perform((array) => array.advance(1));
  const [first, second] = universe.history(1, 2);
  expect([first?.rewindable, second?.rewindable]).toEqual([false, true]);
  expect(() => universe.rewind(1, 'step')).toThrow(
    `of which the last ${limits.rewindable} are kept, and the beginning`,
  );
  universe.rewind(2, 'step');
  expect(universe.array.now).toBe(2);
  universe.rewind(0, 'step');
  expect(universe.array.now).toBe(0);
  universe.close();
});

test('an array that has no trace has no console', () => {
  expect(() => universeOf(createArray({ ...small, trace: false }))).toThrow('an array that has a trace');
});
