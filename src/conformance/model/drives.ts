import { type Difference, differs, type Look } from './look.js';
import type { ModelJob, ModelState } from './state.js';

/** What a job adds to a pool, of which primordial pool; undefined for one that adds nothing. */
export function growthOf(
  { pools, making }: ModelState,
  { pool: name }: ModelJob,
): { readonly home: string | null; readonly bytes: number } | undefined {
  const made = making[name ?? ''];
  if (made !== undefined) return { home: made.madeOf, bytes: made.total };
  const pool = pools[name ?? ''];
  return pool?.growth == null ? undefined : { home: pool.madeOf, bytes: pool.growth.bytes };
}

/** What is wrong with the pools of a look that the model does not have, or has only in the making. */
export function poolsDiffer({ pools, making, unseenPools }: ModelState, look: Look): Difference | undefined {
  const [lost] = unseenPools;
  if (lost !== undefined) return differs('LOST-REPLY', `a pool '${lost.pool.name}' that was made is not there`);
  for (const [name, seen] of look.pools) {
    if (pools[name] !== undefined) continue;
    const made = making[name];
    if (made === undefined)
      return /^foundPool\d+$/.test(name)
        ? differs('ERR-ATOMIC', `there is a pool '${seen.name}' that nobody asked for`)
        : differs('READ-YOUR-WRITES', `pool ${name} is there, and it was deleted`);
    if (seen.name !== made.name || (seen.madeOf ?? made.madeOf) !== made.madeOf)
      return differs(
        'OUT-4096',
        `pool ${name} is called '${seen.name}' and made of ${seen.madeOf} while a job makes it`,
      );
  }
  return undefined;
}

/** How a drive differs from what the model takes it to be: it is there, as large as it was, and in the pool that has it. */
export function drivesDiffer({ drives }: ModelState, look: Look): Difference | undefined {
  for (const [name, drive] of Object.entries(drives)) {
    const seen = look.drives.get(name);
    if (seen === undefined) return differs('MONOTONE-READ', `drive ${name} is not there, and nobody took it out`);
    if (seen.size !== drive.size || seen.primordialPool !== drive.primordialPool || seen.isSpare !== drive.isSpare)
      return differs('CONSERVE', `drive ${name} is not what it was: ${JSON.stringify(seen)}`);
    if (seen.pool !== drive.pool)
      return differs(
        'CONSERVE',
        `drive ${name} is part of ${seen.pool ?? 'no pool'} instead of ${drive.pool ?? 'none'}`,
      );
  }
  return undefined;
}
