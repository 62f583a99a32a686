import { lifecycles } from '../lifecycle/lifecycles.js';
import { jobList } from './jobRow.js';
import type { PoolRow, SynchronizationRow, VolumeRow } from './rows.js';
import type { World } from './world.js';

const poolOffline = lifecycles.pool.stateIndex('offline');
const volumeOffline = lifecycles.volume.stateIndex('offline');

export function isOffline({ state }: Readonly<Pick<PoolRow, 'state'>>): boolean {
  return state === poolOffline;
}

/** The state that a volume shows. Volumes follow their pool: those of one that is offline are so, too, unless nobody can use
 * them anyway.
 */
export function shownState({ pools }: World, { state, pool }: Readonly<Pick<VolumeRow, 'state' | 'pool'>>): number {
  return isOffline(pools.read(pool)) && lifecycles.volume.meta(state).usable ? volumeOffline : state;
}

/** Whether hosts may use a target while it is copied to. Then CopyState is at least Synchronized: what is not copied yet is read
 * from the source (Microsoft's requirements on SMI-S providers, WaitForCopyState).
 */
export function servesHosts(world: World, { job }: Readonly<Pick<SynchronizationRow, 'job'>>): boolean {
  if (world.configuration.profile.clones.targetUsable !== 'atAcceptance') return false;
  const row = world.jobs.peek(job);
  return row !== undefined && row.list !== jobList.finished;
}

/** CopyState, Synchronized. */
export const synchronizedForHosts = 4;
