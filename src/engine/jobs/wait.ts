import { type JobRow, jobList } from '../../store/jobRow.js';
import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { formatDuration, type Milliseconds } from '../../vocabulary/units/durations.js';
import type { JobHandle } from '../../vocabulary/units/ids.js';
import type { Engine } from '../components.js';
import { nextTimer } from '../controls/clock.js';

/** Lets time pass from timer to timer until a job is over.
 * @param advance lets time pass, as an input of its own
 * @throws BadInputError when it is not over after `atMost`, which has passed by then, or when nothing that is to come ends it
 */
export function waitForJob(
  engine: Engine,
  world: World,
  job: JobHandle,
  atMost: Milliseconds,
  advance: (ms: number) => void,
): void {
  const untilMs = world.nowMs + atMost;
  while (!isOver(world, job)) {
    const timer = nextTimer(world);
    if (timer === undefined || timer.dueMs > untilMs) {
      // Without a timer nothing changes, however long it takes.
      if (timer !== undefined) advance(untilMs - world.nowMs);
      return refuseToWait(engine, world, job, atMost);
    }
    advance(timer.dueMs - world.nowMs);
  }
}

/** A job that was removed is over, too. */
function isOver(world: World, job: JobHandle): boolean {
  const row = world.jobs.peek(job);
  return row === undefined || row.list === jobList.finished;
}

function refuseToWait(engine: Engine, world: World, job: JobHandle, atMost: Milliseconds): never {
  const id = world.codecs.job.encode(job);
  const row = world.jobs.read(job);
  return badInput({
    field: 'jobs.wait',
    value: id,
    expected: `a job that is over within ${formatDuration(atMost)}: ${whatItWaitsFor(engine, world, job, row)}`,
  });
}

/** What would have to happen, in words that say what to do. */
function whatItWaitsFor(engine: Engine, world: World, job: JobHandle, row: Readonly<JobRow>): string {
  const state = engine.lifecycles.job.states[row.state];
  const fault = world.faults?.jobs.get(job);
  if (fault?.heldBy != null) return `fault '${fault.fault}' holds it until faults.release('${fault.heldBy}')`;
  if (fault?.stalled === true) return `fault '${fault.fault}' has stalled it, until faults.heal()`;
  if (state === 'suspended') return 'it is suspended, until jobs.resume';
  if (state === 'service') return 'it is in service, until jobs.leaveService';
  if (state === 'queryPending') return 'it waits for an answer, until jobs.answer';
  if (row.list === jobList.waiting) {
    const { count } = world.jobLists[jobList.active];
    return `it waits for a slot, and ${count} of ${world.settings.limits.runningJobs} are taken (limits.runningJobs)`;
  }
  return `it is ${state} still, and needs more time`;
}
