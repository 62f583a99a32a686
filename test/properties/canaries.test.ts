import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EngineComponents } from '../../src/engine/components.js';
import { type ArrayMaker, createEngine } from '../../src/engine/createArray.js';
import { defaultComponents } from '../../src/engine/defaultComponents.js';
import { changed, ending, everywhere, jobsThat, type Place, without } from '../../src/subjects/mutants/tables.js';
import { blocks } from '../../src/vocabulary/units/sizes.js';
import { arrayKind } from './arrayKind.js';
import { properties, run } from './campaign.js';
import { scripts } from './draws.js';
import { seed } from './environment.js';
import { exactLimits } from './limits.js';
import {
  aged,
  clinging,
  counting,
  doubling,
  entangled,
  impatient,
  leaking,
  miscounting,
  offended,
  silent,
  sweeping,
  talkative,
  wasteful,
  watchful,
  worldly,
} from './mutants.js';
import { relations } from './relations.js';
import { sameAgain } from './sameAgain.js';

/** An array that is wrong on purpose, and the property that has to notice. A suite that can't fail proves nothing. */
interface Canary {
  readonly wrong: string;
  readonly breaks: string;
  /** What it is built from; or the array itself, where it is wrong about what no part decides. */
  readonly parts: Partial<EngineComponents> | ArrayMaker;
}

const lax = (breaks: string, ...places: readonly Place[]): Canary => ({
  wrong: `it does not care about ${places.join(' and ')}`,
  breaks,
  parts: without(...places),
});

const canaries: readonly Canary[] = [
  {
    wrong: 'it clones what is not there',
    breaks: 'ANSWERS',
    parts: without(...everywhere('notThere', 'sourceUnknown', 'deletedInFlight', 'sourceStale', 'notFound')),
  },
  {
    wrong: 'its thin clones are free',
    breaks: 'NO-ORPHAN',
    parts: {
      charging: (clone, configuration) =>
        configuration.allocation === 'thin' ? blocks(0) : defaultComponents.charging(clone, configuration),
    },
  },
  { wrong: 'its pools count a volume too many', breaks: 'NO-ORPHAN', parts: miscounting },
  lax('WITHIN-LIMITS', 'array/overcommit'),
  lax('WITHIN-LIMITS', 'array/metadata'),
  lax('WITHIN-LIMITS', 'array/queue'),
  lax('WITHIN-LIMITS', 'array/replicas'),
  lax('WITHIN-LIMITS', 'array/volumes'),
  lax('WITHIN-LIMITS', 'Pool.CreateStorageVolume array/volumes'),
  {
    wrong: 'it blames the target for what the pool did',
    breaks: 'JOB-CAUSE',
    parts: ending('poolLost', (row) => [{ ...row, message: () => "the target 'x' has failed" }]),
  },
  { wrong: 'its messages tell a password', breaks: 'STATUS-TELLS', parts: talkative },
  { wrong: 'its refusals take ids', breaks: 'ERR-ATOMIC', parts: wasteful },
  {
    wrong: 'a failed job is called killed',
    breaks: 'JOBFAIL-ATOMIC',
    parts: jobsThat({ running: { FAIL: 'killed' } }),
  },
  { wrong: 'it takes away what hosts could use', breaks: 'JOBFAIL-ATOMIC', parts: sweeping },
  { wrong: 'it lists a volume twice', breaks: 'ID-UNIQUE', parts: doubling },
  { wrong: 'it writes down who looked', breaks: 'READ-PURE', parts: watchful },
  { wrong: 'it writes down what made no sense', breaks: 'INPUT-PURE', parts: offended },
];

/** Arrays that are wrong about what two runs have in common. */
const strange: readonly Canary[] = [
  {
    wrong: 'it refuses every other clone',
    breaks: 'COMMUTE',
    parts: changed(['array/executionFailed'], (row) => [{ ...row, when: ({ world }) => world.volumes.size % 2 === 0 }]),
  },
  { wrong: 'its names tell the order of calls', breaks: 'COMMUTE', parts: counting },
  { wrong: 'time passes while it is looked at', breaks: 'READ-INSERT', parts: impatient },
  { wrong: 'it keeps what was deleted', breaks: 'UNDO', parts: clinging },
  { wrong: 'what was deleted leaves a block behind', breaks: 'NO-LEAK', parts: leaking },
  { wrong: 'it counts its clones across all arrays', breaks: 'DETERMINISM', parts: worldly },
  { wrong: 'it does not write down what hosts write', breaks: 'REPLAY', parts: silent },
  { wrong: 'its fork is the array itself', breaks: 'FORK', parts: entangled },
  { wrong: 'time passes while it is saved', breaks: 'RESTORE', parts: aged },
  {
    wrong: 'it has one replica less than it may',
    breaks: 'CAP-LIMIT',
    parts: changed(['array/replicas'], (row) => [
      {
        ...row,
        when: ({ volume, settings }) =>
          volume !== undefined && volume.replicas + 1 >= settings.capabilities.maximumReplicasPerSource,
      },
    ]),
  },
  lax('CAP-LIMIT', 'connect/sessions'),
  lax('CAP-LIMIT', 'invoke/operations'),
];

const all = scripts({ arrayKinds: arrayKind });
/** An everyday test makes more runs of each property, all profiles together. */
const enough = 300;

function makerOf({ parts }: Canary): ArrayMaker {
  return 'createArray' in parts ? parts : createEngine(parts);
}

describe('an array that is wrong on purpose is noticed', () => {
  for (const canary of canaries) {
    test(`${canary.breaks}: ${canary.wrong}`, () => {
      const property = properties.filter(({ name }) => name === canary.breaks);
      const maker = makerOf(canary);
      const holds = fc.property(all, (script) => run(maker, script, property).size === 0);
      expect(fc.check(holds, { numRuns: enough, seed, endOnFailure: true }).failed).toBe(true);
    });
  }
});

describe('an array that is wrong about two runs is noticed', () => {
  for (const canary of strange) {
    test(`${canary.breaks}: ${canary.wrong}`, () => {
      const relation = [...relations, ...sameAgain, exactLimits].find(({ name }) => name === canary.breaks);
      const tried = relation?.property(makerOf(canary), arrayKind, () => {});
      if (tried === undefined) throw new Error(`there is no relation ${canary.breaks}`);
      expect(fc.check(tried, { numRuns: enough, seed, endOnFailure: true }).failed).toBe(true);
    });
  }
});

test('for every property there is one', () => {
  const broken = new Set([...canaries, ...strange].map(({ breaks }) => breaks));
  const names = [...properties, ...relations, ...sameAgain, exactLimits].map(({ name }) => name);
  expect(names.filter((name) => !broken.has(name))).toEqual([]);
});
