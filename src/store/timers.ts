import { inOrder, type Timer } from '../determinism/agenda.js';
import type { World } from './world.js';

/** Everything that will come due, in order: the agenda, and the timers that have places of their own, and those of the
 * fault plan.
 */
export function timersOf(world: World): Timer[] {
  const own = [world.startTimer, world.copyTimer, world.removalTimer].filter((timer) => timer !== undefined);
  return [...world.agenda.all(), ...own, ...(world.faults?.timers ?? [])].sort(inOrder);
}
