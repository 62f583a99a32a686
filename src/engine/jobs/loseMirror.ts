import { jobList } from '../../store/jobRow.js';
import type { World } from '../../store/world.js';
import type { JobHandle, SynchronizationHandle } from '../../vocabulary/units/ids.js';
import { moveIfPossible } from '../commit/relations.js';
import type { Engine } from '../components.js';
import { catchUp, share } from './copying.js';
import { failBecause } from './end.js';

/** A mirror can't take what hosts write to its source: it breaks, and a first copy that is under way fails for want of room. */
export function loseMirror(engine: Engine, world: World, mirror: SynchronizationHandle): void {
  const { job } = world.synchronizations.read(mirror);
  const row = world.jobs.peek(job);
  if (row === undefined || row.list === jobList.finished) return moveIfPossible(engine, world, mirror, 'BREAK');
  catchUp(world);
  // There is a row behind it.
  failBecause(engine, world, job as JobHandle, 'ranOut');
  share(engine, world);
}
