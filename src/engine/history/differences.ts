import { type Drive, driveView } from '../../store/driveView.js';
import { jobList } from '../../store/jobRow.js';
import { jobsOn } from '../../store/progress.js';
import { isListed } from '../../store/references.js';
import {
  type Job,
  jobView,
  type Pool,
  poolView,
  type Synchronization,
  synchronizationView,
  type Volume,
  volumeView,
} from '../../store/views.js';
import type { World } from '../../store/world.js';
import {
  type DriveHandle,
  type DriveId,
  type JobHandle,
  type JobId,
  none,
  type PoolHandle,
  type PoolId,
  type SynchronizationHandle,
  type SynchronizationId,
  type VolumeHandle,
  type VolumeId,
} from '../../vocabulary/units/ids.js';

/** An element that is not on one side as it is on the other; null where it is not there. */
interface Differing<Id extends string, View> {
  readonly id: Id;
  readonly before: View | null;
  readonly after: View | null;
}

/** What two moments of one array, or two forks of it, do not have in common; elements as they are, past all faults of reads. */
export interface Differences {
  /** Pools whose usage a copy changes by the time that passes, too. */
  readonly pools: readonly Differing<PoolId, Pool>[];
  readonly volumes: readonly Differing<VolumeId, Volume>[];
  readonly synchronizations: readonly Differing<SynchronizationId, Synchronization>[];
  readonly drives: readonly Differing<DriveId, Drive>[];
  /** Running ones as they go on, too. */
  readonly jobs: readonly Differing<JobId, Job>[];
  /** Whether more volumes or synchronizations may differ than were asked for: then none of them is here. */
  readonly cut: boolean;
}

/** Finds what differs by what was written, without a walk over what both sides share: between a world and its fork it costs no more than
 * that, what copies, and the volumes of pools that have changed their state.
 * @param most how many volumes, and how many synchronizations, are looked at one by one
 */
export function differences(before: World, after: World, most: number = Number.POSITIVE_INFINITY): Differences {
  // The progress of those that hold a slot is computed when somebody reads it.
  const working = [before, after].flatMap((world) => [...jobsOn(world, jobList.active)]);
  const jobs = new Set([...before.jobs.differing(after.jobs), ...working]);
  const synchronizations = new Set(before.synchronizations.differing(after.synchronizations));
  const volumes = new Set([...before.volumes.differing(after.volumes), ...before.contents.differing(after.contents)]);
  const pools = new Set(before.pools.differing(after.pools));
  for (const world of [before, after]) {
    for (const job of jobs) {
      const { target = none, pool = none } = world.jobs.peek(job) ?? {};
      const { synchronization = none } = world.volumes.peek(target) ?? {};
      if (synchronization !== none) synchronizations.add(synchronization);
      if (pool !== none) pools.add(pool);
    }
    for (const relation of synchronizations) {
      const { target = none } = world.synchronizations.peek(relation) ?? {};
      if (target !== none) volumes.add(target);
    }
  }
  for (const pool of pools) {
    if (before.pools.peek(pool)?.state === after.pools.peek(pool)?.state) continue;
    // A pool that is offline takes its volumes with it.
    let volume = after.pools.peek(pool)?.firstVolume ?? none;
    for (; volume !== none; volume = after.volumes.read(volume).nextInPool) volumes.add(volume);
  }
  const both = [before, after] as const;
  const cut = volumes.size > most || synchronizations.size > most;
  if (cut) for (const many of [volumes, synchronizations]) many.clear();
  return {
    cut,
    pools: differing([...pools], after.codecs.pool, (pool) => both.map((world) => poolIn(world, pool))),
    volumes: differing([...volumes], after.codecs.volume, (one) => both.map((world) => volumeIn(world, one))),
    synchronizations: differing([...synchronizations], after.codecs.synchronization, (one) =>
      both.map((world) => synchronizationIn(world, one)),
    ),
    drives: differing(before.drives.differing(after.drives), after.codecs.drive, (drive) =>
      both.map((world) => driveIn(world, drive)),
    ),
    jobs: differing([...jobs], after.codecs.job, (job) => both.map((world) => jobIn(world, job))),
  };
}

/** All of an array, as what it has and nothing before it had.
 * @param most how many volumes at most, the oldest
 */
export function wholly(world: World, most: number): Differences {
  const { codecs } = world;
  const volumes = [...world.volumes.handles()].filter((volume) => isListed(world.volumes.read(volume)));
  return {
    cut: false,
    pools: differing([...world.pools.handles()], codecs.pool, (pool) => [null, poolIn(world, pool)]),
    volumes: differing(volumes.slice(0, most), codecs.volume, (volume) => [null, volumeIn(world, volume)]),
    synchronizations: differing([...world.synchronizations.handles()], codecs.synchronization, (relation) => [
      null,
      synchronizationIn(world, relation),
    ]),
    drives: differing([...world.drives.handles()], codecs.drive, (drive) => [null, driveIn(world, drive)]),
    jobs: differing([...world.jobs.handles()], codecs.job, (job) => [null, jobIn(world, job)]),
  };
}

function differing<Handle extends number, Id extends string, View>(
  handles: readonly Handle[],
  codec: { encode(handle: Handle): Id },
  look: (handle: Handle) => (View | null)[],
): Differing<Id, View>[] {
  return handles
    .toSorted((one, other) => one - other)
    .flatMap((handle) => {
      const [before = null, after = null] = look(handle);
      return isSame(before, after) ? [] : [{ id: codec.encode(handle), before, after }];
    });
}

/** Views are plain data, with bigints. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || (one !== null && other !== null && text(one) === text(other));
}

function text(view: unknown): string {
  return JSON.stringify(view, (_, value) => (typeof value === 'bigint' ? `${value}` : value));
}

function poolIn(world: World, pool: PoolHandle): Pool | null {
  return world.pools.peek(pool)?.goneAt === 0 ? poolView(world, pool) : null;
}

function volumeIn(world: World, volume: VolumeHandle): Volume | null {
  const row = world.volumes.peek(volume);
  return row !== undefined && isListed(row) ? volumeView(world, volume) : null;
}

function synchronizationIn(world: World, relation: SynchronizationHandle): Synchronization | null {
  return world.synchronizations.has(relation) ? synchronizationView(world, relation) : null;
}

function driveIn(world: World, drive: DriveHandle): Drive | null {
  return world.drives.has(drive) ? driveView(world, drive) : null;
}

function jobIn(world: World, job: JobHandle): Job | null {
  return world.jobs.has(job) ? jobView(world, job) : null;
}
