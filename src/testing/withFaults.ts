import type { StorageArray } from '../engine/array.js';
import { demandArray } from '../engine/demandArray.js';
import { demandFired } from '../faults/ledger.js';
import type { PlanInput } from '../faults/planSchema.js';
import { readPlan } from '../faults/readPlan.js';
import { badInput } from '../vocabulary/input/badInput.js';

/** Does something under a fault plan, and takes the plan back afterwards, whatever came of it.
 *
 * Its faults are healed and removed at the end: what they have changed is as before, what they held goes on. Other faults of the
 * array stay as they are; so beside those the plan may have no `seed`, `budget` or `heal` of its own, which are of all faults.
 * The state that a plan's machine is in (`state: { in, to }`) is of all faults, too, and stays where it was moved to.
 * @returns what `act` returned
 * @throws Error when a fault that must fire has not, with what came closest
 * @throws BadInputError when the plan makes no sense for this array
 */
export async function withFaults<Result>(
  array: StorageArray,
  plan: PlanInput,
  act: (array: StorageArray) => Result | Promise<Result>,
): Promise<Result> {
  checkArguments(array, plan, act);
  const before = new Set(array.faults.ledger().map(({ fault }) => fault));
  if (before.size > 0) refuseSharing(plan);
  array.faults.use(plan);
  const isOwn = ({ fault }: { readonly fault: string }) => !before.has(fault);
  const added = array.faults.ledger().filter(isOwn);
  try {
    const result = await act(array);
    demandFired(array.faults.ledger().filter(isOwn));
    return result;
  } finally {
    // Some may have been removed by `act`.
    const there = new Set(array.faults.ledger().map(({ fault }) => fault));
    const own = added.map(({ fault }) => fault).filter((fault) => there.has(fault));
    array.faults.heal(own);
    for (const fault of own) array.faults.remove(fault);
  }
}

function checkArguments(array: unknown, plan: unknown, act: unknown): void {
  demandArray(array, 'withFaults.array');
  if (plan == null) {
    const expected = "a fault plan: a shipped plan's name, lines such as 'array: return 40002', or an object";
    badInput({ field: 'withFaults.plan', value: plan, expected });
  }
  if (typeof act !== 'function') {
    badInput({ field: 'withFaults.act', value: act, expected: 'a function of what is done under the faults' });
  }
}

/** What a plan says of all faults would go on for the others, when its own are over. */
function refuseSharing(plan: PlanInput): void {
  const { seed, budget, healAtMs } = readPlan(plan);
  for (const [key, value] of Object.entries({ seed, budget, heal: healAtMs })) {
    const expected = 'nothing: the array has other faults, and it would be theirs, too';
    if (value !== null) badInput({ field: `plan.${key}`, value, expected });
  }
}
