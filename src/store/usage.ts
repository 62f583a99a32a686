import { volumeUsage } from '../vocabulary/replication.js';
import { none, type VolumeHandle } from '../vocabulary/units/ids.js';
import type { World } from './world.js';

/** What it was made for; an unrestricted volume shows its part in replication. */
export function usageOf(world: World, handle: VolumeHandle): number {
  const row = world.volumes.read(handle);
  if (row.usage !== volumeUsage.unrestricted) return row.usage;
  const isTarget = row.synchronization !== none;
  // Of several relations, one that crosses to the peer system is told of.
  const remote =
    row.remoteReplicas > 0 ||
    (row.synchronization !== none && world.synchronizations.read(row.synchronization).remote === 1);
  if (row.replicas > 0) {
    if (isTarget) return remote ? volumeUsage.remoteReplicaSourceOrTarget : volumeUsage.localReplicaSourceOrTarget;
    return remote ? volumeUsage.remoteReplicaSource : volumeUsage.localReplicaSource;
  }
  if (isTarget && row.snapshot === 1) return volumeUsage.deltaReplicaTarget;
  if (isTarget) return remote ? volumeUsage.remoteReplicaTarget : volumeUsage.localReplicaTarget;
  return row.usage;
}
