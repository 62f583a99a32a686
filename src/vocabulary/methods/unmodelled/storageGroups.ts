import { rotated, type UnmodelledMethods } from './entry.js';

/** Methods of masking: which hosts reach which volumes.
 * @see Windows Storage Management (MsftStrgMan.mof), the methods' pages; wording and spelling are theirs */
export const storageGroups = {
  MSFT_SMStorageGroup: {
    AddInitiator: {
      codes:
        '0-5 4096 4098 4100 4101 40005 40040 40061 40065 40107 40111 40115 40300 40700-40705 41000 43001-43029 51000 51005 51010',
      otherwise: { 40300: 'StorageService: Warning StorageClientSettingData Not Supported on provider' },
      oddities: rotated,
      parameters: {
        InitiatorID: 'in string',
        HostType: 'in optional uint16',
        username: 'in optional string',
        password: 'in optional string',
        Job: 'out ref MSFT_SMJob since 2012R2',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
    AddInitiators: {
      codes:
        '0-5 4096 4098 4100 4101 40005 40040 40061 40065 40107 40111 40115 40300 40700-40705 41000 43001-43029 51000 51005 51010',
      otherwise: { 40300: 'StorageService: Warning StorageClientSettingData Not Supported on provider' },
      codesSince: { 4096: '2012R2' },
      oddities: rotated,
      parameters: {
        InitiatorIDs: 'in string[]',
        HostType: 'in optional uint16',
        username: 'in optional string',
        password: 'in optional string',
        Job: 'out ref MSFT_SMJob since 2012R2',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
    AddStorageVolumes: {
      codes:
        '0-5 4096 4097 4100-4103 40000 40015 40020 40025 40030 40035 40036 40061 40107 40111 40117 40300 41000 43001-43029 51000 51005 51010',
      otherwise: { 40117: 'StorageService: Unable to Find the StorageVolume Object(s) on the provider' },
      oddities: { '40117': 'CreateStorageGroup has these words at 40116' },
      parameters: {
        LUNames: 'in string[]',
        DeviceNumbers: 'in optional string[]',
        DeviceAccesses: 'in uint16[]',
        username: 'in optional string',
        password: 'in optional string',
        Job: 'out ref MSFT_SMJob since 2012R2',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
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
      parameters: {
        TargetPortIDs: 'in string[]',
        username: 'in optional string',
        password: 'in optional string',
        Job: 'out ref MSFT_SMJob since 2012R2',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
    Delete: {
      codes: '0-5 40105 40107 40300 43001-43029 51000 51005 51010',
      parameters: {
        username: 'in optional string',
        password: 'in optional string',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
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
      parameters: {
        InitiatorPortIDs: 'in string[]',
        username: 'in optional string',
        password: 'in optional string',
        Job: 'out ref MSFT_SMJob since 2012R2',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
    RemoveStorageVolumes: {
      codes: '0-5 4096 4097 4100 40000 40107 40111 40112 40300 41000 43001-43029 51000 51005 51010',
      otherwise: { 4100: 'Target/initiator combination not exposed' },
      parameters: {
        LUNames: 'in string[]',
        username: 'in optional string',
        password: 'in optional string',
        Job: 'out ref MSFT_SMJob since 2012R2',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
    RemoveTargetPorts: {
      codes: '0-5 4096 4099 4100 40010 40085 40107 40111 40112 40119 40300 41000 43001-43029 51000 51005 51010',
      otherwise: {
        4100: 'Target/initiator combination not exposed',
        40010: 'StorageService: Error TargetPortID(s) Required',
        40119:
          'StorageService: Operation is not supported for a provider that implements GroupMaskingAndMapping Profile',
      },
      parameters: {
        TargetPortIDs: 'in string[]',
        username: 'in optional string',
        password: 'in optional string',
        Job: 'out ref MSFT_SMJob since 2012R2',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
    Rename: {
      codes: '0-5 4090 4095 40090 40095 40300 43001-43029 51000 51005 51010',
      otherwise: {
        40090: 'StorageService: Aborted Because StorageGroup Name is Already in Use',
        40095: "StorageService: ElementName Is Not Settable Per Provider's capabilities",
      },
      oddities: { '4090 4095': 'looks like 40090 or 40095 with a digit lost; the documents list both' },
      parameters: {
        Name: 'in string',
        username: 'in optional string',
        password: 'in optional string',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
  },
  MSFT_SMStorageHardwareID: {
    Delete: {
      codes: '0-5 40300 40301 40505 40510 43001-43029 51000 51005 51010',
      parameters: {
        username: 'in optional string',
        password: 'in optional string',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
  },
} as const satisfies UnmodelledMethods;
