import { describe, expect, test } from 'vitest';
import { createArray } from '../../src/index.js';
import { coverageOf } from '../../src/testing/index.js';
import { factsOf, methodNames } from '../../src/vocabulary/methods/index.js';
import { isWithin } from '../../src/vocabulary/versions.js';

const arrayOf = (options = {}) =>
  createArray({
    pools: [{ name: 'gold', size: '25 GiB' }],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
    ...options,
  });

describe('what arrays have covered', () => {
  test('is told by method and release: codes by cause and forced, and the reasons that never came up', () => {
    const [one, other] = [arrayOf(), arrayOf()];
    for (const array of [one, other]) array.createClone('db');
    one.createClone('db');
    other.provider.failAt('invoke', 43008);
    other.createClone('db');
    const all = coverageOf([one, other]);
    const [clones, ...others] = all;
    expect(clones).toMatchObject({ method: 'CreateClone', version: '2016', calls: 4 });
    expect(clones?.codes.filter(({ byCause, forced }) => byCause + forced > 0)).toMatchObject([
      { code: 4096, byCause: 2, forced: 0 },
      { code: 40002, byCause: 1, forced: 0 },
      { code: 43008, byCause: 0, forced: 1 },
    ]);
    const never = clones?.rowsNeverReached.map(({ because }) => because);
    expect(never).toContain('malformed');
    expect(never).not.toContain('free');
    expect(never).not.toContain('classHasChildren');
    expect(others.every(({ calls }) => calls === 0)).toBe(true);
    expect(all).toHaveLength(methodNames.filter((name) => isWithin('2016', factsOf(name))).length);
  });

  test('is told of each release apart, and of one array alone; calls in flight have no answer', () => {
    const old = arrayOf({ version: '2012' });
    old.begin('db', 'CreateClone');
    old.invoke('db', 'Delete');
    expect(coverageOf(old).filter(({ calls }) => calls > 0)).toMatchObject([
      { method: 'StorageVolume.Delete', version: '2012', calls: 1 },
    ]);
    const both = new Set(coverageOf([old, arrayOf()]).map(({ version }) => version));
    expect([...both]).toEqual(['2012']);
  });

  test('needs arrays, and their traces', () => {
    expect(() => coverageOf(arrayOf({ trace: false }))).toThrow(/^requests: .*an array that has a trace/);
    expect(() => coverageOf('db' as never)).toThrow(/^coverageOf: /);
  });
});
