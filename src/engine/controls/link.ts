import { type JobRow, jobList } from '../../store/jobRow.js';
import { jobsOn } from '../../store/progress.js';
import { crossesLink, linkCopies } from '../../store/replicationLink.js';
import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { none } from '../../vocabulary/units/ids.js';
import type { Engine } from '../components.js';
import { catchUp, share } from '../jobs/copying.js';
import { judgeJobs } from '../jobs/end.js';

/** Puts the replication link into a state, and lets the copies that cross it feel it: they stand still while it is partitioned, and
 * go on where they were; those that wait for it too long fail.
 * @param state its number
 */
export function setLink(engine: Engine, world: World, state: number): void {
  const { partition: before, replicationLink } = world.settings;
  if (state === replicationLink) return;
  if (before?.timer != null) world.agenda.cancel(before.timer);
  const isPartitioned = linkCopies({ replicationLink: state }) === 'not';
  const { failsWithoutLinkAfterMs: waitMs } = world.configuration;
  // While it is partitioned no further copy can join those that wait.
  const isWaitedFor = isPartitioned && waitMs !== null && isCrossed(world);
  const timer = isWaitedFor ? world.agenda.add(world.nowMs + waitMs, 'linkLost', none) : null;
  const partition = isPartitioned ? { sinceMs: world.nowMs, timer } : null;
  catchUp(world);
  world.settings = { ...world.settings, replicationLink: state, partition };
  world.lanes.stale = true;
  share(engine, world);
}

/** Nobody waits for the link any longer. */
export function onLinkLost(engine: Engine, world: World): void {
  const { partition } = world.settings;
  if (partition === null) throw new Error('the link is given up, and is not partitioned');
  world.settings = { ...world.settings, partition: { ...partition, timer: null } };
  judgeJobs(engine, world, (job) => crosses(world, job));
}

/** Whether any copy that is not over crosses the link. */
function isCrossed(world: World): boolean {
  for (const list of [jobList.active, jobList.waiting] as const)
    for (const job of jobsOn(world, list)) if (crosses(world, world.jobs.read(job))) return true;
  return false;
}

function crosses({ pools, volumes }: World, { source, pool }: Readonly<JobRow>): boolean {
  return crossesLink(pools.peek(volumes.peek(source)?.pool ?? none), pools.peek(pool));
}

/** @throws BadInputError where there is no peer that a link could lead to */
export function demandPeer({ pools }: World, value: string, field: string): void {
  for (const pool of pools.handles()) if (pools.read(pool).remote === 1) return;
  badInput({ field, value, expected: "an array with a pool of its peer system: { name, size, system: 'peer' }" });
}
