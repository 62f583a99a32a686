import type { Action } from '../subject/driver.js';
import type { PoolSeen, VolumeSeen } from '../subject/observations.js';
import { produce } from './produce.js';
import { type ModelState, openJobs } from './state.js';

/** What was seen around an action, by symbol. */
export interface ActionSeen {
  /** The volume that it is about, before and after. */
  readonly before: VolumeSeen | null;
  readonly after: VolumeSeen | null;
  readonly pools: ReadonlyMap<string, PoolSeen>;
}

/** The state after an action that the subject says it did.
 * @param shares whether volumes share extents: then what one of them takes or gives back depends on the others
 */
export function afterAction(state: ModelState, action: Action, seen: ActionSeen, shares: boolean): ModelState {
  return produce(state, (draft) => {
    switch (action.do) {
      case 'delete': {
        const volume = draft.volumes[action.volume];
        if (volume === undefined) return;
        const pool = draft.pools[volume.pool];
        const refund = shares || volume.took === null ? null : (seen.before?.charge ?? volume.took);
        delete draft.volumes[action.volume];
        for (const other of Object.values(draft.volumes)) if (other.source === action.volume) other.source = null;
        if (pool === undefined) return;
        pool.free = pool.free === null || refund === null ? null : pool.free + refund;
        pool.lastChange = 'refund';
        return;
      }
      case 'write': {
        const volume = draft.volumes[action.volume];
        const pool = volume === undefined ? undefined : draft.pools[volume.pool];
        if (volume === undefined || pool === undefined || seen.after === null) return;
        const [before, after] = [seen.before?.charge, seen.after.charge];
        const more = shares || before === undefined || after === undefined ? null : after - before;
        volume.took = after ?? null;
        pool.free = pool.free === null || more === null ? null : pool.free - more;
        pool.lastChange = 'action';
        return;
      }
      case 'leaveFree': {
        const pool = draft.pools[action.pool];
        const shown = seen.pools.get(action.pool);
        if (pool === undefined || shown === undefined) return;
        pool.total = shown.total;
        pool.stolen = shown.stolen ?? 0;
        // Jobs that may have ended without being seen make the number one of before.
        pool.free = openJobs(state).some(([, { fresh }]) => !fresh) ? null : action.bytes;
        pool.lastChange = 'action';
        return;
      }
      case 'setState': {
        const volume = draft.volumes[action.element];
        const pool = draft.pools[action.element];
        if (pool !== undefined) pool.state = seen.pools.get(action.element)?.state ?? action.state;
        if (volume === undefined || seen.after === null) return;
        volume.state = seen.after.state ?? action.state;
        volume.usable = seen.after.usable;
        volume.healthStatus = seen.after.healthStatus ?? null;
        return;
      }
      case 'control': {
        const job = draft.jobs[action.job];
        const target = draft.volumes[job?.target ?? ''];
        if (job !== undefined) job.fresh = false;
        if (target !== undefined) target.usable = null;
      }
    }
  });
}
