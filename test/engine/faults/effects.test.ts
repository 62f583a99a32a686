import { describe, expect, test } from 'vitest';
import type { Carriers } from '../../../src/engine/components.js';
import { createEngine } from '../../../src/engine/createArray.js';
import { defaultComponents } from '../../../src/engine/defaultComponents.js';
import { effectKinds, namedKinds } from '../../../src/faults/effectKinds.js';
import type { PlanInput } from '../../../src/faults/planSchema.js';
import type { StorageArray } from '../../../src/index.js';
import { BadInputError, NoReplyError } from '../../../src/index.js';
import { effectExamples } from './effectExamples.js';

const gib = 2n ** 30n;

/** What a test sees of an example: numbers that any no-op changes. */
function perform(name: keyof typeof effectExamples, effects: Carriers = defaultComponents.effects): unknown {
  const { plan, act } = effectExamples[name];
  const array = createEngine({ effects }).createArray({
    seed: 1,
    faults: plan,
    pools: [
      { name: 'gold', size: '1 TiB' },
      { name: 'far', size: '1 TiB', system: 'peer' },
    ],
    volumes: [{ name: 'db', pool: 'gold', size: '100 GiB' }],
  });
  const seen = act(array);
  expect(array.violations()).toEqual([]);
  return seen;
}

describe('every effect acts on the real mechanism', () => {
  test.each(Object.entries(effectExamples))('%s', (name, { seen }) => {
    expect(perform(name as keyof typeof effectExamples)).toEqual(seen);
  });

  test('each kind has an example', () => {
    expect(new Set(Object.values(effectExamples).map(({ of }) => of))).toEqual(new Set(namedKinds));
  });
});

describe('an effect that does nothing breaks its example', () => {
  test.each(Object.entries(effectExamples))('%s', (name, { of, seen }) => {
    const disabled = { ...defaultComponents.effects, [of]: () => undefined };
    let without: unknown;
    try {
      without = perform(name as keyof typeof effectExamples, disabled);
    } catch (error) {
      // A call that is not held, a job that is long gone: the example can't even be gone through.
      if (!(error instanceof BadInputError)) throw error;
    }
    expect(without).not.toEqual(seen);
  });
});

describe('a world without faults', () => {
  const make = (faults?: PlanInput) => {
    const array = createEngine().createArray({
      seed: 7,
      ...(faults === undefined ? {} : { faults }),
      pools: [{ name: 'gold', size: '1 TiB' }],
      volumes: [{ name: 'db', pool: 'gold', size: '100 GiB' }],
    });
    for (let clone = 0; clone < 5; clone++) {
      array.createClone('db');
      array.advance('1 s');
    }
    array.settle();
    return array.trace().hash;
  };
  const never = namedKinds
    .filter((kind) => ['loseReply', 'deny', 'badCredential', 'reportCompletedEarly', 'expireCredential'].includes(kind))
    .map((kind) => `${effectKinds[kind].at[0]} 0%: ${kind}`)
    .join('\n');

  test.each([
    ['an empty plan', { faults: [] }],
    ['a text without lines', '# nothing\n'],
    ['faults with a chance of 0', never],
    [
      'a fault that is never armed',
      { faults: [{ id: 'a', at: 'time', when: { time: 5 }, arm: { p: 0 }, do: 'staleCache' }] },
    ],
    ['a time that comes with a chance of 0', 'time@5 ms 0%: staleCache'],
  ] as const)('TRANSPARENT: leaves the same trace as %s', (_, plan) => {
    expect(make(plan)).toBe(make());
  });
});

test('what a plan changed is taken back exactly when it is healed', () => {
  const array: StorageArray = createEngine().createArray({
    seed: 3,
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '100 GiB' }],
  });
  const before = array.digest('observable');
  array.faults.use(
    `time@1 ms: stealCapacity pool=gold size=10GiB; setCapability name=maximumReplicasPerSource to=1; slowLink 2 s; clockSkew 1 h; expireCredential
     time@2 ms: reportCapability name=cloneLocal as=false; poolState pool=gold to=degraded`,
  );
  array.advance(5);
  expect(array.pool('gold')).toMatchObject({ stolen: 10n * gib, state: 'degraded' });
  expect(array.digest('observable')).not.toBe(before);
  array.faults.heal();
  expect(array.digest('observable')).toBe(before);
  expect(array.createClone('db').ReturnValue).toBe(4096);
  expect(array.now).toBe(5);
});

test('a saved array goes on with its plan, held calls and paused jobs included', () => {
  const maker = createEngine();
  const array = maker.createArray({
    seed: 5,
    faults: 'jobPercent@40: stallJob 10 min\narray 50%: hold here\ninvoke 30%: duplicate 2',
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
    trace: false,
  });
  const calls = [1, 2, 3, 4].map(() => array.begin('db', 'CreateClone'));
  for (const call of calls) while (array.step(call).phase === 'ready');
  array.advance('7 s');
  const loaded = maker.loadArray(array.save());
  const forked = array.fork();
  for (const one of [array, loaded, forked]) {
    one.faults.release('here');
    for (const call of calls) {
      try {
        one.finish(call);
      } catch (error) {
        if (!(error instanceof NoReplyError)) throw error;
      }
    }
    one.settle();
  }
  expect(loaded.digest('identity')).toBe(array.digest('identity'));
  expect(forked.digest('identity')).toBe(array.digest('identity'));
  expect(loaded.faults.ledger()).toEqual(array.faults.ledger());
});
