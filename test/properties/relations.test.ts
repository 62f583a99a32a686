import fc from 'fast-check';
import { describe, test } from 'vitest';
import { createEngine } from '../../src/engine/createArray.js';
import { path, share } from './environment.js';
import { exactLimits } from './limits.js';
import { demand } from './moment.js';
import { relations } from './relations.js';

describe('for all arrays and command sequences', () => {
  const maker = createEngine();
  for (const { name, statement, floor, property } of [...relations, exactLimits]) {
    test(`${name}: ${statement}`, { timeout: 3_600_000 }, () => {
      let tried = 0;
      const parameters = share(1);
      fc.assert(
        property(maker, () => tried++),
        path === '' ? parameters : { ...parameters, path },
      );
      const least = Math.max(1, Math.floor((parameters.numRuns * floor) / 100));
      demand(path !== '' || tried >= least, () => `tried ${tried} times only, ${least} are asked for`);
    });
  }
});
