import { unseen } from '../../operations/facts/cache.js';
import type { World } from '../../store/world.js';
import { removePool } from '../commit/elements.js';
import { forgetVolume } from '../commit/ghosts.js';

/** Brings the service's cache up to date: it walks the array, as a discovery does, and subscribes to its changes where it is not.
 * Of an array that the provider does not manage it finds nothing.
 */
export function discover(world: World): void {
  const { volumes, pools, settings, configuration } = world;
  const seen = settings.managesArray ? 0 : unseen;
  for (const handle of [...volumes.handles()]) {
    const { goneAt, unseenChanges } = volumes.read(handle);
    if (goneAt !== 0) forgetVolume(world, handle);
    else if (unseenChanges !== seen) volumes.edit(handle).unseenChanges = seen;
  }
  for (const handle of [...pools.handles()]) {
    const { goneAt, unseenChanges } = pools.read(handle);
    if (goneAt !== 0) removePool(world, handle);
    else if (unseenChanges !== seen) pools.edit(handle).unseenChanges = seen;
  }
  if (settings.managesArray) {
    const { service } = configuration.profile;
    world.settings = {
      ...settings,
      discovered: settings.reported ?? settings.capabilities,
      indications: { ...settings.indications, changes: service.indications },
    };
  }
  world.revision++;
}
