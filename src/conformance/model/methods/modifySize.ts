import { type Advertised, standsStill } from '../../subject/advertised.js';
import type { Call, Given, Reply } from '../../subject/call.js';
import type { Look } from '../look.js';
import { wholeExtents, withSomePoolChanged } from '../room.js';
import type { RuleInput } from '../rule.js';
import { idle, nobody, pick, type Situation } from '../situation.js';
import {
  isOpen,
  isOver,
  jobCompleted,
  jobFrom,
  jobKilled,
  jobNew,
  type ModelState,
  type ModelVolume,
  unknownPool,
  withEntry,
} from '../state.js';
import { type JobModel, type MethodModel, successOf } from './method.js';
import { modifySizeRules, newSizeOf, roomToGrow } from './modifySizeRules.js';

const method = 'StorageVolume.ModifySize';

const jobs: JobModel = {
  reserves: true,
  reserved: ({ resizing }) => resizing?.room ?? 0,

  goesOn: (state, { target }, _advertised, exact) => {
    const volume = state.volumes[target ?? ''];
    if (volume === undefined || volume.resizing === null) return state;
    return withVolume(state, target ?? '', { ...volume, usable: exact ? volume.resizing.usable : null });
  },

  ended: (state, { target, jobState }) => withoutResize(state, target ?? '', jobState === jobCompleted),

  endings: ({ volumes }, { target }, shown) => {
    const seen = shown?.get(target ?? '');
    if (seen === undefined) return [jobCompleted, jobKilled];
    return [seen.size === volumes[target ?? '']?.resizing?.to ? jobCompleted : jobKilled];
  },
};

/** MSFT_SMStorageVolume.ModifySize
 * @see MSFT_SMStorageVolume.ModifySize, "Return value"
 */
export const modifySize: MethodModel = {
  method,
  calledOn: 'volume',
  needs: 'resizes',
  makes: null,
  poolOf: (_, volume) => volume?.pool ?? null,
  rules: modifySizeRules,
  success: ({ advertised }) => successOf(isAtOnce(advertised)),
  successes: (advertised) => successOf(isAtOnce(advertised)),

  apply: (input, { job }, time) => {
    const { state, call, advertised } = input;
    if (job === null) return withoutResize(withResize(input, state, null, true), call.on, true);
    const fresh = standsStill(advertised) && !time.callsPass;
    const begun = {
      method,
      target: call.on,
      pool: null,
      jobState: jobNew,
      percent: 0,
      errorCode: 0,
      fresh,
      gone: false,
    } as const;
    const resizing = withResize(input, state, job, fresh);
    return { ...resizing, jobs: withEntry(resizing.jobs, job, begun) };
  },

  unanswered: (input, state) => {
    if (state.volumes[input.call.on] === undefined) return [];
    const atOnce = isAtOnce(input.advertised);
    const begun = withResize(input, state, null, false);
    return [
      ...(atOnce === true ? [] : [begun]),
      ...(atOnce === false ? [] : [withoutResize(begun, input.call.on, true)]),
    ];
  },
  repeats: false,
  failsLate: () => false,
  steps: {
    modificationNotSupported: 'service',
    sizeIsEqual: 'service',
    reductionNotSupported: 'service',
    expansionNotSupported: 'service',
    getInstanceFailed: 'invoke',
    sizeNotSupported: 'array',
  },
  // Another call may have resized it, or deleted it, meanwhile.
  late: ['cimNotFound', 'getInstanceFailed', 'sizeIsEqual', 'reductionNotSupported', 'expansionNotSupported'],
  wrongOut,
  looked,
  jobs,
  careful: (situation, a, b) => growing(situation, a, 1 + (b % 3)),
  draws: {
    core: [
      [(situation, a, b) => growing(situation, a, 1 + (b % 3)), 1],
      [odd, 1],
    ],
    capacity: [[tight, 1]],
    jobs: [[busy, 1]],
  },
};

function isAtOnce({ resizes }: Advertised): boolean | undefined {
  return resizes?.by === 'unknown' ? undefined : resizes?.by !== 'job';
}

/** The states that a call may meet which takes time: a job that resizes the volume may have completed unseen. */
export function withEndOfResize(state: ModelState, name: string): ModelState[] {
  const { resizing = null, usable = null } = state.volumes[name] ?? {};
  const job = state.jobs[resizing?.job ?? ''];
  if (resizing?.job == null || usable !== null || job === undefined || !isOpen(job)) return [state];
  const ended = { ...job, jobState: jobCompleted, percent: 100 };
  return [state, withoutResize({ ...state, jobs: withEntry(state.jobs, resizing.job, ended) }, name, true)];
}

/** What the reply says of the size is what was asked for, rounded up as is declared. */
function wrongOut(input: RuleInput, { NewSize: told }: Reply): string | null {
  const wanted = newSizeOf(input);
  if (told == null) return 'NewSize is missing';
  return wanted === undefined || wanted.to === told ? null : `NewSize is ${told} instead of ${wanted.to}`;
}

function withVolume(state: ModelState, name: string, volume: ModelVolume): ModelState {
  return { ...state, volumes: withEntry(state.volumes, name, volume) };
}

/** The state in which a volume is to get another size: its room is its own, and it is locked.
 * @param exact whether it stays as it was seen until time passes
 */
function withResize(input: RuleInput, state: ModelState, job: string | null, exact: boolean): ModelState {
  const volume = state.volumes[input.call.on];
  const to = newSizeOf(input)?.to;
  if (volume === undefined || to === undefined) return state;
  const { usable, state: word, took } = volume;
  const room = roomToGrow(volume, to, input.advertised);
  const next = withVolume(state, input.call.on, {
    ...volume,
    resizing: { job, to, room, usable, state: word },
    usable: exact ? usable : null,
    state: word === null ? null : 'resizing',
    took: took === null || room === null ? null : took + room,
  });
  return withRoom(next, volume.pool, room === null ? null : -room, 'accepted');
}

/** The state when that is over: it has its new size, or it is what it was. */
function withoutResize(state: ModelState, name: string, done: boolean): ModelState {
  const volume = state.volumes[name];
  if (volume === undefined || volume.resizing === null) return state;
  const { to, room, usable, state: word } = volume.resizing;
  // What one that becomes smaller gives back only a look tells.
  const back = !done ? room : to < volume.size ? null : 0;
  const next = withVolume(state, name, {
    ...volume,
    resizing: null,
    usable,
    state: word,
    size: done ? to : volume.size,
    took: volume.took === null || back === null ? null : volume.took - back,
  });
  return back === 0 ? next : withRoom(next, volume.pool, back, done ? 'refund' : 'jobFailure');
}

function withRoom(
  state: ModelState,
  name: string,
  change: number | null,
  lastChange: 'accepted' | 'refund' | 'jobFailure',
): ModelState {
  if (name === unknownPool) return { ...state, pools: withSomePoolChanged(state.pools, lastChange) };
  const pool = state.pools[name];
  if (pool === undefined) return state;
  const free = pool.free === null || change === null ? null : pool.free + change;
  return { ...state, pools: withEntry(state.pools, name, { ...pool, free, lastChange }) };
}

/** The state when a look has shown what became of resizes that no reply has named, and what only a look tells of volumes. */
function looked(state: ModelState, look: Look): ModelState {
  let settled = state;
  for (const [name, volume] of Object.entries(state.volumes)) {
    const shown = look.volumes.get(name);
    const { resizing } = volume;
    if (shown === undefined) continue;
    if (resizing === null || resizing.job !== null) continue;
    const [job, seen] = [...look.jobs].find(([, { target, jobState }]) => target === name && !isOver(jobState)) ?? [];
    if (job === undefined || seen === undefined || state.jobs[job] !== undefined)
      settled = withoutResize(settled, name, shown.size === resizing.to);
    else {
      const begun = jobFrom(seen, { method, target: name, pool: null });
      settled = withVolume(settled, name, { ...volume, resizing: { ...resizing, job } });
      settled = { ...settled, jobs: withEntry(settled.jobs, job, begun) };
    }
  }
  return settled;
}

function sizeOf(on: string, given: Given): Call {
  return { method, on, with: given };
}

/** A volume that nothing works on becomes larger by so many times what sizes are rounded to. */
function growing({ state, advertised }: Situation, a: number, times: number): Call | undefined {
  const fit = idle(state).filter((name) => state.volumes[name]?.isSnapshot === false);
  const on = pick(fit, a);
  const size = state.volumes[on ?? '']?.size;
  const step = advertised.resizes?.roundsTo ?? 1;
  return on === undefined || size === undefined
    ? undefined
    : sizeOf(on, { NewSize: wholeExtents(size, step) + times * step });
}

/** By what its pool has free, or a little more; or smaller. */
function tight({ state, advertised }: Situation, a: number, b: number): Call | undefined {
  const on = pick(idle(state), a);
  const volume = state.volumes[on ?? ''];
  const step = advertised.resizes?.roundsTo ?? 1;
  if (on === undefined || volume === undefined) return undefined;
  const free = state.pools[volume.pool]?.free ?? 0;
  const size = wholeExtents(volume.size, step);
  const sizes = [
    size + Math.floor(free / step) * step,
    size + (Math.floor(free / step) + 1) * step,
    size - step,
    volume.size - 1,
  ];
  return sizeOf(on, { NewSize: Math.max(1, pick(sizes, b) ?? step) });
}

/** Any volume, whatever works on it. */
function busy({ state, advertised }: Situation, a: number, b: number): Call | undefined {
  const on = pick(Object.keys(state.volumes), a);
  const size = state.volumes[on ?? '']?.size;
  if (on === undefined || size === undefined) return undefined;
  return sizeOf(on, { NewSize: size + (1 + (b % 2)) * (advertised.resizes?.roundsTo ?? 1) });
}

/** What a careful client would never ask for. */
function odd({ state, advertised }: Situation, a: number, b: number): Call {
  const on = pick(Object.keys(state.volumes), a) ?? nobody.volume;
  const size = state.volumes[on]?.size ?? 0;
  const { account, caller } = advertised.deniedIdentities;
  const more = { NewSize: size + (advertised.resizes?.roundsTo ?? 1) };
  const wrong: readonly Call[] = [
    sizeOf(nobody.volume, more),
    sizeOf(on, {}),
    sizeOf(nobody.volume, {}),
    sizeOf(on, { NewSize: size }),
    sizeOf(on, { NewSize: 0 }),
    sizeOf(on, { NewSize: 1 }),
    sizeOf(on, { ...more, username: 'somebody' }),
    sizeOf(on, { NewSize: size, password: 'something' }),
    ...(caller === null ? [] : [on, nobody.volume].map((one) => ({ ...sizeOf(one, more), caller }))),
    ...(account === null ? [] : [on, nobody.volume].map((one) => sizeOf(one, { ...more, ...account }))),
    ...Object.entries(state.volumes).flatMap(([name, { isSnapshot }]) => (isSnapshot ? [sizeOf(name, more)] : [])),
    ...Object.values(state.jobs).flatMap((job) =>
      isOpen(job) && job.target !== null ? [sizeOf(job.target, more)] : [],
    ),
  ];
  return pick(wrong, b) ?? sizeOf(nobody.volume, more);
}
