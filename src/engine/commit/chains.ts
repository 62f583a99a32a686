import type { JobRow } from '../../store/jobRow.js';
import type { PoolRow, VolumeRow } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import { type JobHandle, none, type VolumeHandle } from '../../vocabulary/units/ids.js';

// Chains through rows: what belongs to an element is found from there, whatever else there is. The youngest comes first.

/** Puts a volume at the head of its pool's volumes. */
export function chainVolume({ volumes }: World, volume: VolumeHandle, row: VolumeRow, pool: PoolRow): void {
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

/** Puts a job at the head of the jobs of what it works on.
 * @param head the volume or the pool; see {@link headOf}
 */
export function chainJob({ jobs }: World, job: JobHandle, row: JobRow, head: VolumeRow | PoolRow | undefined): void {
  row.previousOfTarget = none;
  row.nextOfTarget = none;
  if (head === undefined) return;
  row.nextOfTarget = head.firstJob;
  if (row.nextOfTarget !== none) jobs.edit(row.nextOfTarget).previousOfTarget = job;
  head.firstJob = job;
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
export function chainToSource({ jobs }: World, job: JobHandle, row: JobRow, source: VolumeRow | undefined): void {
  row.previousOfSource = none;
  row.nextOfSource = none;
  if (source === undefined) return;
  row.nextOfSource = source.firstCopy;
  if (row.nextOfSource !== none) jobs.edit(row.nextOfSource).previousOfSource = job;
  source.firstCopy = job;
}

/** Takes a job out again. Its source may be gone. */
export function unchainFromSource({ jobs }: World, row: Readonly<JobRow>, source: VolumeRow | undefined): void {
  const { nextOfSource, previousOfSource } = row;
  if (nextOfSource !== none) jobs.edit(nextOfSource).previousOfSource = previousOfSource;
  if (previousOfSource !== none) jobs.edit(previousOfSource).nextOfSource = nextOfSource;
  else if (source !== undefined) source.firstCopy = nextOfSource;
}

/** The volume that a job works on, or the pool; undefined for one that works on neither, and once it is gone. */
export function headOf(
  { pools, volumes }: World,
  { target, pool }: Readonly<Pick<JobRow, 'target' | 'pool'>>,
): VolumeRow | PoolRow | undefined {
  return target !== none ? volumes.seek(target) : pools.seek(pool);
}
