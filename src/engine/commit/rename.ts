import type { CallFacts } from '../../operations/facts/call.js';
import { nameKept, renamesAfterwards } from '../../operations/facts/names.js';
import type { CallRow } from '../../store/callRow.js';
import type { World } from '../../store/world.js';
import type { VolumeHandle } from '../../vocabulary/units/ids.js';
import { renameVolume } from './elements.js';

/** Where the provider takes no ElementName, what was made gets it now. */
export function rename(world: World, { made }: CallRow, facts: CallFacts): void {
  const name = nameKept(facts);
  // A target that is deleted after the read-back keeps its name.
  if (name === null || !renamesAfterwards(facts) || world.volumes.peek(made) === undefined) return;
  // There is a row behind this handle.
  renameVolume(world, made as VolumeHandle, name);
  world.revision++;
}
