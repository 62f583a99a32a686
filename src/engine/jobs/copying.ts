import { lifecycles } from '../../lifecycle/lifecycles.js';
import { type JobRow, jobList, jobWork, workPerMs } from '../../store/jobRow.js';
import { copiedNow, usedAfter } from '../../store/progress.js';
import type { World } from '../../store/world.js';
import type { JobHandle } from '../../vocabulary/units/ids.js';
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
  const room = world.pools.edit(row.pool);
  room.used = (room.used + size) as Blocks;
  room.reserved = (room.reserved - size) as Blocks;
  row.charged = (row.charged + size) as Blocks;
}

/** Shares the bandwidth B among the k running copies: floor(B/k) each, what is over to the oldest; a pool that is degraded or a
 * fault slows them, and nobody has what they leave. Other jobs just take their time. Then sets the timer for the first job to end. Needs rows that are up to date.
 */
export function share(engine: Engine, world: World): void {
  const { running } = engine.jobStates;
  const count = world.faults === undefined ? world.copying : unstopped(world, running);
  const { copyBlocksPerMs } = world.configuration;
  const each = count === 0 ? 0 : Math.floor(copyBlocksPerMs / count);
  let rate = copyBlocksPerMs - each * (count - 1);
  let firstEndMs = Number.POSITIVE_INFINITY;
  for (let at = world.jobLists[jobList.active].head; at !== none; ) {
    const handle = at;
    const job = world.jobs.edit(handle);
    at = job.next;
    const speed = (world.faults === undefined ? 1 : speedOf(world, handle)) * speedByPools(world, job);
    if (job.state !== running || speed === 0) {
      job.rate = 0;
      continue;
    }
    const own = job.work === jobWork.copy ? rate : workPerMs;
    job.rate = speed === 1 ? own : Math.max(Math.min(1, own), Math.floor(own * speed));
    if (job.rate > 0)
      firstEndMs = Math.min(
        firstEndMs,
        world.nowMs + Math.ceil((nextStop(world, handle, job) - job.copied) / job.rate),
      );
    if (job.work === jobWork.copy) rate = each;
  }
  world.copiedAtMs = world.nowMs;
  if (world.copyTimer?.dueMs === firstEndMs) return;
  world.copyTimer =
    firstEndMs === Number.POSITIVE_INFINITY ? undefined : world.agenda.make(firstEndMs, 'copyDone', none);
}

function speedByPools({ configuration, pools, volumes }: World, { work, source, pool }: Readonly<JobRow>): number {
  const { speedWhileDegraded } = configuration;
  if (speedWhileDegraded === 1 || work !== jobWork.copy) return 1;
  const own = volumes.peek(source)?.pool ?? none;
  const isDegraded = pools.peek(pool)?.state === degraded || pools.peek(own)?.state === degraded;
  return isDegraded ? speedWhileDegraded : 1;
}

const degraded = lifecycles.pool.stateIndex('degraded');

/** The running copies that no fault stops. */
function unstopped(world: World, running: number): number {
  let count = 0;
  for (let at = world.jobLists[jobList.active].head; at !== none; ) {
    const job = world.jobs.read(at);
    if (job.work === jobWork.copy && job.state === running && speedOf(world, at) > 0) count++;
    at = job.next;
  }
  return count;
}

/** The blocks after which a running job is looked at again: all of them, or fewer where a fault waits for a percent. */
function nextStop(world: World, job: JobHandle, row: Readonly<JobRow>): number {
  const mark = world.faults === undefined ? undefined : nextMark(world, job);
  return mark === undefined ? row.size : Math.max(row.copied, blocksAt(mark, row));
}
