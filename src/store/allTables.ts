import type { World } from './world.js';

/** The names of a world's tables, in the order in which they are saved and digested. */
export const tableNames = [
  'pools',
  'volumes',
  'contents',
  'layers',
  'families',
  'synchronizations',
  'jobs',
  'calls',
  'accounts',
  'sessions',
  'drives',
] as const;

/** A world's tables, in that order. */
export function tablesOf(world: World): World[(typeof tableNames)[number]][] {
  return tableNames.map((name) => world[name]);
}
