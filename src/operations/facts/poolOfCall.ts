import { lifecycles } from '../../lifecycle/lifecycles.js';
import type { CallRow } from '../../store/callRow.js';
import { free, isThinByDefault, subscribable } from '../../store/capacity.js';
import { allocated } from '../../store/contents.js';
import type { PoolRow, VolumeRow } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import { signatures } from '../../vocabulary/methods/parameters.js';
import type { CallRequest } from '../../vocabulary/methods/request.js';
import { poolUsage } from '../../vocabulary/replication.js';
import { none, type PoolHandle, type VolumeHandle } from '../../vocabulary/units/ids.js';
import type { Blocks } from '../../vocabulary/units/sizes.js';
import type { Charging } from './charging.js';
import { poolForVolume } from './poolForVolume.js';
import { wantsSnapshot } from './replicaKind.js';

/** The pool that a call is on or names, else its volume's own, or the one that the array picks for what it makes; -1 for none.
 * @param volume the volume that it is called on
 */
export function poolOfCall(
  world: World,
  row: Pick<CallRow, 'volume' | 'other' | 'pool' | 'made'>,
  request: CallRequest,
  volume: Readonly<VolumeRow> | undefined,
  charging: Charging,
): PoolHandle | -1 {
  if (findsPool(request)) return world.volumes.peek(row.made)?.pool ?? poolForVolume(world, request);
  if (request.targetPool !== null || volume === undefined) return row.pool;
  // A volume that is given as the target lies where it lies.
  const other = row.other === none ? undefined : world.volumes.peek(row.other);
  if (other !== undefined) return other.pool;
  if (!picksPool(world, request)) return volume.pool;
  // What was made lies where it lies.
  const made = world.volumes.peek(row.made);
  // There is a row behind this handle.
  return made?.pool ?? pickedPool(world, row.volume as VolumeHandle, volume, charging);
}

/** Whether the storage service finds the pool: a volume is asked of the system. */
export function findsPool({ method }: CallRequest): boolean {
  return method === 'System.CreateStorageVolume';
}

/** Whether the array picks the pool: the call could have named one, and does not. A snapshot stays with its source.
 * @see MSFT_SMStorageVolume.CreateClone, TargetPool: optional, and the page does not say what stands for it
 */
export function picksPool({ configuration }: World, request: CallRequest): boolean {
  if (configuration.profile.clones.poolNotGiven === 'sourcePool' || request.targetPool !== null) return false;
  return !wantsSnapshot(request) && signatures[request.method].pool !== null;
}

/** What the usage of a pool has to be for targets. @see GetSupportedFeatures, 55: a pool reserved for replication */
export function usageForTargets({ live }: Pick<World, 'live'>, { remote }: Pick<PoolRow, 'remote'>): number {
  if (!live.has.reservedPool) return poolUsage.unrestricted;
  return remote === 1 ? poolUsage.reservedForRemoteReplicationServices : poolUsage.reservedForLocalReplicationServices;
}

/** The oldest pool that can take the target, or the one with the most free room; the source's where none can. A look at all pools,
 * which are few, on arrays that pick.
 */
function pickedPool(
  world: World,
  handle: VolumeHandle,
  source: Readonly<VolumeRow>,
  charging: Charging,
): PoolHandle | -1 {
  const { configuration } = world;
  const sharing = configuration.allocation === 'instant' && source.thin === 1 && source.basedOn === none;
  let known: Blocks | undefined;
  const extents = () => {
    known ??= allocated(world, handle, source);
    return known;
  };
  const need = (pool: PoolHandle, row: Readonly<PoolRow>) =>
    charging(
      {
        size: source.size,
        allocated: extents,
        thin: isThinByDefault(row, configuration),
        shares: sharing && pool === source.pool,
      },
      configuration,
    );
  let [best, most]: [PoolHandle | -1, number] = [none, -1];
  for (const pool of world.pools.handles()) {
    const row = world.pools.read(pool);
    if (!allocatesTargets(world, row) || need(pool, row) > free(row)) continue;
    if (source.size > subscribable(row, configuration)) continue;
    if (configuration.profile.clones.poolNotGiven === 'firstWithRoom') return pool;
    if (free(row) > most) [best, most] = [pool, free(row)];
  }
  return best === none ? source.pool : best;
}

function allocatesTargets(world: World, pool: Readonly<PoolRow>): boolean {
  const isThere = pool.goneAt === 0 && pool.remote === 0 && pool.primordial === 0;
  return isThere && pool.usage === usageForTargets(world, pool) && lifecycles.pool.meta(pool.state).allocates;
}
