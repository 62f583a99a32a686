import { describe, expect, test, vi } from 'vitest';
import { IdCodec } from '../../../src/determinism/idCodec.js';
import { StorageArray } from '../../../src/engine/array.js';
import {
  type ArrayEvents,
  createArray,
  loadArray,
  NoReplyError,
  type ProfileChoice,
  type StorageEvents,
} from '../../../src/index.js';

const make = (profile: ProfileChoice = 'full-copy') =>
  createArray({
    profile,
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
  });

const kinds = [
  'jobChanged',
  'volumeAdded',
  'volumeRemoved',
  'call',
  'callReady',
] as const satisfies readonly (keyof ArrayEvents)[];

/** All that is told from now on. */
function heard(array: StorageArray): ArrayEvents[Exclude<keyof ArrayEvents, keyof StorageEvents>][] {
  const events: ArrayEvents[Exclude<keyof ArrayEvents, keyof StorageEvents>][] = [];
  for (const kind of kinds) array.on(kind, (event) => events.push(event));
  return events;
}

describe('what is told', () => {
  test('a clone from its call to its end, in the order of what happened', () => {
    const array = make();
    const events = heard(array);
    const { TargetStorageVolume: volume, Job: job } = array.createClone(
      'db',
      { ElementName: 'copy' },
      { caller: 'ann' },
    );
    expect(events).toMatchObject([
      { kind: 'volumeAdded', atMs: 0, volume, name: 'copy', pool: array.pool('gold').id },
      { kind: 'jobChanged', job, from: 'new', to: 'starting' },
      { kind: 'call', method: 'CreateClone', on: 'db', caller: 'ann', code: 4096, because: 'jobStarted' },
    ]);
    events.length = 0;
    array.settle();
    const { startedMs, changedMs } = array.job(job);
    expect(events).toEqual([
      { kind: 'jobChanged', atMs: startedMs, job, from: 'starting', to: 'running', errorCode: 0 },
      { kind: 'jobChanged', atMs: changedMs, job, from: 'running', to: 'completed', errorCode: 0 },
    ]);
  });

  test('a volume that goes, by a call and behind the service', () => {
    const array = make();
    const { id } = array.volume('db');
    array.outOfBand.create({ name: 'other', pool: 'gold', size: '1 GiB' });
    const other = array.volume('other').id;
    const events = heard(array);
    array.outOfBand.delete('other');
    array.discover();
    expect(array.invoke('db', 'Delete').ReturnValue).toBe(0);
    expect(events.filter(({ kind }) => kind === 'volumeRemoved')).toMatchObject([
      { volume: other, name: 'other' },
      { volume: id, name: 'db' },
    ]);
  });

  test('a failed job with its code, and its target that goes', () => {
    const array = make();
    array.faults.use('jobEnd: failJob');
    const { Job: job, TargetStorageVolume: volume } = array.createClone('db');
    const events = heard(array);
    array.settle();
    expect(events.slice(-2)).toMatchObject([
      { kind: 'jobChanged', job, from: 'running', to: 'exception', errorCode: 4 },
      { kind: 'volumeRemoved', volume },
    ]);
  });

  test('a call whose reply is lost, before the error reaches the caller', () => {
    const array = make();
    array.faults.use('serviceReply: loseReply');
    const events = heard(array);
    expect(() => array.createClone('db')).toThrow(NoReplyError);
    expect(events.at(-1)).toMatchObject({ kind: 'call', code: null, because: 'replyLost' });
  });

  test('a call in parts, when its last part is done', () => {
    const array = make();
    const events = heard(array);
    const call = array.begin('db', 'CreateClone');
    while (array.step(call).phase !== 'replied') expect(events.filter(({ kind }) => kind === 'call')).toEqual([]);
    expect(events.at(-1)).toMatchObject({ kind: 'call', call, code: 4096 });
  });

  test('a call that can go on: after its latency, and when a fault that held it lets go', () => {
    const array = make({ base: 'full-copy', provider: { latency: { connect: '1 s' } } });
    const ready: ArrayEvents['callReady'][] = [];
    array.on('callReady', (event) => ready.push(event));
    const call = array.begin('db', 'CreateClone');
    const goOn = () => {
      while (array.step(call).phase === 'ready');
    };
    goOn();
    array.advance('999 ms');
    expect(ready).toEqual([]);
    array.advance(1);
    expect(ready.splice(0)).toEqual([{ kind: 'callReady', atMs: 1000, call }]);
    for (const [tag, letGo] of [
      ['gate', () => array.faults.release('gate')],
      ['door', () => array.faults.heal()],
    ] as const) {
      array.faults.hold(tag, { at: tag === 'gate' ? 'invoke' : 'array' });
      goOn();
      expect(array.progress(call).phase).toBe('held');
      letGo();
      expect(ready.splice(0)).toEqual([{ kind: 'callReady', atMs: 1000, call }]);
    }
    goOn();
    expect(array.finish(call).ReturnValue).toBe(4096);
  });

  test('a call that waited for its answer alone, when it has it', () => {
    const array = make();
    array.set({ provider: { link: 'hung' } });
    const events = heard(array);
    const call = array.begin('db', 'CreateClone');
    while (array.step(call).phase === 'ready');
    array.advance('10 min');
    expect(events).toMatchObject([{ kind: 'call', call }]);
  });

  test('nothing of what was taken back, because a fault interrupted it', () => {
    const array = make();
    let calls = 0;
    const interrupt = () => {
      if (calls++ > 0) throw new Error('interrupted');
      return [{ delay: 1 }];
    };
    array.faults.use({ faults: [{ id: 'own', at: 'invokeReply', do: interrupt }] });
    const events = heard(array);
    array.createClone('db', { ElementName: 'first' });
    expect(() => array.createClone('db', { ElementName: 'second' })).toThrow('interrupted');
    expect(array.volumes({ name: 'second' })).toEqual([]);
    array.advance(1);
    expect(events.filter(({ kind }) => kind === 'volumeAdded')).toMatchObject([{ name: 'first' }]);
  });

  test('only what one listens to, and nothing more after the end', () => {
    const array = make();
    const [jobs, calls] = [vi.fn(), vi.fn()];
    const end = array.on('call', calls);
    array.on('jobChanged', jobs);
    array.createClone('db');
    expect([jobs, calls].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
    end();
    end();
    array.createClone('db');
    expect([jobs, calls].map(({ mock }) => mock.calls.length)).toEqual([2, 1]);
  });
});

describe('a listener', () => {
  test('sees the array as it is after all of it', () => {
    const array = make();
    const seen: string[] = [];
    array.on('volumeAdded', ({ volume }) => seen.push(array.volume(volume).name));
    array.on('jobChanged', ({ job }) => seen.push(array.job(job).state));
    array.createClone('db', { ElementName: 'copy' });
    array.settle();
    expect(seen).toEqual(['copy', 'starting', 'completed', 'completed']);
  });

  test.each<[string, (array: StorageArray) => unknown]>([
    ['calls', (array) => array.createClone('db')],
    ['begins a call', (array) => array.begin('db', 'CreateClone')],
    ['lets time pass', (array) => array.advance(1)],
    ['changes a setting', (array) => array.set({ role: 'reader' })],
    ['writes', (array) => array.host.write('db', { offset: 0, length: '1 MiB', tag: 'x' })],
    ['discovers', (array) => array.discover()],
    ['adds a fault', (array) => array.faults.use('array: return 4')],
  ])('that %s is refused, and nothing has changed', (_, act) => {
    const [array, quiet] = [make(), make()];
    array.on('call', () => act(array));
    expect(() => array.createClone('db')).toThrow('a listener changes nothing');
    quiet.createClone('db');
    expect(array.digest('identity')).toBe(quiet.digest('identity'));
    expect(array.trace().hash).toBe(quiet.trace().hash);
  });

  test('that throws is heard by the caller, and the array goes on', () => {
    const array = make();
    const end = array.on('call', () => {
      throw new Error('no such expectation');
    });
    expect(() => array.createClone('db')).toThrow('no such expectation');
    end();
    expect(array.createClone('db').ReturnValue).toBe(4096);
  });

  test.each([
    ['jobChange', () => {}, "did you mean 'jobChanged'"],
    ['call', null, 'a function that is told of the event'],
  ])('of %s, %j is refused', (kind, listener, message) => {
    expect(() => make().on(kind as 'call', listener as () => void)).toThrow(message);
  });
});

describe('where nobody listens', () => {
  test('no more ids are made than a reply has', () => {
    const array = createArray({
      trace: false,
      pools: [{ name: 'gold', size: '1 TiB' }],
      volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
    });
    const encoded = vi.spyOn(IdCodec.prototype, 'encode');
    const madeBy = (act: () => unknown): number => {
      encoded.mockClear();
      act();
      return encoded.mock.calls.length;
    };
    try {
      expect(madeBy(() => array.createClone('db'))).toBe(2);
      expect(madeBy(() => array.settle())).toBe(0);
      const ends = kinds.map((kind) => array.on(kind, () => {}));
      expect(madeBy(() => array.createClone('db'))).toBeGreaterThan(2);
      for (const end of ends) end();
      expect(madeBy(() => array.createClone('db'))).toBe(2);
    } finally {
      encoded.mockRestore();
    }
  });

  test('nothing is noted: not before, not after, not in forks, not in saved arrays', () => {
    const array = make();
    const noted = (one: StorageArray) => StorageArray.worldOf(one).happened;
    array.createClone('db');
    expect(noted(array)).toBeUndefined();
    const ends = kinds.map((kind) => array.on(kind, () => {}));
    expect(noted(array)).toEqual([]);
    expect(noted(array.fork())).toBeUndefined();
    expect(noted(loadArray(array.save()))).toBeUndefined();
    for (const end of ends) end();
    array.createClone('db');
    expect(noted(array)).toBeUndefined();
  });

  test('it goes on exactly as where somebody does', () => {
    const [array, quiet] = [make('slow-provider'), make('slow-provider')];
    heard(array);
    for (const one of [array, quiet]) {
      one.createClone('db');
      one.set({ volume: 'db', state: 'degraded' });
      one.settle();
    }
    expect(array.digest('identity')).toBe(quiet.digest('identity'));
    expect(array.trace().hash).toBe(quiet.trace().hash);
  });
});
