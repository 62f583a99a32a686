import type { World } from '../../store/world.js';
import { BadInputError } from '../../vocabulary/input/badInput.js';
import { NoReplyError } from '../../vocabulary/methods/call.js';
import { mayOutlastTime } from './endOfTime.js';

/** Whether what is done may be interrupted: by a function of a fault plan that throws, or by the end of virtual time. */
export function mayBeInterrupted(world: World): boolean {
  return (world.faults?.planState.faults.counts.callbacks ?? 0) > 0 || mayOutlastTime(world);
}

/** Does all of something, or none of it when it throws.
 * @param undo takes back what else there is
 */
export function atomically<Result>(world: World, act: () => Result, undo?: () => void): Result {
  demandAtRest(world);
  const before = world.fork();
  const { happened, events } = world;
  const told = happened?.length ?? 0;
  const waited = events?.waiting.length ?? 0;
  underWay.add(world);
  try {
    return act();
  } catch (error) {
    // No reply is an outcome like others, and a call that is held stays where it is.
    const isOutcome = error instanceof NoReplyError || (error instanceof BadInputError && error.field === 'finish');
    if (!isOutcome) {
      Object.assign(world, before);
      world.happened = happened;
      happened?.splice(told);
      world.events = events;
      events?.waiting.splice(waited);
      undo?.();
    }
    throw error;
  } finally {
    underWay.delete(world);
  }
}

/** @throws while something is under way: only the callback of a fault can ask then, which gets what it needs as an argument */
export function demandAtRest(world: World): void {
  if (underWay.has(world))
    throw new Error('the callback of a fault changes, forks or saves the array that waits for its answer');
}

const underWay = new WeakSet<World>();
