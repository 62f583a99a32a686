import type { World } from '../../store/world.js';
import { none, type VolumeHandle } from '../../vocabulary/units/ids.js';

/** Has all rows that refer to a volume be looked at again, since its name has changed: digests tell volumes by their names, and keep what
 * they know of rows that were not written.
 */
export function touchReferences({ volumes, contents, synchronizations, jobs }: World, volume: VolumeHandle): void {
  const { synchronization, firstReplica, firstJob } = volumes.read(volume);
  if (contents.has(volume)) contents.edit(volume);
  if (synchronization !== none) synchronizations.edit(synchronization);
  for (let relation = firstReplica; relation !== none; relation = synchronizations.edit(relation).nextOfSource);
  for (let job = firstJob; job !== none; job = jobs.edit(job).nextOfTarget);
}
