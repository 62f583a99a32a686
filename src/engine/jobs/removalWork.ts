import { none } from '../../vocabulary/units/ids.js';
import { removeVolume, unlockVolume } from '../commit/elements.js';
import { removePool } from '../commit/pools.js';
import type { JobsWork } from './jobsWork.js';

/** The removal of a volume, or of a pool. */
export const removalWork: JobsWork = {
  complete(engine, world, { target, pool }) {
    if (target !== none) removeVolume(engine, world, target);
    else if (pool !== none) removePool(engine, world, pool);
  },
  undo(engine, world, job) {
    const { target, pool, lockedFrom } = world.jobs.read(job);
    if (target !== none) unlockVolume(engine, world, target, lockedFrom);
    else if (pool !== none && world.pools.has(pool)) world.pools.edit(pool).deleting = 0;
  },
};
