import type { JobEvent } from '../lifecycle/job.js';
import { stepBy } from '../lifecycle/table.js';
import type { JobFacts } from '../operations/look.js';
import { lookAtJob } from '../operations/look.js';
import { type CompiledSettlement, firstThatHolds } from '../operations/operation.js';
import { allocated } from '../store/contents.js';
import { copiedNow, jobsOn, usedAfter } from '../store/progress.js';
import { type JobRow, jobList } from '../store/rows.js';
import type { World } from '../store/world.js';
import type { JobHandle, VolumeHandle } from '../vocabulary/ids.js';
import { none } from '../vocabulary/ids.js';
import type { Blocks } from '../vocabulary/sizes.js';
import { discardTarget, endSynchronization, moveVolume } from './elements.js';
import { rowOfCode, takeForced } from './forced.js';
import { type Engine, operationOf } from './parts.js';

/** Makes a job for a fresh target and starts it when a slot is free. */
export function acceptJob(engine: Engine, world: World, target: VolumeHandle, detaches: boolean): JobHandle {
  const volume = world.volumes.read(target);
  const { size, charge, pool, synchronization } = volume;
  if (synchronization === none) throw new Error(`target ${target} has no synchronization`);
  const job = world.jobs.append('');
  const association = world.synchronizations.edit(synchronization);
  association.job = job;
  const row = world.jobs.edit(job);
  row.state = engine.lifecycles.job.initial;
  row.source = association.source;
  row.target = target;
  row.pool = pool;
  row.synchronization = synchronization;
  // What was never written is not copied, unless all of it is.
  row.size = world.configuration.allocation === 'full' ? size : allocated(world, target, volume);
  row.room = charge;
  row.detaches = detaches ? 1 : 0;
  row.submittedMs = world.nowMs;
  row.startedMs = none;
  row.changedMs = world.nowMs;
  if (world.jobLists[jobList.active].count < world.settings.limits.runningJobs) startJob(engine, world, job, row);
  else link(world, job, row, jobList.waiting);
  return job;
}

/** Jobs in Starting run when their time to start is over. */
export function onJobStart(engine: Engine, world: World): void {
  world.startTimer = undefined;
  for (let at = world.jobLists[jobList.active].head; at !== none; ) {
    const job = at;
    const row = world.jobs.edit(job);
    at = row.next;
    if (row.state !== engine.jobStates.starting) continue;
    if (row.changedMs + world.configuration.startsWithinMs <= world.nowMs) runJob(engine, world, job, row);
    else scheduleStart(world, row);
  }
}

/** Sets the timer for the job in Starting that comes first; the others are later, because all take equally long. */
function scheduleStart(world: World, row: JobRow): void {
  if (world.startTimer !== undefined) return;
  world.startTimer = world.agenda.make(row.changedMs + world.configuration.startsWithinMs, 'jobStart', none);
}

/** A copy is complete: judge every job that has copied all its blocks. */
export function onCopyDone(engine: Engine, world: World): void {
  world.copyTimer = undefined;
  catchUp(world);
  let at = world.jobLists[jobList.active].head;
  while (at !== none) {
    const { copied, size, rate, next } = world.jobs.read(at);
    // Jobs that take over the slots go to the end of the list: they are met here, too, and have copied nothing yet.
    if (rate > 0 && copied === size) settleJob(engine, world, at, true);
    at = next;
  }
  share(engine, world);
}

/** The orderly stop of a job is over. */
export function onJobStop(engine: Engine, world: World, job: JobHandle): void {
  if (world.jobs.peek(job)?.state === engine.jobStates.shuttingDown) stopJob(engine, world, job);
}

/** TimeBeforeRemoval is over for the job that finished first. */
export function onRemoval(world: World): void {
  world.removalTimer = undefined;
  const finished = world.jobLists[jobList.finished];
  const { removedAfterMs } = world.configuration;
  while (finished.head !== none) {
    const job = finished.head;
    const row = world.jobs.edit(job);
    if (row.changedMs + removedAfterMs > world.nowMs) break;
    unlink(world, row);
    world.jobs.remove(job);
  }
  scheduleRemoval(world);
}

/** Judges the unfinished jobs that a source or a pool matters to, after its state has changed. */
export function judgeJobs(engine: Engine, world: World, concerns: (job: Readonly<JobRow>) => boolean): void {
  const concerned: JobHandle[] = [];
  for (const list of [jobList.active, jobList.waiting] as const) {
    for (const job of jobsOn(world, list)) if (concerns(world.jobs.read(job))) concerned.push(job);
  }
  catchUp(world);
  for (const job of concerned) settleJob(engine, world, job, false);
  share(engine, world);
}

/** Carries out what the array's own operators can do to a job.
 * @throws UnacceptedEventError when the job's state does not accept it
 */
export function controlJob(engine: Engine, world: World, job: JobHandle, event: JobEvent): void {
  const { lifecycles } = engine;
  catchUp(world);
  const row = world.jobs.edit(job);
  const waiting = row.list === jobList.waiting;
  move(engine, world, job, row, engine.events.job[event]);
  switch (event) {
    case 'SUSPEND':
    case 'RESUME': {
      if (row.synchronization === none) break;
      const synchronization = world.synchronizations.edit(row.synchronization);
      synchronization.state = stepBy(
        lifecycles.synchronization,
        synchronization.state,
        engine.events.synchronization[event],
      );
      break;
    }
    case 'TERMINATE':
      // A job that never got a slot has nothing to wind down.
      if (waiting || world.configuration.stopsWithinMs === 0) stopJob(engine, world, job);
      else world.agenda.add(world.nowMs + world.configuration.stopsWithinMs, 'jobStop', job);
      break;
    case 'KILL':
      retire(engine, world, job, row);
      discardTarget(world, job);
      break;
  }
  share(engine, world);
}

/** Ends a job on the service's behalf and takes its target back, all within the call that is being compensated. */
export function withdrawJob(engine: Engine, world: World, job: JobHandle): void {
  catchUp(world);
  // An operator may have terminated it already; then it only stops sooner.
  const row = world.jobs.edit(job);
  if (row.state !== engine.jobStates.shuttingDown) move(engine, world, job, row, engine.events.job.TERMINATE);
  stopJob(engine, world, job);
  share(engine, world);
}

/** Gives waiting jobs the slots that are free, first come first served. */
export function fillSlots(engine: Engine, world: World): void {
  const waiting = world.jobLists[jobList.waiting];
  while (world.jobLists[jobList.active].count < world.settings.limits.runningJobs && waiting.head !== none) {
    const job = waiting.head;
    const row = world.jobs.edit(job);
    unlink(world, row);
    startJob(engine, world, job, row);
  }
}

function startJob(engine: Engine, world: World, job: JobHandle, row: JobRow): void {
  link(world, job, row, jobList.active);
  move(engine, world, job, row, engine.events.job.START);
  if (world.configuration.startsWithinMs === 0) runJob(engine, world, job, row);
  else scheduleStart(world, row);
}

function runJob(engine: Engine, world: World, job: JobHandle, row: JobRow): void {
  catchUp(world);
  move(engine, world, job, row, engine.events.job.RUN);
  row.startedMs = world.nowMs;
  if (row.synchronization !== none) {
    const synchronization = world.synchronizations.edit(row.synchronization);
    synchronization.state = stepBy(
      engine.lifecycles.synchronization,
      synchronization.state,
      engine.events.synchronization.COPY,
    );
  }
  share(engine, world);
}

/** Ends a job with the first settlement that applies; without one it completes, if its copy is done. */
function settleJob(engine: Engine, world: World, job: JobHandle, copyDone: boolean): void {
  const { settle, endings } = operationOf(engine, world);
  const facts = lookAtJob(world, job);
  const verdict = firstThatHolds(endings, facts);
  const ending = verdict === -1 ? undefined : settle[verdict];
  if (ending !== undefined) return failJob(engine, world, job, ending, ending.message?.(facts) ?? ending.cause);
  if (!copyDone) return;
  if (world.settings.forced.length > 0) {
    const forced = takeForced(world, 'jobEnd', (code) => rowOfCode(settle, code, settle.length));
    if (forced !== undefined) return failJob(engine, world, job, forced, `${forced.cause} (forced)`);
  }
  completeJob(engine, world, job);
}

function completeJob(engine: Engine, world: World, job: JobHandle): void {
  const row = world.jobs.edit(job);
  const { target, synchronization } = row;
  const { state } = world.volumes.read(target);
  useReservation(world, row, row.room - row.charged);
  if (state === engine.lifecycles.volume.initial) moveVolume(engine, world, target, 'BECOME_USABLE');
  if (synchronization !== none) {
    const association = world.synchronizations.edit(synchronization);
    association.state = stepBy(
      engine.lifecycles.synchronization,
      association.state,
      engine.events.synchronization.COMPLETE,
    );
    association.synchronizedMs = world.nowMs;
    if (row.detaches === 1) endSynchronization(world, synchronization);
  }
  finish(engine, world, job, row, engine.events.job.COMPLETE);
}

function failJob(
  engine: Engine,
  world: World,
  job: JobHandle,
  settlement: CompiledSettlement<JobFacts>,
  description: string,
): void {
  const row = world.jobs.edit(job);
  row.errorCode = settlement.code;
  world.jobs.setPayload(job, description);
  finish(engine, world, job, row, engine.events.job.FAIL);
  if (world.configuration.profile.jobs.leavesResidue) leaveResidue(engine, world, row);
  else discardTarget(world, job);
}

function stopJob(engine: Engine, world: World, job: JobHandle): void {
  finish(engine, world, job, world.jobs.edit(job), engine.events.job.SHUT_DOWN);
  discardTarget(world, job);
}

/** The target of a failed job stays, in state failed, with all its room. */
function leaveResidue(engine: Engine, world: World, row: JobRow): void {
  const { target, synchronization } = row;
  const { state } = world.volumes.read(target);
  useReservation(world, row, row.room - row.charged);
  const failed = engine.lifecycles.volume.stateIndex('failed');
  if (state !== failed) moveVolume(engine, world, target, 'FAIL');
  if (synchronization !== none) {
    const association = world.synchronizations.edit(synchronization);
    association.state = stepBy(
      engine.lifecycles.synchronization,
      association.state,
      engine.events.synchronization.BREAK,
    );
  }
}

function finish(engine: Engine, world: World, job: JobHandle, row: JobRow, event: number): void {
  move(engine, world, job, row, event);
  retire(engine, world, job, row);
}

/** A job in a final state keeps its last numbers, gives its slot back, and stays until TimeBeforeRemoval is over. */
function retire(engine: Engine, world: World, job: JobHandle, row: JobRow): void {
  unlink(world, row);
  link(world, job, row, jobList.finished);
  scheduleRemoval(world);
  fillSlots(engine, world);
}

function scheduleRemoval(world: World): void {
  const { head } = world.jobLists[jobList.finished];
  if (world.removalTimer !== undefined || head === none) return;
  const dueMs = world.jobs.read(head).changedMs + world.configuration.removedAfterMs;
  world.removalTimer = world.agenda.make(dueMs, 'removal', none);
}

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
function useReservation(world: World, row: JobRow, size: number): void {
  if (size === 0) return;
  const room = world.pools.edit(row.pool);
  room.used = (room.used + size) as Blocks;
  room.reserved = (room.reserved - size) as Blocks;
  row.charged = (row.charged + size) as Blocks;
}

/** Shares the bandwidth B among the k running jobs: floor(B/k) each, what is over to the oldest; then sets the timer for
 * the first copy to end. Needs rows that are up to date.
 */
export function share(engine: Engine, world: World): void {
  const { running } = engine.jobStates;
  let count = 0;
  for (let at = world.jobLists[jobList.active].head; at !== none; ) {
    const job = world.jobs.read(at);
    if (job.state === running) count++;
    at = job.next;
  }
  const { copyBlocksPerMs } = world.configuration;
  const each = count === 0 ? 0 : Math.floor(copyBlocksPerMs / count);
  let rate = copyBlocksPerMs - each * (count - 1);
  let firstEndMs = Number.POSITIVE_INFINITY;
  for (let at = world.jobLists[jobList.active].head; at !== none; ) {
    const job = world.jobs.edit(at);
    at = job.next;
    if (job.state !== running) {
      job.rate = 0;
      continue;
    }
    job.rate = rate;
    if (rate > 0) firstEndMs = Math.min(firstEndMs, world.nowMs + Math.ceil((job.size - job.copied) / rate));
    rate = each;
  }
  world.copiedAtMs = world.nowMs;
  if (world.copyTimer?.dueMs === firstEndMs) return;
  world.copyTimer =
    firstEndMs === Number.POSITIVE_INFINITY ? undefined : world.agenda.make(firstEndMs, 'copyDone', none);
}

function move(engine: Engine, world: World, job: JobHandle, row: JobRow, event: number): void {
  const from = row.state;
  row.state = stepBy(engine.lifecycles.job, from, event);
  row.changedMs = world.nowMs;
  if (row.state !== engine.jobStates.running) row.rate = 0;
  if (world.trace === undefined) return;
  world.trace.add({
    atMs: world.nowMs,
    kind: 'job',
    job: world.codecs.job.encode(job),
    from: engine.lifecycles.job.states[from],
    to: engine.lifecycles.job.states[row.state],
    ...(row.errorCode === 0 ? {} : { errorCode: row.errorCode }),
  });
}

function link(world: World, job: JobHandle, row: JobRow, list: 0 | 1 | 2): void {
  const ends = world.jobLists[list];
  row.list = list;
  row.previous = ends.tail;
  row.next = none;
  if (ends.tail === none) ends.head = job;
  else world.jobs.edit(ends.tail).next = job;
  ends.tail = job;
  ends.count++;
}

function unlink(world: World, row: JobRow): void {
  const { list, previous, next } = row;
  // `link` wrote one of the lists' numbers.
  const ends = world.jobLists[list as 0 | 1 | 2];
  if (previous === none) ends.head = next;
  else world.jobs.edit(previous).next = next;
  if (next === none) ends.tail = previous;
  else world.jobs.edit(next).previous = previous;
  ends.count--;
}
