import { type JobHandle, none, type VolumeHandle } from '../vocabulary/units/ids.js';
import { jobList } from './jobRow.js';
import type { World } from './world.js';

/** The unfinished jobs that have a volume as their source or their target, in the order in which they hold slots and wait for one.
 * Other jobs are not looked at.
 */
export function jobsOfVolume({ volumes, jobs }: World, volume: VolumeHandle): JobHandle[] {
  const row = volumes.peek(volume);
  if (row === undefined) return [];
  const found: JobHandle[] = [];
  for (let job = row.firstCopy; job !== none; job = jobs.read(job).nextOfSource) found.push(job);
  for (let job = row.firstJob; job !== none; job = jobs.read(job).nextOfTarget)
    if (jobs.read(job).list !== jobList.finished) found.push(job);
  const waits = (job: JobHandle) => Number(jobs.read(job).list === jobList.waiting);
  return found.sort((one, other) => waits(one) - waits(other) || one - other);
}
