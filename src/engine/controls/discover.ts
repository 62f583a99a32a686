import type { World } from '../../store/world.js';
import { forgetVolume, removePool } from '../commit/elements.js';

/** Brings the service's cache up to date: it walks the array, as a discovery does. */
export function discover(world: World): void {
  const { volumes, pools } = world;
  for (const handle of [...volumes.handles()]) {
    const { goneAt, unseenChanges } = volumes.read(handle);
    if (goneAt !== 0) forgetVolume(world, handle);
    else if (unseenChanges !== 0) volumes.edit(handle).unseenChanges = 0;
  }
  for (const handle of [...pools.handles()]) {
    const { goneAt, unseenChanges } = pools.read(handle);
    if (goneAt !== 0) removePool(world, handle);
    else if (unseenChanges !== 0) pools.edit(handle).unseenChanges = 0;
  }
  world.settings = { ...world.settings, discovered: world.settings.reported ?? world.settings.capabilities };
  world.revision++;
}
