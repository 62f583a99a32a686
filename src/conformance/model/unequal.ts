import type { ModelState } from './state.js';

/** Each state once. */
export function unequal(states: readonly ModelState[]): readonly ModelState[] {
  if (states.length < 2) return states;
  return [...new Map(states.map((state) => [textOf(state), state])).values()];
}

/** The same for the same state, in whatever order its entries came to be. */
function textOf({ pools, volumes, jobs, drives, making, unobserved, unseenPools, trouble }: ModelState): string {
  const lines = [pools, volumes, jobs, drives, making].flatMap((table) =>
    Object.entries<object>(table).map((entry) => JSON.stringify(entry)),
  );
  const unseen = [...unobserved, ...unseenPools].map((one) => JSON.stringify(one));
  return [trouble, ...lines.sort(), ...unseen.sort()].join('\n');
}
