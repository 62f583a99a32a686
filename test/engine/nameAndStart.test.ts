import { describe, expect, test } from 'vitest';
import { replay } from '../../src/engine/history/replay.js';
import { type ArrayOptions, createArray, instances, loadArray } from '../../src/index.js';
import { runScenario } from '../../src/scenario/perform/run.js';
import { loadScenarios } from '../../src/scenario/read/load.js';

const make = (options: ArrayOptions = {}) =>
  createArray({
    pools: [{ name: 'gold', size: '1 TiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
    ...options,
  });

describe('the beginning of virtual time', () => {
  test('is the first moment of 2016 where nothing else is said', () => {
    expect(make().startsAt.toISOString()).toBe('2016-01-01T00:00:00.000Z');
  });

  test.each(['2026-11-28T09:00:00Z', new Date('2026-11-28T09:00:00Z')])('is %s where that is said', (startsAt) => {
    const array = make({ startsAt });
    array.advance('1 min');
    array.createClone('db');
    expect(array.startsAt.toISOString()).toBe('2026-11-28T09:00:00.000Z');
    expect(array.now).toBe(60_000);
    expect(instances(array, 'MSFT_SMJob')[0]?.TimeSubmitted).toBe('20261128090100.000000+000');
    const [relation] = instances(array, 'MSFT_SMStorageSynchronized');
    expect(relation?.WhenEstablished).toBe('20261128090100.000000+000');
  });

  test('is kept by forks, saves and traces', () => {
    const array = make({ startsAt: new Date('2026-11-28T09:00:00Z') });
    array.createClone('db');
    const { header, entries } = array.trace();
    expect(header.options).toMatchObject({ startsAt: '2026-11-28T09:00:00.000Z' });
    expect(replay(header, entries).kind).toBe('same');
    for (const one of [array.fork(), loadArray(array.save())]) {
      expect(one.startsAt).toEqual(array.startsAt);
      expect(one.digest('identity')).toBe(array.digest('identity'));
    }
  });

  test('is part of what an array is, and seen by nobody through what happens', () => {
    const [early, late] = [make(), make({ startsAt: '2026-11-28' })];
    expect(early.digest('identity')).not.toBe(late.digest('identity'));
    expect(early.digest('observable')).toBe(late.digest('observable'));
  });

  test('can be said by a scenario', () => {
    const array = "{ name: left, startsAt: '2026-11-28', pools: [{ name: gold, size: 1 MiB }] }";
    const [scenario] = loadScenarios(`name: s\narray: ${array}\nsteps: [{ expect: { pool: gold, free: 1 MiB } }]\n`);
    expect(scenario?.array).toMatchObject({ name: 'left', startsAt: '2026-11-28' });
    expect(scenario && runScenario(scenario).failures).toEqual([]);
  });

  test('that makes no sense is refused', () => {
    expect(() => make({ startsAt: 'tomorrow' })).toThrow("startsAt: got 'tomorrow', expected a date");
    expect(() => make({ startsAt: 2026 as unknown as string })).toThrow('startsAt');
  });
});

describe('the name of an array', () => {
  const [left, right] = [make({ name: 'left' }), make({ name: 'right' })];

  test('keeps its ids apart from those of others, although the seed is the same', () => {
    const idsOf = (array: typeof left) => {
      const { Job, TargetStorageVolume } = array.createClone('db');
      return [array.volume('db').id, array.pool('gold').id, Job, TargetStorageVolume];
    };
    const ids = [left, right, make()].flatMap(idsOf);
    expect(new Set(ids).size).toBe(ids.length);
    expect(left.findVolume(right.volume('db').id)).toBeUndefined();
    expect(make({ name: 'left' }).volume('db').id).toBe(left.volume('db').id);
  });

  test('is told, to clients too, and kept by forks and saves', () => {
    expect([left.name, left.fork().name, loadArray(left.save()).name, make().name]).toEqual([
      'left',
      'left',
      'left',
      null,
    ]);
    expect(instances(left, 'MSFT_SMSystem')[0]?.DisplayName).toBe('left');
  });

  test('has at least one character', () => expect(() => make({ name: '' })).toThrow('name'));
});
