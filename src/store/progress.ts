import { lifecycles } from '../lifecycle/lifecycles.js';
import type { JobHandle, PoolHandle } from '../vocabulary/units/ids.js';
import { none } from '../vocabulary/units/ids.js';
import { type Blocks, roundUpTo } from '../vocabulary/units/sizes.js';
import { isCopying, type JobRow, jobList } from './jobRow.js';
import type { World } from './world.js';

const completed = lifecycles.job.stateIndex('completed');

/** Blocks that a job has copied by now. Rows hold what had been copied when the job came into its lane, and lanes what their jobs had
 * when the running set last changed; reading adds the rest, so that time passing writes nothing.
 */
export function copiedNow(world: World, job: Readonly<JobRow>): Blocks {
  return copiedAt(world, job, world.nowMs);
}

function copiedAt({ lanes, copiedAtMs }: World, job: Readonly<JobRow>, atMs: number): Blocks {
  const passedMs = atMs - copiedAtMs;
  // Sums of whole blocks, capped by a size.
  if (job.inLane === 0) return Math.min(job.size, job.copied + job.rate * passedMs) as Blocks;
  const { total, rate } = lanes.of(job);
  return Math.min(job.size, total - job.began + rate * passedMs) as Blocks;
}

/** PercentComplete: 100 exactly when Completed. */
export function percentNow(world: World, job: Readonly<JobRow>): number {
  if (job.state === completed) return 100;
  // Nothing to copy is done the moment it begins, and not before.
  return job.size === 0 ? 0 : Math.min(99, Math.floor((copiedNow(world, job) * 100) / job.size));
}

/** Blocks of a job's room that are used when it has copied a number of blocks; of one that does not copy, those that are used already. */
export function usedAfter(job: Readonly<JobRow>, copied: Blocks, extentSize: Blocks): Blocks {
  if (!isCopying(job)) return job.charged;
  // A clone that shares its source's extents has no room to use.
  return Math.min(job.room, roundUpTo(copied, extentSize)) as Blocks;
}

/** Blocks of a pool's `reserved` that have become used and are not in its row yet. */
export function usedSince(world: World, pool: PoolHandle): Blocks {
  return movedSince(world).get(pool) ?? (0 as Blocks);
}

/** The same of all pools of which any have: a look at the jobs that hold slots. */
export function movedSince(world: World): ReadonlyMap<PoolHandle, Blocks> {
  const moved = new Map<PoolHandle, Blocks>();
  if (world.lanes.isEmpty && world.copiedAtMs === world.nowMs) return moved;
  for (const handle of jobsOn(world, jobList.active)) {
    const job = world.jobs.read(handle);
    if (job.speed === 0 || job.pool === none) continue;
    const blocks = usedAfter(job, copiedNow(world, job), world.configuration.extentSize) - job.charged;
    // A sum of whole extents.
    if (blocks !== 0) moved.set(job.pool, ((moved.get(job.pool) ?? 0) + blocks) as Blocks);
  }
  return moved;
}

/** Room that was promised to a job becomes used. */
export function useReservation(world: World, row: JobRow, size: number): void {
  if (size === 0) return;
  // What was reserved was reserved in a pool.
  const room = world.pools.edit(row.pool as PoolHandle);
  room.used = (room.used + size) as Blocks;
  room.reserved = (room.reserved - size) as Blocks;
  row.charged = (row.charged + size) as Blocks;
}

/** Brings the row of a job that runs, and the room that it uses, up to a time. */
export function bringUp(world: World, row: JobRow, atMs = world.nowMs): void {
  if (row.speed === 0) return;
  row.copied = copiedAt(world, row, atMs);
  useReservation(world, row, usedAfter(row, row.copied, world.configuration.extentSize) - row.charged);
}

/** A world whose rows say all that there is to say of its jobs when the running set last changed: what is saved, and digested. It
 * is the world itself where they do so already; else a fork, which is not to go on.
 */
export function withProgressInRows(world: World): World {
  if (world.lanes.isEmpty) return world;
  const told = world.fork();
  for (const handle of jobsOn(told, jobList.active)) {
    if (told.jobs.read(handle).inLane === 0) continue;
    const row = told.jobs.edit(handle);
    bringUp(told, row, told.copiedAtMs);
    row.rate = told.lanes.of(row).rate;
  }
  return told;
}

/** The jobs on a list, first to last. The active list is as long as there are slots at most. */
export function* jobsOn(world: World, list: 0 | 1 | 2): Generator<JobHandle> {
  for (let at = world.jobLists[list].head; at !== none; at = world.jobs.read(at).next) yield at as JobHandle;
}
