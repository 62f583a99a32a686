import type { JobRow } from '../../store/jobRow.js';
import { copiedNow, useReservation } from '../../store/progress.js';
import type { World } from '../../store/world.js';
import type { VolumeHandle } from '../../vocabulary/units/ids.js';
import { moveSynchronization, unlockVolume } from '../commit/elements.js';
import { copyDifferences } from '../commit/mirrorWrites.js';
import type { Engine } from '../components.js';
import type { JobsWork } from './jobsWork.js';

/** A copy of what differs from one side of a relation to the other. What hosts write to the one meanwhile is among it in the end. */
export const syncWork: JobsWork = {
  complete(engine, world, row) {
    bring(engine, world, row);
    // The job's own copy was whole, whatever broke off before.
    world.volumes.edit(row.target as VolumeHandle).incomplete = 0;
    moveSynchronization(engine, world, row.synchronization, 'SYNC');
  },
  undo(engine, world, job) {
    const row = world.jobs.edit(job);
    bring(engine, world, row, copiedNow(world, row));
  },
};

/** The target holds what was copied, has its room, and is let go. */
function bring(engine: Engine, world: World, row: JobRow, copied?: number): void {
  // Such a job has two sides. One may have gone out of band.
  const [from, to] = [row.source as VolumeHandle, row.target as VolumeHandle];
  useReservation(world, row, row.room - row.charged);
  if (world.volumes.peek(to)?.goneAt !== 0) return;
  unlockVolume(engine, world, to, row.lockedFrom);
  if (world.volumes.peek(from)?.goneAt === 0) copyDifferences(engine, world, from, to, copied);
}
