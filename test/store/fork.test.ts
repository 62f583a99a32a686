import { expect, test } from 'vitest';
import { draw } from '../../src/determinism/random.js';
import { createArray, loadArray, type StorageArray } from '../../src/index.js';
import { choices, everything, options, outcome } from './randomActs.js';

/** An array that shares its past with others, and a deep copy that shares nothing and lives through the same. */
interface Pair {
  readonly array: StorageArray;
  readonly copy: StorageArray;
}

test('a thousand forks, interleaved at random, against deep copies', () => {
  let drawn = 0;
  const chosen = (among: number) => draw(2024, 'forks', drawn++) % among;
  const first = createArray(options);
  const population: Pair[] = [{ array: first, copy: loadArray(first.save()) }];
  let forks = 0;
  let acts = 0;
  while (forks < 1_000) {
    const at = chosen(population.length);
    const pair = population[at];
    if (pair === undefined) throw new Error('the population is never empty');
    const { array, copy } = pair;
    if (chosen(3) > 0) {
      acts++;
      const act = (choices[chosen(choices.length)] ?? choices[0])?.(chosen, array);
      if (act === undefined) throw new Error('there are choices');
      expect(outcome(act, array)).toEqual(outcome(act, copy));
      continue;
    }
    forks++;
    const fork = { array: array.fork(), copy: loadArray(copy.save()) };
    if (population.length < 60) population.push(fork);
    // One that goes away takes nothing with it that others share.
    else population[chosen(population.length)] = fork;
    if (forks % 100 !== 0) continue;
    for (const one of population) {
      expect(everything(one.array)).toEqual(everything(one.copy));
      expect(one.array.violations()).toEqual([]);
    }
  }
  expect(acts).toBeGreaterThan(1_500);
  expect(new Set(population.map(({ array }) => array.digest('identity'))).size).toBeGreaterThan(40);
  for (const { array, copy } of population) {
    array.settle();
    copy.settle();
    expect(everything(array)).toEqual(everything(copy));
  }
});
