import { lifecycles } from '../lifecycle/lifecycles.js';
import { syncType } from '../vocabulary/replication.js';
import { none, type PoolHandle, type VolumeHandle } from '../vocabulary/units/ids.js';
import { type Blocks, roundUpTo } from '../vocabulary/units/sizes.js';
import { free } from './capacity.js';
import { lengthOf } from './contents.js';
import { crossesLink, linkCopies } from './replicationLink.js';
import type { SynchronizationRow } from './rows.js';
import type { Range } from './runs.js';
import type { World } from './world.js';

// Copy on write: a snapshot that shares no extents by itself shows those of the volume that it is based on, and keeps an extent of its
// own when that volume is to overwrite it. It keeps whole extents, whether or not anything was ever written there.

/** The snapshots of a volume that are associated with it, the youngest first: a walk over its replicas, which the array limits. */
export function snapshotsOf({ volumes, synchronizations }: World, volume: VolumeHandle): VolumeHandle[] {
  const { snapshots, firstReplica } = volumes.read(volume);
  const found: VolumeHandle[] = [];
  for (let replica = firstReplica; replica !== none && found.length < snapshots; ) {
    const row = synchronizations.read(replica);
    if (row.syncType === syncType.snapshot) found.push(row.target);
    replica = row.nextOfSource;
  }
  return found;
}

/** What the snapshots of a volume keep of a range before it is overwritten. */
export interface Keeping {
  readonly kept: readonly { readonly snapshot: VolumeHandle; readonly extents: readonly Range[] }[];
  /** Those whose pools can't take what they would have to keep. */
  readonly lost: readonly VolumeHandle[];
}

const nothingKept: Keeping = { kept: [], lost: [] };

/** Who has to keep what before a write, in the room that the write itself leaves.
 * @param need blocks that the volume's own pool gives up for the write
 */
export function planKeeping(world: World, volume: VolumeHandle, range: Range, need: Blocks): Keeping {
  const { snapshots, pool: home } = world.volumes.read(volume);
  if (snapshots === 0) return nothingKept;
  const { extentSize } = world.configuration;
  const first = range.start - (range.start % extentSize);
  const kept: { readonly snapshot: VolumeHandle; readonly extents: readonly Range[] }[] = [];
  const lost: VolumeHandle[] = [];
  const taken = new Map<PoolHandle, number>([[home, need]]);
  for (const snapshot of snapshotsOf(world, volume)) {
    const { basedOn, pool, size } = world.volumes.read(snapshot);
    // A position is the size of what is before it; the volume may have grown since.
    const end = Math.min(roundUpTo(range.end as Blocks, extentSize), roundUpTo(size, extentSize));
    if (basedOn !== volume || end <= first) continue;
    const extents = world.contents.payload(snapshot).gaps(first, end);
    if (extents.length === 0) continue;
    const wanted = (taken.get(pool) ?? 0) + lengthOf(extents);
    if (wanted <= free(world.pools.read(pool)) && takes(world, home, pool)) {
      taken.set(pool, wanted);
      kept.push({ snapshot, extents });
    } else lost.push(snapshot);
  }
  return { kept, lost };
}

/** Whether a pool can take what a volume of another overwrites. */
function takes({ pools, settings }: World, from: PoolHandle, to: PoolHandle): boolean {
  const pool = pools.read(to);
  const isCutOff = linkCopies(settings) === 'not' && crossesLink(pools.read(from), pool);
  return lifecycles.pool.meta(pool.state).allocates && !isCutOff;
}

/** Whether a replica shares its source's extents, and so copies blocks only when they are written. */
export function sharesExtents(world: World, row: Readonly<SynchronizationRow>): boolean {
  if (row.syncType === syncType.mirror || world.configuration.allocation !== 'instant') return false;
  const [from, to] = [world.volumes.read(row.source), world.volumes.read(row.target)];
  return from.pool === to.pool && from.thin === 1 && to.thin === 1 && from.basedOn === none && to.basedOn === none;
}
