import { type Advertised, standsStill } from '../../subject/advertised.js';
import { textGiven } from '../../subject/call.js';
import { produce } from '../produce.js';
import { freeAfter, wholeExtents, withSomePoolChanged } from '../room.js';
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

/** Bytes of the volume that is asked for; null where the subject does not say how it rounds, and where it is to say itself how large. */
export function sizeOfNew({ call, advertised }: Pick<RuleInput, 'call' | 'advertised'>): number | null {
  const { Size: size } = call.with;
  const { creates, allocation } = advertised;
  if (typeof size !== 'number' || creates === undefined || creates.sizes === 'unknown') return null;
  const least = wholeExtents(size, allocation.extent);
  if (creates.sizes === 'extents') return least;
  return allocation.extent * 2 ** Math.ceil(Math.log2(least / allocation.extent));
}

/** Whether it is thinly provisioned; null where the subject does not say. */
function isThinNew({ call, advertised: { allocation } }: Pick<RuleInput, 'call' | 'advertised'>): boolean | null {
  const { ThinlyProvisioned: given } = call.with;
  if (typeof given === 'boolean') return given;
  return allocation.kind === 'unknown' ? null : allocation.kind !== 'full';
}

/** Bytes that it takes from its pool at once; null where that is not known. */
export function needOfNew(input: Pick<RuleInput, 'call' | 'advertised'>): number | null {
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
    readOnly: false,
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
