import type { JobRow } from '../../store/jobRow.js';
import type { PoolRow, VolumeRow } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import { type JobHandle, none, type VolumeHandle } from '../../vocabulary/units/ids.js';

// Chains through rows: what belongs to an element is found from there, whatever else there is. The youngest comes first.

/** Puts a volume at the head of its pool's volumes. */
export function chainVolume({ pools, volumes }: World, volume: VolumeHandle, row: VolumeRow): void {
  const pool = pools.edit(row.pool);
  row.previousInPool = none;
  row.nextInPool = pool.firstVolume;
  if (pool.firstVolume !== none) volumes.edit(pool.firstVolume).previousInPool = volume;
  pool.firstVolume = volume;
}

/** Takes a volume out again. */
export function unchainVolume({ pools, volumes }: World, row: Readonly<VolumeRow>): void {
  const { pool, nextInPool, previousInPool } = row;
  if (nextInPool !== none) volumes.edit(nextInPool).previousInPool = previousInPool;
  if (previousInPool !== none) volumes.edit(previousInPool).nextInPool = nextInPool;
  else pools.edit(pool).firstVolume = nextInPool;
}

/** Puts a job at the head of the jobs of what it works on. */
export function chainJob(world: World, job: JobHandle, row: JobRow): void {
  const head = headOf(world, row);
  row.previousOfTarget = none;
  row.nextOfTarget = head?.firstJob ?? none;
  if (row.nextOfTarget !== none) world.jobs.edit(row.nextOfTarget).previousOfTarget = job;
  if (head !== undefined) head.firstJob = job;
}

/** Takes a job out again. */
export function unchainJob(world: World, row: Readonly<JobRow>): void {
  const { nextOfTarget, previousOfTarget } = row;
  if (nextOfTarget !== none) world.jobs.edit(nextOfTarget).previousOfTarget = previousOfTarget;
  if (previousOfTarget !== none) {
    world.jobs.edit(previousOfTarget).nextOfTarget = nextOfTarget;
    return;
  }
  const head = headOf(world, row);
  if (head !== undefined) head.firstJob = nextOfTarget;
}

/** Puts an unfinished job at the head of those of its source, where it has one. */
export function chainToSource({ jobs, volumes }: World, job: JobHandle, row: JobRow): void {
  row.previousOfSource = none;
  row.nextOfSource = none;
  if (row.source === none || !volumes.has(row.source)) return;
  const source = volumes.edit(row.source);
  row.nextOfSource = source.firstCopy;
  if (row.nextOfSource !== none) jobs.edit(row.nextOfSource).previousOfSource = job;
  source.firstCopy = job;
}

/** Takes a job out again. Its source may be gone. */
export function unchainFromSource({ jobs, volumes }: World, row: Readonly<JobRow>): void {
  const { source, nextOfSource, previousOfSource } = row;
  if (nextOfSource !== none) jobs.edit(nextOfSource).previousOfSource = previousOfSource;
  if (previousOfSource !== none) jobs.edit(previousOfSource).nextOfSource = nextOfSource;
  else if (source !== none && volumes.has(source)) volumes.edit(source).firstCopy = nextOfSource;
}

/** The volume that a job works on, or the pool; undefined for one that works on neither, and once it is gone. */
function headOf({ pools, volumes }: World, { target, pool }: Readonly<JobRow>): VolumeRow | PoolRow | undefined {
  if (target !== none) return volumes.has(target) ? volumes.edit(target) : undefined;
  return pool !== none && pools.has(pool) ? pools.edit(pool) : undefined;
}
