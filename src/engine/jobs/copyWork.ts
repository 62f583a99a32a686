import type { JobRow } from '../../store/jobRow.js';
import { isMirror } from '../../store/mirrors.js';
import { useReservation } from '../../store/progress.js';
import type { World } from '../../store/world.js';
import { none, type VolumeHandle } from '../../vocabulary/units/ids.js';
import {
  discardTarget,
  endSynchronization,
  listVolume,
  moveRelation,
  moveVolume,
  unlockVolume,
} from '../commit/elements.js';
import { moveIfPossible } from '../commit/relations.js';
import type { Engine } from '../components.js';
import type { JobsWork } from './jobsWork.js';
import { leaveResidue, overwrites } from './residue.js';

/** A copy to a fresh target, or to one that it overwrites. */
export const copyWork: JobsWork = {
  complete: completeCopy,
  undo(engine, world, job) {
    const row = world.jobs.edit(job);
    // What was overwritten is gone: the target can't be what it was.
    if (overwrites(row)) leaveResidue(engine, world, row, 'ABORT');
    else discardTarget(engine, world, job);
  },
};

function completeCopy(engine: Engine, world: World, row: JobRow): void {
  useReservation(world, row, row.room - row.charged);
  completeTarget(engine, world, row);
}

/** What a job has made is there, and hosts may use it. */
export function completeTarget(engine: Engine, world: World, row: JobRow): void {
  const volume = targetOf(row);
  const target = world.volumes.edit(volume);
  listVolume(world, volume, target);
  world.hostWrites.delete(volume);
  if (target.state === engine.lifecycles.volume.initial) moveVolume(engine, world, volume, 'BECOME_USABLE', target);
  else unlockVolume(engine, world, volume, row.lockedFrom);
  const { synchronization } = row;
  if (synchronization === none) return;
  const relation = world.synchronizations.edit(synchronization);
  moveRelation(engine, world, relation, isMirror(relation) ? 'SYNC' : 'COMPLETE');
  if (relation.written === 1) moveIfPossible(engine, world, synchronization, 'SKEW');
  if (row.detaches === 1) endSynchronization(world, synchronization);
}

/** A job that copies has a target. */
function targetOf({ target }: JobRow): VolumeHandle {
  return target as VolumeHandle;
}
