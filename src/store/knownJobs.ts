import type { JobHandle } from '../vocabulary/units/ids.js';
import type { World } from './world.js';

// Jobs as anybody can find them: without those that a restarted provider has forgotten.

/** Every job that has not been removed yet, oldest first. */
export function* knownJobs({ jobs }: World): Generator<JobHandle> {
  for (const job of jobs.handles()) if (jobs.read(job).forgotten === 0) yield job;
}

/** The job of that id; undefined where there is none, or none any more. */
export function knownJob({ codecs, jobs }: World, id: string): JobHandle | undefined {
  const job = codecs.job.decode(id);
  return job !== undefined && jobs.peek(job)?.forgotten === 0 ? job : undefined;
}
