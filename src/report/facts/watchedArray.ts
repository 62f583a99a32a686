import { StorageArray } from '../../engine/array.js';
import { type JobState, lifecycles } from '../../lifecycle/lifecycles.js';
import { knownJobs } from '../../store/knownJobs.js';
import { findVolume } from '../../store/references.js';
import { type Job, jobView, type Pool, poolView, volumeMembers } from '../../store/views.js';
import type { World } from '../../store/world.js';
import { none } from '../../vocabulary/units/ids.js';

/** What somebody who watches an array sees of it. */
export interface WatchedArray {
  readonly pools: readonly Pool[];
  /** Those that are not over. */
  readonly jobs: readonly WatchedJob[];
}

export interface WatchedJob extends Pick<Job, 'state' | 'method' | 'percentComplete'> {
  /** What it works on, by name; null for a job that works on a pool. */
  readonly name: string | null;
}

/** Looks past the array's reads: faults count these, and a run that is watched is to be the same. */
export function watchedArray(array: StorageArray): WatchedArray {
  const world = StorageArray.worldOf(array);
  const jobs = [...knownJobs(world)].map((job) => jobView(world, job)).filter(({ state }) => !isOver(state));
  return {
    pools: [...world.pools.handles()].flatMap((pool) =>
      world.pools.read(pool).goneAt === 0 ? [poolView(world, pool)] : [],
    ),
    jobs: jobs.map(({ state, method, percentComplete, source, target }) => {
      const volume = target ?? source;
      return { state, method, percentComplete, name: volume === null ? null : nameOf(world, volume) };
    }),
  };
}

function isOver(state: JobState): boolean {
  const { job } = lifecycles;
  return job.meta(job.stateIndex(state)).final;
}

function nameOf(world: World, id: string): string {
  const volume = findVolume(world, id, 'volume');
  return volume === none ? id : volumeMembers(world, volume).name;
}
