import type { Mutant } from '../../conformance/mutants/mutant.js';
import type { Advertised } from '../../conformance/subject/advertised.js';
import type { Reply } from '../../conformance/subject/call.js';
import type { EngineComponents } from '../../engine/components.js';
import { createEngine } from '../../engine/createArray.js';
import type { ProfileChoice } from '../../vocabulary/profile/choice.js';
import { type Simulator, type SimulatorOptions, simulatorDriver } from '../simulator.js';
import { type Overrides, wrapDriver } from './wrapDriver.js';

/** A mutant, and the array without its fault. */
export interface ArrayMutant extends Mutant {
  readonly base: SimulatorOptions;
  /** What its engine is built from, where the fault is there; left out where it lies around a correct array. */
  readonly components?: Partial<EngineComponents>;
}

/** An array that is built from another component. What is wrong inside of it may be what a saved array is checked for,
 * so that its twins are forks.
 */
export function ofComponents(
  name: string,
  wrong: string,
  components: Partial<EngineComponents>,
  base: SimulatorOptions = {},
): ArrayMutant {
  const forked: Overrides = { twin: (_, next) => next('fork') };
  const make = () => wrapDriver(simulatorDriver({ ...base, name, engine: createEngine(components) }), () => forked);
  return { name, wrong, base, components, make };
}

/** An array that is correct itself, wrapped in what is wrong. */
export function wrapped(
  name: string,
  wrong: string,
  change: (inner: Simulator) => Overrides,
  base: SimulatorOptions = {},
): ArrayMutant {
  return { name, wrong, base, make: () => wrapDriver(simulatorDriver({ ...base, name }), change) };
}

/** An array that is not what it says: it is really one of `real`, and advertises something else. */
export function pretending(
  name: string,
  wrong: string,
  real: SimulatorOptions,
  says: (advertised: Advertised) => Advertised,
): ArrayMutant {
  return wrapped(name, wrong, () => ({ capabilities: says }), real);
}

/** Options for a shipped profile, or for changes on top of one. */
export function on(profile: ProfileChoice, more: Omit<SimulatorOptions, 'profile'> = {}): SimulatorOptions {
  return { ...more, profile };
}

export const release2012 = { version: '2012' } as const satisfies SimulatorOptions;

/** Feature 44, besides 51: local targets in the source's pool only. */
export const sourcePoolOnly = on({ base: 'full-copy', capabilities: { features: [44, 51] } });

/** Feature 18, besides 51: the association goes with the end of the copy. */
export const detaching = on({ base: 'full-copy', capabilities: { features: [8, 18, 51] } });

/** The service detaches no clones: they stay associated with their sources. */
export const keeping = on({ base: 'full-copy', service: { detaches: 'never' } });

/** Sessions of the provider stay open until they are closed. */
export const keepingSessions = on({ base: 'full-copy', provider: { sessions: { end: 'whenClosed' } } });

/** Feature 23, besides 51: the source has to be offline. */
export const wantsOffline = on({
  base: 'full-copy',
  capabilities: { features: [8, 23, 51] },
  clones: { requireOnlineSource: false },
});

/** CreateElementReplica is among the actions of both kinds. */
export const bySize = on({
  base: 'full-copy',
  capabilities: { synchronousActions: [2], asynchronousActions: [2] },
  clones: { synchronousUpTo: '8 MiB' },
});

export function isOk({ ReturnValue: code }: Reply): boolean {
  return code === 0 || code === 4096;
}
