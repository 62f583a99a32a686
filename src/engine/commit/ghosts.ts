import { stepBy } from '../../lifecycle/table.js';
import { noteVolume } from '../../store/note.js';
import { isHeard } from '../../store/noteEvent.js';
import type { World } from '../../store/world.js';
import type { VolumeHandle } from '../../vocabulary/units/ids.js';
import type { Engine } from '../components.js';
import { endSynchronizationsOf, leavePool } from './elements.js';
import { loseSnapshotsOf } from './snapshots.js';

// Volumes that are not there any more, and that the service's cache still lists.

/** Deletes a volume behind the service's back: its room is free, but the service still lists it. */
export function keepDeletedInCache(engine: Engine, world: World, volume: VolumeHandle): void {
  if (isHeard(world)) noteVolume(world, 'volumeRemoved', volume);
  loseSnapshotsOf(engine, world, volume);
  leavePool(world, volume);
  endSynchronizationsOf(world, volume);
  const row = world.volumes.edit(volume);
  row.state = stepBy(engine.lifecycles.volume, row.state, engine.events.volume.REMOVE);
  row.goneAt = ++world.revision;
  world.deletedButCached++;
}

/** Forgets a volume that went out of band. */
export function forgetVolume(world: World, volume: VolumeHandle): void {
  world.volumeNames.remove(world.volumes, volume);
  world.volumes.remove(volume);
  world.deletedButCached--;
}
