import { type MethodEntry, rotated, type UnmodelledMethods } from './entry.js';

// The codes of both methods that create storage groups.
const storageGroupCreation = {
  codes:
    '0-5 4096-4103 40000 40005 40010 40015 40016 40020 40025 40030 40035 40036 40040 40045 40050 40055 40060 40061 40090 40095 40107 40110 40115-40118 40300 40700-40705 41000 43001-43029 51000 51005 51010',
  otherwise: {
    40005: 'StorageService: Errpr InitiatorID Required',
    40040:
      'StorageService: InitiatorID and TargetPortID Combination is associated to another StorageGroup(s);First One is Returned',
    40061: 'StorageService: Unable To Get MaskingGroup From Job',
    40300: 'StorageService: Warning StorageClientSettingData Not Supported on provider',
  },
  oddities: rotated,
} as const satisfies MethodEntry;

/** The others: of classes that arraysim has, about what it has not.
 * @see Windows Storage Management (MsftStrgMan.mof), the methods' pages; wording and spelling are theirs */
export const others = {
  MSFT_SMPool: {
    CreateFileSystem: {
      since: '2016',
      codes: '0-5 4096 4097 40001 40002 42002 42007 42008',
      otherwise: { 4097: 'Size Not Supported' },
      parameters: {
        Name: 'in string',
        Size: 'in uint64',
        FileServer: 'in ref MSFT_SMFileServer',
        RunAsJob: 'in boolean',
        CreatedFileSystem: 'out ref MSFT_SMFileSystem',
        CreatedStorageJob: 'out ref MSFT_SMJob',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
  },
  MSFT_SMProvider: {
    Remove: {
      codes: '0',
      anyWmiError: true,
      parameters: {
        username: 'in string',
        password: 'in string',
        force: 'in optional boolean since 2016',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
  },
  MSFT_SMSystem: {
    CreateReplicationGroup: {
      since: '2016',
      codes: '0-5 8 4096 40001-40003',
      parameters: {
        FriendlyName: 'in string',
        StorageElements: 'in ref MSFT_SMStorageObject[]',
        ReplicationSettings: 'in object MSFT_SMReplicationSettings',
        CreatedReplicationGroup: 'out object MSFT_SMReplicationGroup',
        Job: 'out ref MSFT_SMJob',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
        username: 'in optional string',
        password: 'in optional string',
      },
    },
    CreateReplicationRelationship: {
      since: '2016',
      codes: '0-5 8 4096 40001-40003',
      parameters: {
        RelationshipName: 'in string',
        SyncType: 'in uint16',
        Mode: 'in uint16',
        TargetStorageSystem: 'in ref MSFT_SMReplicaPeer',
        SourceReplicationGroupFriendlyName: 'in string',
        SourceStorageElements: 'in ref MSFT_SMStorageObject[]',
        SourceReplicationGroupSettings: 'in optional object MSFT_SMReplicationSettings',
        TargetReplicationGroupFriendlyName: 'in string',
        TargetStorageElements: 'in optional ref MSFT_SMStorageObject[]',
        TargetStoragePool: 'in ref MSFT_SMPool',
        TargetStoragePools: 'in ref MSFT_SMPool[]',
        TargetReplicationGroupSettings: 'in optional object MSFT_SMReplicationSettings',
        RecoveryPointObjective: 'in uint32',
        SourceGroup: 'in out ref MSFT_SMReplicationGroup',
        TargetGroup: 'in ref MSFT_SMReplicationGroup',
        TargetReplicaPeer: 'out ref MSFT_SMReplicaPeer',
        Job: 'out ref MSFT_SMJob',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
        username: 'in optional string',
        password: 'in optional string',
      },
    },
    CreateStorageGroup: {
      ...storageGroupCreation,
      parameters: {
        Name: 'in string',
        LUNames: 'in string[]',
        DeviceNumbers: 'in string[]',
        DeviceAccesses: 'in uint16[]',
        InitiatorID: 'in string',
        TargetPortIDs: 'in string[]',
        HostType: 'in uint16',
        StorageGroup: 'out ref MSFT_SMStorageGroup',
        Job: 'out ref MSFT_SMJob since 2012R2',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
        username: 'in optional string',
        password: 'in optional string',
      },
    },
    CreateStorageGroupEx: {
      ...storageGroupCreation,
      parameters: {
        Name: 'in string',
        LUNames: 'in string[]',
        DeviceNumbers: 'in string[]',
        DeviceAccesses: 'in uint16[]',
        InitiatorIDs: 'in string[]',
        TargetPortIDs: 'in string[]',
        HostType: 'in uint16',
        StorageGroup: 'out ref MSFT_SMStorageGroup',
        Job: 'out ref MSFT_SMJob since 2012R2',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
        username: 'in optional string',
        password: 'in optional string',
      },
    },
    CreateStorageHardwareID: {
      codes: '0-5 4096 4097 40300 40700-40705 43001-43029 51000 51005 51010',
      otherwise: {
        4096: 'ID already created',
        4097: 'Hardware implementation does not support specified IDType',
        40300: 'StorageService: Warning StorageClientSettingData Not Supported on provider',
        43012: 'StorageService CIM Error: No such propert',
      },
      oddities: { '4096 4097': 'another meaning than elsewhere: this method starts no job', ...rotated },
      parameters: {
        Name: 'in string',
        StorageID: 'in string',
        IDType: 'in uint16',
        OtherIDType: 'in string',
        HostType: 'in optional uint16',
        StorageHardwareID: 'out ref MSFT_SMStorageHardwareID',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
        username: 'in optional string',
        password: 'in optional string',
      },
    },
    GetStorageGroupObjectIdFromJob: {
      since: '2012R2',
      codes: '0-6 40045 51000 51005 51010',
      otherwise: {
        6: 'Not Found',
        40045: 'StorageService: Success, with Multiple StorageGroups (SPCs) found. First One Returned',
      },
      parameters: {
        Job: 'in ref MSFT_SMJob',
        StorageGroupObjectId: 'out string',
        username: 'in optional string',
        password: 'in optional string',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
  },
} as const satisfies UnmodelledMethods;
