import { lifecycles } from '../lifecycle/lifecycles.js';
import { createClone } from '../operations/createClone.js';
import { type CallFacts, type Charging, chargeFully, type JobFacts } from '../operations/look.js';
import { type CompiledOperation, compileOperation, type Operation } from '../operations/operation.js';
import { type Version, versions } from '../vocabulary/versions.js';

/** What an engine is put together from. Arrays that are wrong on purpose are built by exchanging a part; the engine
 * itself has no switches for them.
 */
export interface EngineParts {
  readonly createClone: Operation<CallFacts, JobFacts>;
  readonly lifecycles: typeof lifecycles;
  readonly charging: Charging;
}

/** The parts, made ready for every version. */
export interface Engine {
  readonly createClone: Readonly<Record<Version, CompiledOperation<CallFacts, JobFacts>>>;
  readonly lifecycles: typeof lifecycles;
  readonly charging: Charging;
}

export const shippedParts: EngineParts = { createClone, lifecycles, charging: chargeFully };

export function compileEngine(parts: EngineParts): Engine {
  const compiled = versions.map((version) => [version, compileOperation(parts.createClone, version)] as const);
  return {
    // One entry a version, from the list of versions.
    createClone: Object.fromEntries(compiled) as Engine['createClone'],
    lifecycles: parts.lifecycles,
    charging: parts.charging,
  };
}
