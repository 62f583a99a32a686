import type { Timer } from '../../determinism/timer.js';
import { callBegan, endInForce } from '../../faults/planEdits.js';
import { dropPlanTimer, editFaults } from '../../store/faultEdits.js';
import type { World } from '../../store/world.js';
import type { Engine } from '../components.js';
import { moveServer } from '../controls/changes.js';
import { TimeContext } from './contexts.js';
import { healFaults } from './healing.js';
import { endFault, inject } from './inject.js';

/** A time of the plan has come. */
export function onPlanTimer(engine: Engine, world: World, timer: Timer): void {
  dropPlanTimer(world, timer);
  switch (timer.kind) {
    case 'faultTime':
      inject(engine, world, new TimeContext(world), { call: null, job: null, read: null });
      break;
    case 'faultEnds': {
      const state = world.faults;
      if (state === undefined) break;
      const { planState, ended } = endInForce(state.planState, timer.subject);
      editFaults(world, { planState });
      for (const one of ended) endFault(engine, world, one);
      break;
    }
    case 'heal':
      healFaults(engine, world);
      break;
    case 'providerUp': {
      const { server } = engine.lifecycles.providerConnection.meta(world.settings.connection);
      if (server === 'stopped') moveServer(engine, world, 'running');
      if (world.faults !== undefined) editFaults(world, { restarts: [] });
      break;
    }
  }
}

/** A call has begun: faults that last for a number of calls may end. */
export function countCall(engine: Engine, world: World): void {
  if (world.faults === undefined || world.faults.planState.inForce.length === 0) return;
  const { planState, ended } = callBegan(world.faults.planState);
  if (planState !== world.faults.planState) editFaults(world, { planState });
  for (const one of ended) endFault(engine, world, one);
}
