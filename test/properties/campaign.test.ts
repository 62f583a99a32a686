import { beforeAll, describe, test } from 'vitest';
import { createEngine } from '../../src/engine/createArray.js';
import { campaign, type Findings, hunt, properties } from './campaign.js';
import { scripts } from './draws.js';
import { path, runs, share } from './environment.js';
import { variety } from './variety.js';

/** One campaign of random runs over random arrays; every property judges every moment of it. */
describe('for all arrays and command sequences', () => {
  const maker = createEngine();
  const all = scripts({ varieties: variety });
  let findings: Findings = { seen: new Map(), breaches: new Map() };

  beforeAll(() => {
    if (path === '') findings = campaign(maker, all, share(1));
  }, 3_600_000);

  for (const property of properties) {
    test(`${property.name}: ${property.statement}`, () => {
      if (path !== '') return hunt(maker, all, property, { ...share(1), path });
      if (findings.breaches.has(property.name)) {
        hunt(maker, all, property, share(1));
        throw findings.breaches.get(property.name);
      }
      const seen = findings.seen.get(property.name) ?? 0;
      const floor = Math.max(1, Math.floor((property.floor * runs) / 100));
      if (seen < floor) throw new Error(`its precondition held ${seen} times only, ${floor} are asked for`);
    });
  }
});
