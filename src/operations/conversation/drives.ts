import { drivesHeld, serves } from '../../store/drives.js';
import { none, type PoolHandle } from '../../vocabulary/units/ids.js';
import { unknownDrive } from '../facts/drives.js';
import type { JobFacts } from '../facts/job.js';
import type { End } from '../operation.js';
import type { SharedRow } from './sharedRow.js';

// What methods share that name disk drives.

export const driveUnknown: SharedRow = {
  refuse: 'invalidParameter',
  because: 'driveUnknown',
  cause: "a drive is not in the service's cache",
  when: (call) => unknownDrive(call) !== undefined,
  message: (call) => `the service's cache has no disk drive '${unknownDrive(call)}'`,
};

/** A drive that a job adds has failed meanwhile. */
export function driveLost<Outcome extends string>(fail: Outcome): End<Outcome> {
  return {
    fail,
    because: 'driveLost',
    cause: 'a drive that the job adds failed while it ran',
    when: (job) => nameOfLostDrive(job) !== undefined,
    message: (job) => `drive '${nameOfLostDrive(job)}' failed while it was added`,
  };
}

function nameOfLostDrive({ world, job }: JobFacts): string | undefined {
  if (job.pool === none || !world.pools.has(job.pool)) return undefined;
  return lostDrive(world, job.pool);
}

/** Those that are added come first. */
function lostDrive(world: JobFacts['world'], pool: PoolHandle): string | undefined {
  for (const drive of drivesHeld(world, pool)) {
    const row = world.drives.read(drive);
    if (row.joining === 0) return undefined;
    if (!serves(row)) return world.drives.payload(drive);
  }
  return undefined;
}
