import { type JobRow, jobWork, makesTarget } from '../../store/jobRow.js';
import { percentNow } from '../../store/progress.js';
import type { World } from '../../store/world.js';
import { type JobHandle, none } from '../../vocabulary/units/ids.js';
import { moveSynchronization } from '../commit/elements.js';
import type { Engine } from '../components.js';
import { leaveResidue, overwrites } from './residue.js';
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
  const stays = leaves || targetUsable === 'atAcceptance' || overwrites(row);
  if (makesTarget(row) && stays) return leaveResidue(engine, world, row, event);
  undoWork(engine, world, job);
  if (row.work === jobWork.sync) leaveApart(engine, world, row, event);
}

/** Takes back what an unfinished job has done: its target goes, or what it worked on is what it was. */
export function undoWork(engine: Engine, world: World, job: JobHandle): void {
  workOf(world.jobs.read(job)).undo(engine, world, job);
}

/** Both sides of a relation stay, and it with them: what the one lacks of the other, the next copy brings. */
function leaveApart(engine: Engine, world: World, row: JobRow, event: 'BREAK' | 'ABORT'): void {
  const { synchronization } = row;
  if (synchronization === none || !world.synchronizations.has(synchronization)) return;
  world.synchronizations.edit(synchronization).brokenAtPercent = percentNow(world, row);
  moveSynchronization(engine, world, synchronization, event);
}
