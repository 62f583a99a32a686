import { type JobHandle, none, type VolumeHandle } from '../vocabulary/units/ids.js';
import { jobList } from './jobRow.js';
import type { World } from './world.js';

/** What is wrong with the chains through rows, in sentences: each has all that belong to its element and are there, the youngest first. */
export function chainFaults({ pools, volumes, jobs }: World): string[] {
  const volumesOf = byOwner(volumes.handles(), (volume) => {
    const { pool, goneAt } = volumes.read(volume);
    return goneAt === 0 ? pool : none;
  });
  const jobsOfVolume = byOwner(jobs.handles(), (job) => jobs.read(job).target);
  const jobsOfPool = byOwner(jobs.handles(), (job) => {
    const { target, pool } = jobs.read(job);
    return target === none ? pool : none;
  });
  const volumesFrom = (first: VolumeHandle | -1) => along(first, (one) => volumes.peek(one)?.nextInPool);
  const jobsFrom = (first: JobHandle | -1) => along(first, (one) => jobs.peek(one)?.nextOfTarget);
  const faults: string[] = [];
  const compare = (what: string, found: readonly number[], due: readonly number[] = []) => {
    if (found.join() !== due.join()) faults.push(`${what} are said to be ${found.join()}, they are ${due.join()}`);
  };
  for (const pool of pools.handles()) {
    const { firstVolume, firstJob } = pools.read(pool);
    compare(`the volumes of pool ${pool}`, volumesFrom(firstVolume), volumesOf.get(pool));
    compare(`the jobs of pool ${pool}`, jobsFrom(firstJob), jobsOfPool.get(pool));
  }
  const copiesOf = byOwner(jobs.handles(), (job) => {
    const { source, list } = jobs.read(job);
    return list === jobList.finished ? none : source;
  });
  const copiesFrom = (first: JobHandle | -1) => along(first, (one) => jobs.peek(one)?.nextOfSource);
  for (const volume of volumes.handles()) {
    const { firstJob, firstCopy } = volumes.read(volume);
    compare(`the jobs of volume ${volume}`, jobsFrom(firstJob), jobsOfVolume.get(volume));
    compare(`the jobs that copy from volume ${volume}`, copiesFrom(firstCopy), copiesOf.get(volume));
  }
  return faults;
}

/** Handles by the row that they belong to, the youngest first. */
function byOwner<Handle extends number>(
  handles: Iterable<Handle>,
  ownerOf: (handle: Handle) => number,
): ReadonlyMap<number, readonly Handle[]> {
  const found = new Map<number, Handle[]>();
  for (const handle of handles) {
    const owner = ownerOf(handle);
    const others = found.get(owner);
    if (others === undefined) found.set(owner, [handle]);
    else others.push(handle);
  }
  for (const others of found.values()) others.reverse();
  return found;
}

/** A chain comes to an end, or meets itself again, which is wrong. */
function along<Handle extends number>(first: Handle, next: (one: Handle) => Handle | undefined): Handle[] {
  const met = new Set<Handle>();
  for (let at: Handle | undefined = first; at !== undefined && at !== none && !met.has(at); at = next(at)) met.add(at);
  return [...met];
}
