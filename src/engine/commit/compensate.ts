import { isGone } from '../../operations/facts/cache.js';
import { type CallRow, callDone } from '../../store/callRow.js';
import { jobList } from '../../store/jobRow.js';
import type { World } from '../../store/world.js';
import { type JobHandle, none, type VolumeHandle } from '../../vocabulary/units/ids.js';
import type { Call } from '../calls/call.js';
import type { Engine } from '../components.js';
import { withdrawJob } from '../jobs/control.js';
import { removeVolume } from './elements.js';
import { removePool } from './pools.js';

/** Undoes the effect of a call that fails after it, if it can be undone and the profile and the connection let the service do so.
 * @returns what is left, for SMDetails; '' for a method that has no effect
 */
export function compensate(engine: Engine, world: World, call: Call): string {
  const { done, made } = call.row;
  if (done === 0) return '';
  if (made !== none) return compensateMaking(engine, world, call, made);
  if (done === callDone.madePool) return compensatePool(engine, world, call);
  if (done === callDone.related) return leftOf(world, call);
  return compensateWork(engine, world, call, done === callDone.changed ? changed : removed);
}

function compensateMaking(engine: Engine, world: World, { row: { job } }: Call, made: VolumeHandle): string {
  if (!world.volumes.has(made) || world.volumes.read(made).goneAt !== 0) return 'nothing is left of the target';
  const unfinished = isUnfinished(world, job);
  const name = `volume ${world.codecs.volume.encode(made)} '${world.volumes.payload(made)}'`;
  const obstacle = obstacleOf(engine, world) ?? linkedTo(world, made);
  if (obstacle !== null) {
    const what = unfinished ? `${name} and its job ${world.codecs.job.encode(job)} are left` : `${name} is left`;
    return `${what}: ${obstacle}`;
  }
  if (isUnfinished(world, job)) withdrawJob(engine, world, job);
  else removeVolume(engine, world, made);
  world.revision++;
  return unfinished
    ? `nothing is left: the job was terminated and ${name} removed`
    : `nothing is left: ${name} was removed`;
}

function compensatePool(engine: Engine, world: World, { row: { pool, job } }: Call): string {
  if (pool === none || isGone(world.pools.peek(pool))) return 'nothing is left of the pool';
  const unfinished = isUnfinished(world, job);
  const name = `pool ${world.codecs.pool.encode(pool)} '${world.pools.payload(pool)}'`;
  const used = world.pools.read(pool).volumes > 0 ? 'volumes were allocated from it meanwhile' : null;
  const obstacle = obstacleOf(engine, world) ?? used;
  if (obstacle !== null) {
    const what = unfinished ? `${name} and its job ${world.codecs.job.encode(job)} are left` : `${name} is left`;
    return `${what}: ${obstacle}`;
  }
  if (isUnfinished(world, job)) withdrawJob(engine, world, job);
  else removePool(engine, world, pool);
  world.revision++;
  return unfinished
    ? `nothing is left: the job was terminated and ${name} removed`
    : `nothing is left: ${name} was removed`;
}

/** What becomes of a relation, nothing takes back. */
function leftOf(world: World, { row: { job }, request }: Call): string {
  const relation = `the relation of '${request.on}' is changed, and that cannot be taken back`;
  return isUnfinished(world, job) ? `${relation}: the job ${world.codecs.job.encode(job)} goes on` : relation;
}

/** What a method does to something that is there: what was done, and what its job does. */
interface Words {
  readonly done: string;
  readonly does: string;
}

const removed: Words = { done: 'is deleted', does: 'deletes' };
const changed: Words = { done: 'is changed', does: 'changes' };

function compensateWork(engine: Engine, world: World, { row, request }: Call, { done, does }: Words): string {
  const { volume, job } = row;
  const name = `${volume === none ? 'pool' : 'volume'} '${request.on}'`;
  if (!isUnfinished(world, job)) {
    // A job may have failed while the reply was late.
    const isUndone = done === removed.done ? isStillThere(world, row) : hasFailed(engine, world, job);
    return isUndone
      ? `nothing has changed: the job has ended, and ${name} stays`
      : `${name} ${done}, and that cannot be taken back`;
  }
  const obstacle = obstacleOf(engine, world);
  if (obstacle !== null)
    return `${name} and the job ${world.codecs.job.encode(job)} that ${does} it are left: ${obstacle}`;
  withdrawJob(engine, world, job);
  world.revision++;
  return `nothing has changed: the job was terminated, and ${name} stays`;
}

function hasFailed({ jobStates }: Engine, { jobs }: World, job: JobHandle | -1): boolean {
  const state = jobs.peek(job)?.state;
  return state !== undefined && state !== jobStates.completed;
}

function isStillThere({ volumes, pools }: World, { volume, pool }: Readonly<CallRow>): boolean {
  return (volume === none ? pools.peek(pool) : volumes.peek(volume))?.goneAt === 0;
}

/** Why the service does not clean up; null when it does. */
function obstacleOf(engine: Engine, world: World): string | null {
  const { link, server } = engine.lifecycles.providerConnection.meta(world.settings.connection);
  if (link !== 'up' || server === 'stopped') return 'the service cannot reach the provider to clean up';
  return world.configuration.profile.service.afterFailure === 'leaves' ? 'the service does not clean up' : null;
}

/** Somebody has cloned what was made already, and the array keeps it for that clone. */
function linkedTo({ volumes, configuration }: World, made: VolumeHandle): string | null {
  const { linkedClones } = volumes.read(made);
  return linkedClones > 0 && configuration.profile.clones.keepsParent ? 'linked clones are built upon it' : null;
}

function isUnfinished(world: World, job: JobHandle | -1): job is JobHandle {
  return job !== none && world.jobs.has(job) && world.jobs.read(job).list !== jobList.finished;
}
