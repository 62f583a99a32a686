import { systemIds } from '../../store/systemIds.js';
import type { World } from '../../store/world.js';
import { kindOf, type Locality, localityOf, type ReplicationKind } from '../../vocabulary/replication.js';
import type { InstancedClass, Modelled } from '../notModelled.js';
import { type Source, sourceOf } from './source.js';

// What the system can do, as the service has discovered it: that is what it judges a call by, and the array may have
// changed since.

/** The switches, which every release has. */
export const systemCapabilities = single<'MSFT_SMSystemCapabilities'>('capabilities', (world, id) => {
  const { replicationTypes, cloneLocal, cloneRemote, maximumReplicasPerSource } = world.settings.discovered;
  const { createsVolumes, deletesVolumes, modifiesVolumes, expandsVolumes, reducesVolumes } = world.settings.discovered;
  const { deletesPools, createsPools, expandsPools, maximumSnapshotsPerSource } = world.settings.discovered;
  const offers = (kind: ReplicationKind, locality: Locality) =>
    replicationTypes.some((type) => kindOf(type) === kind && localityOf(type) === locality);
  return {
    ObjectId: id,
    Identifier: id,
    ReplicationSupportedTypeMirrorLocal: offers('mirror', 'local'),
    ReplicationSupportedTypeMirrorRemote: offers('mirror', 'remote'),
    ReplicationSupportedTypeSnapshotLocal: offers('snapshot', 'local'),
    ReplicationSupportedTypeSnapshotRemote: offers('snapshot', 'remote'),
    ReplicationSupportedTypeCloneLocal: cloneLocal,
    ReplicationSupportedTypeCloneRemote: cloneRemote,
    MaximumReplicasPerSourceSnapshot: maximumSnapshotsPerSource,
    MaximumReplicasPerSourceClone: maximumReplicasPerSource,
    StorageConfigSupportsThinProvisionedPools: world.configuration.allocation !== 'full',
    StorageConfigSupportsPoolCreation: createsPools,
    StorageConfigSupportsPoolCapacityExpansion: expandsPools,
    StorageConfigSupportsPoolDeletion: deletesPools,
    StorageConfigSupportsStorageVolumeCreation: createsVolumes,
    StorageConfigSupportsStorageVolumeDeletion: deletesVolumes,
    StorageConfigSupportsStorageVolumeModification: modifiesVolumes,
    StorageConfigSupportsStorageVolumeCapacityExpansion: expandsVolumes,
    StorageConfigSupportsStorageVolumeCapacityReduction: reducesVolumes,
  };
});

/** The types and actions, from 2016 on. */
export const replicationCapabilities = single<'MSFT_SMReplicationCapabilities'>(
  'replicationCapabilities',
  ({ settings: { discovered } }, id) => ({
    ObjectId: id,
    Identifier: id,
    SupportedStorageObjects: [storageVolume],
    SupportedReplicationTypes: discovered.replicationTypes,
    SupportedAsynchronousActions: discovered.asynchronousActions,
    SupportedSynchronousActions: discovered.synchronousActions,
  }),
);

/** MSFT_SMReplicationCapabilities.SupportedStorageObjects. */
const storageVolume = 2;

/** The source of what there is one of. */
function single<Name extends InstancedClass>(
  which: keyof ReturnType<typeof systemIds>,
  read: (world: World, id: string) => Modelled<Name>,
): Source<Name> {
  return sourceOf<Name, string>({
    handles: (world) => [systemIds(world)[which]],
    named: (world, { ObjectId }) => (ObjectId === systemIds(world)[which] ? ObjectId : undefined),
    read(reads, id) {
      reads.other();
      return read(reads.shown, id);
    },
  });
}
