import type { StorageArray } from '../engine/array.js';
import type { PlanInput } from '../faults/written.js';

/** Does something under a fault plan, and takes the plan back afterwards, whatever came of it.
 *
 * The array is healed at the end: what faults have changed is as before, what they held goes on.
 * @returns what `act` returned
 * @throws Error when a fault that must fire has not, with what came closest
 * @throws BadInputError when the plan makes no sense for this array
 */
export async function withFaults<Result>(
  array: StorageArray,
  plan: PlanInput,
  act: (array: StorageArray) => Result | Promise<Result>,
): Promise<Result> {
  const before = new Set(array.faults.ledger().map(({ fault }) => fault));
  array.faults.use(plan);
  const added = array.faults.ledger().filter(({ fault }) => !before.has(fault));
  try {
    const result = await act(array);
    const missed = array.faults.ledger().filter(({ fault, missed: why }) => !before.has(fault) && why !== null);
    if (missed.length > 0) {
      const lines = missed.map(({ fault, missed: why }) => `  ${fault}: ${why}`);
      throw new Error(`faults that had to fire have not:\n${lines.join('\n')}`);
    }
    return result;
  } finally {
    if (before.size === 0) array.faults.heal();
    for (const { fault } of added) array.faults.remove(fault);
  }
}
