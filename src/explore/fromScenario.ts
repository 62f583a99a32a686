import { compareElement } from '../scenario/compare/compareElement.js';
import type { ScenarioClaim, ScenarioExploration } from '../scenario/read/schema.js';
import type { Seen } from './claims.js';
import type { ClaimInput, ExploreOptions } from './options.js';

/** What {@link explore} takes, from the part of a scenario that says it. */
export function optionsFromScenario({ claims, ...parts }: ScenarioExploration): ExploreOptions {
  // The schema of a scenario has the members of the options; what the engine reads of them, it judges.
  return { ...(parts as ExploreOptions), claims: claims?.map(claimFrom) };
}

function claimFrom(claim: ScenarioClaim): ClaimInput {
  if (typeof claim === 'string') return claim;
  const { kind, says, expect } = claim;
  const holds = ({ array }: Seen) =>
    expect.every((one) => compareElement({ array, calls: new Map() }, one).length === 0);
  // One of the four kinds.
  return { [kind]: says, holds } as unknown as ClaimInput;
}
