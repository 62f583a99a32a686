import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Carriers } from '../../../src/engine/components.js';
import { createEngine } from '../../../src/engine/createArray.js';
import { defaultComponents } from '../../../src/engine/defaultComponents.js';
import type { EffectClass } from '../../../src/faults/effect.js';
import { blocks } from '../../../src/vocabulary/units/sizes.js';
import { arrayKind } from '../arrayKind.js';
import { properties, run } from '../campaign.js';
import { scripts } from '../draws.js';
import { seed } from '../environment.js';
import { faulted } from '../faulted.js';

const { effects } = defaultComponents;

/** Effects that do more than their class allows, and the property that has to notice. */
const canaries: readonly {
  readonly wrong: string;
  readonly under: EffectClass;
  readonly breaks: string;
  readonly effects: Partial<Carriers>;
}[] = [
  {
    wrong: 'a wrong password that takes room with it',
    under: 'refuse',
    breaks: 'ERR-ATOMIC',
    effects: {
      badCredential: (injection, effect) => {
        effects.badCredential(injection, effect);
        effects.stealCapacity(injection, { kind: 'stealCapacity', pool: null, size: blocks(8) });
      },
    },
  },
  {
    wrong: 'a thief whose loot counts as used',
    under: 'degrade',
    breaks: 'NO-ORPHAN',
    effects: {
      stealCapacity: ({ world }) => {
        for (const pool of world.pools.handles()) {
          const row = world.pools.edit(pool);
          row.used = blocks(row.used + 1);
        }
      },
    },
  },
  {
    wrong: 'a hold that fails the job',
    under: 'schedule',
    breaks: 'JOB-CAUSE',
    effects: {
      hold: (injection) => {
        const { job } = injection;
        if (job === null) return;
        effects.failJob(injection, {
          kind: 'failJob',
          atPercent: null,
          code: 4,
          outcome: null,
          residue: null,
          message: 'it was held',
        });
      },
    },
  },
];

test.each(canaries)('$breaks notices $wrong, and only under faults', ({ under, breaks, effects: wrong }) => {
  const property = properties.filter(({ name }) => name === breaks);
  const maker = createEngine({ effects: { ...effects, ...wrong } });
  const isBroken = (arrayKinds: typeof arrayKind) =>
    fc.check(
      fc.property(scripts({ arrayKinds }), (script) => run(maker, script, property).size === 0),
      { numRuns: 60, seed, endOnFailure: true },
    ).failed;
  expect([isBroken(faulted(arrayKind, under)), isBroken(arrayKind)]).toEqual([true, false]);
});
