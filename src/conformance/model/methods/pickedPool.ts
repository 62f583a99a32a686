import type { Advertised } from '../../subject/advertised.js';
import { type Call, textGiven } from '../../subject/call.js';
import { mayGetRoom, needOf, sizeIn } from '../room.js';
import { type ModelPool, type ModelState, type ModelVolume, unknownPool, unrestricted } from '../state.js';
import { asksForSnapshot } from './replicaKinds.js';

/** Where a clone goes when its call names no pool: by what is declared, and the source's pool where nothing is.
 * @returns `unknownPool` where only a look tells
 */
export function pickedPool(
  advertised: Advertised,
  state: ModelState,
  call: Call,
  source: ModelVolume,
  allocated: number | undefined,
): string {
  const { poolNotGiven = 'sourcePool' } = advertised.declares;
  if (poolGiven(call) !== undefined || poolNotGiven === 'sourcePool' || asksForSnapshot(call)) return source.pool;
  if (poolNotGiven === 'any' || state.unobserved.length > 0) return unknownPool;
  let [best, most] = [source.pool, -1];
  for (const [name, pool] of Object.entries(state.pools)) {
    if (!takesTargets(pool, advertised) || pool.isRemote) continue;
    const need = needOf(advertised, source, name, allocated);
    const { free } = pool;
    if (need === null || free === null || mayGetRoom(state, name, advertised)) return unknownPool;
    if (need > free || source.size > promisable(name, pool, state, advertised)) continue;
    if (poolNotGiven === 'firstWithRoom') return name;
    if (free > most) [best, most] = [name, free];
  }
  return best;
}

/** The pool that a call names, by whatever its method calls it. */
export function poolGiven(call: Pick<Call, 'with'>): string | undefined {
  return textGiven(call, 'TargetPool') ?? textGiven(call, 'TargetStoragePool');
}

/** Whether a pool is one of those that targets go to at all. */
function takesTargets(pool: ModelPool, advertised: Advertised): boolean {
  const allocates = pool.state === 'online' || pool.state === 'degraded';
  return allocates && !pool.isPrimordial && pool.usage === usageForTargets(pool, advertised);
}

/** What Usage a pool has to have. @see GetSupportedFeatures, 55 */
export function usageForTargets({ isRemote }: Pick<ModelPool, 'isRemote'>, { targetPool }: Advertised): number {
  if (targetPool.reserved !== true) return unrestricted;
  return isRemote ? reservedForRemoteReplication : reservedForLocalReplication;
}

function promisable(name: string, { total }: ModelPool, { volumes }: ModelState, { allocation }: Advertised): number {
  if (allocation.overcommitLimit === null) return Number.POSITIVE_INFINITY;
  return Math.floor((total * allocation.overcommitLimit) / 100) - sizeIn(name, Object.values(volumes));
}

/** MSFT_SMPool.Usage. */
const reservedForLocalReplication = 6;
const reservedForRemoteReplication = 7;
