import { copySpeed } from '../../store/copySpeed.js';
import { isCopying, type JobRow, jobList, workPerMs } from '../../store/jobRow.js';
import { copiedNow, usedAfter } from '../../store/progress.js';
import type { World } from '../../store/world.js';
import type { JobHandle, PoolHandle } from '../../vocabulary/units/ids.js';
import { none } from '../../vocabulary/units/ids.js';
import type { Blocks } from '../../vocabulary/units/sizes.js';
import type { Engine } from '../components.js';
import { blocksAt, nextMark, speedOf } from '../faults/jobPoints.js';

// How the running jobs share the bandwidth, and the room that their copies use.

/** Brings the rows of the running jobs, and the room they use, up to now. */
export function catchUp(world: World): void {
  if (world.copiedAtMs === world.nowMs) return;
  const { extentSize } = world.configuration;
  for (let at = world.jobLists[jobList.active].head; at !== none; ) {
    const row = world.jobs.edit(at);
    at = row.next;
    if (row.rate === 0) continue;
    row.copied = copiedNow(world, row);
    useReservation(world, row, usedAfter(row, row.copied, extentSize) - row.charged);
  }
  world.copiedAtMs = world.nowMs;
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

/** Shares the bandwidth B among the k running copies: floor(B/k) each, what is over to the oldest; pools,
 * hosts, the replication link and faults slow them, and nobody has what they leave but where they stand still. Other jobs just take their time. Then sets the timer for the first job to end. Needs rows that are up to date.
 */
export function share(engine: Engine, world: World): void {
  const { running } = engine.jobStates;
  const mayStandStill = world.faults !== undefined || world.settings.partition !== null;
  const count = mayStandStill ? unstopped(world, running) : world.copying;
  const { copyBlocksPerMs } = world.configuration;
  const each = count === 0 ? 0 : Math.floor(copyBlocksPerMs / count);
  let rate = copyBlocksPerMs - each * (count - 1);
  let firstEndMs = Number.POSITIVE_INFINITY;
  for (let at = world.jobLists[jobList.active].head; at !== none; ) {
    const handle = at;
    const job = world.jobs.edit(handle);
    at = job.next;
    const speed = speedOfJob(world, handle, job);
    if (job.state !== running || speed === 0) {
      job.rate = 0;
      continue;
    }
    const own = isCopying(job) ? rate : workPerMs;
    job.rate = speed === 1 ? own : Math.max(Math.min(1, own), Math.floor(own * speed));
    if (job.rate > 0)
      firstEndMs = Math.min(
        firstEndMs,
        world.nowMs + Math.ceil((nextStop(world, handle, job) - job.copied) / job.rate),
      );
    if (isCopying(job)) rate = each;
  }
  world.copiedAtMs = world.nowMs;
  if (world.copyTimer?.dueMs === firstEndMs) return;
  world.copyTimer =
    firstEndMs === Number.POSITIVE_INFINITY ? undefined : world.agenda.make(firstEndMs, 'copyDone', none);
}

/** How fast a job works, as a factor of its share: what a fault leaves of it, and of a copy what its pools and their link do. */
function speedOfJob(world: World, handle: JobHandle, job: Readonly<JobRow>): number {
  const speed = world.faults === undefined ? 1 : speedOf(world, handle);
  if (!isCopying(job)) return speed;
  return speed * copySpeed(world, world.volumes.peek(job.source)?.pool ?? none, job.pool);
}

/** The running copies that nothing stops. */
function unstopped(world: World, running: number): number {
  let count = 0;
  for (let at = world.jobLists[jobList.active].head; at !== none; ) {
    const job = world.jobs.read(at);
    if (isCopying(job) && job.state === running && speedOfJob(world, at, job) > 0) count++;
    at = job.next;
  }
  return count;
}

/** The blocks after which a running job is looked at again: all of them, or fewer where a fault waits for a percent. */
function nextStop(world: World, job: JobHandle, row: Readonly<JobRow>): number {
  const mark = world.faults === undefined ? undefined : nextMark(world, job);
  return mark === undefined ? row.size : Math.max(row.copied, blocksAt(mark, row));
}
