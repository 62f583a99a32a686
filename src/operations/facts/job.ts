import type { JobRow, PoolRow, VolumeRow } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import type { JobHandle } from '../../vocabulary/units/ids.js';

/** What the settlements of one job judge by. */
export interface JobFacts {
  readonly world: World;
  readonly job: Readonly<JobRow>;
  readonly target: Readonly<VolumeRow>;
  readonly source: Readonly<VolumeRow> | undefined;
  readonly pool: Readonly<PoolRow> | undefined;
}

export function lookAtJob(world: World, handle: JobHandle): JobFacts {
  const job = world.jobs.read(handle);
  return {
    world,
    job,
    target: world.volumes.read(job.target),
    source: world.volumes.peek(job.source),
    pool: world.pools.peek(job.pool),
  };
}
