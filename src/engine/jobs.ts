import type { JobEvent } from '../lifecycle/job.js';
import { step as stepLifecycle } from '../lifecycle/table.js';
import type { JobFacts } from '../operations/look.js';
import { lookAtJob } from '../operations/look.js';
import type { CompiledSettlement } from '../operations/operation.js';
import { copiedNow, jobsOn } from '../store/progress.js';
import { type JobRow, jobList } from '../store/rows.js';
import type { World } from '../store/world.js';
import type { JobHandle, PoolHandle, VolumeHandle } from '../vocabulary/ids.js';
import { none } from '../vocabulary/ids.js';
import { type Blocks, roundUpTo } from '../vocabulary/sizes.js';
import { discardTarget, endSynchronization, moveVolume } from './elements.js';
import { rowOfCode, takeForced } from './forced.js';
import type { Engine } from './parts.js';

/** Makes a job for a fresh target and starts it when a slot is free. */
export function acceptJob(engine: Engine, world: World, target: VolumeHandle, detaches: boolean): JobHandle {
  const { size, pool, synchronization } = world.volumes.read(target);
  const job = world.jobs.append('');
  const row = world.jobs.edit(job);
  row.state = engine.lifecycles.job.initial;
  if (synchronization === none) throw new Error(`target ${target} has no synchronization`);
  const association = world.synchronizations.edit(synchronization);
  association.job = job;
  row.source = association.source;
  row.target = target;
  row.pool = pool;
  row.synchronization = synchronization;
  row.size = size;
  row.detaches = detaches ? 1 : 0;
  row.submittedMs = world.nowMs;
  row.startedMs = none;
  row.changedMs = world.nowMs;
  link(world, job, jobList.waiting);
  fillSlots(engine, world);
  return job;
}

/** The slot's time to start is over. The job may have been ended in the meantime; then there is nothing to do. */
export function onJobStart(engine: Engine, world: World, job: JobHandle): void {
  if (!world.jobs.has(job) || world.jobs.read(job).state !== engine.lifecycles.job.stateIndex('starting')) return;
  runJob(engine, world, job);
}

/** A copy is complete: judge every job that has copied all its blocks. */
export function onCopyDone(engine: Engine, world: World): void {
  world.copyTimer = undefined;
  catchUp(world);
  const done: JobHandle[] = [];
  for (const job of jobsOn(world, jobList.active)) {
    const { copied, size, rate } = world.jobs.read(job);
    if (rate > 0 && copied === size) done.push(job);
  }
  for (const job of done) settleJob(engine, world, job, true);
  share(engine, world);
}

/** The orderly stop of a job is over. */
export function onJobStop(engine: Engine, world: World, job: JobHandle): void {
  if (!world.jobs.has(job) || world.jobs.read(job).state !== engine.lifecycles.job.stateIndex('shuttingDown')) return;
  stopJob(engine, world, job);
}

/** TimeBeforeRemoval is over for the job that finished first. */
export function onRemoval(world: World): void {
  world.removalTimer = undefined;
  const finished = world.jobLists[jobList.finished];
  const { removedAfterMs } = world.configuration;
  while (finished.head !== none && world.jobs.read(finished.head).changedMs + removedAfterMs <= world.nowMs) {
    const job = finished.head;
    unlink(world, job);
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
  move(engine, world, job, event);
  switch (event) {
    case 'SUSPEND':
    case 'RESUME': {
      if (row.synchronization === none) break;
      const synchronization = world.synchronizations.edit(row.synchronization);
      synchronization.state = stepLifecycle(lifecycles.synchronization, synchronization.state, event);
      break;
    }
    case 'TERMINATE':
      // A job that never got a slot has nothing to wind down.
      if (waiting || world.configuration.stopsWithinMs === 0) stopJob(engine, world, job);
      else world.agenda.add(world.nowMs + world.configuration.stopsWithinMs, 'jobStop', job);
      break;
    case 'KILL':
      undo(engine, world, job);
      break;
  }
  share(engine, world);
}

/** Ends a job on the service's behalf and takes its target back, all within the call that is being compensated. */
export function withdrawJob(engine: Engine, world: World, job: JobHandle): void {
  catchUp(world);
  move(engine, world, job, 'TERMINATE');
  stopJob(engine, world, job);
  share(engine, world);
}

/** Gives waiting jobs the slots that are free, first come first served. */
export function fillSlots(engine: Engine, world: World): void {
  const waiting = world.jobLists[jobList.waiting];
  const active = world.jobLists[jobList.active];
  while (active.count < world.settings.limits.runningJobs && waiting.head !== none) {
    const job = waiting.head;
    unlink(world, job);
    link(world, job, jobList.active);
    move(engine, world, job, 'START');
    const { startsWithinMs } = world.configuration;
    if (startsWithinMs === 0) runJob(engine, world, job);
    else world.agenda.add(world.nowMs + startsWithinMs, 'jobStart', job);
  }
}

function runJob(engine: Engine, world: World, job: JobHandle): void {
  catchUp(world);
  move(engine, world, job, 'RUN');
  const row = world.jobs.edit(job);
  row.startedMs = world.nowMs;
  if (row.synchronization !== none) {
    const synchronization = world.synchronizations.edit(row.synchronization);
    synchronization.state = stepLifecycle(engine.lifecycles.synchronization, synchronization.state, 'COPY');
  }
  share(engine, world);
}

/** Ends a job with the first settlement that applies; without one it completes, if its copy is done. */
function settleJob(engine: Engine, world: World, job: JobHandle, copyDone: boolean): void {
  const facts = lookAtJob(world, job);
  const { settle } = engine.createClone[world.configuration.version];
  const natural = settle.find((row) => row.when?.(facts));
  if (natural !== undefined) return failJob(engine, world, job, natural, natural.message?.(facts) ?? natural.cause);
  if (!copyDone) return;
  const forced = takeForced(world, 'jobEnd', (code) => rowOfCode(settle, code));
  if (forced !== undefined) return failJob(engine, world, job, forced, `${forced.cause} (forced)`);
  completeJob(engine, world, job);
}

function completeJob(engine: Engine, world: World, job: JobHandle): void {
  const { target, pool, synchronization, charged, detaches } = world.jobs.read(job);
  const rest = world.volumes.read(target).charge - charged;
  useReservation(world, job, pool, rest);
  if (world.volumes.read(target).state === engine.lifecycles.volume.initial) {
    moveVolume(engine, world, target, 'BECOME_USABLE');
  }
  if (synchronization !== none) {
    const row = world.synchronizations.edit(synchronization);
    row.state = stepLifecycle(engine.lifecycles.synchronization, row.state, 'COMPLETE');
    row.synchronizedMs = world.nowMs;
    if (detaches === 1) endSynchronization(world, synchronization);
  }
  finish(engine, world, job, 'COMPLETE');
}

function failJob(
  engine: Engine,
  world: World,
  job: JobHandle,
  settlement: CompiledSettlement<JobFacts>,
  description: string,
): void {
  world.jobs.edit(job).errorCode = settlement.code;
  world.jobs.setPayload(job, description);
  finish(engine, world, job, 'FAIL');
  if (world.configuration.profile.jobs.leavesResidue) leaveResidue(engine, world, job);
  else discardTarget(world, job);
}

function stopJob(engine: Engine, world: World, job: JobHandle): void {
  finish(engine, world, job, 'SHUT_DOWN');
  discardTarget(world, job);
}

/** What a kill leaves to do: the chart has moved already. */
function undo(engine: Engine, world: World, job: JobHandle): void {
  retire(engine, world, job);
  discardTarget(world, job);
}

/** The target of a failed job stays, in state failed, with all its room. */
function leaveResidue(engine: Engine, world: World, job: JobHandle): void {
  const { target, pool, synchronization, charged } = world.jobs.read(job);
  useReservation(world, job, pool, world.volumes.read(target).charge - charged);
  const failed = engine.lifecycles.volume.stateIndex('failed');
  if (world.volumes.read(target).state !== failed) moveVolume(engine, world, target, 'FAIL');
  if (synchronization !== none) {
    const row = world.synchronizations.edit(synchronization);
    row.state = stepLifecycle(engine.lifecycles.synchronization, row.state, 'BREAK');
  }
}

function finish(engine: Engine, world: World, job: JobHandle, event: JobEvent): void {
  move(engine, world, job, event);
  retire(engine, world, job);
}

/** A job in a final state keeps its last numbers, gives its slot back, and stays until TimeBeforeRemoval is over. */
function retire(engine: Engine, world: World, job: JobHandle): void {
  world.jobs.edit(job).rate = 0;
  unlink(world, job);
  link(world, job, jobList.finished);
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
  for (const job of jobsOn(world, jobList.active)) {
    const { rate, charged, pool } = world.jobs.read(job);
    if (rate === 0) continue;
    const row = world.jobs.edit(job);
    row.copied = copiedNow(world, row);
    useReservation(world, job, pool, roundUpTo(row.copied, extentSize) - charged);
  }
  world.copiedAtMs = world.nowMs;
}

function useReservation(world: World, job: JobHandle, pool: PoolHandle, size: number): void {
  if (size === 0) return;
  const room = world.pools.edit(pool);
  room.used = (room.used + size) as Blocks;
  room.reserved = (room.reserved - size) as Blocks;
  const row = world.jobs.edit(job);
  row.charged = (row.charged + size) as Blocks;
}

/** Shares the bandwidth B among the k running jobs: floor(B/k) each, what is over to the oldest; then sets the timer for
 * the first copy to end. Needs rows that are up to date.
 */
export function share(engine: Engine, world: World): void {
  const running = engine.lifecycles.job.stateIndex('running');
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

function move(engine: Engine, world: World, job: JobHandle, event: JobEvent): void {
  const row = world.jobs.edit(job);
  const from = row.state;
  row.state = stepLifecycle(engine.lifecycles.job, from, event);
  row.changedMs = world.nowMs;
  if (row.state !== engine.lifecycles.job.stateIndex('running')) row.rate = 0;
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

function link(world: World, job: JobHandle, list: 0 | 1 | 2): void {
  const ends = world.jobLists[list];
  const row = world.jobs.edit(job);
  row.list = list;
  row.previous = ends.tail;
  row.next = none;
  if (ends.tail === none) ends.head = job;
  else world.jobs.edit(ends.tail).next = job;
  ends.tail = job;
  ends.count++;
}

function unlink(world: World, job: JobHandle): void {
  const { list, previous, next } = world.jobs.read(job);
  // `link` wrote one of the lists' numbers.
  const ends = world.jobLists[list as 0 | 1 | 2];
  if (previous === none) ends.head = next;
  else world.jobs.edit(previous).next = next;
  if (next === none) ends.tail = previous;
  else world.jobs.edit(next).previous = previous;
  ends.count--;
}
