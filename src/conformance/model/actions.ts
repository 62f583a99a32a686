import type { Action } from '../subject/action.js';
import type { Advertised } from '../subject/advertised.js';
import type { PoolSeen, VolumeSeen } from '../subject/observations.js';
import { produce } from './produce.js';
import { withoutVolume } from './removal.js';
import { freeAfter, mayGetRoom, sharesExtents, withSomePoolChanged } from './room.js';
import { keepWritten } from './snapshots.js';
import { type ModelState, openJobs, unknownPool } from './state.js';

/** What was seen around an action, by symbol. */
interface ActionSeen {
  /** The volume that it is about, before and after. */
  readonly before: VolumeSeen | null;
  readonly after: VolumeSeen | null;
  readonly pools: ReadonlyMap<string, PoolSeen>;
}

/** The state after an action that the subject says it did. */
export function afterAction(state: ModelState, action: Action, seen: ActionSeen, advertised: Advertised): ModelState {
  // What one volume takes or gives back depends on others then.
  const shares = sharesExtents(advertised);
  if (action.do === 'delete') return withoutVolume(state, action.volume, shares, seen.before?.charge);
  return produce(state, (draft) => {
    switch (action.do) {
      case 'write': {
        const volume = draft.volumes[action.volume];
        const pool = volume === undefined ? undefined : draft.pools[volume.pool];
        if (volume?.pool === unknownPool) draft.pools = withSomePoolChanged(state.pools, 'action');
        if (volume === undefined || seen.after === null) return;
        const [before, after] = [seen.before?.charge, seen.after.charge];
        const more = shares || before === undefined || after === undefined ? null : after - before;
        volume.took = after ?? null;
        if (pool === undefined) return;
        pool.free = freeAfter(pool, more === null ? null : -more);
        pool.lastChange = 'action';
        keepWritten(draft, action.volume, action, advertised.allocation.extent);
        return;
      }
      case 'leaveFree': {
        const pool = draft.pools[action.pool];
        const shown = seen.pools.get(action.pool);
        if (pool === undefined || shown === undefined) return;
        const home = draft.pools[pool.madeOf ?? ''];
        if (home !== undefined) home.free = freeAfter(home, pool.total - shown.total);
        pool.total = shown.total;
        pool.stolen = shown.stolen ?? 0;
        // Jobs that may have ended without being seen make the number one of before.
        const isLate = openJobs(state).some(([, { fresh }]) => !fresh) || mayGetRoom(state, action.pool, advertised);
        pool.free = isLate ? null : action.bytes;
        pool.lastChange = 'action';
        return;
      }
      case 'setState': {
        const volume = draft.volumes[action.element];
        const pool = draft.pools[action.element];
        if (pool !== undefined) pool.state = seen.pools.get(action.element)?.state ?? action.state;
        if (volume === undefined || seen.after === null) return;
        // Of a pool that is offline nobody sees what its volumes are.
        const isHidden = draft.pools[volume.pool]?.state === 'offline';
        volume.state = isHidden ? action.state : (seen.after.state ?? action.state);
        volume.usable = isHidden ? null : seen.after.usable;
        volume.healthStatus = seen.after.healthStatus ?? null;
        // One side that fails breaks the relation.
        for (const other of Object.values(draft.volumes))
          if (other.mirror !== null && (other === volume || other.source === action.element)) other.mirror = 'unknown';
        // It has lost its lock; afterwards it stays what it was put into.
        if (volume.resizing !== null)
          volume.resizing = { ...volume.resizing, usable: volume.usable, state: volume.state };
        if (volume.deletion === null) return;
        // What a job is to remove has lost its lock, if it had one.
        const { usable, state: word } = volume;
        volume.deletion = { job: volume.deletion.job, usable, state: word, usableMeanwhile: usable };
        return;
      }
      case 'control': {
        const job = draft.jobs[action.job];
        const target = draft.volumes[job?.target ?? ''];
        if (job !== undefined) job.fresh = false;
        if (target !== undefined) target.usable = null;
        return;
      }
      case 'load': {
        const others = draft.loaded.filter((pool) => pool !== action.pool);
        draft.loaded = action.busy ? [...others, action.pool] : others;
        return;
      }
      case 'setLink':
        draft.link = action.state;
        return;
      case 'disturb':
        draft.trouble = action.trouble;
    }
  });
}
