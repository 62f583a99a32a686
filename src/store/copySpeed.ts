import { lifecycles } from '../lifecycle/lifecycles.js';
import type { PoolHandle } from '../vocabulary/units/ids.js';
import { crossesLink, linkCopies } from './replicationLink.js';
import type { World } from './world.js';

const degraded = lifecycles.pool.stateIndex('degraded');

/** What is left of the speed of a copy between two pools: 1 for all of it, 0 where it stands still. A pool that is degraded slows it,
 * hosts that keep a pool busy do, and the replication link where the copy crosses it; all of them together by their product.
 */
export function copySpeed(
  { configuration, settings, pools }: World,
  from: PoolHandle | -1,
  to: PoolHandle | -1,
): number {
  const { speedWhileDegraded, speedUnderHostLoad, speedOverDegradedLink } = configuration;
  if (speedWhileDegraded === 1 && speedUnderHostLoad === 1 && settings.replicationLink === 0) return 1;
  const [source, target] = [pools.peek(from), pools.peek(to)];
  let speed = 1;
  if (source?.state === degraded || target?.state === degraded) speed *= speedWhileDegraded;
  if (source?.hostLoad === 1 || target?.hostLoad === 1) speed *= speedUnderHostLoad;
  if (crossesLink(source, target)) speed *= { fully: 1, slowly: speedOverDegradedLink, not: 0 }[linkCopies(settings)];
  return speed;
}
