import { replicationActions, replicationTypes } from '../../vocabulary/replication.js';
import type { ClassSpecs } from './specNotation.js';
import { asynchronousActions, healthOrUnknown, relocatableStatus } from './values.js';

/** What relates a source to its replicas, alone or as a group. */
export const replicationClasses = () =>
  ({
    MSFT_SMStorageSynchronized: {
      kind: 'association',
      since: '2012',
      superclass: 'MSFT_SMStorageSynchronizedBase',
      properties: {
        SourceStorageVolume: 'key ref MSFT_SMStorageVolume',
        TargetStorageVolume: 'key ref MSFT_SMStorageVolume',
      },
    },
    MSFT_SMReplicationCapabilities: {
      since: '2016',
      superclass: 'MSFT_SMStorageObject',
      properties: {
        SupportedStorageObjects: 'uint16[]',
        SupportedReplicationTypes: 'uint16[]',
        DefaultRecoveryPointObjective: 'uint32',
        SupportsReplicationGroup: 'boolean',
        SupportsEmptyReplicationGroup: 'boolean',
        SupportsFullDiscovery: 'boolean',
        SupportsCreateReplicationRelationshipMethod: 'boolean',
        SupportedAsynchronousActions: 'uint16[]',
        SupportedSynchronousActions: 'uint16[]',
      },
      values: {
        SupportedStorageObjects: { 2: 'StorageVolume', 3: 'LogicalDisk', 4: 'ReplicationEntity' },
        SupportedReplicationTypes: replicationTypes,
        SupportedAsynchronousActions: asynchronousActions,
        SupportedSynchronousActions: replicationActions,
      },
    },
    MSFT_SMReplicationSettings: {
      since: '2016',
      superclass: 'MSFT_SMStorageObject',
      properties: {
        TargetElementSupplier: 'write uint16',
        ThinProvisioningPolicy: 'write uint16',
      },
      values: {
        TargetElementSupplier: {
          1: 'Use existing',
          2: 'Create new',
          3: 'Use and create',
          4: 'Instrumentation decides',
          5: 'Client must supply',
        },
        ThinProvisioningPolicy: {
          2: 'Copy thin source to thin target',
          3: 'Copy thin source to full target',
          4: 'Copy full source to thin target',
          5: 'Provisioning of target same as source',
          6: 'Target pool decides provisioning of target element',
          7: 'Implementation decides provisioning of target',
        },
      },
    },
    MSFT_SMReplicationGroup: {
      since: '2016',
      superclass: 'MSFT_SMStorageObject',
      properties: {
        DisplayName: 'required string',
        Description: 'string',
        HealthStatus: 'required uint16',
        OperationalStatus: 'uint16[]',
      },
      values: {
        HealthStatus: healthOrUnknown,
        OperationalStatus: relocatableStatus,
      },
    },
    MSFT_SMReplicaPeer: {
      since: '2016',
      superclass: 'MSFT_SMStorageObject',
      properties: {
        PeerObjectType: 'uint16',
        PeerObjectId: 'string',
        PeerObjectName: 'string',
        PeerUniqueId: 'required string',
        PeerSystemName: 'required string',
        PeerProviderURI: 'string',
        IsCIMReplicationEntityBased: 'boolean',
        IsPrimary: 'boolean',
        Element: 'write object MSFT_SMStorageObject',
      },
      values: {
        PeerObjectType: {
          4: 'StorageVolume',
          5: 'Volume',
          32768: 'Partition',
          32769: 'ReplicationGroup',
          32770: 'StorageSystem',
        },
      },
    },
    MSFT_SMStorageVolumeToReplicaPeer: {
      kind: 'association',
      since: '2016',
      superclass: 'MSFT_SMStorageSynchronizedBase',
      properties: {
        Parent: 'key ref MSFT_SMStorageVolume',
        Child: 'key ref MSFT_SMReplicaPeer',
      },
    },
    MSFT_SMReplicationGroupToReplicaPeer: {
      kind: 'association',
      since: '2016',
      superclass: 'MSFT_SMGroupSynchronizedBase',
      properties: {
        Parent: 'key ref MSFT_SMReplicationGroup',
        Child: 'key ref MSFT_SMReplicaPeer',
      },
    },
  }) as const satisfies ClassSpecs;
