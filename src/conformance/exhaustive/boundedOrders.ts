import { steps } from '../../vocabulary/steps.js';

/** So many turns a call takes at most, where its subject does not say which orders of turns differ. */
const turnsOfACall = steps.length;

/** All orders in which calls take their turns, and are interrupted at most so often by others before they are over; those with fewer
 * interruptions come first.
 */
export function boundedOrders(calls: number, interruptions: number): number[][] {
  return Array.from({ length: interruptions + 1 }, (_, exactly) =>
    ordersFrom(Array<number>(calls).fill(turnsOfACall), -1, exactly),
  ).flat();
}

/** @param left turns that each call has left
 * @param last whose turn it was: after an interruption it is another's
 * @param interruptions how many there are to be
 */
function ordersFrom(left: readonly number[], last: number, interruptions: number): number[][] {
  const open = left.flatMap((turns, at) => (turns > 0 && at !== last ? [at] : []));
  if (open.length === 0) return interruptions === 0 && left.every((turns) => turns === 0) ? [[]] : [];
  return open.flatMap((at) => {
    const all = left[at] ?? 0;
    const after = (turns: number, interrupted: number) => {
      const rest = left.with(at, all - turns);
      return ordersFrom(rest, at, interruptions - interrupted).map((order) => [
        ...Array<number>(turns).fill(at),
        ...order,
      ]);
    };
    const whole = after(all, 0);
    if (interruptions === 0) return whole;
    return [...whole, ...Array.from({ length: all - 1 }, (_, turns) => after(turns + 1, 1)).flat()];
  });
}
