import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import type { JobHandle } from '../../vocabulary/units/ids.js';
import { type JobControl, jobControls } from '../arrayApi.js';
import type { Engine } from '../components.js';

/** @throws BadInputError when the job's state does not accept the control */
export function demandAccepted(engine: Engine, world: World, job: JobHandle, control: JobControl): void {
  const { job: chart } = engine.lifecycles;
  const { state } = world.jobs.read(job);
  if (chart.after(state, jobControls[control]) >= 0) return;
  const accepted = Object.entries(jobControls).filter(([, event]) => chart.after(state, event) >= 0);
  const controls = accepted.map(([name]) => name).join(', ') || 'nothing any more';
  badInput({
    field: 'control',
    value: control,
    expected: `what ${world.codecs.job.encode(job)} accepts; it is ${chart.states[state]}: ${controls}`,
  });
}
