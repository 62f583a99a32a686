import { describe, expect, test } from 'vitest';
import { replay } from '../../../src/engine/history/replay.js';
import { BadInputError, createArray, loadArray, type StorageArray } from '../../../src/index.js';

type Options = Parameters<typeof createArray>[0];
type Plan = NonNullable<NonNullable<Options>['faults']>;

function make(faults: Plan, more: Partial<NonNullable<Options>> = {}): StorageArray {
  return createArray({
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
    faults,
    ...more,
  });
}

/** Faults that come at times, and last. */
function timed(...faults: readonly (readonly [at: string, effect: unknown, lasts?: string])[]): Plan {
  return {
    faults: faults.map(([time, effect, lasts], index) => ({
      id: `fault ${index}`,
      at: 'time',
      when: { time },
      mode: 'stack',
      ...(lasts === undefined ? {} : { lasts: { ms: lasts } }),
      do: effect,
    })),
  } as Plan;
}

/** What is seen at each second. */
function at<Seen>(array: StorageArray, seconds: readonly number[], see: () => Seen): Seen[] {
  return seconds.map((second) => {
    array.advance(second * 1000 - array.now);
    return see();
  });
}

test.each([true, false])(
  'a fault that fires as a job starts tells on the call that started it (trace: %s)',
  (trace) => {
    const plan: Plan = {
      faults: [{ id: 'f', at: 'jobStart', do: { restartProvider: { down: '5 s', loses: ['calls'] } } }],
    };
    const array = make(plan, { trace, profile: { base: 'legacy-2012', jobs: { startsWithin: 0 } } });
    const loaded = loadArray(array.save());
    expect([array, loaded].map((one) => one.createClone('db').ReturnValue)).toEqual([40300, 40300]);
  },
);

test('faults of one time fire once each', () => {
  const steal = (size: string) => ({ stealCapacity: { pool: 'gold', size } });
  const array = make(timed(['1 min', steal('1 GiB')], ['1 min', steal('2 GiB')]));
  array.advance('2 min');
  expect(array.pool('gold').stolen).toBe(3n * 2n ** 30n);
  expect(array.faults.ledger().map(({ fired }) => fired)).toEqual([1, 1]);
});

test('a fault that is added at its own time does not repeat one that had that time, too', () => {
  const steal = (size: string) => ({ stealCapacity: { pool: 'gold', size } });
  const array = make(timed(['1 min', steal('1 GiB')]));
  array.advance('1 min');
  array.faults.add({ id: 'late', at: 'time', when: { time: '1 min' }, do: steal('2 GiB') });
  array.advance(0);
  expect(array.pool('gold').stolen).toBe(3n * 2n ** 30n);
  expect(array.faults.ledger().map(({ fired }) => fired)).toEqual([1, 1]);
});

describe('faults that overlap end with what was there before the first', () => {
  test('states of a pool', () => {
    const state = (name: string) => ({ poolState: { pool: 'gold', to: name } });
    const array = make(timed(['0 s', state('readOnly'), '10 s'], ['5 s', state('offline'), '10 s']));
    const seen = at(array, [1, 6, 11, 20], () => array.pool('gold').state);
    expect(seen).toEqual(['readOnly', 'offline', 'offline', 'online']);
  });

  test('one state of a pool twice', () => {
    const state = { poolState: { pool: 'gold', to: 'readOnly' } };
    const array = make(timed(['0 s', state, '10 s'], ['5 s', state, '10 s']));
    const seen = at(array, [1, 11, 20], () => array.pool('gold').state);
    expect(seen).toEqual(['readOnly', 'readOnly', 'online']);
  });

  test('capabilities', () => {
    const none = { setCapability: { name: 'cloneLocal', to: false } };
    const array = make(timed(['0 s', none, '10 s'], ['5 s', none, '10 s']));
    const codes = at(array, [1, 6, 11, 20], () => array.createClone('db').ReturnValue);
    expect(codes).toEqual([40308, 40308, 40308, 4096]);
  });

  test('credentials', () => {
    const array = make(timed(['0 s', 'expireCredential', '10 s'], ['5 s', 'expireCredential', '10 s']));
    const codes = at(array, [1, 6, 11, 20], () => array.createClone('db').ReturnValue);
    expect(codes).toEqual([51005, 51005, 51005, 4096]);
  });

  test('outages of the provider: the last one to end does', () => {
    const array = make(timed(['10 s', { restartProvider: '30 s' }], ['30 s', { restartProvider: '1 h' }]));
    const codes = at(array, [20, 50, 3000, 3700], () => array.createClone('db').ReturnValue);
    expect(codes).toEqual([40300, 40300, 40300, 4096]);
  });
});

test('what somebody else has changed since a fault did stays when it heals', () => {
  const array = make('f = service 1*: setCapability name=maximumReplicasPerSource to=1');
  array.createClone('db');
  array.set({ capabilities: { maximumReplicasPerSource: 3 } });
  array.faults.heal();
  const codes = [1, 2, 3].map(() => array.createClone('db').ReturnValue);
  expect(codes).toEqual([4096, 4096, 40002]);
});

test('a server that somebody else has stopped stays stopped when a fault ends', () => {
  const array = make(timed(['10 s', { restartProvider: '5 s' }]));
  array.set({ provider: { server: 'stopped' } });
  array.advance('1 min');
  expect(array.createClone('db').ReturnValue).toBe(40300);
});

test.each([40300, 1])('a clone that fails half-way with %s takes no room that is not there', (code) => {
  const plan: Plan = { faults: [{ id: 'f', at: 'array', do: { partial: { fraction: 0.9, code } } }] };
  const array = make(plan, { pools: [{ name: 'gold', size: '15 GiB' }] });
  expect(array.createClone('db').ReturnValue).toBe(code);
  expect(array.violations()).toEqual([]);
  expect(array.volumes()).toHaveLength(1);
});

describe('a job that was paused and goes on before its time', () => {
  test.each(['heal', 'kill'] as const)('is not waited for: %s', (how) => {
    const array = make('s = jobStart: stallJob 10h');
    const { Job } = array.createClone('db');
    array.advance('1 s');
    if (how === 'heal') array.faults.heal();
    else array.jobs.kill(Job ?? '');
    array.settle();
    expect(array.now).toBeLessThan(3_600_000);
    expect(array.violations()).toEqual([]);
  });

  test('is not woken from a later pause', () => {
    const array = make('s = jobStart: stallJob 10min');
    const { Job } = array.createClone('db');
    array.advance('1 s');
    array.faults.heal();
    array.faults.add('later = jobEnd: stallJob 5h');
    array.advance('1 h');
    expect(array.job(Job).state).toBe('running');
    array.settle();
    expect(array.now).toBeGreaterThan(5 * 3_600_000);
  });
});

describe('a pool that is gone', () => {
  const pools = ['gold', 'silver'].map((name) => ({ name, size: '1 TiB' }));
  const effects = [
    { stealCapacity: { pool: 'silver', size: 'all' } },
    { poolState: { pool: 'silver', to: 'readOnly' } },
  ];

  test.each(effects)('does not keep %j from being taken back', (effect) => {
    const array = make(timed(['1 s', effect, '10 s']), { pools });
    array.advance('2 s');
    array.outOfBand.delete('silver');
    array.discover();
    array.advance('1 min');
    array.faults.heal();
    expect(array.violations()).toEqual([]);
  });

  test.each(effects)('is nothing to %j', (effect) => {
    const array = make(timed(['10 s', effect, '10 s']), { pools });
    array.outOfBand.delete('silver');
    array.advance('1 min');
    expect(array.violations()).toEqual([]);
  });
});

test('jobs that end while the jobs of a source are judged are not judged again', () => {
  const restart = { restartProvider: { down: '1 s', loses: ['jobs'] } };
  const plan = { faults: [{ id: 'f', at: 'jobStart', fire: { after: 1 }, do: restart }] } as Plan;
  const profile = { base: 'full-copy', jobs: { startsWithin: 0 }, limits: { runningJobs: 1 } } as const;
  const array = make(plan, { profile });
  for (let clone = 0; clone < 4; clone++) array.createClone('db');
  array.set({ volume: 'db', state: 'offline' });
  expect(array.violations()).toEqual([]);
});

test('a saved array with a capability that a fault has set back goes on as the array does', () => {
  const array = make({ faults: [] });
  const { maximumReplicasPerSource: most } = JSON.parse(array.save()).world.settings.capabilities;
  array.outOfBand.set({ capabilities: { maximumReplicasPerSource: 7 } });
  array.faults.add({
    id: 'back',
    at: 'service',
    fire: { max: 1 },
    do: { setCapability: { name: 'maximumReplicasPerSource', to: most } },
  });
  array.createClone('db');
  const codes = [array.fork(), loadArray(array.save())].map((one) => one.createClone('db').ReturnValue);
  expect(codes[0]).toBe(codes[1]);
});

describe('what a callback interrupts has not happened', () => {
  const points = ['service', 'array', 'serviceReply', 'jobStart', 'jobEnd'] as const;
  const callbacks = {
    throws: () => {
      throw new Error('mine');
    },
    'answers nonsense': () => 5 as never,
  };
  const cases = points.flatMap((point) =>
    Object.entries(callbacks).map(([what, answer]) => [point, what, answer] as const),
  );

  test.each(cases)('a callback at %s that %s', (point, _, answer) => {
    const array = make({ faults: [{ id: 'f', at: point, fire: { max: 1 }, do: answer }] });
    const before = array.digest('identity');
    const { hash } = array.trace();
    const act = () => {
      array.createClone('db');
      array.settle();
    };
    if (point === 'jobEnd') {
      array.createClone('db');
      const accepted = array.digest('identity');
      expect(() => array.settle()).toThrow();
      expect(array.digest('identity')).toBe(accepted);
    } else {
      expect(act).toThrow();
      if (array.jobs().length === 0) expect([array.digest('identity'), array.trace().hash]).toEqual([before, hash]);
    }
    expect(array.violations()).toEqual([]);
    array.faults.remove('f');
    act();
    expect(array.jobs().map(({ state }) => state)).not.toContain('starting');
  });

  test('the array that waits for its answer is none for a callback to change, to fork or to save', () => {
    for (const use of ['fork', 'save', 'settle'] as const) {
      const array: StorageArray = make({ faults: [{ id: 'f', at: 'array', do: () => void array[use]() }] });
      expect(() => array.createClone('db')).toThrow(/the callback of a fault changes, forks or saves/);
      expect(array.violations()).toEqual([]);
    }
  });
});

test('a plan is what it was when it was added, and sizes in bytes are saved with it', () => {
  const fault = { id: 'f', at: 'array', do: { return: 4 } as { return: number } } as const;
  const array = make({
    faults: [{ id: 'thief', at: 'jobEnd', do: { stealCapacity: { pool: 'gold', size: 2n ** 30n } } }],
  });
  array.faults.add(fault);
  fault.do.return = 43001;
  const loaded = loadArray(array.save());
  expect([array, loaded].map((one) => one.createClone('db').ReturnValue)).toEqual([4, 4]);
  for (const one of [array, loaded]) {
    one.faults.remove('f');
    one.createClone('db');
    one.settle();
    expect(one.pool('gold').stolen).toBe(2n ** 30n);
  }
});

test('a job that is stalled at 29 % says so', () => {
  const array = make('stuck = jobPercent@29: stallJob', {
    profile: { base: 'full-copy', jobs: { copyRatePerSecond: '512000 B', startsWithin: 0 } },
    volumes: [{ name: 'db', pool: 'gold', size: 51_200 }],
  });
  const { Job } = array.createClone('db');
  array.settle();
  expect(array.job(Job).percentComplete).toBe(29);
});

test('a caller that is called like a member of every object has the role that all have', () => {
  const array = make({ faults: [] });
  array.set({ role: 'reader', caller: 'bob' });
  expect(array.createClone('db', {}, { caller: 'constructor' }).ReturnValue).toBe(4096);
});

test('a call that is held stays in flight until it is released, and a trace with it can be replayed', () => {
  const array = make('h = array: hold h');
  const held: unknown[] = [];
  try {
    array.createClone('db');
  } catch (error) {
    if (error instanceof BadInputError) held.push(error.value);
  }
  const call = array.begin('db', 'CreateClone');
  expect(() => array.finish(call)).toThrow(/faults\.release\('h'\)/);
  expect(array.faults.release('h')).toBe(2);
  const codes = [...held, call].map((one) => array.finish(one as typeof call).ReturnValue);
  expect(codes).toEqual([4096, 4096]);
  const { header, entries } = array.trace();
  expect(replay(header, entries)).toMatchObject({ kind: 'same' });
});
