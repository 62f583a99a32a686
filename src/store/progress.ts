import { lifecycles } from '../lifecycle/lifecycles.js';
import type { JobHandle, PoolHandle } from '../vocabulary/units/ids.js';
import { none } from '../vocabulary/units/ids.js';
import { type Blocks, roundUpTo } from '../vocabulary/units/sizes.js';
import { isCopying, type JobRow, jobList } from './jobRow.js';
import type { World } from './world.js';

const completed = lifecycles.job.stateIndex('completed');

/** Blocks that a job has copied by now. Rows hold what had been copied when the running set last changed; reading adds
 * the rest, so that time passing writes nothing.
 */
export function copiedNow(world: World, job: Readonly<JobRow>): Blocks {
  const copied = job.copied + job.rate * (world.nowMs - world.copiedAtMs);
  // A sum of whole blocks, capped by a size.
  return Math.min(job.size, copied) as Blocks;
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

/** Blocks of a pool's `reserved` that have become used since the running set last changed. */
export function usedSince(world: World, pool: PoolHandle): Blocks {
  return movedSince(world).get(pool) ?? (0 as Blocks);
}

/** The same of all pools of which any have: a look at the jobs that hold slots. */
export function movedSince(world: World): ReadonlyMap<PoolHandle, Blocks> {
  const moved = new Map<PoolHandle, Blocks>();
  if (world.copiedAtMs === world.nowMs) return moved;
  for (const handle of jobsOn(world, jobList.active)) {
    const job = world.jobs.read(handle);
    if (job.rate === 0 || job.pool === none) continue;
    const blocks = usedAfter(job, copiedNow(world, job), world.configuration.extentSize) - job.charged;
    // A sum of whole extents.
    if (blocks !== 0) moved.set(job.pool, ((moved.get(job.pool) ?? 0) + blocks) as Blocks);
  }
  return moved;
}

/** The jobs on a list, first to last. The active list is as long as there are slots at most. */
export function* jobsOn(world: World, list: 0 | 1 | 2): Generator<JobHandle> {
  for (let at = world.jobLists[list].head; at !== none; at = world.jobs.read(at).next) yield at as JobHandle;
}
