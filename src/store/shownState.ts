import { lifecycles } from '../lifecycle/lifecycles.js';
import { syncType } from '../vocabulary/replication.js';
import { jobList } from './jobRow.js';
import { isCutOff } from './replicationLink.js';
import type { PoolRow, SynchronizationRow, VolumeRow } from './rows.js';
import type { World } from './world.js';

const poolOffline = lifecycles.pool.stateIndex('offline');
const volumeOffline = lifecycles.volume.stateIndex('offline');
const copying = lifecycles.synchronization.stateIndex('copying');
const suspended = lifecycles.synchronization.stateIndex('suspended');

export function isOffline({ state }: Readonly<Pick<PoolRow, 'state'>>): boolean {
  return state === poolOffline;
}

/** The state that a volume shows. Volumes follow their pool: those of one that is offline are so, too, unless nobody can use
 * them anyway.
 */
export function shownState({ pools }: World, { state, pool }: Readonly<Pick<VolumeRow, 'state' | 'pool'>>): number {
  return isOffline(pools.read(pool)) && lifecycles.volume.meta(state).usable ? volumeOffline : state;
}

/** The state that a clone's relation to its source shows. While their link is partitioned no data flow, as if it were suspended: the value map
 * of MSFT_SMSynchronizedBase.CopyState has no word for a partition (CIM's Partitioned is 16, which it reserves).
 * @see CIM_Synchronized.CopyState, Suspended, and ProgressStatus, Dormant: "the data flow is inactive, suspended or quiesced"
 */
export function shownRelationState(world: World, row: Readonly<SynchronizationRow>): number {
  return isHeldByLink(world, row) ? suspended : row.state;
}

/** Whether a copy that is under way stands still for want of the link. */
export function isHeldByLink(world: World, { state, source, target }: Readonly<SynchronizationRow>): boolean {
  if (state !== copying || world.settings.partition === null) return false;
  return isCutOff(world, world.volumes.read(source).pool, world.volumes.read(target).pool);
}

/** Whether hosts may use a target while it is copied to. Then CopyState is at least Synchronized: what is not copied yet is read
 * from the source (Microsoft's requirements on SMI-S providers, WaitForCopyState).
 */
export function servesHosts(
  world: World,
  { job, syncType: type }: Readonly<Pick<SynchronizationRow, 'job' | 'syncType'>>,
): boolean {
  if (world.configuration.profile.clones.targetUsable !== 'atAcceptance' || type === syncType.mirror) return false;
  const row = world.jobs.peek(job);
  return row !== undefined && row.list !== jobList.finished;
}

/** CopyState, Synchronized. */
export const synchronizedForHosts = 4;
