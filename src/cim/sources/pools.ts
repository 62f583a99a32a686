import { poolView } from '../../store/views.js';
import type { World } from '../../store/world.js';
import type { PoolHandle } from '../../vocabulary/ids.js';
import { poolUsage } from '../../vocabulary/replication.js';
import type { Modelled } from '../notModelled.js';
import { poolHandles, poolOfId } from './elements.js';
import { sourceOf } from './source.js';

/** Every pool, the peer system's included. */
export const pools = sourceOf<'MSFT_SMPool', PoolHandle>({
  handles: poolHandles,
  named: (world, { ObjectId }) => poolOfId(world, ObjectId),
  read: poolOf,
});

function poolOf(world: World, handle: PoolHandle): Modelled<'MSFT_SMPool'> {
  const pool = poolView(world, handle);
  return {
    ObjectId: pool.id,
    Identifier: pool.id,
    DisplayName: pool.name,
    Name: pool.name,
    PoolID: pool.id,
    Primordial: pool.isPrimordial,
    // Room that a job has reserved is not unused any more.
    RemainingManagedSpace: pool.free,
    TotalManagedSpace: pool.total,
    Usage: pool.usage,
    SupportsStorageVolumeCreation: !pool.isPrimordial && pool.usage === poolUsage.unrestricted,
    // Every volume is allocated in full, and so is the space of its pool.
    SupportsThinlyProvisionedStorageVolume: false,
    SpaceLimit: pool.total,
    SpaceLimitDetermination: allocated,
    OperationalStatus: pool.operationalStatus,
    HealthStatus: pool.healthStatus,
  };
}

/** MSFT_SMPool.SpaceLimitDetermination: the limit is TotalManagedSpace. */
const allocated = 2;
