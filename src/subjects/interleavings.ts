import type { Action } from '../conformance/subject/action.js';
import type { Call } from '../conformance/subject/call.js';
import { StorageArray } from '../engine/array.js';
import { Branches } from '../engine/history/branches.js';
import { InFlight } from './inFlight.js';

/** Orders in which calls take their turns, one for each state that they can come to: whatever other order there is, it comes to one of
 * these states. All orders are tried, and those that have come to one state go on as one.
 *
 * Steps at which nothing that others do could make a difference are not parted from the next one; where faults are in use, none of those
 * at which one could fire.
 */
export function interleavings(array: StorageArray, calls: readonly (Call | Action)[]): number[][] {
  const ends: number[][] = [];
  const met = new Set<string>();
  let reached: Reached[] = [{ flight: InFlight.begin(array.fork(), calls), order: [] }];
  while (reached.length > 0) {
    const next: Reached[] = [];
    for (const { flight, order } of reached) {
      const open = [...calls.keys()].filter((at) => flight.canGoOn(at));
      if (open.length === 0) ends.push([...order]);
      for (const at of open) {
        const after = flight.fork();
        const turns = goOn(after, at);
        const print = after.fingerprint();
        if (met.has(print)) continue;
        met.add(print);
        next.push({ flight: after, order: [...order, ...Array<number>(turns).fill(at)] });
      }
    }
    reached = next;
  }
  return ends;
}

/** How far calls can come, and the first order that was found to lead there. */
interface Reached {
  readonly flight: InFlight;
  readonly order: readonly number[];
}

/** Where a fault of the plan in use may fire, no call goes on anyway. */
const none: ReadonlySet<number> = new Set();

/** The next turn that may make a difference, and those before it that can't. @returns how many turns that were */
function goOn(flight: InFlight, at: number): number {
  const { array } = flight;
  const call = flight.callAt(at);
  const world = StorageArray.worldOf(array);
  const handle = call === undefined ? undefined : world.codecs.call.decode(call);
  let turns = 1;
  if (handle !== undefined) {
    const { step } = world.calls.read(handle);
    new Branches(array).skip(world, handle, none);
    turns += world.calls.read(handle).step - step;
  }
  flight.turn(at);
  return turns;
}
