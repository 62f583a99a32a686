import { type JobRow, jobWork } from '../../store/jobRow.js';
import { percentNow } from '../../store/progress.js';
import type { World } from '../../store/world.js';
import { type JobHandle, none, type VolumeHandle } from '../../vocabulary/units/ids.js';
import { cutContents } from '../commit/contents.js';
import { listVolume, moveSynchronization, moveVolume } from '../commit/elements.js';
import type { Engine } from '../components.js';
import { useReservation } from './copying.js';
import { workOf } from './works.js';

/** What becomes of the work of a job that ends before it is done. A target stays, failed, where it is to be left, and where
 * hosts could use it already: whoever ends a job does not take a host's data away. Else it goes.
 * @param event what its relation to its source meets where it stays
 */
export function abandonWork(
  engine: Engine,
  world: World,
  job: JobHandle,
  { leaves, event }: { readonly leaves: boolean; readonly event: 'BREAK' | 'ABORT' },
): void {
  const row = world.jobs.edit(job);
  const { targetUsable } = world.configuration.profile.clones;
  if (row.work === jobWork.copy && (leaves || targetUsable === 'atAcceptance')) leaveResidue(engine, world, row, event);
  else undoWork(engine, world, job);
}

/** Takes back what an unfinished job has done: its target goes, or what it worked on is what it was. */
export function undoWork(engine: Engine, world: World, job: JobHandle): void {
  workOf(world.jobs.read(job)).undo(engine, world, job);
}

/** The target stays, in state failed, with all its room, and with no more than was copied or written to it. */
function leaveResidue(engine: Engine, world: World, row: JobRow, event: 'BREAK' | 'ABORT'): void {
  const { synchronization, copied } = row;
  // A job that copies has a target.
  const target = row.target as VolumeHandle;
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
