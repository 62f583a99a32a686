import fc from 'fast-check';
import { beforeAll, describe, test } from 'vitest';
import { type ArrayMaker, createEngine } from '../../src/engine/createArray.js';
import { type EffectClass, effectClasses } from '../../src/faults/effect.js';
import { profiles, type StorageArray } from '../../src/index.js';
import { type ArrayKind, arrayKindsOf, harder } from './arrayKind.js';
import { again, hunt, properties, run, scriptText } from './campaign.js';
import { type Script, scripts } from './draws.js';
import { type Batch, path, runs, seed } from './environment.js';
import { covers, faulted, isDrawn } from './faulted.js';
import { exactLimits } from './limits.js';
import type { Relation } from './pairs.js';
import { relations } from './relations.js';
import { type Guarantee, guaranteeOf } from './restrictions.js';
import { sameAgain } from './sameAgain.js';
import { demand, type Property } from './transition.js';

/** In this many runs, at least, a property has something to judge and a fault of its class fires. */
const least = Math.max(10, 2 * Math.ceil(runs / 20));
/** In this many batches, at most, it may come so far. */
const mostBatches = 60;

/** Arrays as one ships, and arrays that nobody ships. */
const arrayKinds: fc.Arbitrary<ArrayKind> = fc.oneof(arrayKindsOf(profiles['full-copy']), harder);

/** Every property of moments as a test of its own under drawn plans of each class of effects under which it is
 * guaranteed.
 */
export function everyGuarantee(): void {
  for (const effects of effectClasses) momentsUnder(effects);
}

/** The same for relations of two runs. */
export function everyGuaranteedRelation(): void {
  for (const effects of effectClasses) relationsUnder(effects);
}

function momentsUnder(effects: EffectClass): void {
  const { maker, fired } = watching(createEngine());
  const guaranteed = properties.flatMap((property): Judged[] => {
    const guarantee = guaranteeOf(property.name, effects);
    if (whyNot(guarantee) !== undefined) return [];
    return [{ property, guarantee, seenIn: 0, breach: undefined }];
  });
  const lags = ({ seenIn, breach }: Judged) => seenIn < least && breach === undefined;

  /** Judges those properties by the runs of a batch whose plans their guarantees cover. */
  function judge(those: readonly Judged[], guarantee: Guarantee, batch: Batch): void {
    const predicate = (script: Script) => {
      const asked = those.filter((one) => one.breach === undefined && covers(one.guarantee, script.arrayKind));
      const watched = asked.map(({ property }) => property);
      const seen = new Set<string>();
      const breaches = run(maker, script, watched, (name) => seen.add(name));
      const hasFired = fired();
      for (const one of asked) {
        const { name } = one.property;
        if (seen.has(name) && hasFired) one.seenIn++;
        const error = breaches.get(name);
        if (error !== undefined) one.breach = { batch, error: new Error(`${error.message}\n${scriptText(script)}`) };
      }
    };
    fc.assert(fc.property(scripts({ arrayKinds: faulted(arrayKinds, effects, guarantee) }), predicate), batch);
  }

  describe(`for all arrays, command sequences and faults that ${verbs[effects]}`, () => {
    beforeAll(() => {
      if (path !== '') return;
      const numRuns = least / 2;
      // They share their runs; those that come short share some more, under plans that their guarantees cover.
      for (let at = 0; at < 3; at++) judge(guaranteed, 'all', { numRuns, seed: seed + at });
      for (const guarantee of new Set(guaranteed.map((one) => one.guarantee))) {
        const short = () => guaranteed.filter((one) => one.guarantee === guarantee && lags(one));
        for (let at = 3; at < mostBatches && short().length > 0; at++) {
          judge(short(), guarantee, { numRuns, seed: seed + at });
        }
      }
    });

    for (const { name } of properties) excused(name, effects);

    for (const one of guaranteed) {
      const property = { ...one.property, name: `${effects} ${one.property.name}` };
      test(`${property.name}: ${property.statement}`, () => {
        const narrow = scripts({ arrayKinds: faulted(arrayKinds, effects, one.guarantee) });
        const search = (batch: Batch) => hunt(maker, narrow, property, batch, momentsFile);
        if (path !== '') return search({ numRuns: runs, seed, path });
        if (one.breach !== undefined) {
          search({ numRuns: 10 * least, seed: one.breach.batch.seed });
          throw one.breach.error;
        }
        demand(!lags(one), () => tooFew(one.seenIn));
      });
    }
  });
}

function relationsUnder(effects: EffectClass): void {
  const { maker, fired } = watching(createEngine());
  describe(`for all arrays, what two runs have in common, and faults that ${verbs[effects]}`, () => {
    for (const { name, statement, property } of [...relations, ...sameAgain, exactLimits] as readonly Relation[]) {
      const guarantee = guaranteeOf(name, effects);
      excused(name, effects);
      if (whyNot(guarantee) !== undefined) continue;
      test(`${effects} ${name}: ${statement}`, () => {
        let reached = 0;
        const tried = property(maker, faulted(arrayKinds, effects, guarantee), () => {
          if (fired()) reached++;
        });
        for (let at = 0; at < mostBatches && reached < least; at++) {
          const details = fc.check(tried, path === '' ? { numRuns: least, seed: seed + at } : { seed, path });
          if (details.failed) {
            const { errorInstance, counterexamplePath } = details;
            const replay = again({
              seed: details.seed,
              path: counterexamplePath ?? '',
              where: relationsFile,
              name: `${effects} ${name}`,
            });
            const message = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
            throw new Error([`${name}: ${statement}`, `broken: ${message}`, `again: ${replay}`].join('\n'));
          }
          if (path !== '') return;
        }
        demand(reached >= least, () => tooFew(reached));
      });
    }
  });
}

/** A property, where its class leaves it guaranteed, and what came of it. */
interface Judged {
  readonly property: Property;
  readonly guarantee: Guarantee;
  /** In how many runs it had something to judge, and a fault fired. */
  seenIn: number;
  breach: { readonly error: Error; readonly batch: Batch } | undefined;
}

const momentsFile = 'test/properties/guarantees/transitions.test.ts';
const relationsFile = 'test/properties/guarantees/relations.test.ts';

/** What faults of a class do. */
const verbs = {
  refuse: 'refuse',
  ambiguous: 'leave a client in doubt',
  degrade: 'degrade the array',
  schedule: 'hold calls and jobs',
  lie: 'lie',
} as const satisfies Record<EffectClass, string>;

/** Where a class of faults leaves a property no guarantee, its test is skipped, and says why. */
function excused(name: string, effects: EffectClass): void {
  const reason = whyNot(guaranteeOf(name, effects));
  if (reason !== undefined) test(`${effects} ${name}`, ({ skip }) => skip(reason));
}

function whyNot(guarantee: Guarantee): string | undefined {
  return guarantee !== 'all' && guarantee.except === 'all' ? guarantee.because : undefined;
}

/** A maker that knows whether a drawn fault has fired on the array that it made last. */
function watching(engine: ArrayMaker): { readonly maker: ArrayMaker; readonly fired: () => boolean } {
  let last: StorageArray | undefined;
  return {
    maker: {
      createArray: (options) => {
        last = engine.createArray(options);
        return last;
      },
      loadArray: (text) => engine.loadArray(text),
    },
    fired: () => last?.faults.ledger().some(({ fault, fired }) => fired > 0 && isDrawn(fault)) === true,
  };
}

function tooFew(reached: number): string {
  return `it had something to judge, and a fault fired, in ${reached} runs only, ${least} are asked for`;
}
