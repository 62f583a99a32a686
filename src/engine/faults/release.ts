import { callPhase } from '../../store/callRow.js';
import { setCallFault } from '../../store/faultEdits.js';
import { noteCallReady } from '../../store/note.js';
import type { World } from '../../store/world.js';
import type { Engine } from '../components.js';
import { resumeJob } from '../jobs/control.js';

/** Lets calls and jobs go on that are held by a tag.
 * @returns how many were
 */
export function release(engine: Engine, world: World, isMeant: (tag: string) => boolean): number {
  let released = 0;
  for (const [call, injected] of world.faults?.calls.entries() ?? []) {
    if (injected.heldBy === null || !isMeant(injected.heldBy)) continue;
    setCallFault(world, call, { ...injected, heldBy: null, holds: [] });
    world.calls.edit(call).phase = callPhase.ready;
    if (world.happened !== undefined) noteCallReady(world, call);
    released++;
  }
  for (const [job, injected] of world.faults?.jobs.entries() ?? []) {
    if (injected.heldBy === null || !isMeant(injected.heldBy)) continue;
    resumeJob(engine, world, job);
    released++;
  }
  if (released > 0) world.revision++;
  return released;
}

/** The tags by which faults hold calls and jobs, each once, in alphabetical order. */
export function heldTags({ faults }: World): string[] {
  const injected = [...(faults?.calls.entries() ?? []), ...(faults?.jobs.entries() ?? [])];
  return [...new Set(injected.flatMap(([, { heldBy }]) => heldBy ?? []))].sort();
}
