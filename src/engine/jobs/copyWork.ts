import type { JobRow } from '../../store/jobRow.js';
import type { World } from '../../store/world.js';
import { none, type VolumeHandle } from '../../vocabulary/units/ids.js';
import {
  discardTarget,
  endSynchronization,
  listVolume,
  moveIfPossible,
  moveSynchronization,
  moveVolume,
} from '../commit/elements.js';
import type { Engine } from '../components.js';
import { useReservation } from './copying.js';
import type { JobsWork } from './jobsWork.js';

/** A copy to a fresh target. */
export const copyWork: JobsWork = { complete: completeCopy, undo: (_engine, world, job) => discardTarget(world, job) };

function completeCopy(engine: Engine, world: World, row: JobRow): void {
  const { synchronization } = row;
  useReservation(world, row, row.room - row.charged);
  listVolume(world, targetOf(row));
  world.hostWrites.delete(targetOf(row));
  if (world.volumes.read(targetOf(row)).state === engine.lifecycles.volume.initial)
    moveVolume(engine, world, targetOf(row), 'BECOME_USABLE');
  if (synchronization === none) return;
  moveSynchronization(engine, world, synchronization, 'COMPLETE');
  if (world.synchronizations.read(synchronization).written === 1)
    moveIfPossible(engine, world, synchronization, 'SKEW');
  if (row.detaches === 1) endSynchronization(world, synchronization);
}

/** A job that copies has a target. */
function targetOf({ target }: JobRow): VolumeHandle {
  return target as VolumeHandle;
}
