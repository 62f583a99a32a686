import type { World } from '../../store/world.js';
import { none, type VolumeHandle } from '../../vocabulary/units/ids.js';

/** A clone is built upon the source whose extents it shares, for good: nothing here copies them away, whatever is written. */
export function linkClone(world: World, source: VolumeHandle, clone: VolumeHandle): void {
  const from = world.volumes.edit(source);
  const row = world.volumes.edit(clone);
  row.linkedTo = source;
  row.depth = from.depth + 1;
  from.linkedClones++;
  if (world.configuration.profile.clones.maximumFamily === null) return;
  if (from.family === none) {
    from.family = world.families.append(undefined);
    world.families.edit(from.family).members = 1;
  }
  row.family = from.family;
  world.families.edit(from.family).members++;
}

/** A volume that goes is linked to nothing any more; what is linked to it keeps its depth, and its family. */
export function leaveFamily(world: World, volume: VolumeHandle): void {
  const row = world.volumes.edit(volume);
  const { linkedTo, family } = row;
  row.linkedTo = none;
  row.family = none;
  // An array that keeps no parents may have deleted it.
  if (linkedTo !== none && world.volumes.has(linkedTo)) world.volumes.edit(linkedTo).linkedClones--;
  if (family === none) return;
  const counted = world.families.edit(family);
  counted.members--;
  if (counted.members === 0) world.families.remove(family);
}
