import { systemIds } from '../../store/systemIds.js';
import type { World } from '../../store/world.js';
import { localityOf } from '../../vocabulary/replication.js';
import { listed } from './elements.js';
import { sourceOf } from './source.js';
import { hasPeer, nameOfSystem } from './systems.js';

/** The peer system as something to replicate to. */
export const replicaPeers = sourceOf<'MSFT_SMReplicaPeer', string>({
  handles: (world) => listed(hasReplicaPeer(world) ? systemIds(world).replicaPeer : undefined),
  named: (world, { ObjectId }) =>
    ObjectId === systemIds(world).replicaPeer && hasReplicaPeer(world) ? ObjectId : undefined,
  read(reads, id) {
    reads.other();
    const { peer } = systemIds(reads.shown);
    const name = nameOfSystem(reads.shown, false);
    return {
      ObjectId: id,
      Identifier: id,
      PeerObjectType: storageSystem,
      PeerObjectId: peer,
      PeerObjectName: name,
      PeerUniqueId: peer,
      PeerSystemName: name,
      // It is named by the peer system itself, not by a CIM_ReplicationEntity.
      IsCIMReplicationEntityBased: false,
      // Clones go from the system to its peer.
      IsPrimary: false,
    };
  },
});

/** Whether the service knows of a peer: a pool of it is there, or the capabilities that it has discovered say that the array
 * replicates to one.
 */
export function hasReplicaPeer(world: World): boolean {
  const { cloneRemote, replicationTypes } = world.settings.discovered;
  return cloneRemote || replicationTypes.some((type) => localityOf(type) === 'remote') || hasPeer(world);
}

/** MSFT_SMReplicaPeer.PeerObjectType, StorageSystem. */
const storageSystem = 32_770;
