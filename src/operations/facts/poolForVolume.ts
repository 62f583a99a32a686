import { lifecycles } from '../../lifecycle/lifecycles.js';
import type { PoolRow } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import type { CallRequest } from '../../vocabulary/methods/request.js';
import { poolUsage } from '../../vocabulary/replication.js';
import { none, type PoolHandle } from '../../vocabulary/units/ids.js';
import { isInCache } from './cache.js';
import { largestSize, nearestSize, sizeOfNew, thinAskedFor } from './volumeSize.js';

/** The pool that the storage service finds for a volume, of those of this system that it knows: the oldest that can take it. Where none
 * can, it is the one that lacks the least, and the answer is about that; none where there is no pool.
 *
 * A look at the pools up to the first that can take it, or at all. The service looks again where time has passed, since they may have changed.
 * @see MSFT_SMSystem.CreateStorageVolume: it names no pool, and the page does not say how one is found
 */
export function poolForVolume(world: World, { given, malformed }: CallRequest): PoolHandle | -1 {
  // What can't be read fits nowhere, and is refused before a pool is looked for.
  if (malformed !== null) return none;
  const { settings, configuration } = world;
  const system = { settings, configuration };
  let [best, most, largest]: [PoolHandle | -1, number, number] = [none, -1, -1];
  for (const pool of world.pools.handles()) {
    const row = world.pools.read(pool);
    if (!isInCache(row) || row.remote === 1) continue;
    const size = sizeOfNew(row, system, given);
    const nearest = nearestSize(row, system, given);
    const hasRoom = size > 0 && size <= nearest;
    const score = fitness(row, thinAskedFor(given) === true, hasRoom);
    // None that is younger is fitter.
    if (score === fittest) return pool;
    // Of those without room the one that has the most.
    const room = hasRoom ? 0 : largestSize(row, system);
    if (score > most || (score === most && room > largest)) [best, most, largest] = [pool, score, room];
  }
  return best;
}

/** What a pool has that lacks nothing of five things. */
const fittest = 2 ** 5 - 1;

/** The more of what is needed a pool has, the first things first. */
function fitness(pool: Readonly<PoolRow>, thin: boolean, hasRoom: boolean): number {
  const has = [
    pool.primordial === 0,
    pool.usage === poolUsage.unrestricted,
    !thin || pool.thin === 1,
    lifecycles.pool.meta(pool.state).allocates,
    hasRoom,
  ];
  return has.reduce((score, one) => 2 * score + (one ? 1 : 0), 0);
}
