import { type Advertised, standsStill } from '../../subject/advertised.js';
import { textGiven } from '../../subject/call.js';
import { produce } from '../produce.js';
import { freeAfter, mayGetRoom, sizeElsewhere, sizeIn, wholeExtents, withSomePoolChanged } from '../room.js';
import type { Holds, RuleInput } from '../rule.js';
import {
  jobCompleted,
  jobFailed,
  jobKilled,
  jobNew,
  jobTerminated,
  type ModelPool,
  type ModelState,
  type ModelVolume,
  unknownPool,
  unrestricted,
  withEntry,
} from '../state.js';
import type { JobModel, Names } from './method.js';
import { nameKept } from './names.js';

/** Whether a volume is created within the call; undefined where the subject does not say. */
export function isCreatedAtOnce({ creates }: Advertised): Holds {
  return creates?.by === 'unknown' ? undefined : creates?.by !== 'job';
}

/** Bytes of the volume that is asked for; null where the subject does not say how it rounds, or how much room there is. */
export function sizeOfNew(input: RuleInput): number | null {
  const { Size: size, UseMaximumSize } = input.call.with;
  const { creates, allocation } = input.advertised;
  if (UseMaximumSize === true) return largestNew(input);
  if (typeof size !== 'number' || creates === undefined || creates.sizes === 'unknown') return null;
  const least = wholeExtents(size, allocation.extent);
  if (creates.sizes === 'extents') return least;
  return allocation.extent * 2 ** Math.ceil(Math.log2(least / allocation.extent));
}

/** Bytes of the largest volume that the pool of a call has room for, and may promise; 0 for none, null where that is not known. */
export function largestNew(input: RuleInput): number | null {
  const { state, volumes, pool, poolName, advertised } = input;
  const { extent, kind, overcommitLimit } = advertised.allocation;
  const { sizes = 'unknown' } = advertised.creates ?? {};
  const thin = isThinNew(input);
  if (pool === undefined || poolName === null || thin === null || kind === 'unknown' || sizes === 'unknown')
    return null;
  if (mayGetRoom(state, poolName, advertised) || sizeElsewhere(poolName, state) > 0) return null;
  const promise =
    overcommitLimit === null
      ? Number.POSITIVE_INFINITY
      : Math.floor((pool.total * overcommitLimit) / 100) - sizeIn(poolName, volumes);
  const left = thin ? promise : pool.free === null ? null : Math.min(pool.free, promise);
  // Where nothing limits what is promised, bytes can't be counted of it.
  if (left === null || left > Number.MAX_SAFE_INTEGER) return null;
  const extents = Math.max(0, Math.floor(left / extent));
  return extents === 0 || sizes === 'extents' ? extents * extent : extent * 2 ** Math.floor(Math.log2(extents));
}

/** Whether it is thinly provisioned; null where the subject does not say. */
function isThinNew({ call, advertised: { allocation } }: Pick<RuleInput, 'call' | 'advertised'>): boolean | null {
  const { ThinlyProvisioned: given } = call.with;
  if (typeof given === 'boolean') return given;
  return allocation.kind === 'unknown' ? null : allocation.kind !== 'full';
}

/** Bytes that it takes from its pool at once; null where that is not known. */
export function needOfNew(input: RuleInput): number | null {
  const thin = isThinNew(input);
  if (thin === null || input.advertised.allocation.kind === 'unknown') return null;
  return thin ? 0 : sizeOfNew(input);
}

/** The state after a volume was created: it is there, its room is taken, its job is open. */
export function withNew(input: RuleInput, names: Names, time: Advertised['time']): ModelState {
  const { state, call, advertised } = input;
  if (names.made === null) return state;
  const made = newVolume(input, names.job === null);
  const fresh = standsStill(advertised) && !time.callsPass;
  const settled = names.job === null || fresh;
  const volume = { ...made, job: names.job, usable: settled ? made.usable : null };
  const after = withLess({ ...state, volumes: withEntry(state.volumes, names.made, volume) }, made);
  if (names.job === null) return after;
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
  return { ...after, jobs: withEntry(state.jobs, names.job, job) };
}

/** The state with a created volume more that no look has shown. */
export function withUnobservedNew(input: RuleInput, state: ModelState): ModelState {
  const { names, leaves } = input.advertised;
  const made = newVolume(input, isCreatedAtOnce(input.advertised));
  const left = {
    ...made,
    // A service that failed to rename it left it with a name of the subject's.
    name: names.given === 'byClient' ? made.name : null,
    // Of what a call leaves that has failed, only a look tells.
    took: leaves.afterFailedCall ? null : made.took,
  };
  return withLess({ ...state, unobserved: [...state.unobserved, left] }, left);
}

/** The state in which its pool has less. */
function withLess(state: ModelState, { pool: name, took }: ModelVolume): ModelState {
  if (name === unknownPool) return { ...state, pools: withSomePoolChanged(state.pools, 'accepted') };
  const pool: ModelPool | undefined = state.pools[name];
  if (pool === undefined) return state;
  const free = freeAfter(pool, took === null ? null : -took);
  return { ...state, pools: withEntry(state.pools, name, { ...pool, free, lastChange: 'accepted' as const }) };
}

function newVolume(input: RuleInput, atOnce: Holds): ModelVolume {
  const { call, poolName, advertised } = input;
  return {
    name: nameKept(textGiven(call, 'ElementName') ?? '', advertised) || null,
    pool: poolName ?? '',
    size: sizeOfNew(input) ?? 0,
    isSnapshot: false,
    usable: atOnce ?? null,
    state: null,
    healthStatus: null,
    usage: unrestricted,
    source: null,
    madeOf: null,
    depth: 0,
    family: null,
    madeBy: call.method,
    job: null,
    deletion: null,
    isExposed: false,
    isReadOnly: false,
    resizing: null,
    basedOn: null,
    mirror: null,
    kept: null,
    took: needOfNew(input),
    shown: false,
  };
}

/** A job that creates: its volume can be used in the end, or goes and gives its room back. */
export const creationJobs: JobModel = {
  reserves: true,

  goesOn: (state, { target }, _advertised, exact) => {
    const name = target ?? '';
    const volume = state.volumes[name];
    const usable = exact ? false : null;
    return volume === undefined || volume.usable === usable
      ? state
      : { ...state, volumes: withEntry(state.volumes, name, { ...volume, usable }) };
  },

  ended: (state, { target, jobState }) =>
    produce(state, (draft) => {
      const name = target ?? '';
      const volume = draft.volumes[name];
      if (volume === undefined) return;
      if (jobState === jobCompleted) {
        volume.usable = (volume.state ?? 'online') === 'online' ? true : null;
        return;
      }
      delete draft.volumes[name];
      if (volume.pool === unknownPool) draft.pools = withSomePoolChanged(state.pools, 'jobFailure');
      const pool = draft.pools[volume.pool];
      if (pool === undefined) return;
      pool.free = freeAfter(pool, volume.took);
      pool.lastChange = 'jobFailure';
    }),

  endings: ({ volumes }, { target }, shown) => {
    const name = target ?? '';
    if (volumes[name] === undefined) return [jobKilled];
    const seen = shown?.get(name);
    if (shown === undefined) return [jobCompleted, jobTerminated];
    return [seen === undefined ? jobTerminated : seen.usable ? jobCompleted : jobFailed];
  },
};
