import type { Version } from '../versions.js';

/** What the documents say about the return codes of one method. */
export interface MethodEntry {
  /** The first and the last release that have the method; 2012 and the newest when left out. */
  readonly since?: Version;
  readonly until?: Version;
  /** Numbers, and ranges of them: '0-5 4096'. Each has the label of `usualLabels`, unless `otherwise` has another. */
  readonly codes: string;
  readonly otherwise?: Readonly<Record<number, string>>;
  /** Since when the method has a code that it had not from its beginning. */
  readonly codesSince?: Readonly<Record<number, Version>>;
  /** Ranges that the documents list with one label for all of their numbers, from the first to the last. */
  readonly ranges?: readonly (readonly [first: number, last: number, label: string])[];
  /** Whether the documents say that it returns any error code of WMI besides. */
  readonly anyWmiError?: true;
  /** What is odd about codes in the documents, by the codes. */
  readonly oddities?: Readonly<Record<string, string>>;
}

const rotated = {
  '40300 40700-40705':
    "the labels of 40300 and of 40700 to 40705 look rotated: elsewhere 40300 is 'Method invocation failed'",
};
const dmtf = [7, 32_767, 'DMTF Reserved'] as const;
const vendorTo65535 = [32_768, 65_535, 'Vendor Specific'] as const;
const vendor = [32_768, Number.POSITIVE_INFINITY, 'Vendor Specific'] as const;

/** The methods of the MSFT_SM* classes by class and name, but for those that arraysim answers: each has a file of its own.
 * @see Windows Storage Management (MsftStrgMan.mof), the methods' pages, "Return value"; wording and spelling are theirs */
export const documentedOnly = {
  MSFT_SMFileServer: {
    CreateFileShare: {
      since: '2016',
      codes: '0-5 4096 4097 40001 40002 42002 42007',
      otherwise: { 4097: 'Size Not Supported' },
    },
  },
  MSFT_SMFileShare: {
    Delete: {
      since: '2016',
      codes: '0-5 4096 4097 40001-40003',
      otherwise: { 4097: 'Size Not Supported' },
      oddities: { '4097': 'a label about a size, on a method that takes none' },
    },
    Diagnose: { since: '2016', codes: '0', anyWmiError: true },
    GrantAccess: { since: '2016', codes: '' },
    RevokeAccess: { since: '2016', codes: '' },
  },
  MSFT_SMFileSystem: {
    Delete: { since: '2016', codes: '0', anyWmiError: true },
    Diagnose: { since: '2016', codes: '0', anyWmiError: true },
    ModifySize: { since: '2016', codes: '0', anyWmiError: true },
  },
  MSFT_SMPool: {
    AddDiskDrives: {
      codes: '0-6 4096 40055 40300 40813 40814 41000',
      otherwise: {
        0: 'Job Completed with No Error',
        2: 'Unknown',
        41000: 'StorageService: Provider job completed with errors',
      },
    },
    CreateFileSystem: {
      since: '2016',
      codes: '0-5 4096 4097 40001 40002 42002 42007 42008',
      otherwise: { 4097: 'Size Not Supported' },
    },
    CreateStorageVolume: {
      codes: '0-6 4096 4097 40300 40304 40308 40315 40319-40321 40600-40609 43001-43029 51000 51005 51010',
      otherwise: { 4097: 'Size Not Supported', 40308: 'StorageService: Volume creation capability not supported' },
    },
  },
  MSFT_SMProvider: {
    Remove: { codes: '0', anyWmiError: true },
  },
  MSFT_SMReplicationCapabilities: {
    GetRecoveryPointData: { since: '2016', codes: '0-7', otherwise: { 2: 'Unknown' } },
    GetSupportedCopyStates: { since: '2016', codes: '0-6', otherwise: { 2: 'Unknown' }, ranges: [dmtf, vendorTo65535] },
    GetSupportedFeatures: { since: '2016', codes: '0-6', otherwise: { 2: 'Unknown' }, ranges: [dmtf, vendor] },
    GetSupportedGroupCopyStates: { since: '2016', codes: '0-6', otherwise: { 2: 'Unknown' }, ranges: [dmtf, vendor] },
    GetSupportedGroupFeatures: { since: '2016', codes: '0-6', otherwise: { 2: 'Unknown' }, ranges: [dmtf, vendor] },
    GetSupportedGroupOperations: {
      since: '2016',
      codes: '0-6',
      otherwise: { 2: 'Unknown' },
      ranges: [dmtf, vendorTo65535],
    },
    GetSupportedOperations: { since: '2016', codes: '0-6', otherwise: { 2: 'Unknown' }, ranges: [dmtf, vendor] },
  },
  MSFT_SMReplicationGroup: {
    AddMembers: { since: '2016', codes: '0', anyWmiError: true },
    CreateReplica: { since: '2016', codes: '0-5 8 4096 40001-40003' },
    Delete: {
      since: '2016',
      codes: '0-5 40001 40002 46000 46001 48000 48006 48007 57000',
      oddities: { '48006 48007 57000': 'the documents have not said yet what it means' },
    },
    GetReplicationSettings: { since: '2016', codes: '0', anyWmiError: true },
    RemoveMembers: { since: '2016', codes: '0', anyWmiError: true },
    SetFriendlyName: { since: '2016', codes: '0-5 40001 40002 46000 46001' },
    SetReplicationRelationship: { since: '2016', codes: '0-5 8 4096 40001-40003' },
    SetReplicationSettings: { since: '2016', codes: '0', anyWmiError: true },
  },
  MSFT_SMStorageDiscovery: {
    PartialDiscovery: {
      codes: '0-2 4096',
      otherwise: { 1: 'Failed', 2: 'Discovery already in progress', 4096: 'Job started' },
    },
    StartDiscovery: { codes: '0 1 4096', otherwise: { 1: 'Failed', 4096: 'Job started' } },
  },
  MSFT_SMStorageGroup: {
    AddInitiator: {
      codes:
        '0-5 4096 4098 4100 4101 40005 40040 40061 40065 40107 40111 40115 40300 40700-40705 41000 43001-43029 51000 51005 51010',
      otherwise: { 40300: 'StorageService: Warning StorageClientSettingData Not Supported on provider' },
      oddities: rotated,
    },
    AddInitiators: {
      codes:
        '0-5 4096 4098 4100 4101 40005 40040 40061 40065 40107 40111 40115 40300 40700-40705 41000 43001-43029 51000 51005 51010',
      otherwise: { 40300: 'StorageService: Warning StorageClientSettingData Not Supported on provider' },
      codesSince: { 4096: '2012R2' },
      oddities: rotated,
    },
    AddStorageVolumes: {
      codes:
        '0-5 4096 4097 4100-4103 40000 40015 40020 40025 40030 40035 40036 40061 40107 40111 40117 40300 41000 43001-43029 51000 51005 51010',
      otherwise: { 40117: 'StorageService: Unable to Find the StorageVolume Object(s) on the provider' },
      oddities: { '40117': 'CreateStorageGroup has these words at 40116' },
    },
    AddTargetPorts: {
      codes:
        '0-5 4096 4099-4101 40010 40040 40061 40070 40080 40107 40111 40119 40300 41000 43001-43029 51000 51005 51010 51011',
      otherwise: {
        40300:
          'StorageService: Operation is not supported for a provider that implements GroupMaskingAndMapping Profile',
      },
      oddities: {
        '41000 43001-43029 51000 51005 51010':
          'the documents print the labels from 41000 on one place late; here they stand at the numbers that they have elsewhere',
      },
    },
    Delete: { codes: '0-5 40105 40107 40300 43001-43029 51000 51005 51010' },
    RemoveInitiators: {
      codes: '0-5 4096 4098 4100 40005 40107 40111 40112 40300 41000 43001-43029 51000 51005 51010',
      otherwise: {
        4100: 'Target/initiator combination not exposed',
        40005: 'StorageService: Error InitiatorID(s) Required',
        40107: 'StorageService: Unable to find associated MaskingGroup',
        40111: 'StorageService: Provider does not support masking and mapping operations',
        40112:
          'StorageService: More than one MaskingGroup of the same type are associated with the SPC on the Provider',
      },
      oddities: { '40107 40111 40112': 'the labels look rotated against those of the methods beside it' },
    },
    RemoveStorageVolumes: {
      codes: '0-5 4096 4097 4100 40000 40107 40111 40112 40300 41000 43001-43029 51000 51005 51010',
      otherwise: { 4100: 'Target/initiator combination not exposed' },
    },
    RemoveTargetPorts: {
      codes: '0-5 4096 4099 4100 40010 40085 40107 40111 40112 40119 40300 41000 43001-43029 51000 51005 51010',
      otherwise: {
        4100: 'Target/initiator combination not exposed',
        40010: 'StorageService: Error TargetPortID(s) Required',
        40119:
          'StorageService: Operation is not supported for a provider that implements GroupMaskingAndMapping Profile',
      },
    },
    Rename: {
      codes: '0-5 4090 4095 40090 40095 40300 43001-43029 51000 51005 51010',
      otherwise: {
        40090: 'StorageService: Aborted Because StorageGroup Name is Already in Use',
        40095: "StorageService: ElementName Is Not Settable Per Provider's capabilities",
      },
      oddities: { '4090 4095': 'looks like 40090 or 40095 with a digit lost; the documents list both' },
    },
  },
  MSFT_SMStorageHardwareID: {
    Delete: { codes: '0-5 40300 40301 40505 40510 43001-43029 51000 51005 51010' },
  },
  MSFT_SMStorageVolume: {
    CreateReplica: { since: '2016', codes: '0-5 8 4096 40001-40003' },
    CreateSnapshot: {
      codes: '0-5 4096 40300 40304 40308 40500 43001-43029 51000 51005 51010',
      otherwise: { 40308: 'StorageService: Snapshot capability not supported' },
      codesSince: { 43021: '2012R2' },
      oddities: {
        '43012': 'the documents list it twice, once misspelled',
        '43021': 'the release beside it looks misplaced',
      },
    },
    ModifySize: {
      codes: '0-6 4096 4097 40300 40301 40308 40316-40318 43001-43029 51000 51005 51010',
      otherwise: { 4097: 'Size Not Supported', 40308: 'StorageService: Volume modification capability not supported' },
    },
    SetReadWrite: { codes: '0-5 4097 4100 40304 43001-43029 51000 51005 51010' },
    SetReadonly: { codes: '0-5 4097 4100 40304 43001-43029 51000 51005 51010' },
    SetReplicationRelationship: { since: '2016', codes: '0-5 8 4096 40001-40003' },
  },
  MSFT_SMSystem: {
    CreatePool: {
      codes: '0-6 4096 40300 40304 40602 40603 40800-40807 40812 40816-40818',
      otherwise: {
        0: 'Job Completed with No Error',
        2: 'Unknown',
        40304: 'StorageService: Cannot modify Pool instance to set ElementName',
        40602: 'StorageService: Failed to create storage settings on provider',
        40603: 'StorageService: Failed to modify storage settings on provider',
      },
    },
    CreateReplicationGroup: { since: '2016', codes: '0-5 8 4096 40001-40003' },
    CreateReplicationRelationship: { since: '2016', codes: '0-5 8 4096 40001-40003' },
    CreateStorageGroup: {
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
    },
    CreateStorageGroupEx: {
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
    },
    CreateStorageVolume: {
      codes: '0-6 4096 4097 40300 40304 40308 40315 40319 40321 40600-40609 43001-43029 51000 51005 51010',
      otherwise: { 4097: 'Size Not Supported', 40308: 'StorageService: Volume creation capability not supported' },
      codesSince: { 6: '2016' },
      oddities: {
        '40609 43001-43029 51000 51005 51010':
          'the documents run two labels together at 40609 and print the later ones one place early; here they stand at the numbers that they have elsewhere',
      },
    },
    DeleteReplicationRelationship: { since: '2016', codes: '0-5' },
    Diagnose: {
      codes: '0-5 40300 40301 42000 43001-43029 51000 51005 51010',
      otherwise: { 40301: 'StorageService: Unable to get CIM_ComputerSystem for search' },
    },
    GetPoolObjectIdFromJob: { codes: '0-6 51000 51005 51010', otherwise: { 6: 'Not Found' } },
    GetStorageGroupObjectIdFromJob: {
      since: '2012R2',
      codes: '0-6 40045 51000 51005 51010',
      otherwise: {
        6: 'Not Found',
        40045: 'StorageService: Success, with Multiple StorageGroups (SPCs) found. First One Returned',
      },
    },
    GetStorageVolumeNameFromJob: { until: '2012', codes: '0-6 51000 51005 51010', otherwise: { 6: 'Not Found' } },
    GetStorageVolumeObjectIdFromJob: { since: '2012R2', codes: '0-6 51000 51005 51010', otherwise: { 6: 'Not Found' } },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, MethodEntry>>>>;
