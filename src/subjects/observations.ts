import type {
  ContentsRange,
  DriveSeen,
  JobSeen,
  PoolSeen,
  RelationSeen,
  VolumeSeen,
} from '../conformance/subject/observations.js';
import type { IdCodec } from '../determinism/idCodec.js';
import { lifecycles } from '../lifecycle/lifecycles.js';
import { free } from '../store/capacity.js';
import { allocated, tagsOf } from '../store/contents.js';
import { jobList } from '../store/jobRow.js';
import { copiedNow, jobsOn, percentNow, usedAfter } from '../store/progress.js';
import { isListed } from '../store/references.js';
import { isOffline, shownState } from '../store/shownState.js';
import { usageOf } from '../store/usage.js';
import { synchronizationView } from '../store/views.js';
import type { World } from '../store/world.js';
import type { JobHandle, PoolHandle, SynchronizationHandle, VolumeHandle } from '../vocabulary/units/ids.js';
import { none } from '../vocabulary/units/ids.js';
import { blockSize } from '../vocabulary/units/sizes.js';

// Elements as clients see them, read off the rows: sizes are numbers of bytes, which no fixture's are too large for.
// The views of the library have bigints, which cost more than all else here, and a suite looks after every call.

export function volumeSeen(world: World, handle: VolumeHandle): VolumeSeen {
  const row = world.volumes.read(handle);
  const state = shownState(world, row);
  const { usable, healthStatus } = lifecycles.volume.meta(state);
  const { synchronization } = row;
  return {
    id: idOf(world.codecs.volume, handle),
    name: world.volumes.payload(handle),
    pool: idOf(world.codecs.pool, row.pool),
    size: row.size * blockSize,
    usable,
    state: lifecycles.volume.states[state] ?? '',
    healthStatus,
    usage: usageOf(world, handle),
    isSnapshot: row.snapshot === 1,
    isExposed: row.exposed === 1,
    isReadOnly: row.readOnly === 1,
    source:
      synchronization === none ? null : idOf(world.codecs.volume, world.synchronizations.read(synchronization).source),
    relation: synchronization === none ? null : relationSeen(world, synchronization),
    allocated: allocated(world, handle, row) * blockSize,
    charge: row.charge * blockSize,
  };
}

function relationSeen(world: World, synchronization: SynchronizationHandle): RelationSeen {
  const { copyState, syncState, syncMaintained, percentSynced, establishedMs, synchronizedMs } = synchronizationView(
    world,
    synchronization,
  );
  return { copyState, syncState, syncMaintained, percentSynced, syncedMs: establishedMs, synchronizedMs };
}

export function volumesSeen(world: World): VolumeSeen[] {
  const seen: VolumeSeen[] = [];
  for (const handle of world.volumes.handles()) {
    if (isListed(world.volumes.read(handle))) seen.push(volumeSeen(world, handle));
  }
  return seen;
}

export function poolsSeen(world: World): PoolSeen[] {
  const moved = movedRoom(world);
  const seen: PoolSeen[] = [];
  for (const handle of world.pools.handles()) {
    const row = world.pools.read(handle);
    if (row.goneAt !== 0) continue;
    const since = moved.get(handle) ?? 0;
    seen.push({
      id: idOf(world.codecs.pool, handle),
      name: world.pools.payload(handle),
      total: row.total * blockSize,
      free: free(row) * blockSize,
      used: (row.used + since) * blockSize,
      reserved: (row.reserved - since) * blockSize,
      stolen: row.stolen * blockSize,
      state: lifecycles.pool.states[row.state] ?? '',
      isPrimordial: row.primordial === 1,
      isRemote: row.remote === 1,
      usage: row.usage,
      madeOf: row.parent === none ? null : idOf(world.codecs.pool, row.parent),
    });
  }
  return seen;
}

export function drivesSeen(world: World): DriveSeen[] {
  return Array.from(world.drives.handles(), (handle) => {
    const row = world.drives.read(handle);
    return {
      id: idOf(world.codecs.drive, handle),
      name: world.drives.payload(handle),
      size: row.size * blockSize,
      primordialPool: idOf(world.codecs.pool, row.home),
      pool: row.holder === row.home ? null : idOf(world.codecs.pool, row.holder),
      isSpare: row.spare === 1,
      healthStatus: lifecycles.drive.meta(row.state).healthStatus,
    };
  });
}

export function jobSeen(world: World, handle: JobHandle): JobSeen {
  const row = world.jobs.read(handle);
  return {
    id: idOf(world.codecs.job, handle),
    jobState: lifecycles.job.meta(row.state).jobState,
    percentComplete: percentNow(world, row),
    errorCode: row.errorCode,
    target:
      row.target === none || world.volumes.peek(row.target)?.hidden === 1
        ? null
        : idOf(world.codecs.volume, row.target),
    submittedMs: row.submittedMs,
    startedMs: row.startedMs === none ? null : row.startedMs,
    changedMs: row.changedMs,
  };
}

/** @returns null where its pool is offline: nobody can read it */
export function contentsSeen(world: World, handle: VolumeHandle): ContentsRange[] | null {
  const { size, pool } = world.volumes.read(handle);
  if (isOffline(world.pools.read(pool))) return null;
  return tagsOf(world, handle, { start: 0, end: size }).map(({ start, end, tag }) => ({
    offset: start * blockSize,
    length: (end - start) * blockSize,
    tag,
  }));
}

/** Ids by handle. A suite begins anew again and again on forks, whose elements have the same ids; and a text that is the same
 * object as before is found again much faster.
 */
const ids = new WeakMap<object, string[]>();

function idOf<Handle extends number>(codec: IdCodec<string, Handle>, handle: Handle): string {
  let known = ids.get(codec);
  if (known === undefined) {
    known = [];
    ids.set(codec, known);
  }
  const id = known[handle] ?? codec.encode(handle);
  known[handle] = id;
  return id;
}

/** Blocks by pool that running copies have used of what was reserved, since the rows were last brought up to date. */
function movedRoom(world: World): ReadonlyMap<PoolHandle, number> {
  const moved = new Map<PoolHandle, number>();
  for (const handle of jobsOn(world, jobList.active)) {
    const job = world.jobs.read(handle);
    const since = usedAfter(job, copiedNow(world, job), world.configuration.extentSize) - job.charged;
    if (since !== 0 && job.pool !== none) moved.set(job.pool, (moved.get(job.pool) ?? 0) + since);
  }
  return moved;
}
