import { allocated } from '../../store/contents.js';
import { copySpeed } from '../../store/copySpeed.js';
import type { VolumeHandle } from '../../vocabulary/units/ids.js';
import type { CallFacts } from './call.js';
import { sharesExtents } from './room.js';

/** Milliseconds that a copy of the call's source takes within the call, at the whole bandwidth; what runs beside it does not slow it, nor
 * it that.
 */
export function copyMs(facts: CallFacts): number {
  const { world, call, volume, poolHandle, configuration } = facts;
  if (volume === undefined || sharesExtents(facts)) return 0;
  // `look` found the source behind this handle.
  const isWhole = configuration.allocation === 'full';
  const size = isWhole ? volume.size : allocated(world, call.volume as VolumeHandle, volume);
  const speed = copySpeed(world, volume.pool, poolHandle);
  return Math.ceil(size / Math.max(1, Math.floor(configuration.copyBlocksPerMs * speed)));
}
