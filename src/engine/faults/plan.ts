import type { Timer } from '../../determinism/agenda.js';
import { callBegan, endInForce, heal } from '../../faults/keeping.js';
import { dropPlanTimer, editFaults, strikeJob } from '../../store/faultState.js';
import type { World } from '../../store/world.js';
import { moveServer } from '../changes.js';
import { catchUp, share } from '../copying.js';
import { resumeJob } from '../jobs.js';
import type { Engine } from '../parts.js';
import { release } from './release.js';
import { TimeSighting } from './sightings.js';
import { endFault, strike, takeBack } from './strike.js';

/** A time of the plan has come. */
export function onPlanTimer(engine: Engine, world: World, timer: Timer): void {
  dropPlanTimer(world, timer);
  switch (timer.kind) {
    case 'faultTime':
      strike(engine, world, new TimeSighting(world), { call: null, job: null, read: null });
      break;
    case 'faultEnds': {
      const state = world.faults;
      if (state === undefined) break;
      const { book, ended } = endInForce(state.book, timer.subject);
      editFaults(world, { book });
      for (const one of ended) endFault(engine, world, one);
      break;
    }
    case 'heal':
      healAll(engine, world);
      break;
    case 'providerUp': {
      const { server } = engine.lifecycles.providerConnection.meta(world.settings.connection);
      if (server === 'stopped') moveServer(engine, world, 'running');
      break;
    }
  }
}

/** Ends all faults: none fires any more, what they have changed is taken back, what they have stopped goes on. */
export function healAll(engine: Engine, world: World): void {
  if (world.faults === undefined) return;
  const { book } = heal(world.faults.book);
  editFaults(world, { book });
  takeBack(engine, world, () => true);
  catchUp(world);
  for (const [job] of world.faults.jobs.entries())
    strikeJob(world, job, { stalled: false, speed: 1, marks: [], fails: null });
  release(engine, world, () => true);
  for (const [job, { pausedAt }] of world.faults.jobs.entries()) if (pausedAt !== null) resumeJob(engine, world, job);
  for (const timer of world.faults.timers) if (timer.kind === 'providerUp') onPlanTimer(engine, world, timer);
  share(engine, world);
  world.revision++;
}

/** A call has begun: faults that last for so many calls may end. */
export function countCall(engine: Engine, world: World): void {
  if (world.faults === undefined || world.faults.book.inForce.length === 0) return;
  const { book, ended } = callBegan(world.faults.book);
  if (book !== world.faults.book) editFaults(world, { book });
  for (const one of ended) endFault(engine, world, one);
}
