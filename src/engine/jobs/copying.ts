import { speedNow } from '../../store/copySpeed.js';
import { type JobRow, jobList, workPerMs } from '../../store/jobRow.js';
import { leftOf } from '../../store/lanes.js';
import { bringUp, copiedNow, jobsOn } from '../../store/progress.js';
import type { World } from '../../store/world.js';
import { type JobHandle, none } from '../../vocabulary/units/ids.js';
import type { Engine } from '../components.js';
import { blocksAt, mayHaveMarks, nextMark } from '../faults/jobPoints.js';
import { enter, leave } from './running.js';

// How the running jobs share the bandwidth.

/** Brings the lanes, and the oldest job that copies, up to now. */
export function catchUp(world: World): void {
  const { lanes, nowMs, copiedAtMs } = world;
  if (copiedAtMs === nowMs) return;
  if (lanes.leader !== none) bringUp(world, world.jobs.edit(lanes.leader));
  for (const lane of lanes.all()) lane.total += lane.rate * (nowMs - copiedAtMs);
  world.copiedAtMs = nowMs;
}

/** Shares the bandwidth B among the k running copies: floor(B/k) each, what is over to the oldest; pools,
 * hosts, the replication link and faults slow them, and nobody has what they leave but where they stand still. Other jobs just take their time. Then sets the timer for the first job to end. Needs lanes that are up to date.
 */
export function share(engine: Engine, world: World): void {
  const { lanes, nowMs } = world;
  const mayChange = world.faults !== undefined && mayHaveMarks(world.faults);
  if (lanes.stale || mayChange) regroup(engine, world);
  lanes.stale = mayChange;
  setRates(world);
  let firstEndMs = Number.POSITIVE_INFINITY;
  if (lanes.leader !== none) {
    const { goal, copied, rate } = world.jobs.read(lanes.leader);
    firstEndMs = nowMs + Math.ceil(Math.max(0, goal - copied) / rate);
  }
  for (const lane of lanes.all())
    if (lane.rate > 0) firstEndMs = Math.min(firstEndMs, nowMs + Math.ceil(leftOf(lane) / lane.rate));
  world.copiedAtMs = nowMs;
  if (world.copyTimer?.dueMs === firstEndMs) return;
  world.copyTimer =
    firstEndMs === Number.POSITIVE_INFINITY ? undefined : world.agenda.make(firstEndMs, 'copyDone', none);
}

/** How fast the lanes are, and the oldest job that copies. */
export function setRates({ lanes, jobs, configuration }: World): void {
  const { copyBlocksPerMs } = configuration;
  const each = lanes.copying === 0 ? 0 : Math.floor(copyBlocksPerMs / lanes.copying);
  if (lanes.leader !== none) {
    const leader = jobs.edit(lanes.leader);
    leader.rate = slowed(copyBlocksPerMs - each * (lanes.copying - 1), leader.speed);
  }
  for (const lane of lanes.all()) lane.rate = slowed(lane.copies ? each : workPerMs, lane.speed);
}

function slowed(rate: number, speed: number): number {
  return speed === 1 ? rate : Math.max(Math.min(1, rate), Math.floor(rate * speed));
}

/** Looks at all running jobs: where pools, the link or faults have changed, they may be faster or slower, or stop elsewhere. */
function regroup(engine: Engine, world: World): void {
  for (const job of jobsOn(world, jobList.active)) {
    const row = world.jobs.read(job);
    if (row.state !== engine.jobStates.running) continue;
    const goal = nextGoal(world, job, row);
    if (row.speed === speedNow(world, job, row) && row.goal === goal) continue;
    const edited = world.jobs.edit(job);
    leave(world, job, edited);
    enter(world, job, edited, goal);
  }
}

/** The blocks after which a running job is looked at again. */
function nextGoal(world: World, job: JobHandle, row: Readonly<JobRow>): number {
  const mark = world.faults === undefined ? undefined : nextMark(world, job);
  return mark === undefined ? row.size : Math.max(copiedNow(world, row), blocksAt(mark, row));
}
