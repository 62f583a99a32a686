import { type JobRow, jobWork } from '../../store/jobRow.js';
import { percentNow, useReservation } from '../../store/progress.js';
import type { World } from '../../store/world.js';
import { none, type VolumeHandle } from '../../vocabulary/units/ids.js';
import { cutContents } from '../commit/contents.js';
import { listVolume, moveSynchronization, moveVolume } from '../commit/elements.js';
import { loseSnapshot, loseSnapshotsOf } from '../commit/snapshots.js';
import type { Engine } from '../components.js';

/** Whether a job that copies does so to a volume that was there before, which it has locked. */
export function overwrites({ lockedFrom }: Readonly<JobRow>): boolean {
  return lockedFrom !== none;
}

/** The target stays, in state failed, with all its room, and with no more than was copied or written to it. */
export function leaveResidue(engine: Engine, world: World, row: JobRow, event: 'BREAK' | 'ABORT'): void {
  const { synchronization, copied } = row;
  // A job that makes something has a target.
  const target = row.target as VolumeHandle;
  if (row.work === jobWork.snapshot) loseSnapshot(engine, world, target);
  loseSnapshotsOf(engine, world, target);
  useReservation(world, row, row.room - row.charged);
  // What shares its source's extents has all of them from the start.
  if (row.room > 0) cutContents(world, target, copied);
  world.hostWrites.delete(target);
  listVolume(world, target);
  const failed = engine.lifecycles.volume.stateIndex('failed');
  if (world.volumes.read(target).state !== failed) moveVolume(engine, world, target, 'FAIL');
  world.volumes.edit(target).incomplete = 1;
  if (synchronization === none) return;
  world.synchronizations.edit(synchronization).brokenAtPercent = percentNow(world, row);
  moveSynchronization(engine, world, synchronization, event);
}
