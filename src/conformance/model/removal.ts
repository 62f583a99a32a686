import { produce } from './produce.js';
import { freeAfter, withSomePoolChanged } from './room.js';
import { loseSnapshots } from './snapshots.js';
import { type ModelState, unknownPool } from './state.js';

/** The state without a volume: what it took is its pool's again, and what it was associated with goes on alone.
 * @param shares whether extents are shared: then what it gives back depends on others
 * @param bytes what it took, where that has just been seen
 */
export function withoutVolume(state: ModelState, name: string, shares: boolean, bytes?: number): ModelState {
  const volume = state.volumes[name];
  if (volume === undefined) return state;
  return produce(state, (draft) => {
    delete draft.volumes[name];
    // The job that made it is of no use to anybody once it is not listed.
    if (volume.job !== null && draft.jobs[volume.job]?.gone === true) delete draft.jobs[volume.job];
    loseSnapshots(draft, name);
    for (const other of Object.values(draft.volumes)) if (other.source === name) other.source = null;
    if (volume.pool === unknownPool) draft.pools = withSomePoolChanged(state.pools, 'refund');
    const pool = draft.pools[volume.pool];
    if (pool === undefined) return;
    pool.free = freeAfter(pool, shares || volume.took === null ? null : (bytes ?? volume.took));
    pool.lastChange = 'refund';
  });
}
