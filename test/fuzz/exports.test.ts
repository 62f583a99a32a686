import { describe, expect, test } from 'vitest';
import { runs, seed } from '../properties/environment.js';
import { fuzz } from './fuzz.js';
import { allExports, targetsIn } from './targets.js';

describe('every function that is exported', () => {
  test('is found, and so are those of what it exports', async () => {
    const exported = await allExports();
    const paths = [...exported].flatMap(([name, value]) => targetsIn(name, value)).map(({ path }) => path);
    for (const one of [
      'createArray',
      'loadArray',
      'conformance:conform',
      'client:connect',
      'testing:matchers.toHaveFired',
    ])
      expect(paths).toContain(one);
  });

  test('answers whatever it is given, or refuses it as bad input and changes nothing', async () => {
    const { flaws, tally } = await fuzz({ calls: runs * 10, seed });
    expect(flaws).toEqual([]);
    // Some is understood, most is not.
    expect(tally.returned).toBeGreaterThan(runs / 2);
    expect(tally.refused).toBeGreaterThan(runs * 2);
  });
});
