import type { JobRow } from '../../store/jobRow.js';
import type { World } from '../../store/world.js';
import type { JobHandle } from '../../vocabulary/units/ids.js';
import type { Engine } from '../components.js';

/** What the jobs of one kind do when their work is done, and when they are given up before. */
export interface JobsWork {
  readonly complete: (engine: Engine, world: World, row: JobRow) => void;
  /** All is as it was before the job was accepted; room that was reserved for it is returned. */
  readonly undo: (engine: Engine, world: World, job: JobHandle) => void;
}
