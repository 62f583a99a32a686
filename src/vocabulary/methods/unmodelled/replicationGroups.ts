import type { UnmodelledMethods } from './entry.js';

/** Methods of groups that are replicated together.
 * @see Windows Storage Management (MsftStrgMan.mof), the methods' pages; wording and spelling are theirs */
export const replicationGroups = {
  MSFT_SMReplicationGroup: {
    AddMembers: {
      since: '2016',
      codes: '0',
      anyWmiError: true,
      parameters: {
        StorageObjects: 'in ref MSFT_SMStorageObject[]',
        username: 'in optional string',
        password: 'in optional string',
        Job: 'out ref MSFT_SMJob',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
    CreateReplica: {
      since: '2016',
      codes: '0-5 8 4096 40001-40003',
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
      since: '2016',
      codes: '0-5 40001 40002 46000 46001 48000 48006 48007 57000',
      oddities: { '48006 48007 57000': 'the documents have not said yet what it means' },
      parameters: {
        username: 'in optional string',
        password: 'in optional string',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
    GetReplicationSettings: {
      since: '2016',
      codes: '0',
      anyWmiError: true,
      parameters: {
        ReplicationSettings: 'out ref MSFT_SMReplicationSettings',
        username: 'in optional string',
        password: 'in optional string',
        Job: 'out ref MSFT_SMJob',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
    RemoveMembers: {
      since: '2016',
      codes: '0',
      anyWmiError: true,
      parameters: {
        STorageObjects: 'in ref MSFT_SMStorageObject[]',
        username: 'in optional string',
        password: 'in optional string',
        Job: 'out ref MSFT_SMJob',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
    SetFriendlyName: {
      since: '2016',
      codes: '0-5 40001 40002 46000 46001',
      parameters: {
        FriendlyName: 'in string',
        username: 'in optional string',
        password: 'in optional string',
        Job: 'out ref MSFT_SMJob',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
    SetReplicationRelationship: {
      since: '2016',
      codes: '0-5 8 4096 40001-40003',
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
      since: '2016',
      codes: '0',
      anyWmiError: true,
      parameters: {
        ReplicationSettings: 'in object MSFT_SMReplicationSettings',
        username: 'in optional string',
        password: 'in optional string',
        Job: 'out ref MSFT_SMJob',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
  },
} as const satisfies UnmodelledMethods;
