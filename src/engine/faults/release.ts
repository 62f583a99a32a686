import { strikeCall } from '../../store/faultState.js';
import { callPhase } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import { resumeJob } from '../jobs/jobs.js';
import type { Engine } from '../parts.js';

/** Lets calls and jobs go on that are held by a tag.
 * @returns how many were
 */
export function release(engine: Engine, world: World, isMeant: (tag: string) => boolean): number {
  let released = 0;
  for (const [call, strike] of world.faults?.calls.entries() ?? []) {
    if (strike.heldBy === null || !isMeant(strike.heldBy)) continue;
    strikeCall(world, call, { ...strike, heldBy: null, holds: [] });
    world.calls.edit(call).phase = callPhase.ready;
    released++;
  }
  for (const [job, strike] of world.faults?.jobs.entries() ?? []) {
    if (strike.heldBy === null || !isMeant(strike.heldBy)) continue;
    resumeJob(engine, world, job);
    released++;
  }
  if (released > 0) world.revision++;
  return released;
}

/** The tags by which faults hold calls and jobs, each once, in alphabetical order. */
export function heldTags({ faults }: World): string[] {
  const strikes = [...(faults?.calls.entries() ?? []), ...(faults?.jobs.entries() ?? [])];
  return [...new Set(strikes.flatMap(([, { heldBy }]) => heldBy ?? []))].sort();
}
