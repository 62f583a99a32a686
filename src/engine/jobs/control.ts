import type { JobEvent } from '../../lifecycle/job.js';
import { setJobFault } from '../../store/faultEdits.js';
import { jobList } from '../../store/jobRow.js';
import type { World } from '../../store/world.js';
import type { JobHandle } from '../../vocabulary/units/ids.js';
import { moveSynchronization } from '../commit/elements.js';
import type { Engine } from '../components.js';
import { catchUp, share } from './copying.js';
import { failsByFault, giveUp, retire, settleJob, stopJob } from './end.js';
import { move } from './move.js';
import { runJob, startRunning } from './start.js';
import { undoWork } from './undo.js';

/** Carries out what the array's own operators can do to a job.
 * @throws UnacceptedEventError when the job's state does not accept it
 */
export function controlJob(engine: Engine, world: World, job: JobHandle, event: JobEvent): void {
  catchUp(world);
  const row = world.jobs.edit(job);
  const from = row.state;
  const waiting = row.list === jobList.waiting;
  move(engine, world, job, row, engine.events.job[event]);
  switch (event) {
    case 'SUSPEND':
      moveSynchronization(engine, world, row.synchronization, 'SUSPEND');
      break;
    case 'ENTER_SERVICE':
      // Who was suspended before is so still.
      if (from === engine.jobStates.running) moveSynchronization(engine, world, row.synchronization, 'SUSPEND');
      break;
    case 'QUERY':
      moveSynchronization(engine, world, row.synchronization, 'WAIT');
      break;
    case 'ANSWER':
      moveSynchronization(engine, world, row.synchronization, 'RESUME');
      break;
    case 'RESUME':
    case 'LEAVE_SERVICE':
      startRunning(engine, world, job, row);
      break;
    case 'TERMINATE':
      moveSynchronization(engine, world, row.synchronization, 'STOP');
      // A job that never got a slot has nothing to wind down.
      if (waiting || world.configuration.stopsWithinMs === 0) {
        stopJob(engine, world, job);
        giveUp(engine, world, job, { leaves: false, event: 'ABORT' });
      } else world.agenda.add(world.nowMs + world.configuration.stopsWithinMs, 'jobStop', job);
      break;
    case 'KILL':
      retire(engine, world, job, row);
      giveUp(engine, world, job, { leaves: world.configuration.profile.jobs.killLeavesResidue, event: 'ABORT' });
      break;
  }
  share(engine, world);
}

/** Ends a job on the service's behalf and takes back what it did, all within the call that is being compensated. */
export function withdrawJob(engine: Engine, world: World, job: JobHandle): void {
  catchUp(world);
  // An operator may have terminated it already; then it only stops sooner.
  const row = world.jobs.edit(job);
  if (row.state !== engine.jobStates.shuttingDown) move(engine, world, job, row, engine.events.job.TERMINATE);
  stopJob(engine, world, job);
  undoWork(engine, world, job);
  share(engine, world);
}

/** A job that a fault has paused is let on, where it was paused. */
export function resumeJob(engine: Engine, world: World, job: JobHandle): void {
  const injected = world.faults?.jobs.get(job);
  if (injected?.pausedAt == null) return;
  const { pausedAt, passed, wakes } = injected;
  if (wakes !== null) world.agenda.cancel(wakes);
  const appliedEffects = injected.appliedEffects.filter(
    ({ part }) => part.heldBy === undefined && part.waitsMs === undefined,
  );
  // Another fault has it stand still at its end.
  if (pausedAt === 'jobEnd' && injected.stalled) {
    setJobFault(world, job, { heldBy: null, wakes: null, appliedEffects });
    return;
  }
  setJobFault(world, job, { pausedAt: null, heldBy: null, wakes: null, passed: [...passed, pausedAt], appliedEffects });
  const row = world.jobs.edit(job);
  catchUp(world);
  if (!failsByFault(engine, world, job)) {
    if (pausedAt === 'jobStart' && row.state === engine.jobStates.starting) runJob(engine, world, job, row);
    if (pausedAt === 'jobEnd' && row.state === engine.jobStates.running) settleJob(engine, world, job, true);
  }
  share(engine, world);
}

/** What a job was paused for is over. */
export function onJobWakes(engine: Engine, world: World, job: JobHandle): void {
  // Its timer has fired.
  setJobFault(world, job, { wakes: null });
  if (world.faults?.jobs.get(job)?.heldBy === null) resumeJob(engine, world, job);
}
