import { type Advertised, standsStill } from '../../subject/advertised.js';
import type { Call } from '../../subject/call.js';
import type { Look } from '../look.js';
import { freeAfter } from '../room.js';
import type { Holds, RuleInput } from '../rule.js';
import {
  isOver,
  jobCompleted,
  jobFrom,
  jobKilled,
  jobNew,
  type MadePool,
  type ModelPool,
  type ModelState,
  withEntry,
  withoutEntry,
} from '../state.js';
import type { JobModel, Names } from './method.js';

// What becomes of pools that are made of drives, or grow by them.

/** Whether it is done within the call; undefined where the subject does not say. */
export function isGrownAtOnce({ poolCreation }: Advertised): Holds {
  const { by = 'unknown' } = poolCreation ?? {};
  return by === 'unknown' ? undefined : by === 'call';
}

/** The drives that a call names, by symbol. */
export function drivesOf({ with: { DiskDriveObjectIds: drives } }: Pick<Call, 'with'>): readonly string[] {
  return Array.isArray(drives) ? drives : [];
}

/** Bytes of some drives. */
export function sizeOfDrives({ drives }: ModelState, names: readonly string[]): number {
  return names.reduce((sum, name) => sum + (drives[name]?.size ?? 0), 0);
}

/** The state in which drives are a pool's own: its primordial pool has less. */
function withTaken(state: ModelState, names: readonly string[], pool: string, home: string | null, joining: boolean) {
  const drives = { ...state.drives };
  for (const name of names) {
    const drive = drives[name];
    if (drive !== undefined) drives[name] = { ...drive, pool, joining };
  }
  return withRoom({ ...state, drives }, home, -sizeOfDrives(state, names), 'accepted');
}

function withRoom(
  state: ModelState,
  home: string | null,
  change: number,
  lastChange: ModelPool['lastChange'],
): ModelState {
  const pool = state.pools[home ?? ''];
  if (home === null || pool === undefined) return state;
  return { ...state, pools: withEntry(state.pools, home, { ...pool, free: freeAfter(pool, change), lastChange }) };
}

/** The state in which the drives that a job adds to a pool are its own, or nobody's again. */
function withJoined(state: ModelState, pool: string, done: boolean): ModelState {
  const drives = { ...state.drives };
  for (const [name, drive] of Object.entries(drives))
    if (drive.joining && drive.pool === pool) drives[name] = { ...drive, joining: false, pool: done ? pool : null };
  return { ...state, drives };
}

/** The state in which a pool has no drives any more. */
export function withDrivesFree(state: ModelState, pool: string): ModelState {
  const drives = { ...state.drives };
  for (const [name, drive] of Object.entries(drives))
    if (drive.pool === pool) drives[name] = { ...drive, joining: false, pool: null };
  return { ...state, drives };
}

/** The state in which a pool is made of drives, at once or by a job. */
export function withMade(state: ModelState, { pool, drives }: MadePool, name: string, job: string | null): ModelState {
  const taken = withTaken(state, drives, name, pool.madeOf, job !== null);
  return job === null
    ? { ...taken, pools: withEntry(taken.pools, name, pool) }
    : { ...taken, making: withEntry(taken.making, name, pool) };
}

/** The state in which a pool grows by drives, at once or by a job. */
export function withGrowth(input: RuleInput, state: ModelState, job: string | null, atOnce: boolean): ModelState {
  const { call } = input;
  const names = drivesOf(call);
  const bytes = sizeOfDrives(state, names);
  const pool = state.pools[call.on];
  if (pool === undefined) return state;
  const taken = withTaken(state, names, call.on, pool.madeOf, true);
  const growing = { ...taken, pools: withEntry(taken.pools, call.on, { ...pool, growth: { job, bytes } }) };
  return atOnce ? withGrowthOver(growing, call.on, true) : growing;
}

/** The state when a job that makes or grows a pool is over. */
function withGrowthOver(state: ModelState, name: string, done: boolean): ModelState {
  const made = state.making[name];
  const pool = state.pools[name];
  const joined = withJoined(state, name, done);
  if (made !== undefined) {
    const after = { ...joined, making: withoutEntry(joined.making, name) };
    return done
      ? { ...after, pools: withEntry(after.pools, name, made) }
      : withRoom(after, made.madeOf, made.total, 'jobFailure');
  }
  if (pool?.growth == null) return state;
  const { bytes } = pool.growth;
  const more = done ? bytes : 0;
  const grown: ModelPool = {
    ...pool,
    growth: null,
    total: pool.total + more,
    free: freeAfter(pool, more),
    lastChange: done ? 'accepted' : 'jobFailure',
  };
  const after = { ...joined, pools: withEntry(joined.pools, name, grown) };
  return done ? after : withRoom(after, pool.madeOf, bytes, 'jobFailure');
}

/** The state with the job that a call has started on a pool. */
export function withPoolJob(
  state: ModelState,
  { call, advertised }: RuleInput,
  { job }: Pick<Names, 'job'>,
  pool: string,
  time: Advertised['time'],
): ModelState {
  if (job === null) return state;
  const begun = {
    method: call.method,
    target: null,
    pool,
    jobState: jobNew,
    percent: 0,
    errorCode: 0,
    fresh: standsStill(advertised) && !time.callsPass,
    gone: false,
  };
  return { ...state, jobs: withEntry(state.jobs, job, begun) };
}

/** A job that makes or grows a pool. */
export const growthJobs: JobModel = {
  reserves: true,
  goesOn: (state) => state,
  ended: (state, { pool, jobState }) => withGrowthOver(state, pool ?? '', jobState === jobCompleted),
  // A look at volumes does not tell.
  endings: () => [jobCompleted, jobKilled],
};

/** The state when a look has shown what became of growths by jobs that no reply has named. */
export function lookedAtGrowth(state: ModelState, look: Look): ModelState {
  let settled = state;
  for (const [name, pool] of Object.entries(state.pools)) {
    if (pool.growth === null || pool.growth.job !== null) continue;
    const job = namelessJob(settled, look);
    if (job === undefined) {
      const total = look.pools.get(name)?.total;
      settled = withGrowthOver(settled, name, total === pool.total + pool.growth.bytes);
    } else
      settled = withAdopted(settled, look, job, 'AddDiskDrives', name, {
        pools: withEntry(settled.pools, name, { ...pool, growth: { ...pool.growth, job } }),
      });
  }
  return settled;
}

/** The state when a look has shown pools that no reply has named. */
export function lookedAtMade(state: ModelState, look: Look): ModelState {
  let settled: ModelState = state;
  for (const made of state.unseenPools) {
    const [name, seen] =
      [...look.pools].find(
        ([symbol, one]) =>
          settled.pools[symbol] === undefined &&
          settled.making[symbol] === undefined &&
          one.name === made.pool.name &&
          (one.madeOf ?? made.pool.madeOf) === made.pool.madeOf,
      ) ?? [];
    if (name === undefined || seen === undefined) continue;
    const unseenPools = settled.unseenPools.filter((one) => one !== made);
    const job = seen.total === made.pool.total ? undefined : namelessJob(settled, look);
    settled = withMade({ ...settled, unseenPools }, made, name, job ?? null);
    if (job !== undefined) settled = withAdopted(settled, look, job, 'CreatePool', name, {});
  }
  return settled;
}

/** An open job that no reply has named: one that works on a pool names no volume. */
function namelessJob({ jobs }: ModelState, look: Look): string | undefined {
  const found = [...look.jobs].find(
    ([id, { target, jobState }]) => target === null && !isOver(jobState) && jobs[id] === undefined,
  );
  return found?.[0];
}

function withAdopted(
  state: ModelState,
  look: Look,
  job: string,
  method: 'CreatePool' | 'AddDiskDrives',
  pool: string,
  change: Partial<ModelState>,
): ModelState {
  const seen = look.jobs.get(job);
  if (seen === undefined) return state;
  return { ...state, ...change, jobs: withEntry(state.jobs, job, jobFrom(seen, { method, target: null, pool })) };
}
