import { useReservation } from '../../store/progress.js';
import { none } from '../../vocabulary/units/ids.js';
import { blocks } from '../../vocabulary/units/sizes.js';
import { unlockVolume } from '../commit/elements.js';
import { resize, takePromiseBack } from '../commit/newSize.js';
import type { JobsWork } from './jobsWork.js';

/** Another size of a volume. */
export const resizeWork: JobsWork = {
  complete(engine, world, row) {
    const { target, room, charged, resizesTo, lockedFrom } = row;
    if (target === none) throw new Error('a job that resizes has no volume');
    useReservation(world, row, room - charged);
    resize(world, target, resizesTo);
    unlockVolume(engine, world, target, lockedFrom);
  },
  undo(engine, world, job) {
    const { target, pool, room, resizesTo, lockedFrom } = world.jobs.read(job);
    if (target === none || pool === none) throw new Error('a job that resizes has no volume');
    const row = world.pools.edit(pool);
    row.reserved = blocks(row.reserved - room);
    takePromiseBack(world, target, { size: resizesTo, room });
    unlockVolume(engine, world, target, lockedFrom);
  },
};
