import type { UnmodelledMethods } from './entry.js';

/** Methods of file servers, their shares and file systems.
 * @see Windows Storage Management (MsftStrgMan.mof), the methods' pages; wording and spelling are theirs */
export const fileServers = {
  MSFT_SMFileServer: {
    CreateFileShare: {
      since: '2016',
      codes: '0-5 4096 4097 40001 40002 42002 42007',
      otherwise: { 4097: 'Size Not Supported' },
      parameters: {
        fileSystem: 'in ref MSFT_SMFileSystem',
        Name: 'in string',
        FileSharingProtocol: 'in uint16',
        IsContinuouslyAvailable: 'in boolean',
        EncryptData: 'in boolean',
        RunAsJob: 'in boolean',
        CreatedFileShare: 'out ref MSFT_SMFileShare',
        CreatedStorageJob: 'out ref MSFT_SMJob',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
  },
  MSFT_SMFileShare: {
    Delete: {
      since: '2016',
      codes: '0-5 4096 4097 40001-40003',
      otherwise: { 4097: 'Size Not Supported' },
      oddities: { '4097': 'a label about a size, on a method that takes none' },
      parameters: {
        RunAsJob: 'in boolean',
        CreatedStorageJob: 'out ref MSFT_SMJob',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
    Diagnose: {
      since: '2016',
      codes: '0',
      anyWmiError: true,
      parameters: {
        username: 'in optional string',
        password: 'in optional string',
        DiagnoseResults: 'out object MSFT_SMStorageDiagnoseResult[]',
        ExtendedStatus: 'out object MSFT_SMExtendedStatus',
      },
    },
    GrantAccess: {
      since: '2016',
      codes: '',
      parameters: {
        AccountNames: 'in string[]',
        AccessRight: 'in uint32',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
    RevokeAccess: {
      since: '2016',
      codes: '',
      parameters: {
        AccountNames: 'in string[]',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
  },
  MSFT_SMFileSystem: {
    Delete: {
      since: '2016',
      codes: '0',
      anyWmiError: true,
      parameters: {
        RunAsJob: 'in boolean',
        CreatedStorageJob: 'out ref MSFT_SMJob',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
    Diagnose: {
      since: '2016',
      codes: '0',
      anyWmiError: true,
      parameters: {
        username: 'in optional string',
        password: 'in optional string',
        DiagnoseResults: 'out object MSFT_SMStorageDiagnoseResult[]',
        ExtendedStatus: 'out object MSFT_SMExtendedStatus',
      },
    },
    ModifySize: {
      since: '2016',
      codes: '0',
      anyWmiError: true,
      parameters: {
        Size: 'in out uint64',
        RunAsJob: 'in boolean',
        CreatedStorageJob: 'out ref MSFT_SMJob',
        ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
      },
    },
  },
} as const satisfies UnmodelledMethods;
