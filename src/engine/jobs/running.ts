import { speedNow } from '../../store/copySpeed.js';
import { isCopying, type JobRow } from '../../store/jobRow.js';
import { bringUp } from '../../store/progress.js';
import type { World } from '../../store/world.js';
import { type JobHandle, none } from '../../vocabulary/units/ids.js';

// Which of the running jobs is the oldest that copies, and in which lanes the others are. Needs lanes that are up to date.

/** A job runs, unless something stops it. How much it does in its time is for `share` to say.
 * @param goal the blocks after which it is looked at
 */
export function enter(world: World, job: JobHandle, row: JobRow, goal: number = row.size): void {
  const { lanes, jobs } = world;
  row.speed = speedNow(world, job, row);
  row.goal = goal;
  row.rate = 0;
  if (row.speed === 0) return;
  const { leader } = lanes;
  if (!isCopying(row) || (leader !== none && leader < job)) return lanes.add(job, row, jobs);
  lanes.leader = job;
  if (leader === none) return;
  const follower = jobs.edit(leader);
  bringUp(world, follower);
  follower.rate = 0;
  lanes.add(leader, follower, jobs);
}

/** A job runs no more. Its row says what it has done. */
export function leave(world: World, job: JobHandle, row: JobRow): void {
  const { lanes } = world;
  if (row.speed === 0) return;
  bringUp(world, row);
  if (row.inLane === 1) lanes.remove(job, row);
  row.speed = 0;
  row.rate = 0;
  if (lanes.leader !== job) return;
  lanes.leader = none;
  if (lanes.followers > 0) lead(world, firstAfter(world, row));
}

/** The oldest job that copies behind one that did: there is one. Whoever leads next is no older, unless an older one goes on: so
 * those that are passed here are not passed again.
 */
function firstAfter({ jobs }: World, { next }: Readonly<JobRow>): JobHandle {
  for (let at = next; at !== none; ) {
    const row = jobs.read(at);
    if (row.inLane === 1 && isCopying(row)) return at;
    at = row.next;
  }
  throw new Error('none of the jobs copies that are counted');
}

function lead(world: World, job: JobHandle): void {
  const row = world.jobs.edit(job);
  bringUp(world, row);
  world.lanes.remove(job, row);
  world.lanes.leader = job;
}
