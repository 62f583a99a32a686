import { lifecycles } from '../lifecycle/lifecycles.js';
import type { ReplicationLinkMeta } from '../lifecycle/replicationLink.js';
import type { PoolHandle } from '../vocabulary/units/ids.js';
import type { PoolRow } from './rows.js';
import type { Settings } from './settings.js';
import type { World } from './world.js';

/** How the replication link carries the copies that cross it now. */
export function linkCopies({ replicationLink }: Pick<Settings, 'replicationLink'>): ReplicationLinkMeta['copies'] {
  return lifecycles.replicationLink.meta(replicationLink).copies;
}

/** Whether a copy from one pool to another crosses the link: they are of different systems. */
export function crossesLink(
  from: Readonly<Pick<PoolRow, 'remote'>> | undefined,
  to: Readonly<Pick<PoolRow, 'remote'>> | undefined,
): boolean {
  return from !== undefined && to !== undefined && from.remote !== to.remote;
}

/** Whether a copy between two pools stands still, because the link between them is partitioned. */
export function isCutOff({ settings, pools }: World, from: PoolHandle | -1, to: PoolHandle | -1): boolean {
  return settings.partition !== null && crossesLink(pools.peek(from), pools.peek(to));
}

/** Whether copies that wait for the link have waited for as long as they do. */
export function isGivenUp({ settings: { partition }, configuration, nowMs }: World): boolean {
  const { failsWithoutLinkAfterMs: waitMs } = configuration;
  return partition !== null && waitMs !== null && nowMs >= partition.sinceMs + waitMs;
}
