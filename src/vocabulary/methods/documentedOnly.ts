import type { MethodEntry } from './unmodelled/entry.js';

/** Methods of the MSFT_SM* classes that arraysim is to answer yet, by class and name.
 * @see Windows Storage Management (MsftStrgMan.mof), the methods' pages, "Return value"; wording and spelling are theirs */
export const documentedOnly = {
  MSFT_SMPool: {
    AddDiskDrives: {
      codes: '0-6 4096 40055 40300 40813 40814 41000',
      otherwise: {
        0: 'Job Completed with No Error',
        2: 'Unknown',
        41000: 'StorageService: Provider job completed with errors',
      },
    },
    CreateStorageVolume: {
      codes: '0-6 4096 4097 40300 40304 40308 40315 40319-40321 40600-40609 43001-43029 51000 51005 51010',
      otherwise: { 4097: 'Size Not Supported', 40308: 'StorageService: Volume creation capability not supported' },
    },
  },
  MSFT_SMStorageDiscovery: {
    PartialDiscovery: {
      codes: '0-2 4096',
      otherwise: { 1: 'Failed', 2: 'Discovery already in progress', 4096: 'Job started' },
    },
    StartDiscovery: { codes: '0 1 4096', otherwise: { 1: 'Failed', 4096: 'Job started' } },
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
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, MethodEntry>>>>;
