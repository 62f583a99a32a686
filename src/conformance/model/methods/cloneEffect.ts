import { type Advertised, standsStill } from '../../subject/advertised.js';
import { textGiven } from '../../subject/call.js';
import { produce } from '../produce.js';
import { freeAfter, mayBeProvisionedOtherwise, needOf, sharesExtents, withSomePoolChanged } from '../room.js';
import type { Holds, RuleInput } from '../rule.js';
import { loseSnapshots } from '../snapshots.js';
import {
  jobCompleted,
  jobFailed,
  jobKilled,
  jobNew,
  jobTerminated,
  type ModelState,
  type ModelVolume,
  unknownFamily,
  unknownPool,
  unrestricted,
  withEntry,
} from '../state.js';
import type { JobModel, Names } from './method.js';
import { nameKept } from './names.js';
import { asksForMirror, isSnapshotMade } from './replicaKinds.js';

/** Whether a clone is to be answered with 0 instead of 4096; undefined where the subject does not say. */
export function isWithinCall({ advertised: { clones }, volume }: Pick<RuleInput, 'advertised' | 'volume'>): Holds {
  if (clones.copies === 'unknown') return undefined;
  if (clones.copies !== 'bySize') return clones.copies === 'withinCall';
  return volume !== undefined && volume.size <= clones.synchronousUpTo;
}

/** The state after a clone was made: its target is there, its room is taken, its job is open. */
export function withClone(input: RuleInput, names: Names, time: Advertised['time']): ModelState {
  const { state, volume, poolName, call } = input;
  if (volume === undefined || poolName === null || names.made === null) return state;
  const made = cloneOf(input, names.job === null);
  // Spread out, as in `withRefusal`: every call comes by, and a draft costs ten times as much.
  const fresh = standsStill(input.advertised) && !time.callsPass;
  const settled = names.job === null || fresh || made.usable === true;
  const target = { ...made, job: names.job, usable: settled ? made.usable : null };
  const volumes = withEntry(state.volumes, names.made, target);
  const pool = state.pools[poolName];
  const room = made.took === null ? null : -made.took;
  const pools =
    pool === undefined
      ? poolName === unknownPool
        ? withSomePoolChanged(state.pools, 'accepted')
        : state.pools
      : withEntry(state.pools, poolName, { ...pool, free: freeAfter(pool, room), lastChange: 'accepted' as const });
  if (names.job === null) return { ...state, volumes, pools };
  const job = {
    method: call.method,
    target: names.made,
    pool: null,
    jobState: jobNew,
    percent: 0,
    errorCode: 0,
    fresh,
    gone: false,
  };
  return { ...state, volumes, pools, jobs: withEntry(state.jobs, names.job, job) };
}

/** The state with a clone more that no look has shown. */
export function withUnobservedClone(input: RuleInput, state: ModelState, late: boolean): ModelState {
  if (input.volume === undefined || input.poolName === null) return state;
  const { names, allocation, leaves } = input.advertised;
  const clone = cloneOf(input, isWithinCall(input));
  const made: ModelVolume = {
    ...clone,
    // What a call leaves that has stopped half-way may share nothing.
    ...(clone.depth === 0 ? {} : { depth: null, family: unknownFamily }),
    // A service that failed to rename it left it with a name of the subject's.
    name: names.given === 'byClient' ? clone.name : null,
    // Of what a call leaves that has failed, only a look tells.
    took: (late && allocation.kind !== 'full') || leaves.afterFailedCall ? null : clone.took,
  };
  return produce(state, (draft) => {
    draft.unobserved.push(made);
    const pool = draft.pools[made.pool];
    if (made.pool === unknownPool) draft.pools = withSomePoolChanged(state.pools, 'accepted');
    if (pool === undefined) return;
    pool.free = freeAfter(pool, made.took === null ? null : -made.took);
    pool.lastChange = 'accepted';
  });
}

/** @param atOnce whether it is complete with the reply; undefined for not known */
function cloneOf(input: RuleInput, atOnce: Holds): ModelVolume {
  const { call, volume, poolName, advertised, allocated } = input;
  const { clones } = advertised;
  return {
    // An empty name is none, where it is taken.
    name: nameKept(textGiven(call, 'ElementName') ?? '', advertised) || null,
    pool: poolName ?? '',
    size: volume?.size ?? 0,
    isSnapshot: false,
    usable: atOnce === true ? true : atOnce === undefined ? null : usableMeanwhile(advertised),
    state: null,
    healthStatus: null,
    usage: unrestricted,
    source: atOnce === true && clones.detaches === true && !asksForMirror(call) ? null : call.on,
    mirror: asksForMirror(call) ? (atOnce === true ? 'inSync' : 'unknown') : null,
    madeOf: call.on,
    ...linkOf(input),
    basedOn: null,
    kept: null,
    madeBy: call.method,
    job: null,
    deletion: null,
    resizing: null,
    isExposed: false,
    isReadOnly: false,
    took:
      volume === undefined
        ? 0
        : poolName === unknownPool
          ? null
          : needOf(advertised, volume, poolName ?? '', allocated),
    shown: false,
  };
}

/** What it is built upon: extents are shared within one pool. */
function linkOf({ call, volume, poolName, advertised }: RuleInput): Pick<ModelVolume, 'depth' | 'family'> {
  const apart = { depth: 0, family: null };
  if (volume === undefined || !sharesExtents(advertised)) return apart;
  const pools = [volume.pool, poolName];
  const { kind, extent } = advertised.allocation;
  if (pools.includes(unknownPool) || mayBeProvisionedOtherwise(volume, kind, extent))
    return { depth: null, family: unknownFamily };
  if (volume.pool !== poolName || volume.basedOn !== null) return apart;
  return { depth: volume.depth === null ? null : volume.depth + 1, family: volume.family ?? call.on };
}

/** A job that copies: its target can be used in the end, or goes and gives its room back. */
export const copyJobs: JobModel = {
  reserves: true,

  goesOn: (state, { target }, advertised, exact) => {
    const name = target ?? '';
    const volume = state.volumes[name];
    // One that somebody has put into another state since may be usable, or not.
    const isOnline = (volume?.state ?? 'online') === 'online';
    const usable = exact && isOnline ? usableMeanwhile(advertised) : null;
    return volume === undefined || volume.usable === usable
      ? state
      : { ...state, volumes: withEntry(state.volumes, name, { ...volume, usable }) };
  },

  ended: (state, { target, jobState }, advertised) =>
    produce(state, (draft) => {
      const name = target ?? '';
      const volume = draft.volumes[name];
      if (volume === undefined) return;
      if (jobState === jobCompleted) {
        volume.usable = (volume.state ?? 'online') === 'online' ? true : null;
        if (volume.mirror !== null) volume.mirror = volume.usable === true ? 'inSync' : 'unknown';
        else if (advertised.clones.detaches === true && !isSnapshotMade(volume)) volume.source = null;
        return;
      }
      const pool = draft.pools[volume.pool];
      loseSnapshots(draft, name);
      if (staysAfter(jobState, advertised)) {
        // In what state, only a look tells.
        Object.assign(volume, { usable: false, state: null, healthStatus: null });
        return;
      }
      delete draft.volumes[name];
      if (volume.pool === unknownPool) draft.pools = withSomePoolChanged(state.pools, 'jobFailure');
      for (const other of Object.values(draft.volumes)) if (other.source === name) other.source = null;
      if (pool === undefined) return;
      // Extents that are shared go with the last who shows them.
      pool.free = freeAfter(pool, sharesExtents(advertised) ? null : volume.took);
      pool.lastChange = 'jobFailure';
    }),

  endings: ({ volumes }, { target }, shown, advertised) => {
    const name = target ?? '';
    // Where its target has been deleted since, it makes no difference.
    if (volumes[name] === undefined) return [jobKilled];
    const seen = shown?.get(name);
    // What is killed may stay by what is declared; what is terminated in good order goes.
    if (shown !== undefined && seen === undefined) return [jobTerminated];
    const left = seen?.usable === true ? [] : [jobFailed, jobKilled].filter((end) => staysAfter(end, advertised));
    const goes = seen === undefined ? [jobTerminated] : [];
    return [jobCompleted, ...left, ...goes];
  },
};

/** Whether hosts may use a target while it is copied to; null for not known. */
function usableMeanwhile({ clones: { targetUsable } }: Advertised): boolean | null {
  return targetUsable === 'unknown' ? null : targetUsable === 'atAcceptance';
}

/** Whether the target of a job stays that has come to that without being complete. */
export function staysAfter(jobState: number, { clones, leaves }: Advertised): boolean {
  if (clones.targetUsable === 'atAcceptance' && leaves.usableTargets === true) return true;
  return (
    (jobState === jobFailed && leaves.afterFailedJob) || (jobState === jobKilled && leaves.afterKilledJob === true)
  );
}
