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
      methods: {
        GetRecoveryPointData: {
          parameters: {
            ReplicationType: 'in uint16',
            DefaultRecoveryPoint: 'out uint32',
            RecoveryPointValues: 'out uint32[]',
            RecoveryPointIndicator: 'out uint16',
            username: 'in optional string',
            password: 'in optional string',
            ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
          },
        },
        GetSupportedCopyStates: {
          parameters: {
            ReplicationType: 'in uint16',
            SupportedCopyStates: 'out uint16[]',
            username: 'in optional string',
            password: 'in optional string',
            ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
          },
        },
        GetSupportedFeatures: {
          parameters: {
            ReplicationType: 'in uint16',
            Features: 'out uint16[]',
            username: 'in optional string',
            password: 'in optional string',
            ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
          },
        },
        GetSupportedGroupCopyStates: {
          parameters: {
            ReplicationType: 'in uint16',
            SupportedCopyStates: 'out uint16[]',
            username: 'in optional string',
            password: 'in optional string',
            ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
          },
        },
        GetSupportedGroupFeatures: {
          parameters: {
            ReplicationType: 'in uint16',
            GroupFeatures: 'out uint16[]',
            username: 'in optional string',
            password: 'in optional string',
            ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
          },
        },
        GetSupportedGroupOperations: {
          parameters: {
            ReplicationType: 'in uint16',
            SupportedGroupOperations: 'out uint16[]',
            username: 'in optional string',
            password: 'in optional string',
            ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
          },
        },
        GetSupportedOperations: {
          parameters: {
            ReplicationType: 'in uint16',
            SupportedOperations: 'out uint16[]',
            username: 'in optional string',
            password: 'in optional string',
            ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
          },
        },
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
      methods: {
        AddMembers: {
          parameters: {
            StorageObjects: 'in ref MSFT_SMStorageObject[]',
            username: 'in optional string',
            password: 'in optional string',
            Job: 'out ref MSFT_SMJob',
            ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
          },
        },
        CreateReplica: {
          parameters: {
            RelationshipName: 'in string',
            SyncType: 'in uint16',
            Mode: 'in uint16',
            TargetStorageSystem: 'in ref MSFT_SMReplicaPeer',
            TargetGroupObject: 'in optional ref MSFT_SMReplicationGroup',
            TargetStoragePool: 'in ref MSFT_SMPool',
            ReplicationSettings: 'in optional object MSFT_SMReplicationSettings',
            RecoveryPointObjective: 'in uint32',
            TargetReplicaPeer: 'out ref MSFT_SMReplicaPeer',
            username: 'in optional string',
            password: 'in optional string',
            Job: 'out ref MSFT_SMJob',
            ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
          },
        },
        Delete: {
          parameters: {
            username: 'in optional string',
            password: 'in optional string',
            ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
          },
        },
        GetReplicationSettings: {
          parameters: {
            ReplicationSettings: 'out ref MSFT_SMReplicationSettings',
            username: 'in optional string',
            password: 'in optional string',
            Job: 'out ref MSFT_SMJob',
            ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
          },
        },
        RemoveMembers: {
          parameters: {
            STorageObjects: 'in ref MSFT_SMStorageObject[]',
            username: 'in optional string',
            password: 'in optional string',
            Job: 'out ref MSFT_SMJob',
            ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
          },
        },
        SetFriendlyName: {
          parameters: {
            FriendlyName: 'in string',
            username: 'in optional string',
            password: 'in optional string',
            Job: 'out ref MSFT_SMJob',
            ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
          },
        },
        SetReplicationRelationship: {
          parameters: {
            Operation: 'in uint16',
            TargetGroup: 'in ref MSFT_SMReplicaPeer',
            SourceStorageObjects: 'in ref MSFT_SMStorageObject[]',
            TargetStorageObjects: 'in ref MSFT_SMStorageObject[]',
            SyncPairs: 'in ref MSFT_SMStorageVolumeToReplicaPeer[]',
            username: 'in optional string',
            password: 'in optional string',
            Job: 'out ref MSFT_SMJob',
            ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
          },
        },
        SetReplicationSettings: {
          parameters: {
            ReplicationSettings: 'in object MSFT_SMReplicationSettings',
            username: 'in optional string',
            password: 'in optional string',
            Job: 'out ref MSFT_SMJob',
            ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
          },
        },
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
