import type { Residue } from '../../faults/effect.js';
import { firstThatHolds, rowAskedFor } from '../../operations/compile.js';
import { lookAtJob } from '../../operations/facts/job.js';
import { speedOf } from '../../store/copySpeed.js';
import { forgetJobFault } from '../../store/faultEdits.js';
import { isCopying, type JobRow, jobList, jobWork, makesTarget } from '../../store/jobRow.js';
import { jobsOfVolume } from '../../store/jobsOfVolume.js';
import { dueIn, leftOf } from '../../store/lanes.js';
import { bringUp, copiedNow, jobsOn } from '../../store/progress.js';
import type { World } from '../../store/world.js';
import { type JobHandle, none, type VolumeHandle } from '../../vocabulary/units/ids.js';
import { unchainFromSource, unchainJob } from '../commit/chains.js';
import { breakSynchronizationsOf } from '../commit/relations.js';
import { type Engine, operationOf } from '../components.js';
import { blocksAt, goesOn, mayHaveMarks, nextMark, passesMark } from '../faults/jobPoints.js';
import { catchUp, share } from './copying.js';
import { detachAfterJob } from './detach.js';
import { link, unlink } from './jobLists.js';
import { move } from './move.js';
import { leave } from './running.js';
import { fillSlots } from './start.js';
import { abandonWork } from './undo.js';
import { workOf } from './works.js';

/** Work is complete: judge every job that has done all of it. */
export function onCopyDone(engine: Engine, world: World): void {
  world.copyTimer = undefined;
  catchUp(world);
  if (world.faults !== undefined && mayHaveMarks(world.faults)) visitMarks(engine, world);
  for (const job of jobsDone(world)) {
    // The end of one may be that of the next.
    const row = world.jobs.peek(job);
    if (row?.list === jobList.active && isDone(world, row)) settleJob(engine, world, job, true);
  }
  share(engine, world);
}

/** The running jobs that have done all of their work, oldest first. Those that take over their slots have done nothing yet. */
function jobsDone(world: World): JobHandle[] {
  const { lanes, jobs } = world;
  const done: JobHandle[] = [];
  if (lanes.leader !== none && isDone(world, jobs.read(lanes.leader))) done.push(lanes.leader);
  for (const lane of lanes.all()) {
    if (lane.rate === 0 || leftOf(lane) > 0) continue;
    for (const job of dueIn(lane)) if (isDone(world, jobs.read(job))) done.push(job);
  }
  return done.sort((one, other) => one - other);
}

function isDone(world: World, row: Readonly<JobRow>): boolean {
  return row.speed > 0 && copiedNow(world, row) === row.size;
}

/** The orderly stop of a job is over. */
export function onJobStop(engine: Engine, world: World, job: JobHandle): void {
  if (world.jobs.peek(job)?.state !== engine.jobStates.shuttingDown) return;
  stopJob(engine, world, job);
  giveUp(engine, world, job, { leaves: false, event: 'ABORT' });
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
    unchainJob(world, row);
    world.jobs.remove(job);
  }
  scheduleRemoval(world);
}

/** Judges all unfinished jobs to which something matters that has changed, a pool or the link. */
export function judgeJobs(engine: Engine, world: World, concerns: (job: Readonly<JobRow>) => boolean): void {
  const concerned: JobHandle[] = [];
  for (const list of [jobList.active, jobList.waiting] as const) {
    for (const job of jobsOn(world, list)) if (concerns(world.jobs.read(job))) concerned.push(job);
  }
  world.lanes.stale = true;
  judge(engine, world, concerned);
}

/** Judges the unfinished jobs that copy from volumes or work on them, after their state has changed. */
export function judgeJobsOfVolumes(engine: Engine, world: World, ...volumes: readonly VolumeHandle[]): void {
  judge(engine, world, [...new Set(volumes.flatMap((volume) => jobsOfVolume(world, volume)))]);
}

function judge(engine: Engine, world: World, concerned: readonly JobHandle[]): void {
  catchUp(world);
  // One that is settled may end others: by a slot that it gives to a job into whose start a fault is injected.
  for (const job of concerned)
    if (world.jobs.peek(job)?.list !== jobList.finished) settleJob(engine, world, job, false);
  share(engine, world);
}

/** Ends a job with the first row of its method's ends that applies; without one it completes, if its work is done. */
export function settleJob(engine: Engine, world: World, job: JobHandle, workDone: boolean): void {
  bringUp(world, world.jobs.edit(job));
  const facts = lookAtJob(world, job);
  const { ends, endings } = operationOf(engine, world, facts.job.method);
  const verdict = firstThatHolds(endings, facts);
  const end = verdict === -1 ? undefined : ends[verdict];
  if (end !== undefined) return failJob(engine, world, job, end.code, end.message?.(facts) ?? end.cause);
  if (!workDone) return;
  if (world.faults !== undefined) {
    if (!goesOn(engine, world, job, 'jobEnd') || failsByFault(engine, world, job)) return;
  }
  completeJob(engine, world, job);
}

/** Stops a job in good order. What becomes of its work is for the caller to say. */
export function stopJob(engine: Engine, world: World, job: JobHandle): void {
  finish(engine, world, job, world.jobs.edit(job), engine.events.job.SHUT_DOWN);
}

/** Fails a job, if a fault says so. */
export function failsByFault(engine: Engine, world: World, job: JobHandle): boolean {
  const injected = world.faults?.jobs.get(job);
  if (injected?.fails == null) return false;
  const { code, outcome, residue, message } = injected.fails;
  const { ends, codeFor } = operationOf(engine, world, world.jobs.read(job).method);
  const plain = codeFor('failed') ?? -1;
  const number = outcome === null ? code : codeFor(outcome);
  // A failure without a code, or with a name that the method's jobs do not have, is the plain one.
  const end = rowAskedFor(ends, number ?? plain, outcome) ?? rowAskedFor(ends, plain, null);
  if (end === undefined) throw new Error(`no job of method ${world.jobs.read(job).method} fails`);
  // Any number may be forced: providers have their own.
  const errorCode = outcome === null && code !== null ? code : end.code;
  const cause = errorCode === end.code ? end.cause : `the provider reports error ${errorCode}`;
  failJob(engine, world, job, errorCode, message ?? `${cause} (fault '${injected.fault}')`, residue);
  return true;
}

/** Fails a job with a row that only faults lead to: 'ranOut' when its room was taken away. */
export function failBecause(engine: Engine, world: World, job: JobHandle, because: string): void {
  const { ends } = operationOf(engine, world, world.jobs.read(job).method);
  const end = ends.find((row) => row.because === because);
  if (end === undefined) throw new Error(`no job of method ${world.jobs.read(job).method} fails because '${because}'`);
  failJob(engine, world, job, end.code, end.cause);
}

/** A job in a final state keeps its last numbers, gives its slot back, and stays until TimeBeforeRemoval is over. */
export function retire(engine: Engine, world: World, job: JobHandle, row: JobRow): void {
  if (world.faults !== undefined) forgetJobFault(world, job);
  // It may have gone meanwhile, behind the service's back.
  const source = world.volumes.seek(row.source);
  if (source !== undefined && isCopying(row)) source.copying--;
  if (row.work === jobWork.discover) world.discovering--;
  unlink(world, row);
  unchainFromSource(world, row, source);
  link(world, job, row, jobList.finished);
  scheduleRemoval(world);
  fillSlots(engine, world);
}

function completeJob(engine: Engine, world: World, job: JobHandle): void {
  const row = world.jobs.edit(job);
  const { synchronization } = row;
  leave(world, job, row);
  workOf(row).complete(engine, world, row);
  finish(engine, world, job, row, engine.events.job.COMPLETE);
  // Unless the array itself has detached it, or the end of this job led to the end of the clone.
  if (synchronization !== none && world.synchronizations.has(synchronization)) detachAfterJob(world, synchronization);
}

function failJob(
  engine: Engine,
  world: World,
  job: JobHandle,
  errorCode: number,
  description: string,
  residue?: Residue | null,
): void {
  const row = world.jobs.edit(job);
  row.errorCode = errorCode;
  world.jobs.setPayload(job, description);
  finish(engine, world, job, row, engine.events.job.FAIL);
  const leaves = residue == null ? world.configuration.profile.jobs.leavesResidue : residue === 'target';
  giveUp(engine, world, job, { leaves, event: 'BREAK' });
}

/** Gives up the work of a job that is over. A target that hosts could use, and clone, before it was whole has failed: so do its
 * clones.
 */
export function giveUp(engine: Engine, world: World, job: JobHandle, how: Parameters<typeof abandonWork>[3]): void {
  abandonWork(engine, world, job, how);
  const row = world.jobs.read(job);
  const { target } = row;
  const left = makesTarget(row) ? world.volumes.peek(target) : undefined;
  if (left === undefined || left.firstReplica === none) return;
  // A volume was found behind this handle.
  breakSynchronizationsOf(engine, world, target as VolumeHandle);
  judgeJobsOfVolumes(engine, world, target as VolumeHandle);
}

function finish(engine: Engine, world: World, job: JobHandle, row: JobRow, event: number): void {
  move(engine, world, job, row, event);
  retire(engine, world, job, row);
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
      if (copiedNow(world, row) < blocksAt(mark, row) || speedOf(world, job) === 0) break;
      if (!passesMark(engine, world, job, mark) || failsByFault(engine, world, job)) break;
    }
  }
}
