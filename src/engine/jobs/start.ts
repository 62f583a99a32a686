import type { Removal } from '../../operations/plan.js';
import { allocated } from '../../store/contents.js';
import { isLong, type JobRow, jobList, jobWork, workPerMs } from '../../store/jobRow.js';
import type { World } from '../../store/world.js';
import {
  type JobHandle,
  none,
  type PoolHandle,
  type SynchronizationHandle,
  type VolumeHandle,
} from '../../vocabulary/units/ids.js';
import type { Blocks } from '../../vocabulary/units/sizes.js';
import { chainJob, chainToSource, headOf } from '../commit/chains.js';
import { lockVolume, moveSynchronization } from '../commit/elements.js';
import type { Engine } from '../components.js';
import { goesOn } from '../faults/jobPoints.js';
import { catchUp, share } from './copying.js';
import { link, unlink } from './jobLists.js';
import { move } from './move.js';

/** How a copy is made. */
interface Copy {
  /** Whether the relation ends with it. */
  readonly detaches: boolean;
  /** Blocks of a target that is overwritten, which may be larger than its source; those of a fresh one when left out. */
  readonly size?: Blocks;
  /** The state of a target that was there before; -1 for a fresh one. */
  readonly lockedFrom?: number;
}

/** Makes a job that copies to a fresh target or overwrites one, and starts it when a slot is free.
 * @param method the place in `methodNames` of the method that starts it
 */
export function acceptCopy(
  engine: Engine,
  world: World,
  method: number,
  target: VolumeHandle,
  { detaches, size: given, lockedFrom = none }: Copy,
): JobHandle {
  const volume = world.volumes.edit(target);
  const { size, charge, pool, synchronization, thin } = volume;
  if (synchronization === none) throw new Error(`target ${target} has no synchronization`);
  const job = world.jobs.append('');
  const association = world.synchronizations.edit(synchronization);
  association.job = job;
  volume.job = job;
  const row = world.jobs.edit(job);
  row.method = method;
  row.work = jobWork.copy;
  row.source = association.source;
  world.volumes.edit(association.source).copying++;
  row.target = target;
  row.pool = pool;
  row.synchronization = synchronization;
  // What was never written is not copied, unless all of it is.
  row.size = thin === 0 ? (given ?? size) : allocated(world, target, volume);
  row.room = charge;
  row.detaches = detaches ? 1 : 0;
  row.lockedFrom = lockedFrom;
  row.scopeOf = none;
  submit(engine, world, job, row);
  return job;
}

/** What a job begins with that copies what differs from one side of a relation to the other. */
interface SyncSeed extends Pick<JobRow, 'synchronization' | 'size' | 'room' | 'lockedFrom'> {
  readonly source: VolumeHandle;
  readonly target: VolumeHandle;
}

/** Makes such a job, and starts it when a slot is free. */
export function acceptSync(engine: Engine, world: World, method: number, seed: SyncSeed): JobHandle {
  const job = world.jobs.append('');
  const row = Object.assign(world.jobs.edit(job), seed);
  row.method = method;
  row.work = jobWork.sync;
  row.scopeOf = none;
  row.pool = world.volumes.read(seed.target).pool;
  world.volumes.edit(seed.source).copying++;
  world.volumes.edit(seed.target).job = job;
  submit(engine, world, job, row);
  return job;
}

/** What a job that lets its time pass begins with: what it works on, and what it does at its end. */
export interface WorkSeed {
  /** One of `jobWork`. */
  readonly work: number;
  readonly target: VolumeHandle | -1;
  readonly pool: PoolHandle | -1;
  /** Blocks that are reserved for it in its pool. */
  readonly room: Blocks;
  /** The size that its target is to get; left out where it keeps its own. */
  readonly resizesTo?: Blocks;
  /** The state of the target before it was locked for the job; -1 where none was. */
  readonly lockedFrom: number;
  /** What it discovers. */
  readonly discovers?: { readonly scope: number; readonly of: PoolHandle | VolumeHandle | -1 };
  /** What it completes: the relation of the target to its source. */
  readonly relation?: SynchronizationHandle;
}

/** Makes a job that lets its time pass, and starts it when a slot is free. */
export function acceptWork(engine: Engine, world: World, method: number, seed: WorkSeed, ms: number): JobHandle {
  const job = world.jobs.append('');
  const row = world.jobs.edit(job);
  row.method = method;
  row.work = seed.work;
  row.source = none;
  row.synchronization = seed.relation ?? none;
  if (seed.relation !== undefined) {
    const association = world.synchronizations.edit(seed.relation);
    association.job = job;
    row.source = association.source;
  }
  row.target = seed.target;
  row.pool = seed.pool;
  row.lockedFrom = seed.lockedFrom;
  row.room = seed.room;
  row.resizesTo = seed.resizesTo ?? (0 as Blocks);
  // A whole number of the units in which such jobs count.
  row.size = (ms * workPerMs) as Blocks;
  row.scope = seed.discovers?.scope ?? 0;
  row.scopeOf = seed.discovers?.of ?? none;
  if (seed.work === jobWork.discover) world.discovering++;
  if (seed.target !== none) world.volumes.edit(seed.target).job = job;
  submit(engine, world, job, row);
  return job;
}

/** Makes a job at whose end a fresh snapshot is complete. */
export function acceptSnapshot(
  engine: Engine,
  world: World,
  method: number,
  snapshot: VolumeHandle,
  ms: number,
): JobHandle {
  const { pool, synchronization } = world.volumes.read(snapshot);
  if (synchronization === none) throw new Error(`snapshot ${snapshot} has no synchronization`);
  const seed = { work: jobWork.snapshot, target: snapshot, pool, room: 0 as Blocks, lockedFrom: none };
  return acceptWork(engine, world, method, { ...seed, relation: synchronization }, ms);
}

/** Makes a job that removes a volume, which it locks, or a pool. */
export function acceptRemoval(engine: Engine, world: World, method: number, remove: Removal, ms: number): JobHandle {
  const seed = { work: jobWork.remove, room: 0 as Blocks };
  if (remove.kind === 'volume') {
    const { volume } = remove;
    const lockedFrom = lockVolume(engine, world, volume, 'DELETE');
    return acceptWork(
      engine,
      world,
      method,
      { ...seed, target: volume, pool: world.volumes.read(volume).pool, lockedFrom },
      ms,
    );
  }
  world.pools.edit(remove.pool).deleting = 1;
  return acceptWork(engine, world, method, { ...seed, target: none, pool: remove.pool, lockedFrom: none }, ms);
}

/** Jobs in Starting run when their time to start is over. */
export function onJobStart(engine: Engine, world: World): void {
  world.startTimer = undefined;
  const { jobs, starting, nowMs } = world;
  const sinceMs = nowMs - world.configuration.startsWithinMs;
  const due: JobHandle[] = [];
  for (let at = starting.head; at !== none && jobs.read(at).changedMs <= sinceMs; at = jobs.read(at).nextStarting)
    due.push(at);
  // One that was suspended has the place on the list of slots that it had.
  if (due.length > 1) due.sort((one, other) => one - other);
  for (const job of due) {
    const row = jobs.edit(job);
    // What a fault does to one may end another.
    if (row.state === engine.jobStates.starting) runJob(engine, world, job, row);
  }
  // Those that a fault has paused stay.
  let next = starting.head;
  while (next !== none && jobs.read(next).changedMs <= sinceMs) next = jobs.read(next).nextStarting;
  if (next !== none && world.startTimer === undefined) scheduleStart(world, jobs.read(next).changedMs);
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

/** Lets a job run that is in Starting. Whoever does so shares the bandwidth afterwards: once, however many jobs they are. */
export function runJob(engine: Engine, world: World, job: JobHandle, row: JobRow): void {
  if (world.faults !== undefined && !goesOn(engine, world, job, 'jobStart')) return;
  catchUp(world);
  move(engine, world, job, row, engine.events.job.RUN);
  const again = row.startedMs !== none;
  if (!again) row.startedMs = world.nowMs;
  moveSynchronization(engine, world, row.synchronization, again ? 'RESUME' : 'COPY');
}

/** A job that has just been made starts, or waits for a slot. */
function submit(engine: Engine, world: World, job: JobHandle, row: JobRow): void {
  row.state = engine.lifecycles.job.initial;
  row.submittedMs = world.nowMs;
  row.startedMs = none;
  row.changedMs = world.nowMs;
  if (isLong(row)) world.longWork = true;
  chainJob(world, job, row, headOf(world, row));
  chainToSource(world, job, row, world.volumes.seek(row.source));
  if (world.jobLists[jobList.active].count >= world.settings.limits.runningJobs) {
    link(world, job, row, jobList.waiting);
    return;
  }
  startJob(engine, world, job, row);
  if (world.configuration.startsWithinMs === 0) share(engine, world);
}

function startJob(engine: Engine, world: World, job: JobHandle, row: JobRow): void {
  link(world, job, row, jobList.active);
  move(engine, world, job, row, engine.events.job.START);
  startRunning(engine, world, job, row);
}

/** A job in Starting runs when its time to start is over, be it for the first time or again. */
export function startRunning(engine: Engine, world: World, job: JobHandle, row: JobRow): void {
  if (world.configuration.startsWithinMs === 0) runJob(engine, world, job, row);
  else if (world.startTimer === undefined) scheduleStart(world, row.changedMs);
}

/** Sets the timer for the job in Starting that comes first; those that get there later are later, because all take equally long. */
function scheduleStart(world: World, sinceMs: number): void {
  world.startTimer = world.agenda.make(sinceMs + world.configuration.startsWithinMs, 'jobStart', none);
}
