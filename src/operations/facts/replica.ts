import { modeOffered, type ReplicaWanted } from '../../vocabulary/profile/mirrors.js';
import { mirrorMode, syncType } from '../../vocabulary/replication.js';
import { none } from '../../vocabulary/units/ids.js';
import type { Blocks } from '../../vocabulary/units/sizes.js';
import type { CallFacts } from './call.js';
import { need } from './room.js';

/** What a call of CreateReplica asks for. */
export function replicaWanted({ request: { given }, pool }: CallFacts): ReplicaWanted {
  return {
    syncType: Number(given.SyncType),
    mode: given.Mode === null ? null : Number(given.Mode),
    locality: pool?.remote === 1 ? 'remote' : 'local',
  };
}

/** Whether that can be had by these replication types: clones, snapshots, and mirrors within the system. No array here makes the
 * others.
 */
export function isOffered(facts: CallFacts, types: readonly number[]): boolean {
  const wanted = replicaWanted(facts);
  const isMade =
    wanted.syncType === syncType.clone ||
    wanted.syncType === syncType.snapshot ||
    (wanted.syncType === syncType.mirror && wanted.locality === 'local');
  return isMade && modeOffered(types, wanted) !== undefined;
}

/** The mode of the mirror that is made: what is adaptive is synchronous here. */
export function modeMade(facts: CallFacts): number {
  const { replicationTypes: types } = facts.settings.capabilities;
  const offered = modeOffered(types, replicaWanted(facts));
  return offered === mirrorMode.asynchronous ? mirrorMode.asynchronous : mirrorMode.synchronous;
}

/** Blocks that the target takes of its pool: a volume that is overwritten has its size already, where that is taken as a whole. */
export function taken(facts: CallFacts): Blocks {
  const { other } = facts;
  return other === undefined || other.thin === 1 ? need(facts) : other.charge;
}

/** Blocks that the pool must give up beside those that a volume which is overwritten gives back. */
export function needed(facts: CallFacts): Blocks {
  // A difference of whole extents.
  return Math.max(0, taken(facts) - (facts.other?.charge ?? 0)) as Blocks;
}

/** Whether the source is the target of a mirror. */
export function isOfMirror({ world, volume }: CallFacts): boolean {
  if (volume === undefined || volume.synchronization === none) return false;
  return world.synchronizations.read(volume.synchronization).syncType === syncType.mirror;
}

/** Whether the volume has mirrors: a walk over its replicas, which the array limits. */
export function hasMirrors({ world, volume }: CallFacts): boolean {
  if (volume === undefined || volume.replicas === volume.snapshots) return false;
  for (let at = volume.firstReplica; at !== none; ) {
    const { syncType: type, nextOfSource } = world.synchronizations.read(at);
    if (type === syncType.mirror) return true;
    at = nextOfSource;
  }
  return false;
}
