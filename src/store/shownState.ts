import { lifecycles } from '../lifecycle/lifecycles.js';
import type { PoolRow, VolumeRow } from './rows.js';
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
