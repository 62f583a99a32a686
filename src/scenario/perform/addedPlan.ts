import type { PlanInput } from '../../faults/planSchema.js';
import { planFromText } from '../../faults/shortForm.js';

/** A plan that is added to another: its faults are called otherwise where the other has faults of their names. */
export function addedPlan(plan: PlanInput, taken: readonly string[]): PlanInput {
  const written = typeof plan === 'string' ? planFromText(plan, 'plan') : plan;
  // What is no list of faults is for the array to refuse.
  if (taken.length === 0 || !Array.isArray(written.faults)) return plan;
  const names = new Set([...taken, ...written.faults.map(({ id }) => id)]);
  const faults = written.faults.map((fault) => {
    if (!taken.includes(fault.id)) return fault;
    let number = 2;
    while (names.has(`${fault.id} ${number}`)) number++;
    names.add(`${fault.id} ${number}`);
    return { ...fault, id: `${fault.id} ${number}` };
  });
  return { ...written, faults };
}
