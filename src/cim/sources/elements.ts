import { knownJob } from '../../store/knownJobs.js';
import { isListed } from '../../store/references.js';
import type { World } from '../../store/world.js';
import type { JobHandle, PoolHandle, VolumeHandle } from '../../vocabulary/units/ids.js';

// Elements as clients of the array see them: one that was deleted behind the service's back is not there.

/** All volumes, oldest first. */
export function* volumeHandles({ volumes }: World): Generator<VolumeHandle> {
  for (const handle of volumes.handles()) if (isListed(volumes.read(handle))) yield handle;
}

export function volumeOfId({ codecs, volumes }: World, id: string | undefined): VolumeHandle | undefined {
  const handle = codecs.volume.decode(id ?? '');
  return handle !== undefined && isListed(volumes.peek(handle)) ? handle : undefined;
}

/** All pools, oldest first. */
export function* poolHandles({ pools }: World): Generator<PoolHandle> {
  for (const handle of pools.handles()) if (pools.read(handle).goneAt === 0) yield handle;
}

export function poolOfId({ codecs, pools }: World, id: string | undefined): PoolHandle | undefined {
  const handle = codecs.pool.decode(id ?? '');
  return handle !== undefined && pools.peek(handle)?.goneAt === 0 ? handle : undefined;
}

/** What was found, as a list of one or of none. */
export function listed<Handle>(found: Handle | undefined): Handle[] {
  return found === undefined ? [] : [found];
}

export function jobOfId(world: World, id: string | undefined): JobHandle | undefined {
  return knownJob(world, id ?? '');
}
