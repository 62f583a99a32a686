import { inOrder, sumsOf, type Timer, type TimerSums } from '../determinism/agenda.js';
import type { World } from './world.js';

/** Everything that will come due, in order: the agenda, and the timers that have places of their own, and those of the
 * fault plan.
 */
export function timersOf(world: World): Timer[] {
  return [...world.agenda.all(), ...timersBeside(world)].sort(inOrder);
}

/** What tells the timers of one world from those of another, whatever their order. */
export function timerSums(world: World): TimerSums {
  return sumsOf(timersBeside(world), world.agenda.sums());
}

function timersBeside({ startTimer, copyTimer, removalTimer, faults }: World): Timer[] {
  const own = [startTimer, copyTimer, removalTimer].filter((timer) => timer !== undefined);
  return [...own, ...(faults?.timers ?? [])];
}
