import { stepBy } from '../../lifecycle/table.js';
import type { JobRow } from '../../store/jobRow.js';
import { noteJob } from '../../store/note.js';
import type { World } from '../../store/world.js';
import type { JobHandle } from '../../vocabulary/units/ids.js';
import type { Engine } from '../components.js';
import { linkStarting, unlinkStarting } from './jobLists.js';
import { enter, leave } from './running.js';

/** Moves a job along its chart.
 * @throws UnacceptedEventError when the job's state does not accept the event
 */
export function move(engine: Engine, world: World, job: JobHandle, row: JobRow, event: number): void {
  const from = row.state;
  row.state = stepBy(engine.lifecycles.job, from, event);
  row.changedMs = world.nowMs;
  const { running, starting } = engine.jobStates;
  if (from === starting) unlinkStarting(world, row);
  else if (row.state === starting) linkStarting(world, job, row);
  if (from === running) leave(world, job, row);
  else if (row.state === running) enter(world, job, row);
  if (world.happened !== undefined) noteJob(world, job, from);
  if (world.trace === undefined) return;
  world.trace.add({
    atMs: world.nowMs,
    kind: 'job',
    job: world.codecs.job.encode(job),
    from: engine.lifecycles.job.states[from],
    to: engine.lifecycles.job.states[row.state],
    ...(row.errorCode === 0 ? {} : { errorCode: row.errorCode }),
  });
}
