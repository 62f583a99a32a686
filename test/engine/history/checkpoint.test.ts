import { describe, expect, test } from 'vitest';
import {
  BadInputError,
  type CallId,
  createArray,
  loadArray,
  NoReplyError,
  type StorageArray,
} from '../../../src/index.js';

const options = {
  seed: 3,
  profile: {
    base: 'full-copy' as const,
    limits: { runningJobs: 2, queuedJobs: 4 },
    provider: { latency: { connect: '40 ms', invoke: '2 s', invokeReply: '1 s' } },
  },
  accounts: [{ name: 'ops', password: 'secret', expiresIn: '2 h' }],
  credential: { username: 'ops', password: 'secret' },
  pools: [
    { name: 'gold', size: '500 GiB' },
    { name: 'silver', size: '300 GiB' },
    { name: 'spare', size: '10 GiB' },
  ],
  volumes: Array.from({ length: 40 }, (_, at) => ({ name: `v${at}`, pool: 'gold', size: `${10 + (at % 4)} GiB` })),
};

/** An array with everything that a saved one can have in it, and the calls that are in flight. */
function busy(): { readonly array: StorageArray; readonly calls: readonly CallId[] } {
  const array = createArray(options);
  array.createClone('v1', { ElementName: 'done', TargetPool: 'silver' });
  array.settle();
  for (const on of ['v2', 'v3', 'v4']) array.createClone(on, { ElementName: `${on} copy`, TargetPool: 'silver' });
  array.jobs.suspend(array.jobs().find(({ state }) => state === 'running')?.id ?? '');
  array.outOfBand.create({ name: 'stranger', pool: 'spare', size: '1 GiB' });
  array.outOfBand.delete('v30');
  array.outOfBand.delete('stranger');
  array.outOfBand.delete('spare');
  array.outOfBand.set({ volume: 'v5', state: 'degraded' });
  array.outOfBand.set({ capabilities: { maximumReplicasPerSource: 2 } });
  array.set({ role: 'reader', caller: 'eve' });
  array.set({ limits: { sessions: 5 } });
  array.provider.failAt('invokeReply', 3, { times: 2 });
  array.provider.failAt('jobEnd', 2);
  const parked = array.begin('v6', 'CreateClone', { ElementName: 'parked', TargetPool: 'silver' });
  const connecting = array.begin('v7', 'CreateClone', { ElementName: 'named', username: 'ops', password: 'wrong' });
  const invoking = array.begin('v8', 'CreateClone', { ElementName: 'invoking' });
  const replied = array.begin('v9', 'CreateClone');
  const stepped = (call: CallId, times: number) => {
    for (let time = 0; time < times; time++) array.step(call);
  };
  stepped(connecting, 1);
  // To the wait before connecting, and on to the one before invoking.
  stepped(invoking, 2);
  array.advance(40);
  stepped(invoking, 8);
  array.set({ role: 'reader' });
  stepped(replied, 1);
  array.set({ role: 'administrator' });
  array.advance(1);
  return { array, calls: [parked, connecting, invoking, replied] };
}

/** What came of an act: a reply, none, or a refusal. */
function outcome(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    if (error instanceof NoReplyError || error instanceof BadInputError) return error.message;
    throw error;
  }
}

/** Everything that may still happen, with the answers on the way. */
function goOn(array: StorageArray, calls: readonly CallId[]): unknown[] {
  const suspended = array.jobs().find(({ state }) => state === 'suspended');
  const acts: (() => unknown)[] = [
    ...calls.map((call) => () => array.progress(call)),
    () => array.advance(700),
    () => array.createClone('v10', { ElementName: 'late' }),
    ...calls.map((call) => () => array.finish(call)),
    () => array.jobs.resume(suspended?.id ?? ''),
    () => array.createClone('v5'),
    () => array.createClone('v11', {}, { caller: 'eve' }),
    () => array.discover(),
    () => array.createClone('v30'),
    () => array.advance('20 s'),
    () => array.settle(),
    () => array.createClone('v12', { TargetPool: 'silver' }),
    () => array.advance('3 h'),
    () => array.createClone('v13'),
    () => array.outOfBand.delete('v20'),
  ];
  return acts.map((act) => [outcome(act), array.digest('identity')]);
}

const kinds = ['identity', 'observable', 'canonical'] as const;
const digestsOf = (array: StorageArray) => kinds.map((kind) => array.digest(kind));

describe('a saved array', () => {
  test('has in it all that there is to save', () => {
    const { array, calls } = busy();
    expect(calls.map((call) => array.progress(call)).map(({ phase, step }) => `${phase} ${step}`)).toEqual([
      'ready service',
      'ready connect',
      'waiting invoke',
      'replied service',
    ]);
    expect(array.jobs().map(({ state }) => state)).toEqual(['completed', 'suspended', 'running', 'new']);
    const { faults, clock, jobLists, agenda } = JSON.parse(array.save()).world;
    expect(faults.planState.plan.faults).toMatchObject([
      { id: 'failAt invokeReply 3', fire: { max: 2 } },
      { id: 'failAt jobEnd 2', fire: { max: 1 } },
    ]);
    expect([clock.deletedButCached, clock.connected, clock.operating]).toEqual([2, 1, 0]);
    expect([jobLists.length, agenda.timers.length]).toEqual([3, 3]);
  });

  test('comes back as it was, and goes on as it would have', () => {
    const { array, calls } = busy();
    const text = array.save();
    const loaded = loadArray(text);
    expect(digestsOf(loaded)).toEqual(digestsOf(array));
    expect([loaded.volumes(), loaded.pools(), loaded.jobs(), loaded.now]).toEqual([
      array.volumes(),
      array.pools(),
      array.jobs(),
      array.now,
    ]);
    expect(loaded.violations()).toEqual([]);
    expect(loaded.save()).toBe(text);
    expect(goOn(loaded, calls)).toEqual(goOn(array, calls));
  });

  test('is the same after any number of times, also from a fork, and in the middle of a copy', () => {
    const { array, calls } = busy();
    let again = array.fork();
    const steps = [10, 333, 1_000, 7, 5_000, 60_000];
    for (const ms of steps) {
      again = loadArray(loadArray(again.save()).save());
      array.advance(ms);
      again.advance(ms);
      expect(digestsOf(again)).toEqual(digestsOf(array));
    }
    expect(goOn(again, calls)).toEqual(goOn(array, calls));
  });

  test('may be empty', () => {
    const array = createArray();
    expect(loadArray(array.save()).digest('identity')).toBe(array.digest('identity'));
  });

  test('is compared, but not replayed: its trace starts anew', () => {
    const { array } = busy();
    expect(loadArray(array.save()).trace()).toMatchObject({ header: { options: null }, entries: [] });
  });
});

type Path = readonly (string | number)[];
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const memberAt = (value: Json, path: Path): Json =>
  path.reduce<Json>((inner, key) => (Object(inner) as Record<string | number, Json>)[key] ?? null, value);

/** The path of every member, those that hold others included. */
function pathsOf(value: Json, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...entries.flatMap(([key, member]) => pathsOf(member, [...path, key]))];
}

/** A copy in which something was done to one container. */
function edited(saved: Json, path: Path, edit: (container: Record<string | number, Json>) => void): string {
  const copy = structuredClone(saved);
  // Paths of containers only.
  edit(Object(memberAt(copy, path)) as Record<string | number, Json>);
  return JSON.stringify(copy);
}

function otherThan(value: Json): Json {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return `${value}x`;
  return value === null ? 0 : null;
}

/** How a text was not refused as it should; undefined when it was. */
function flaw(text: string): string | undefined {
  try {
    loadArray(text);
    return 'was loaded';
  } catch (error) {
    if (!(error instanceof BadInputError)) return String(error);
    const { field, message, expected } = error;
    const whole = message.startsWith(`${field}: got `) && message.includes(`, expected ${expected}`) && expected !== '';
    return whole && field.startsWith('saved world') ? undefined : message;
  }
}

describe('a saved array that was changed', () => {
  const saved: Json = JSON.parse(busy().array.save());
  const sums = JSON.parse(JSON.stringify(saved));
  // Of a list the first members: what comes after is alike, and test/fuzz/saves draws from all.
  const paths = pathsOf(saved).filter((path) => path.length > 0 && path.every((part) => !(Number(part) > 2)));
  const flaws = (texts: readonly (readonly [path: Path, text: string])[]) =>
    texts.flatMap(([path, text]) => {
      const problem = flaw(text);
      return problem === undefined ? [] : [`${path.join('.')}: ${problem}`];
    });

  const edits: Readonly<Record<string, (container: Record<string | number, Json>, key: string | number) => void>> = {
    'changed to something else of its kind': (container, key) => {
      container[key] = otherThan(container[key] ?? null);
    },
    'changed to another kind': (container, key) => {
      container[key] = typeof container[key] === 'string' ? 17 : 'text';
    },
    missing: (container, key) => {
      if (Array.isArray(container)) container.splice(Number(key), 1);
      else delete container[key];
    },
    'doubled under another name': (container, key) => {
      if (Array.isArray(container)) container.push(container[key] ?? null);
      else container[`${key}2`] = container[key] ?? null;
    },
  };

  test.each(Object.entries(edits))('is refused with any one member %s', (_how, edit) => {
    const texts = paths.map((path) => {
      const key = path.at(-1) ?? '';
      return [path, edited(saved, path.slice(0, -1), (container) => edit(container, key))] as const;
    });
    expect(flaws(texts)).toEqual([]);
  });

  test('is refused when it is cut short anywhere', () => {
    const text = JSON.stringify(saved);
    const cuts = Array.from({ length: 200 }, (_, at) => Math.floor((at * text.length) / 200));
    expect(flaws([...cuts, text.length - 1].map((length) => [[length], text.slice(0, length)] as const))).toEqual([]);
  });

  test.each([
    ['nothing', '', "saved world: got '', expected JSON as save() writes it (Unexpected end of JSON input)"],
    ['null', 'null', 'saved world: got null, expected an object'],
    ['a list', '[]', 'saved world: got [], expected an object'],
    [
      'another format',
      edited(saved, [], (all) => {
        all.format = 'arraysim-trace';
      }),
      "saved world.format: got 'arraysim-trace', expected 'arraysim-world'",
    ],
    [
      'another version',
      edited(saved, [], (all) => {
        all.version = 1;
      }),
      'saved world.version: got 1, expected 7',
    ],
    [
      'what was saved before methods had names',
      edited(saved, [], (all) => {
        all.version = 3;
      }),
      'saved world.version: got 3, expected 7',
    ],
    [
      'an unknown key',
      edited(saved, [], (all) => {
        all.identitty = 'x';
      }),
      "saved world.identitty: got 'x', expected only 'format', 'version', 'identity', 'checksum' and 'world' here (did you mean 'identity'?)",
    ],
    [
      'another checksum',
      edited(saved, [], (all) => {
        all.checksum = '0000000000000000';
      }),
      `saved world.checksum: got '0000000000000000', expected ${sums.checksum}: the file was changed after it was saved`,
    ],
    [
      'another identity',
      edited(saved, [], (all) => {
        all.identity = '0000000000000000';
      }),
      `saved world.identity: got '0000000000000000', expected ${sums.identity}, the digest of what is in the file`,
    ],
    [
      'a negative time',
      edited(saved, ['world', 'clock'], (clock) => {
        clock.nowMs = -1;
      }),
      'saved world.world.clock.nowMs: got -1, expected a number of at least 0',
    ],
    [
      'an unknown timer',
      edited(saved, ['world', 'agenda', 'timers', 0], (timer) => {
        timer.kind = 'copydone';
      }),
      "saved world.world.agenda.timers[0].kind: got 'copydone', expected one of 'jobStart', 'jobStop', 'copyDone', 'removal', 'callWakes', 'jobWakes', 'detach', 'sessionEnds', 'volumeIndicated', 'poolIndicated', 'capabilitiesIndicated', 'linkLost' or 4 more (did you mean 'copyDone'?)",
    ],
    [
      'an unknown version of the array',
      edited(saved, ['world', 'configuration'], (one) => {
        one.version = '2018';
      }),
      "saved world.world.configuration.version: got '2018', expected one of '2012', '2016' or '2012R2' (did you mean '2012'?)",
    ],
    [
      'a row without cells',
      edited(saved, ['world', 'tables', 'pools', 'rows', 0], (row) => {
        row[1] = null;
      }),
      'saved world.world.tables.pools.rows[0][1]: got null, expected a list',
    ],
  ])('is refused as %s', (_what, text, message) => {
    expect(() => loadArray(text)).toThrow(BadInputError);
    expect(outcome(() => loadArray(text))).toBe(message);
  });

  test('is refused when it is not JSON', () => {
    expect(flaw('arraysim-world')).toBeUndefined();
    expect(flaw(`${JSON.stringify(saved)}}`)).toBeUndefined();
  });

  test('may have its keys in another order and spaces between them', () => {
    const turned = (value: Json): Json => {
      if (typeof value !== 'object' || value === null) return value;
      if (Array.isArray(value)) return value.map(turned);
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, member]) => [key, turned(member)]),
      );
    };
    const loaded = loadArray(JSON.stringify(turned(saved), null, 2));
    expect(loaded.digest('identity')).toBe(busy().array.digest('identity'));
  });
});
