import { stepBy } from '../../lifecycle/table.js';
import { useReservation } from '../../store/progress.js';
import type { VolumeHandle } from '../../vocabulary/units/ids.js';
import { discardTarget } from '../commit/elements.js';
import type { JobsWork } from './jobsWork.js';

/** The making of a volume without contents. */
export const creationWork: JobsWork = {
  complete({ lifecycles: { volume: chart }, events }, world, row) {
    useReservation(world, row, row.room - row.charged);
    // A job that makes a volume has it for its target.
    const made = world.volumes.edit(row.target as VolumeHandle);
    if (made.state === chart.initial) made.state = stepBy(chart, made.state, events.volume.BECOME_USABLE);
  },
  undo: discardTarget,
};
