import { allocated } from '../../store/contents.js';
import { copySpeed } from '../../store/copySpeed.js';
import type { VolumeHandle } from '../../vocabulary/units/ids.js';
import type { CallFacts } from './call.js';
import { isThin, sharesExtents } from './room.js';

/** Milliseconds that the copy takes within the call, at the whole bandwidth: what runs beside it does not slow it, nor it that. 0 where a job
 * copies.
 */
export function copyMs(facts: CallFacts): number {
  const { world, call, volume, poolHandle, configuration } = facts;
  if (volume === undefined || !copiesWithinCall(facts) || sharesExtents(facts)) return 0;
  // `look` found the source behind this handle.
  const size = !isThin(facts) ? volume.size : allocated(world, call.volume as VolumeHandle, volume);
  const speed = copySpeed(world, volume.pool, poolHandle);
  return Math.ceil(size / Math.max(1, Math.floor(configuration.copyBlocksPerMs * speed)));
}

/** Whether the copy is done within the call (0) or by a job (4096): CreateElementReplica is among the synchronous
 * actions, the asynchronous, or both, and then the source's size decides.
 * @see MSFT_SMReplicationCapabilities.SupportedSynchronousActions, value 2
 */
export function copiesWithinCall({ volume, live, configuration }: CallFacts): boolean {
  if (live.copies !== 'bySize') return live.copies === 'withinCall';
  return volume !== undefined && volume.size <= configuration.synchronousUpTo;
}
