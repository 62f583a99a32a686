import { inOrder, type Timer } from '../determinism/timer.js';
import { sumsOf, type TimerSums } from '../determinism/timerQueue.js';
import type { World } from './world.js';

/** Everything that will come due, in order: the agenda, and the timers that have places of their own, and those of the
 * fault plan.
 */
export function timersOf(world: World): Timer[] {
  return [...world.agenda.all(), ...ownTimers(world), ...(world.faults?.timers ?? [])].sort(inOrder);
}

/** What tells the timers of one world from those of another, whatever their order. */
export function timerSums(world: World): TimerSums {
  const { agenda, faults } = world;
  return sumsOf(ownTimers(world), agenda.sums(), faults?.timers.sums());
}

function ownTimers({ startTimer, copyTimer, removalTimer }: World): Timer[] {
  return [startTimer, copyTimer, removalTimer].filter((timer) => timer !== undefined);
}
