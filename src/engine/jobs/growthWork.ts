import { none } from '../../vocabulary/units/ids.js';
import { finishGrowth, takeBackGrowth } from '../commit/pools.js';
import type { JobsWork } from './jobsWork.js';

/** A pool that is made, or grows. */
export const growthWork: JobsWork = {
  complete(engine, world, { pool }) {
    if (pool !== none) finishGrowth(engine, world, pool);
  },
  undo(engine, world, job) {
    const { pool } = world.jobs.read(job);
    if (pool !== none) takeBackGrowth(engine, world, pool);
  },
};
