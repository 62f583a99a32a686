import type { z } from 'zod';
import { claimKinds, type explorationSchema } from './explorationSchema.js';
import type { Mistakes } from './mistakes.js';
import { readExpectation } from './readStep.js';
import type { ScenarioClaim, ScenarioExploration } from './schema.js';

/** Reads on what the schema leaves to others: expectations. */
export function readExploration(
  { claims, ...parts }: z.output<typeof explorationSchema>,
  mistakes: Mistakes,
): ScenarioExploration {
  return { ...parts, claims: claims?.flatMap((claim, at) => readClaim(claim, `explore.claims[${at}]`, mistakes)) };
}

function readClaim(
  claim: NonNullable<z.output<typeof explorationSchema>['claims']>[number],
  field: string,
  mistakes: Mistakes,
): ScenarioClaim[] {
  if (typeof claim === 'string') return [claim];
  // The one that its schema asks for.
  const written = claim as Readonly<Record<string, unknown>>;
  const kind = claimKinds.find((one) => written[one] !== undefined) ?? 'always';
  const listed: readonly unknown[] = Array.isArray(written.expect) ? written.expect : [written.expect];
  const expect = listed.flatMap(
    (one, at) => readExpectation(one, `${field}.expect${listed.length > 1 ? `[${at}]` : ''}`, mistakes) ?? [],
  );
  return [{ kind, says: String(written[kind]), expect }];
}
