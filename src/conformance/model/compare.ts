import type { Advertised } from '../subject/advertised.js';
import type { JobSeen, PoolSeen, VolumeSeen } from '../subject/observations.js';
import { produce } from './produce.js';
import {
  isOver,
  jobCompleted,
  type ModelJob,
  type ModelPool,
  type ModelState,
  type ModelVolume,
  openJobs,
  withEntry,
} from './state.js';

/** What a look showed, by symbol. */
export interface Look {
  readonly pools: ReadonlyMap<string, PoolSeen>;
  readonly volumes: ReadonlyMap<string, VolumeSeen>;
  readonly jobs: ReadonlyMap<string, JobSeen>;
  readonly nowMs: number | null;
}

/** How a look is to be taken. */
export interface Manner {
  /** Whether faults may have changed what nobody asked for: then rooms are taken as they are seen. */
  readonly underFaults: boolean;
  /** Whether an error may come after the effect, which is then taken back: jobs of nobody are due then. */
  readonly takesBack: boolean;
}

/** That what was seen is not what the model takes for true, and the property that says so. */
export interface Difference {
  readonly property: string;
  readonly message: string;
}

/** Jobs that went without having been seen to end: their targets show what has become of them. */
export function missed(state: ModelState, jobs: Look['jobs']): boolean {
  return openJobs(state).some(([name]) => !jobs.has(name));
}

/** The states that this one may have become, by what its jobs show, and the targets of those that went unseen; more than one
 * where these don't tell.
 * @param exact whether jobs stay as they were seen until time passes
 */
export function withJobs(
  state: ModelState,
  { jobs, volumes }: Pick<Look, 'jobs'> & Partial<Pick<Look, 'volumes'>>,
  advertised: Advertised,
  exact: boolean,
): ModelState[] {
  let states = [state];
  for (const name of Object.keys(state.jobs)) {
    const job = state.jobs[name];
    if (job === undefined || job.gone) continue;
    const seen = jobs.get(name);
    if (seen === undefined) {
      states = isOver(job.jobState)
        ? states.map((one) => withJob(one, name, { gone: true, fresh: true }))
        : states.flatMap((one) =>
            endingsOf(one, job, volumes, advertised).map((jobState) =>
              withEnd(withJob(one, name, { gone: true, fresh: true, jobState }), name, advertised),
            ),
          );
      continue;
    }
    const { jobState, percentComplete, errorCode } = seen;
    const over = isOver(jobState);
    const wasOver = isOver(job.jobState);
    if (job.fresh && job.jobState === jobState && job.percent === percentComplete) continue;
    states = states.map((one) => {
      const next = withJob(one, name, {
        jobState,
        percent: percentComplete,
        errorCode: errorCode ?? 0,
        fresh: exact || over,
      });
      if (!over) return withLife(next, name, advertised, exact);
      return wasOver ? next : withEnd(next, name, advertised);
    });
  }
  return states;
}

/** The state with what the look has told, or how it differs from it. */
export function compared(state: ModelState, look: Look, advertised: Advertised, how: Manner): ModelState | Difference {
  const { volumes, unobserved } = state;
  const found: [string, VolumeSeen][] = [];
  for (const entry of look.volumes) if (volumes[entry[0]] === undefined) found.push(entry);
  const rest = [...unobserved];
  const matched: [string, ModelVolume, VolumeSeen][] = [];
  for (const [name, seen] of found) {
    const at = rest.findIndex((one) => isShownBy(one, seen));
    const [one] = at === -1 ? [] : rest.splice(at, 1);
    if (one === undefined)
      return differs(
        unobserved.length > 0 ? 'LOST-REPLY' : 'ERR-ATOMIC',
        `there is a volume '${name}' that nobody asked for`,
      );
    matched.push([name, one, seen]);
  }
  if (rest.length > 0) return differs('LOST-REPLY', `a clone of ${rest[0]?.madeOf} is not there`);
  for (const [name, volume] of Object.entries(volumes)) {
    const difference = volumeDiffers(name, volume, look.volumes.get(name), state, advertised);
    if (difference !== undefined) return difference;
  }
  for (const [name, pool] of Object.entries(state.pools)) {
    const difference = poolDiffers(name, pool, look.pools.get(name), how.underFaults);
    if (difference !== undefined) return difference;
  }
  for (const [name, job] of Object.entries(state.jobs)) {
    const seen = look.jobs.get(name);
    if (seen === undefined || seen.jobState !== jobCompleted || volumes[job.target] === undefined) continue;
    if (seen.target !== job.target)
      return differs('JOB-RESULT', `${name} is Completed and names ${seen.target ?? 'no target'}`);
  }
  const unreserved = how.underFaults || unobserved.length > 0 ? undefined : reserveDiffers(state, look, advertised);
  if (unreserved !== undefined) return unreserved;
  const owned = new Set(matched.map(([name]) => jobOf(look, name)));
  for (const [name, { target }] of look.jobs)
    if (state.jobs[name] === undefined && !owned.has(name) && !how.takesBack)
      return differs('ERR-ATOMIC', `there is a job '${name}' for ${target ?? 'no volume'} that no reply named`);
  return taughtBy(state, look, matched, how);
}

/** The state with names and rooms that only the look could tell, and the clones that it found. */
function taughtBy(
  state: ModelState,
  look: Look,
  found: readonly [string, ModelVolume, VolumeSeen][],
  { underFaults, takesBack }: Manner,
): ModelState {
  const nameless = Object.entries(state.volumes).filter(([, { shown }]) => !shown);
  const changed = Object.entries(state.pools).filter(([name, { free, stolen, state: was, lastChange }]) => {
    const seen = look.pools.get(name);
    if (seen === undefined) return false;
    const asIs = free === seen.free && stolen === (seen.stolen ?? 0) && (!underFaults || was === (seen.state ?? was));
    return !asIs || lastChange !== 'nothing';
  });
  const strange = takesBack ? [...look.jobs].filter(([name]) => state.jobs[name] === undefined) : [];
  if (nameless.length + changed.length + found.length + strange.length === 0) return state;
  const [volumes, jobs, pools] = [{ ...state.volumes }, { ...state.jobs }, { ...state.pools }];
  for (const [name, volume] of nameless)
    volumes[name] = { ...volume, name: look.volumes.get(name)?.name ?? null, shown: true };
  for (const [name, volume, seen] of found) {
    const job = jobOf(look, name);
    volumes[name] = { ...volume, name: seen.name, usable: seen.usable, source: seen.source, job, shown: true };
    const shown = job === null ? undefined : look.jobs.get(job);
    if (job !== null && shown !== undefined) jobs[job] = jobFrom(shown, name);
  }
  // Jobs of clones that were taken back again, and of calls that a fault has cut short.
  for (const [name, job] of strange) jobs[name] ??= jobFrom(job, job.target ?? '');
  for (const [name, pool] of changed) {
    const seen = look.pools.get(name);
    if (seen === undefined) continue;
    const { free, stolen = 0 } = seen;
    const shown = underFaults ? (seen.state ?? pool.state) : pool.state;
    pools[name] = { ...pool, free, stolen, lastChange: 'nothing', state: shown };
  }
  return { pools, volumes, jobs, unobserved: [] };
}

function jobFrom({ jobState, percentComplete, errorCode }: JobSeen, target: string): ModelJob {
  return {
    target,
    jobState,
    percent: percentComplete,
    errorCode: errorCode ?? 0,
    fresh: false,
    gone: false,
  };
}

function isShownBy(volume: ModelVolume, seen: VolumeSeen): boolean {
  const { name, size, pool, madeOf } = volume;
  const named = name === null || name === seen.name;
  return named && size === seen.size && pool === seen.pool && (seen.source === null || seen.source === madeOf);
}

function jobOf(look: Look, target: string): string | null {
  for (const [name, job] of look.jobs) if (job.target === target) return name;
  return null;
}

function volumeDiffers(
  name: string,
  volume: ModelVolume,
  seen: VolumeSeen | undefined,
  state: ModelState,
  advertised: Advertised,
): Difference | undefined {
  const job = volume.job === null ? undefined : state.jobs[volume.job];
  const made = volume.madeOf !== null;
  // A clone is what its reply promised; a volume that was there before is what it was.
  const promise = !made ? 'SOURCE-FROZEN' : volume.job === null ? 'OUT-0' : 'OUT-4096';
  if (seen === undefined) {
    if (job !== undefined && job.jobState === jobCompleted) return differs('JOB-RESULT', `${name} is not there`);
    return differs(volume.shown ? 'MONOTONE-READ' : 'READ-YOUR-WRITES', `${name} is not there, and nobody deleted it`);
  }
  if (seen.size !== volume.size) return differs(promise, `${name} has ${seen.size} bytes instead of ${volume.size}`);
  if (seen.pool !== volume.pool) return differs(promise, `${name} is in pool ${seen.pool} instead of ${volume.pool}`);
  if (volume.name !== null && seen.name !== volume.name)
    return differs(promise, `${name} is called '${seen.name}' instead of '${volume.name}'`);
  const detached = advertised.clones.detaches && made && (job === undefined || !job.fresh || isOver(job.jobState));
  // The association with a source that was deleted may stay or go.
  const lone = seen.source !== null && state.volumes[seen.source] === undefined;
  if (seen.source !== volume.source && !(detached && seen.source === null) && !lone)
    return differs(promise, `${name} is associated with ${seen.source} instead of ${volume.source}`);
  if (volume.usable !== null && seen.usable !== volume.usable) {
    if (!made) return differs('SOURCE-FROZEN', `${name} is ${seen.usable ? '' : 'not '}usable, unlike before`);
    return seen.usable
      ? differs('NO-HALF-CLONE', `${name} is usable before its copy is complete`)
      : differs('JOB-RESULT', `${name} is not usable, although it is complete`);
  }
  if (made && seen.isSnapshot) return differs(promise, `${name} is called a snapshot`);
  const done = made && volume.usable === true && (job === undefined || job.jobState === jobCompleted);
  if (
    done &&
    volume.healthStatus === null &&
    (seen.healthStatus ?? healthy) !== healthy &&
    state.pools[volume.pool]?.state === 'online'
  )
    return differs(
      volume.job === null ? 'OUT-0' : 'JOB-RESULT',
      `${name} is complete, with the health ${seen.healthStatus}`,
    );
  if (volume.healthStatus !== null && (seen.healthStatus ?? volume.healthStatus) !== volume.healthStatus)
    return differs('SOURCE-FROZEN', `${name} has the health ${seen.healthStatus} instead of ${volume.healthStatus}`);
  if (advertised.allocation.kind !== 'instant' && volume.took !== null && (seen.charge ?? volume.took) !== volume.took)
    return differs('CHARGE', `${name} is charged ${seen.charge} bytes instead of ${volume.took}`);
  return undefined;
}

/** MSFT_SMStorageVolume.HealthStatus, 0 Healthy. */
const healthy = 0;

const blamed = {
  nothing: 'RESERVE',
  accepted: 'CHARGE',
  refused: 'ERR-ATOMIC',
  refund: 'REFUND',
  jobFailure: 'JOBFAIL-ATOMIC',
  action: 'RESERVE',
} as const satisfies Record<ModelPool['lastChange'], string>;

function poolDiffers(
  name: string,
  pool: ModelPool,
  seen: PoolSeen | undefined,
  underFaults: boolean,
): Difference | undefined {
  if (seen === undefined) return differs('BOUNDS', `pool ${name} is not there`);
  if (seen.total !== pool.total)
    return differs('CONSERVE', `pool ${name} has ${seen.total} bytes in all instead of ${pool.total}`);
  if (pool.free === null) return undefined;
  // What was stolen is missing from what is free, and nothing else is.
  const free = pool.free - ((seen.stolen ?? 0) - pool.stolen);
  if (seen.free === free || (underFaults && seen.stolen === undefined)) return undefined;
  return differs(blamed[pool.lastChange], `pool ${name} has ${seen.free} bytes free instead of ${free}`);
}

/** A pool reserves all that jobs take which have not begun, and nothing when none is under way. */
function reserveDiffers(state: ModelState, look: Look, { time }: Advertised): Difference | undefined {
  const jobs = Object.entries(state.jobs);
  for (const [name, { reserved }] of look.pools) {
    if (reserved === undefined) continue;
    let least = 0;
    let open = false;
    for (const [job, { target, gone }] of jobs) {
      const seen = look.jobs.get(job);
      const volume = state.volumes[target];
      if (gone || seen === undefined || isOver(seen.jobState) || volume?.pool !== name) continue;
      open = true;
      if (seen.percentComplete === 0 && (seen.jobState === 2 || seen.jobState === 3)) least += volume.took ?? 0;
    }
    // Where time passes by itself, they may have begun since the look at them.
    if (time.virtual && reserved < least)
      return differs('RESERVE', `pool ${name} reserves ${reserved} bytes, its jobs need ${least}`);
    if (!open && reserved > 0)
      return differs('RESERVE', `pool ${name} reserves ${reserved} bytes, and no job is under way`);
  }
  return undefined;
}

function withJob(state: ModelState, name: string, change: Partial<ModelJob>): ModelState {
  const job = state.jobs[name];
  return job === undefined ? state : { ...state, jobs: withEntry(state.jobs, name, { ...job, ...change }) };
}

/** What a job that goes on says of its target. */
function withLife(state: ModelState, name: string, { clones }: Advertised, exact: boolean): ModelState {
  const target = state.jobs[name]?.target ?? '';
  const volume = state.volumes[target];
  const usable = exact ? clones.targetUsable === 'atAcceptance' : null;
  return volume === undefined || volume.usable === usable
    ? state
    : { ...state, volumes: withEntry(state.volumes, target, { ...volume, usable }) };
}

/** What the end of a job does: its target can be used, or goes and gives its room back. */
function withEnd(state: ModelState, name: string, advertised: Advertised): ModelState {
  return produce(state, (draft) => {
    const { target = '', jobState } = draft.jobs[name] ?? {};
    const volume = draft.volumes[target];
    if (volume === undefined) return;
    if (jobState === jobCompleted) {
      volume.usable = true;
      if (advertised.clones.detaches) volume.source = null;
      return;
    }
    const pool = draft.pools[volume.pool];
    // What an operator ends leaves nothing in any case.
    if (advertised.leaves.afterFailedJob && jobState === jobFailed) {
      volume.usable = false;
      return;
    }
    delete draft.volumes[target];
    for (const other of Object.values(draft.volumes)) if (other.source === target) other.source = null;
    if (pool === undefined) return;
    // Extents that are shared go with the last who shows them.
    const shares = advertised.allocation.kind === 'instant';
    pool.free = pool.free === null || volume.took === null || shares ? null : pool.free + volume.took;
    pool.lastChange = 'jobFailure';
  });
}

/** What may have become of a job that nobody has seen end. */
function endingsOf(
  { volumes: known }: ModelState,
  { target }: ModelJob,
  shown: Look['volumes'] | undefined,
  { leaves }: Advertised,
): readonly number[] {
  // Where its target has been deleted since, it makes no difference.
  if (known[target] === undefined) return [jobKilled];
  const seen = shown?.get(target);
  if (shown !== undefined && seen === undefined) return [jobKilled];
  const mayBeLeft = leaves.afterFailedJob && seen?.usable !== true;
  return [jobCompleted, ...(mayBeLeft ? [jobFailed] : []), ...(seen === undefined ? [jobKilled] : [])];
}

const jobKilled = 9;
const jobFailed = 10;

function differs(property: string, message: string): Difference {
  return { property, message };
}
