import type { JobRow } from '../../store/jobRow.js';
import type { PoolRow, VolumeRow } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import type { JobHandle, PoolHandle, VolumeHandle } from '../../vocabulary/units/ids.js';

/** What the ends of one job are judged by. */
export interface JobFacts {
  readonly world: World;
  readonly job: Readonly<JobRow>;
  /** The volume that the job works on: what it copies to, or what it deletes. Undefined where it works on a pool. */
  readonly target: Readonly<VolumeRow> | undefined;
  /** What it copies. */
  readonly source: Readonly<VolumeRow> | undefined;
  readonly pool: Readonly<PoolRow> | undefined;
}

export function lookAtJob(world: World, handle: JobHandle): JobFacts {
  const job = world.jobs.read(handle);
  return {
    world,
    job,
    target: world.volumes.peek(job.target),
    source: world.volumes.peek(job.source),
    pool: world.pools.peek(job.pool),
  };
}

// Names for messages, asked where there is a row behind the handle.

export function targetOf({ world, job }: JobFacts): string {
  return world.volumes.payload(job.target as VolumeHandle);
}

export function sourceOf({ world, job }: JobFacts): string {
  return world.volumes.payload(job.source as VolumeHandle);
}

export function poolOf({ world, job }: JobFacts): string {
  return world.pools.payload(job.pool as PoolHandle);
}
