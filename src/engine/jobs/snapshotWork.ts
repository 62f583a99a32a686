import type { VolumeHandle } from '../../vocabulary/units/ids.js';
import { removeVolume } from '../commit/elements.js';
import { completeTarget } from './copyWork.js';
import type { JobsWork } from './jobsWork.js';

/** A snapshot, which shows its source's contents from the start: a job has none to copy. */
export const snapshotWork: JobsWork = {
  complete: completeTarget,
  // Its job has a target.
  undo: (engine, world, job) => removeVolume(engine, world, world.jobs.read(job).target as VolumeHandle),
};
