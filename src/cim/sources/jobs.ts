import type { Reads } from '../../engine/reads.js';
import { interval, timestamp } from '../../store/datetime.js';
import { knownJobs } from '../../store/knownJobs.js';
import type { JobHandle } from '../../vocabulary/units/ids.js';
import type { Modelled } from '../notModelled.js';
import { jobOfId } from './elements.js';
import { sourceOf } from './source.js';

/** Every job that has not been removed yet. */
export const jobs = sourceOf<'MSFT_SMJob', JobHandle>({
  handles: knownJobs,
  named: (world, { ObjectId }) => jobOfId(world, ObjectId),
  read: jobOf,
});

function jobOf(reads: Reads, handle: JobHandle): Modelled<'MSFT_SMJob'> {
  const job = reads.job(handle);
  const { shown: world } = reads;
  return {
    ObjectId: job.id,
    Description: job.method,
    ElapsedTime: interval(job.elapsedMs),
    ErrorCode: job.errorCode,
    ErrorDescription: job.errorDescription,
    JobState: job.jobState,
    JobStatus: job.jobStatus,
    LocalOrUtcTime: utcTime,
    OperationalStatus: job.operationalStatus,
    PercentComplete: job.percentComplete,
    StartTime: job.startedMs === null ? null : timestamp(world, job.startedMs),
    TimeBeforeRemoval: interval(world.configuration.removedAfterMs),
    // Zero if the state has not changed (MSFT_SMJob.TimeOfLastStateChange).
    TimeOfLastStateChange: job.state === 'new' ? interval(0) : timestamp(world, job.changedMs),
    TimeSubmitted: timestamp(world, job.submittedMs),
  };
}

/** MSFT_SMJob.LocalOrUtcTime. */
const utcTime = 2;
