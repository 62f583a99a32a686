import { type Advertised, standsStill } from '../../subject/advertised.js';
import { textGiven } from '../../subject/call.js';
import { produce } from '../produce.js';
import { sharesExtents } from '../room.js';
import type { Holds, RuleInput } from '../rule.js';
import { jobNew, type ModelState, type ModelVolume, unrestricted, withEntry } from '../state.js';
import { copyJobs, isWithinCall } from './cloneEffect.js';
import type { JobModel, Names } from './method.js';
import { nameKept } from './names.js';

/** The state after a snapshot was made: it takes nothing, until its source is written to. */
export function withSnapshot(input: RuleInput, names: Names, time: Advertised['time']): ModelState {
  const { state, volume, poolName, call, advertised } = input;
  if (volume === undefined || poolName === null || names.made === null) return state;
  const made = snapshotOf(input, names.job === null);
  const fresh = standsStill(advertised) && !time.callsPass;
  const settled = names.job === null || fresh || made.usable === true;
  const volumes = withEntry(state.volumes, names.made, {
    ...made,
    job: names.job,
    usable: settled ? made.usable : null,
  });
  const pool = state.pools[poolName];
  const pools =
    pool === undefined ? state.pools : withEntry(state.pools, poolName, { ...pool, lastChange: 'accepted' as const });
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

/** The state with a snapshot more that no look has shown. */
export function withUnobservedSnapshot(input: RuleInput, state: ModelState, late: boolean): ModelState {
  if (input.volume === undefined || input.poolName === null) return state;
  const made = snapshotOf(input, isWithinCall(input));
  const { names, leaves } = input.advertised;
  const name = names.given === 'byClient' ? made.name : null;
  // Hosts may have written to its source since.
  const isKnown = !late && !leaves.afterFailedCall;
  return produce(state, (draft) => {
    draft.unobserved.push({ ...made, name, ...(isKnown ? {} : { took: null, kept: null }) });
  });
}

/** @param atOnce whether it is complete with the reply; undefined for not known */
function snapshotOf({ call, volume, poolName, advertised }: RuleInput, atOnce: Holds): ModelVolume {
  const { clones, snapshots } = advertised;
  const isKnown = snapshots?.take === 'changes' && !sharesExtents(advertised);
  const { targetUsable } = clones;
  const meanwhile = targetUsable === 'unknown' ? null : targetUsable === 'atAcceptance';
  return {
    name: nameKept(textGiven(call, 'ElementName') ?? '', advertised) || null,
    pool: poolName ?? '',
    size: volume?.size ?? 0,
    isSnapshot: true,
    usable: atOnce === true ? true : atOnce === undefined ? null : meanwhile,
    state: null,
    healthStatus: null,
    usage: unrestricted,
    source: call.on,
    madeOf: call.on,
    // It is no clone, and nothing is counted by it.
    mirror: null,
    depth: 0,
    family: null,
    // One that shares its source's extents has nothing to keep, and shows what that shows.
    basedOn: advertised.allocation.kind === 'instant' && volume?.pool === poolName ? volume.basedOn : call.on,
    kept: isKnown ? [] : null,
    madeBy: call.method,
    job: null,
    deletion: null,
    isExposed: false,
    // Whether hosts may write to it only a look tells.
    isReadOnly: null,
    resizing: null,
    took: snapshots?.take === 'changes' ? 0 : null,
    shown: false,
  };
}

/** A job at whose end a snapshot can be used: nothing is reserved for it. */
export const snapshotJobs: JobModel = { ...copyJobs, reserves: false };
