import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/createArray.js';
import type { StorageArray } from '../../src/index.js';
import type { CallFacts } from '../../src/operations/facts/call.js';
import type { ElementFacts, SystemFacts } from '../../src/operations/facts/system.js';
import { operations } from '../../src/operations/index.js';
import type { AnyOperation, Row } from '../../src/operations/operation.js';
import { causeOf, methodsWithExamples } from './causes/index.js';
import { answer, decidedBy } from './standardArray.js';
import { engineWith, keyOf, newRows } from './tables.js';

/** The same row, with all of its conditions judged for every call. */
function unfiltered({ whenSystem, whenElements, when, ...row }: Row<CallFacts>): Row<CallFacts> {
  if (whenSystem === undefined && whenElements === undefined && when === undefined) return row;
  const holds = (facts: CallFacts) =>
    (whenSystem?.(facts) ?? true) && (whenElements?.(facts) ?? true) && (when?.(facts) ?? true);
  return { ...row, when: holds };
}

const judgesAllForEveryCall = ({ rows, ...operation }: AnyOperation): AnyOperation => ({
  ...operation,
  // Conditions of any step are asked with all facts of a call.
  rows: Object.fromEntries(
    Object.entries(rows).map(([step, list]) => [step, (list as readonly Row<CallFacts>[]).map(unfiltered)]),
  ),
});

test.each(methodsWithExamples)('what is judged once leaves no row of %s out that a call would meet', (method) => {
  const always = engineWith(method, judgesAllForEveryCall);
  for (const { version, row } of newRows(method)) {
    const causes = [causeOf(method, version, row)];
    const reply = decidedBy(answer(method, version, causes));
    expect(reply, `${version} ${keyOf(row)}`).toEqual(decidedBy(answer(method, version, causes, always)));
  }
});

/** An array whose clones meet one row more, which counts how often each of its conditions is asked. */
function counting(conditions: Partial<Pick<Row<CallFacts>, 'whenSystem' | 'whenElements' | 'when'>> = {}) {
  const asked = { system: 0, elements: 0, call: 0 };
  const { whenSystem, whenElements, when } = conditions;
  const probe: Row<CallFacts> = {
    refuse: 'failed',
    because: 'probe',
    cause: 'a probe of these tests',
    whenSystem: (system: SystemFacts) => {
      asked.system++;
      return whenSystem?.(system) ?? true;
    },
    whenElements: (elements: ElementFacts) => {
      asked.elements++;
      return whenElements?.(elements) ?? true;
    },
    when: (facts: CallFacts) => {
      asked.call++;
      return when?.(facts) ?? false;
    },
  };
  const array = engineWith('CreateClone', (operation) => ({
    ...operation,
    rows: { ...operation.rows, array: [probe] },
  })).createArray({
    seed: 1,
    profile: {
      base: 'full-copy',
      capabilities: { cloneRemote: true, replicationTypes: [11, 13], features: [8, 42, 51] },
    },
    pools: [
      { name: 'gold', size: '1 TiB' },
      { name: 'silver', size: '1 TiB' },
      { name: 'other', size: '1 TiB', usage: 'reservedForSparing' },
      { name: 'raw', size: '1 TiB', primordial: true },
      { name: 'peer', size: '1 TiB', system: 'peer' },
      { name: 'empty', size: '1 TiB' },
    ],
    volumes: [
      ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((name) => ({ name, pool: 'gold', size: '1 GiB' })),
      { name: 'snapshot', pool: 'gold', size: '1 GiB', snapshot: true },
      { name: 'exposed', pool: 'gold', size: '1 GiB', exposed: true },
      { name: 'reserved', pool: 'gold', size: '1 GiB', usage: 'reservedByMigrationServices' },
    ],
    accounts: [
      { name: 'service', password: 'service' },
      { name: 'ops', password: 'ops' },
    ],
    credential: { username: 'service', password: 'service' },
  });
  return { array, asked };
}

describe('what a row asks of the system', () => {
  test('is judged once, however many calls there are', () => {
    const { array, asked } = counting();
    for (const on of ['a', 'b', 'snapshot', 'a']) array.createClone(on);
    expect(asked).toMatchObject({ system: 1, call: 4 });
  });

  test('is judged anew when a setting changes that it asks about, and not when an element does', () => {
    const { array, asked } = counting({ whenSystem: ({ settings }) => settings.limits.volumes > 0 });
    array.createClone('a');
    array.set({ volume: 'a', state: 'degraded' });
    array.createClone('a');
    expect(asked.system).toBe(1);
    array.set({ limits: { volumes: 500 } });
    array.createClone('a');
    array.createClone('a');
    expect(asked.system).toBe(2);
  });

  test('is not judged anew when a setting changes that no row of the method asks about', () => {
    const { array, asked } = counting();
    array.createClone('a');
    for (let volumes = 400; volumes < 500; volumes++) {
      array.set({ limits: { volumes } });
      expect(array.createClone('a').ReturnValue).toBe(4096);
    }
    expect(asked).toMatchObject({ system: 1, elements: 1, call: 101 });
  });

  test('what rows ask of elements is judged under the settings that it asks about', () => {
    const { array } = counting({
      whenElements: ({ settings, volume }) => volume?.exposed === 1 && settings.limits.volumes === 500,
      when: () => true,
    });
    const codes = [400, 500, 400, 500].map((volumes) => {
      array.set({ limits: { volumes } });
      return ['a', 'exposed'].map((on) => array.createClone(on).ReturnValue);
    });
    expect(codes).toEqual([
      [4096, 4096],
      [4096, 4],
      [4096, 4096],
      [4096, 4],
    ]);
  });

  test('keeps a row from being asked anything else where it does not hold', () => {
    const { array, asked } = counting({ whenSystem: () => false, when: () => true });
    expect(array.createClone('a').ReturnValue).toBe(4096);
    expect(asked).toEqual({ system: 1, elements: 0, call: 0 });
  });

  test('is what the settings are, whatever they were for calls before', () => {
    const { array } = counting({ whenSystem: ({ settings }) => settings.limits.volumes === 500, when: () => true });
    const codes = [4_000_000, 500, 400, 500].map((volumes) => {
      array.set({ limits: { volumes } });
      return array.createClone('a').ReturnValue;
    });
    expect(codes).toEqual([4096, 4, 4096, 4]);
  });

  test('is shared with a fork as long as neither side changes its settings', () => {
    const { array, asked } = counting({ whenSystem: ({ settings }) => settings.limits.volumes > 0 });
    array.createClone('a');
    const fork = array.fork();
    fork.createClone('a');
    expect(asked.system).toBe(1);
    fork.set({ limits: { volumes: 500 } });
    fork.createClone('a');
    array.createClone('a');
    expect(asked.system).toBe(2);
  });
});

describe('what a row asks of the elements', () => {
  test('is judged once for elements of one kind', () => {
    const { array, asked } = counting();
    for (const on of ['a', 'b', 'c', 'a']) array.createClone(on);
    expect(asked).toMatchObject({ elements: 1, call: 4 });
  });

  test('keeps a row from being asked about the call where it does not hold', () => {
    const { array, asked } = counting({ whenElements: ({ volume }) => volume?.exposed === 1, when: () => true });
    expect(['a', 'exposed', 'b'].map((on) => array.createClone(on).ReturnValue)).toEqual([4096, 4, 4096]);
    expect(asked).toEqual({ system: 1, elements: 2, call: 1 });
  });

  test.each<readonly [string, (array: StorageArray) => unknown]>([
    ['a volume in another state', (array) => [array.set({ volume: 'a', state: 'degraded' }), array.createClone('a')]],
    ['a volume of another usage', (array) => array.createClone('reserved')],
    ['a snapshot', (array) => array.createClone('snapshot')],
    ['an exposed volume', (array) => array.createClone('exposed')],
    ['a volume that changed unseen', (array) => unseen(array, { volume: 'a', exposed: false })],
    ['no volume', (array) => array.createClone('nowhere')],
    ['a volume that is gone', (array) => [array.outOfBand.delete('b'), array.createClone('b')]],
    ['a pool that is named', (array) => array.createClone('a', { TargetPool: 'gold' })],
    ['another credential', (array) => array.createClone('a', { username: 'service', password: 'wrong' })],
    ['another account', (array) => array.createClone('a', { username: 'ops', password: 'ops' })],
    [
      'an account that was changed',
      (array) => [array.set({ account: { name: 'service', mayModify: false } }), array.createClone('a')],
    ],
    ['a credential of nobody', (array) => array.createClone('a', { username: 'nobody', password: 'x' })],
  ])('is judged anew for %s', (_, callOfAnotherKind) => {
    const { array, asked } = counting();
    array.createClone('a');
    array.createClone('a');
    expect(asked.elements).toBe(1);
    callOfAnotherKind(array);
    expect(asked.elements).toBe(2);
  });

  test.each<readonly [string, string, (array: StorageArray) => unknown]>([
    ['a pool in another state', 'silver', (array) => array.set({ pool: 'silver', state: 'degraded' })],
    ['a pool of another usage', 'other', () => undefined],
    ['a primordial pool', 'raw', () => undefined],
    ['a pool of the peer', 'peer', () => undefined],
    ['a pool that changed unseen', 'silver', (array) => array.outOfBand.set({ pool: 'silver', size: '2 TiB' })],
    ['a pool that is gone', 'empty', (array) => array.outOfBand.delete('empty')],
    ['no pool', 'nowhere', () => undefined],
  ])('is judged anew for %s', (_, TargetPool, change) => {
    const { array, asked } = counting();
    array.createClone('a', { TargetPool: 'silver' });
    array.createClone('b', { TargetPool: 'gold' });
    expect(asked.elements).toBe(1);
    change(array);
    array.createClone('a', { TargetPool });
    expect(asked.elements).toBe(2);
  });

  test('is kept for the eight kinds that were met last, and what is forgotten is judged again, rightly', () => {
    const { array, asked } = counting({ whenElements: ({ volume }) => volume?.unseenChanges === 0, when: () => true });
    const volumes = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
    // Of each volume the service has missed one change more than of the one before: nine kinds.
    for (const [missed, volume] of volumes.entries())
      for (let times = 0; times < missed; times++) array.outOfBand.set({ volume, exposed: false });
    const clone = (on: string) => decidedBy(array.createClone(on));
    expect(volumes.map(clone)).toEqual(['array.probe', ...Array(8).fill('invoke.sourceStale')]);
    expect(asked.elements).toBe(9);
    for (const volume of volumes.slice(1)) clone(volume);
    expect(asked.elements).toBe(9);
    expect([clone('a'), asked.elements]).toEqual(['array.probe', 10]);
    // Its place was that of the oldest of the eight.
    expect([clone('c'), asked.elements]).toEqual(['invoke.sourceStale', 10]);
    expect([clone('b'), asked.elements]).toEqual(['invoke.sourceStale', 11]);
  });
});

test('each method has applicable rows of its own', () => {
  const asked: string[] = [];
  const probe = (method: string): Row<CallFacts> => ({
    refuse: 'notSupported',
    because: 'probe',
    cause: 'a probe of these tests',
    whenSystem: () => asked.push(method) > 0,
    whenElements: ({ pool }) => pool === undefined || method === 'GetSizesInfo',
  });
  const array = createEngine({
    operations: {
      ...operations,
      GetSizesInfo: { ...operations.GetSizesInfo, rows: { array: [probe('GetSizesInfo')] } },
      CreateClone: { ...operations.CreateClone, rows: { array: [probe('CreateClone')] } },
    },
  }).createArray({
    seed: 1,
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'a', pool: 'gold', size: '1 GiB' }],
  });
  const codes = [1, 2].flatMap(() => [
    array.createClone('a').ReturnValue,
    array.invoke('gold', 'GetSizesInfo', { PoolSettingObjectId: '' }).ReturnValue,
  ]);
  expect(codes).toEqual([4096, 1, 4096, 1]);
  expect(asked).toEqual(['CreateClone', 'GetSizesInfo']);
});

/** A change that the service does not see, and a clone. */
function unseen(array: StorageArray, change: Parameters<StorageArray['outOfBand']['set']>[0]): unknown {
  return [array.outOfBand.set(change), array.createClone('a')];
}
