import type { Advertised } from '../subject/advertised.js';
import type { VolumeSeen } from '../subject/observations.js';
import { poolDiffers, reserveDiffers, volumeDiffers } from './differences.js';
import { drivesDiffer, poolsDiffer } from './drives.js';
import { type Difference, differs, type Look, type Manner } from './look.js';
import { modelsFor } from './methods/index.js';
import { jobCompleted, jobFrom, type ModelState, type ModelVolume, unknownPool } from './state.js';

/** The state with what the look has told, or how it differs from it. */
export function compared(before: ModelState, look: Look, advertised: Advertised, how: Manner): ModelState | Difference {
  let state = before;
  for (const { looked } of modelsFor(advertised)) state = looked?.(state, look, advertised) ?? state;
  const { volumes, unobserved } = state;
  const found: [string, VolumeSeen][] = [];
  for (const entry of look.volumes) if (volumes[entry[0]] === undefined) found.push(entry);
  const rest = [...unobserved];
  const matched: [string, ModelVolume, VolumeSeen][] = [];
  for (const [name, seen] of found) {
    const at = rest.findIndex((one) => isShownBy(one, seen, advertised));
    const [one] = at === -1 ? [] : rest.splice(at, 1);
    if (one === undefined) return uncalledFor(name, state);
    matched.push([name, one, seen]);
  }
  // Where targets are listed late, what a job makes comes when that has completed, if it does.
  const waiting = advertised.declares.targetListed === 'atOnce' ? [] : rest.filter(({ usable }) => usable !== true);
  const lost = rest.find((one) => !waiting.includes(one));
  if (lost !== undefined)
    return differs(
      'LOST-REPLY',
      `a ${lost.madeOf === null ? 'volume that was created' : `clone of ${lost.madeOf}`} is not there`,
    );
  for (const [name, volume] of Object.entries(volumes)) {
    const own = volume.pool === unknownPool ? (look.volumes.get(name)?.pool ?? unknownPool) : volume.pool;
    const isPoolOffline = (look.pools.get(own)?.state ?? state.pools[own]?.state) === 'offline';
    const difference = volumeDiffers(name, volume, look.volumes.get(name), state, advertised, {
      isPoolOffline,
      underFaults: how.underFaults,
    });
    if (difference !== undefined) return difference;
  }
  for (const [name, pool] of Object.entries(state.pools)) {
    // What they take, and give back when their jobs fail, nobody can tell.
    if (waiting.some((one) => one.pool === name)) continue;
    const difference = poolDiffers(name, pool, look.pools.get(name), how.underFaults);
    if (difference !== undefined) return difference;
  }
  const uncalled = poolsDiffer(state, look) ?? drivesDiffer(state, look);
  if (uncalled !== undefined) return uncalled;
  for (const [name, job] of Object.entries(state.jobs)) {
    const seen = look.jobs.get(name);
    if (seen === undefined || seen.jobState !== jobCompleted || volumes[job.target ?? ''] === undefined) continue;
    if (seen.target !== job.target)
      return differs('JOB-RESULT', `${name} is Completed and names ${seen.target ?? 'no target'}`);
  }
  const unreserved = how.underFaults || unobserved.length > 0 ? undefined : reserveDiffers(state, look, advertised);
  if (unreserved !== undefined) return unreserved;
  const owned = new Set(matched.map(([name]) => jobOf(look, name)));
  for (const [name, { target }] of look.jobs)
    if (
      state.jobs[name] === undefined &&
      !owned.has(name) &&
      !how.takesBack &&
      (target !== null || waiting.length === 0)
    )
      return differs('ERR-ATOMIC', `there is a job '${name}' for ${target ?? 'no volume'} that no reply named`);
  return taughtBy(state, look, matched, waiting, how);
}

/** The state with names and rooms that only the look could tell, and the clones that it found. */
function taughtBy(
  state: ModelState,
  look: Look,
  found: readonly [string, ModelVolume, VolumeSeen][],
  waiting: readonly ModelVolume[],
  { underFaults, takesBack }: Manner,
): ModelState {
  const nameless = Object.entries(state.volumes).filter(([name, { shown }]) => !shown && look.volumes.has(name));
  const changed = Object.entries(state.pools).filter(([name, { free, stolen, state: was, lastChange }]) => {
    const seen = look.pools.get(name);
    if (seen === undefined) return false;
    const asIs = free === seen.free && stolen === (seen.stolen ?? 0) && (!underFaults || was === (seen.state ?? was));
    return !asIs || lastChange !== 'nothing';
  });
  const strange = takesBack ? [...look.jobs].filter(([name]) => state.jobs[name] === undefined) : [];
  // A clone that is detached where only a look could tell when, or that a fault has kept from that.
  const related = Object.entries(state.volumes).filter(([name, { source, madeOf }]) => {
    const seen = look.volumes.get(name);
    return madeOf !== null && seen !== undefined && seen.source !== source && (seen.source ?? madeOf) === madeOf;
  });
  if (nameless.length + related.length + changed.length + found.length + strange.length === 0) return state;
  const [volumes, jobs, pools] = [{ ...state.volumes }, { ...state.jobs }, { ...state.pools }];
  for (const [name, volume] of nameless)
    volumes[name] = {
      ...volume,
      name: look.volumes.get(name)?.name ?? null,
      pool: look.volumes.get(name)?.pool ?? volume.pool,
      size: volume.size || (look.volumes.get(name)?.size ?? 0),
      shown: true,
    };
  for (const [name, volume] of related)
    volumes[name] = { ...(volumes[name] ?? volume), source: look.volumes.get(name)?.source ?? null };
  for (const [name, volume, seen] of found) {
    const job = jobOf(look, name);
    const { name: called, size, pool, usable, source } = seen;
    volumes[name] = { ...volume, name: called, size, pool, usable, source, job, shown: true };
    const shown = job === null ? undefined : look.jobs.get(job);
    if (job !== null && shown !== undefined)
      jobs[job] = jobFrom(shown, { method: volume.madeBy, target: name, pool: null });
  }
  // Jobs of clones that were taken back again, and of calls that a fault has cut short.
  for (const [name, job] of strange) jobs[name] ??= jobFrom(job, { method: null, target: job.target, pool: null });
  for (const [name, pool] of changed) {
    const seen = look.pools.get(name);
    if (seen === undefined) continue;
    const { free, stolen = 0 } = seen;
    const shown = underFaults ? (seen.state ?? pool.state) : pool.state;
    pools[name] = { ...pool, free, stolen, lastChange: 'nothing', state: shown };
  }
  return { ...state, pools, volumes, jobs, unobserved: waiting };
}

/** That there is a volume which the model does not have: one that was deleted, or that nobody asked for. */
function uncalledFor(name: string, { unobserved, jobs }: ModelState): Difference {
  // Only what looks have found first has such a name.
  if (/^found\d+$/.test(name))
    return differs(
      unobserved.length > 0 ? 'LOST-REPLY' : 'ERR-ATOMIC',
      `there is a volume '${name}' that nobody asked for`,
    );
  const removing = Object.values(jobs).some(({ target, jobState }) => target === name && jobState === jobCompleted);
  return differs(removing ? 'JOB-RESULT' : 'READ-YOUR-WRITES', `${name} is there, and it was deleted`);
}

/** Whether a look may have shown this volume, whose id nobody knows. */
export function isShownBy(volume: ModelVolume, seen: VolumeSeen, { leaves }: Pick<Advertised, 'leaves'>): boolean {
  const { name, size, pool, madeOf, isSnapshot } = volume;
  if (isSnapshot !== seen.isSnapshot) return false;
  const named = name === null || name === seen.name;
  // Where what fails may leave a part, that is of no use.
  const sized = size === 0 || size === seen.size || (leaves.afterFailedCall && !seen.usable && seen.size < size);
  const placed = pool === seen.pool || pool === unknownPool;
  return named && sized && placed && (seen.source === null || seen.source === madeOf);
}

function jobOf(look: Look, target: string): string | null {
  for (const [name, job] of look.jobs) if (job.target === target) return name;
  return null;
}
