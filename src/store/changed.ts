import { tablesOf } from './allTables.js';
import type { World } from './world.js';

/** Whether nothing of what invariants are about was written since a fork was taken. O(1): a fork shares what neither has written since. */
export function isUnchanged(world: World, fork: World): boolean {
  const others = tablesOf(fork);
  return world.settings === fork.settings && tablesOf(world).every(({ nodes }, at) => nodes === others[at]?.nodes);
}

/** How many rows a walk over all of a world meets. */
export function rowsIn(world: World): number {
  return tablesOf(world).reduce((sum, { size }) => sum + size, 0);
}
