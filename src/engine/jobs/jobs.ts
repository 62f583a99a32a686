import type { Residue } from '../../faults/effect.js';
import type { JobEvent } from '../../lifecycle/job.js';
import { stepBy } from '../../lifecycle/table.js';
import type { JobFacts } from '../../operations/facts/job.js';
import { lookAtJob } from '../../operations/facts/job.js';
import { type CompiledSettlement, firstThatHolds, rowOfCode } from '../../operations/operation.js';
import { allocated } from '../../store/contents.js';
import { forgetJobFault, setJobFault } from '../../store/faultState.js';
import { jobsOn } from '../../store/progress.js';
import { type JobRow, jobList } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import type { JobHandle, VolumeHandle } from '../../vocabulary/units/ids.js';
import { none } from '../../vocabulary/units/ids.js';
import { discardTarget, endSynchronization, moveVolume } from '../commit/elements.js';
import { type Engine, operationOf } from '../components.js';
import { blocksAt, goesOn, mayHaveMarks, nextMark, passesMark, speedOf } from '../faults/jobPoints.js';
import { catchUp, share, useReservation } from './copying.js';
import { link, unlink } from './jobLists.js';

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
  if (world.jobLists[jobList.active].count >= world.settings.limits.runningJobs) link(world, job, row, jobList.waiting);
  else {
    startJob(engine, world, job, row);
    if (world.configuration.startsWithinMs === 0) share(engine, world);
  }
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
  share(engine, world);
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
  if (world.faults !== undefined && mayHaveMarks(world.faults)) visitMarks(engine, world);
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
  if (world.jobs.peek(job)?.state !== engine.jobStates.shuttingDown) return;
  stopJob(engine, world, job);
  share(engine, world);
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
  // One that is settled may end others: by a slot that it gives to a job at whose start a fault fires.
  for (const job of concerned)
    if (world.jobs.peek(job)?.list !== jobList.finished) settleJob(engine, world, job, false);
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

/** Gives waiting jobs the slots that are free, first come first served; the bandwidth is to be shared anew afterwards. */
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

/** Code that lets jobs run shares the bandwidth among them afterwards: once, however many they are. */
function runJob(engine: Engine, world: World, job: JobHandle, row: JobRow): void {
  if (world.faults !== undefined && !goesOn(engine, world, job, 'jobStart')) return;
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
}

/** Ends a job with the first settlement that applies; without one it completes, if its copy is done. */
function settleJob(engine: Engine, world: World, job: JobHandle, copyDone: boolean): void {
  const { settle, endings } = operationOf(engine, world);
  const facts = lookAtJob(world, job);
  const verdict = firstThatHolds(endings, facts);
  const ending = verdict === -1 ? undefined : settle[verdict];
  if (ending !== undefined) return failJob(engine, world, job, ending, ending.message?.(facts) ?? ending.cause);
  if (!copyDone) return;
  if (world.faults !== undefined) {
    if (!goesOn(engine, world, job, 'jobEnd') || failsByFault(engine, world, job)) return;
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
  residue?: Residue | null,
): void {
  const row = world.jobs.edit(job);
  row.errorCode = settlement.code;
  world.jobs.setPayload(job, description);
  finish(engine, world, job, row, engine.events.job.FAIL);
  const leaves = residue == null ? world.configuration.profile.jobs.leavesResidue : residue === 'target';
  if (leaves) leaveResidue(engine, world, row);
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
  if (world.faults !== undefined) forgetJobFault(world, job);
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

/** Running jobs that have come to a percent that a fault waits for. */
function visitMarks(engine: Engine, world: World): void {
  for (const job of [...jobsOn(world, jobList.active)]) {
    const row = world.jobs.read(job);
    if (row.state !== engine.jobStates.running) continue;
    for (let mark = nextMark(world, job); mark !== undefined; mark = nextMark(world, job)) {
      if (row.copied < blocksAt(mark, row) || speedOf(world, job) === 0) break;
      if (!passesMark(engine, world, job, mark) || failsByFault(engine, world, job)) break;
    }
  }
}

/** Fails a job, if a fault says so. */
function failsByFault(engine: Engine, world: World, job: JobHandle): boolean {
  const injected = world.faults?.jobs.get(job);
  if (injected?.fails == null) return false;
  const { code, residue, message } = injected.fails;
  const ending = endingOf(engine, world, ({ because }) => because === 'copyFailed', code);
  failJob(engine, world, job, ending, message ?? `${ending.cause} (fault '${injected.fault}')`, residue);
  return true;
}

/** A job that a fault has paused is let on, where it was paused. */
export function resumeJob(engine: Engine, world: World, job: JobHandle): void {
  const injected = world.faults?.jobs.get(job);
  if (injected?.pausedAt == null) return;
  const { pausedAt, passed, wakes } = injected;
  if (wakes !== null) world.agenda.cancel(wakes);
  const appliedEffects = injected.appliedEffects.filter(
    ({ part }) => part.heldBy === undefined && part.waitsMs === undefined,
  );
  setJobFault(world, job, { pausedAt: null, heldBy: null, wakes: null, passed: [...passed, pausedAt], appliedEffects });
  const row = world.jobs.edit(job);
  catchUp(world);
  if (!failsByFault(engine, world, job)) {
    if (pausedAt === 'jobStart' && row.state === engine.jobStates.starting) runJob(engine, world, job, row);
    if (pausedAt === 'jobEnd' && row.state === engine.jobStates.running) settleJob(engine, world, job, true);
  }
  share(engine, world);
}

/** What a job was paused for is over. */
export function onJobWakes(engine: Engine, world: World, job: JobHandle): void {
  // Its timer has fired.
  setJobFault(world, job, { wakes: null });
  if (world.faults?.jobs.get(job)?.heldBy === null) resumeJob(engine, world, job);
}

/** Fails a job whose room was taken away. */
export function failShort(engine: Engine, world: World, job: JobHandle): void {
  catchUp(world);
  const ending = endingOf(engine, world, ({ because }) => because === 'ranOut', null);
  failJob(engine, world, job, ending, ending.cause);
  share(engine, world);
}

/** Fails a job that its provider knows nothing of any more. */
export function failForgotten(engine: Engine, world: World, job: JobHandle): void {
  const ending = endingOf(engine, world, ({ because }) => because === 'forgotten', null);
  failJob(engine, world, job, ending, ending.cause);
}

function endingOf(
  engine: Engine,
  world: World,
  isMeant: (row: CompiledSettlement<JobFacts>) => boolean,
  code: number | null,
): CompiledSettlement<JobFacts> {
  const { settle } = operationOf(engine, world);
  const ending = code === null ? settle.find(isMeant) : rowOfCode(settle, code);
  if (ending === undefined) throw new Error(`no job ends with ${code ?? 'that cause'}`);
  return ending;
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
