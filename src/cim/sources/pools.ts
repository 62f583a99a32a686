import type { Reads } from '../../engine/reads.js';
import type { Configuration } from '../../store/configuration.js';
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
  const { allocation, lowSpaceWarningThreshold } = configuration;
  const thin = allocation !== 'full';
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
    SupportsThinlyProvisionedStorageVolume: supportsVolumes && thin,
    ...spaceLimit(pool.total, configuration),
    LowSpaceWarningThreshold: lowSpaceWarningThreshold,
    OperationalStatus: pool.operationalStatus,
    HealthStatus: pool.healthStatus,
  };
}

/** What may be promised to volumes: all that there is, a share above it, or anything. */
function spaceLimit(total: bigint, { allocation, overcommitLimit }: Configuration) {
  if (allocation === 'full') return { SpaceLimit: total, SpaceLimitDetermination: determination.allocated };
  if (overcommitLimit === Number.POSITIVE_INFINITY) {
    return { SpaceLimit: null, SpaceLimitDetermination: determination.limitless };
  }
  return { SpaceLimit: (total * BigInt(overcommitLimit)) / 100n, SpaceLimitDetermination: determination.quota };
}

/** MSFT_SMPool.SpaceLimitDetermination. */
const determination = { allocated: 2, quota: 3, limitless: 4 };
