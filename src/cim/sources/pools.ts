import type { Reads } from '../../engine/reads.js';
import type { Configuration } from '../../store/configuration.js';
import type { Pool } from '../../store/views.js';
import { poolUsage } from '../../vocabulary/replication.js';
import type { PoolHandle } from '../../vocabulary/units/ids.js';
import type { Modelled } from '../notModelled.js';
import { poolHandles, poolOfId } from './elements.js';
import { sourceOf } from './source.js';

/** Every pool, the peer system's included. */
export const pools = sourceOf<'MSFT_SMPool', PoolHandle>({
  handles: poolHandles,
  named: (world, { ObjectId }) => poolOfId(world, ObjectId),
  read: poolOf,
});

function poolOf(reads: Reads, handle: PoolHandle): Modelled<'MSFT_SMPool'> {
  const pool = reads.pool(handle);
  const { configuration } = reads.shown;
  const { lowSpaceWarningThreshold } = configuration;
  const supportsVolumes = !pool.isPrimordial && pool.usage === poolUsage.unrestricted;
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
    SupportsStorageVolumeCreation: supportsVolumes,
    SupportsThinlyProvisionedStorageVolume: supportsVolumes && pool.supportsThin,
    ...spaceLimit(pool, configuration),
    LowSpaceWarningThreshold: lowSpaceWarningThreshold,
    OperationalStatus: pool.operationalStatus,
    HealthStatus: pool.healthStatus,
  };
}

/** What may be promised to volumes: all that there is, a share above it, or anything. */
function spaceLimit({ total, supportsThin }: Pool, { overcommitLimit }: Configuration) {
  if (!supportsThin) return { SpaceLimit: total, SpaceLimitDetermination: determination.allocated };
  if (overcommitLimit === Number.POSITIVE_INFINITY) {
    return { SpaceLimit: null, SpaceLimitDetermination: determination.limitless };
  }
  return { SpaceLimit: (total * BigInt(overcommitLimit)) / 100n, SpaceLimitDetermination: determination.quota };
}

/** MSFT_SMPool.SpaceLimitDetermination. */
const determination = { allocated: 2, quota: 3, limitless: 4 };
