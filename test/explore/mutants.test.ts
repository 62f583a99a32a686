import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/engine/createArray.js';
import { type Action, type ExploreOptions, explore } from '../../src/explore/index.js';
import type { ArrayOptions } from '../../src/index.js';
import { wrongRaces } from '../../src/subjects/mutants/races.js';

const clone = (name: string): Action => ({ call: 'CreateClone', on: 'db', with: { ElementName: name } });
const array: ArrayOptions = {
  pools: [{ name: 'gold', size: '1 TiB' }],
  volumes: [{ name: 'db', pool: 'gold', size: '10 GiB' }],
};
const two = { actions: { ann: [clone('x')], bob: [clone('y')] }, time: false } as const;

/** What of an array each of them gets wrong, and a small world in which it can. */
const worlds: Readonly<Record<string, readonly [ArrayOptions, ExploreOptions]>> = {
  'race-for-room': [
    { ...array, pools: [{ name: 'gold', size: '20 GiB' }] },
    { ...two, claims: ['NO-DOUBLE-SPEND'] },
  ],
  'race-past-the-replicas': [
    { ...array, profile: { base: 'full-copy', capabilities: { maximumReplicasPerSource: 1 } } },
    { ...two, claims: ['WITHIN-LIMITS'] },
  ],
  'race-past-the-volumes': [
    { ...array, profile: { base: 'full-copy', limits: { volumes: 2 } } },
    { ...two, claims: ['WITHIN-LIMITS'] },
  ],
  'race-past-the-queue': [
    { ...array, profile: { base: 'full-copy', limits: { runningJobs: 1, queuedJobs: 0 } } },
    { ...two, time: true, depth: 40, claims: ['WITHIN-LIMITS'] },
  ],
  'race-for-a-name': [
    { ...array, profile: 'strict-names' },
    { ...two, actions: { ann: [clone('x')], bob: [clone('x')] }, claims: ['UNIQUE-NAMES'] },
  ],
};

describe('an array that is wrong only where calls overlap is found out by trying all of it', () => {
  const wrongInside = wrongRaces.filter(({ components }) => components !== undefined);
  test('there is a world for each', () =>
    expect(Object.keys(worlds).toSorted()).toEqual(wrongInside.map(({ name }) => name).toSorted()));

  test.each(wrongInside)('$name, and the array without its fault is not', ({ name, components }) => {
    const [made, options] = worlds[name] ?? [{}, two];
    expect(explore(createEngine(components).createArray(made), options)).toMatchObject({ kind: 'broken' });
    expect(explore(createEngine().createArray(made), options)).toMatchObject({
      broken: [],
      claims: [{ verdict: 'holds' }],
    });
  });

  test.each(wrongInside)('$name is right as long as one call is made after the other', ({ name, components }) => {
    const [made, options] = worlds[name] ?? [{}, two];
    const actions = { client: Object.values(options.actions).flat() };
    expect(explore(createEngine(components).createArray(made), { ...options, actions })).toMatchObject({ broken: [] });
  });
});
