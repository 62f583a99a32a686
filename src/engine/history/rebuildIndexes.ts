import { lifecycles } from '../../lifecycle/lifecycles.js';
import { isLong, jobList, jobWork } from '../../store/jobRow.js';
import type { World } from '../../store/world.js';
import type { JobHandle, VolumeHandle } from '../../vocabulary/units/ids.js';
import { chainJob, chainToSource, chainVolume, headOf } from '../commit/chains.js';
import { linkReplica } from '../commit/relate.js';
import { setRates } from '../jobs/copying.js';
import { linkStarting } from '../jobs/jobLists.js';
import { enter } from '../jobs/running.js';

const running = lifecycles.job.stateIndex('running');
const starting = lifecycles.job.stateIndex('starting');

/** Finds out anew what is not saved, because the rows say it: names, counts and chains. */
export function rebuildIndexes(world: World): void {
  for (const handle of world.pools.handles()) {
    world.poolNames.insert(world.pools, handle);
    const pool = world.pools.edit(handle);
    pool.firstVolume = -1;
    pool.firstJob = -1;
  }
  for (const handle of world.drives.handles()) world.driveNames.insert(world.drives, handle);
  for (const handle of world.accounts.handles()) world.accountNames.insert(world.accounts, handle);
  for (const handle of world.sessions.handles()) {
    if (world.sessions.read(handle).known === 1)
      world.sessionsByCaller.set(world.sessions.payload(handle).caller, handle);
  }
  for (const handle of world.volumes.handles()) {
    const volume = world.volumes.edit(handle);
    volume.firstReplica = -1;
    volume.firstJob = -1;
    volume.firstCopy = -1;
    if (volume.goneAt === 0) chainVolume(world, handle, volume, world.pools.edit(volume.pool));
    world.volumeNames.insert(world.volumes, handle);
    const { linkedTo } = world.volumes.read(handle);
    // Sources are older than their clones; one may be gone.
    if (world.volumes.has(linkedTo)) world.volumes.edit(linkedTo as VolumeHandle).linkedClones++;
  }
  // Ascending, each put first: the order that they were made in.
  for (const handle of world.synchronizations.handles()) {
    const row = world.synchronizations.edit(handle);
    linkReplica(world, handle, row, world.volumes.edit(row.source));
  }
  for (const handle of world.jobs.handles()) {
    const job = world.jobs.edit(handle);
    if (isLong(job)) world.longWork = true;
    chainJob(world, handle, job, headOf(world, job));
    if (job.list !== jobList.finished) chainToSource(world, handle, job, world.volumes.seek(job.source));
    if (job.work === jobWork.discover && job.list !== jobList.finished) world.discovering++;
  }
}

/** Puts the jobs that start behind each other, and those that run into their lanes, which are as fast as they were. What faults have made of
 * them is to be there.
 */
export function rebuildProgress(world: World): void {
  const starts: JobHandle[] = [];
  // Not along the list of slots, which nobody has judged yet.
  for (const job of world.jobs.handles()) {
    if (world.jobs.read(job).list !== jobList.active) continue;
    const row = world.jobs.edit(job);
    if (row.state === running) enter(world, job, row);
    if (row.state === starting) starts.push(job);
  }
  const { jobs } = world;
  starts.sort((one, other) => jobs.read(one).changedMs - jobs.read(other).changedMs);
  for (const job of starts) linkStarting(world, job, jobs.edit(job));
  setRates(world);
  // Faults may wait for percents.
  world.lanes.stale = true;
}
