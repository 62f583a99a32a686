import { lifecycles } from '../lifecycle/lifecycles.js';
import { type JobHandle, none, type PoolHandle } from '../vocabulary/units/ids.js';
import { isCopying, type JobRow } from './jobRow.js';
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

/** How fast a job works, as a factor of its share: what a fault leaves of it, and of a copy what its pools and their link do. */
export function speedNow(world: World, handle: JobHandle, job: Readonly<JobRow>): number {
  const speed = speedOf(world, handle);
  if (!isCopying(job)) return speed;
  return speed * copySpeed(world, world.volumes.peek(job.source)?.pool ?? none, job.pool);
}

/** What the faults leave of a job's speed. */
export function speedOf({ faults }: World, job: JobHandle): number {
  const injected = faults === undefined || faults.jobs.size === 0 ? undefined : faults.jobs.get(job);
  if (injected === undefined) return 1;
  return injected.pausedAt !== null || injected.stalled ? 0 : injected.speed;
}
