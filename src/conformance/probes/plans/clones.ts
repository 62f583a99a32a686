import { cloneOf, usualPool } from '../../model/methods/createClone.js';
import { modelOf } from '../../model/methods/index.js';
import { poolsWhere } from '../../model/situation.js';
import type { Run } from '../../run/run.js';
import type { Call } from '../../subject/call.js';
import type { PoolSeen } from '../../subject/observations.js';

/** A clone of a volume as a careful client asks for it. */
export function usualClone(run: Run, name: string): Call {
  return cloneOf(name, usualPool(run, 0));
}

/** A clone of a volume in the peer system. */
export function peerClone({ state }: Run, name: string): Call {
  const [pool] = poolsWhere(state, false);
  return cloneOf(name, pool === undefined ? {} : { TargetPool: pool });
}

/** The pool that a call takes room from, by symbol. */
export function poolNameOf(run: Run, call: Call): string | null {
  return modelOf(call.method).poolOf(call, run.state.volumes[call.on]);
}

/** The same, as it is now. */
export async function poolSeenOf(run: Run, call: Call): Promise<PoolSeen | undefined> {
  return poolSeen(run, poolNameOf(run, call) ?? undefined);
}

/** A pool by its symbol, as it is now. */
export async function poolSeen(run: Run, name: string | undefined): Promise<PoolSeen | undefined> {
  const pools = await run.driver.observe({ kind: 'pools' });
  return pools.find(({ id }) => run.symbols.name(id) === name);
}
