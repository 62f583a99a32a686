import fc from 'fast-check';
import { beforeAll, describe, test } from 'vitest';
import { createEngine } from '../../src/engine/createArray.js';
import type { ArrayKind } from './arrayKind.js';
import { again, campaign, type Findings, hunt, properties } from './campaign.js';
import { scripts } from './draws.js';
import { inBatches, path, runsOf } from './environment.js';
import { exactLimits } from './limits.js';
import { relations } from './relations.js';
import { sameAgain } from './sameAgain.js';
import { demand } from './transition.js';
import { whyUnreachable } from './unreachable.js';

/** Every property as a test of its own, over arrays of one kind: the properties of moments share their runs, the relations
 * of runs have their own. A property whose precondition did not come up in enough runs has proven nothing, and fails.
 * @param part of the everyday runs; the profiles together make up for it
 */
export function everyProperty(kind: string, arrayKinds: fc.Arbitrary<ArrayKind>, part = 0.12): void {
  const maker = createEngine();
  const where = `test/properties/profiles/${kind}.test.ts`;
  // Of what is rare in long campaigns, a part is enough.
  const asked = runsOf(part);
  const least = Math.max(Math.min(100, asked / 2), asked / 10);

  /** What came up too rarely to say anything has held as often as it came up. */
  function skipIfUnreachable(name: string, seen: number, skip: (reason: string) => void): void {
    const why = whyUnreachable(name, kind);
    if (why !== undefined && seen < least) skip(`${why}; it came up in ${seen} runs`);
  }

  describe(`for all ${kind} arrays and command sequences`, () => {
    const all = scripts({ arrayKinds });
    const findings: Findings = { reached: new Map(), breaches: new Map() };
    const lags = ({ name }: { readonly name: string }) =>
      whyUnreachable(name, kind) === undefined && (findings.reached.get(name) ?? 0) < least;

    beforeAll(() => {
      if (path !== '') return;
      let done = 0;
      inBatches(
        { what: kind, atLeast: asked },
        (batch) => {
          campaign(maker, all, batch, findings, done < asked ? properties : properties.filter(lags));
          done += batch.numRuns;
        },
        () => !properties.some(lags),
      );
    });

    for (const property of properties) {
      test(`${property.name}: ${property.statement}`, ({ skip }) => {
        if (path !== '')
          return inBatches({ what: kind, atLeast: asked }, (batch) => hunt(maker, all, property, batch, where), always);
        const breach = findings.breaches.get(property.name);
        if (breach !== undefined) {
          hunt(maker, all, property, breach.batch, where);
          throw breach.error;
        }
        const seen = findings.reached.get(property.name) ?? 0;
        skipIfUnreachable(property.name, seen, skip);
        demand(!lags(property), () => tooFew(seen, least));
      });
    }
  });

  describe(`for all ${kind} arrays and what two runs have in common`, () => {
    for (const { name, statement, property } of [...relations, ...sameAgain, exactLimits]) {
      test(`${name}: ${statement}`, ({ skip }) => {
        let reached = 0;
        const enough = () => whyUnreachable(name, kind) !== undefined || reached >= least;
        inBatches(
          { what: `${kind} ${name}`, atLeast: asked },
          (batch) => {
            const tried = property(maker, arrayKinds, () => reached++);
            const failed = fc.check(tried, { ...batch, endOnFailure: true });
            if (!failed.failed) return;
            // Shrinking stops in time, with the least that it has found by then.
            const shrunk = { ...batch, path: failed.counterexamplePath ?? '', interruptAfterTimeLimit: 15_000 };
            const { errorInstance, seed, counterexamplePath } = fc.check(tried, shrunk);
            const message = errorInstance instanceof Error ? errorInstance.message : 'no more: it is not deterministic';
            const replay = again({ seed, path: counterexamplePath ?? '', where, name });
            throw new Error([`${name}: ${statement}`, `broken: ${message}`, `again: ${replay}`].join('\n'));
          },
          enough,
        );
        skipIfUnreachable(name, reached, skip);
        demand(path !== '' || enough(), () => tooFew(reached, least));
      });
    }
  });
}

const always = () => true;

function tooFew(reached: number, least: number): string {
  return `its precondition came up in ${reached} runs only, ${least} are asked for`;
}
