import type { ClassSpecs } from './specNotation.js';
import { fileSharingProtocol, healthStatus } from './values.js';

/** File servers and what they share. */
export const fileServerClasses = () =>
  ({
    MSFT_SMFileServer: {
      since: '2016',
      superclass: 'MSFT_SMStorageObject',
      properties: {
        FriendlyName: 'required string',
        Names: 'required string[]',
        HealthStatus: 'uint16',
        OperationalStatus: 'uint16[]',
        OtherOperationalStatusDescription: 'string',
        SupportsFileShareCreation: 'boolean',
        SupportsContinuouslyAvailableFileShare: 'boolean',
        FileSharingProtocols: 'uint16[]',
        FileSharingProtocolVersions: 'string[]',
      },
      values: {
        HealthStatus: healthStatus,
        FileSharingProtocols: fileSharingProtocol,
      },
    },
    MSFT_SMFileSystem: {
      since: '2016',
      superclass: 'MSFT_SMStorageObject',
      properties: {
        HealthStatus: 'uint16',
        FileSystem: 'string',
        Name: 'string',
        FriendlyName: 'string',
        Size: 'uint64',
        SizeRemaining: 'uint64',
        IsReadOnly: 'boolean',
        FileSystemType: 'uint16',
        IsDeduplicationEnabled: 'boolean',
        DeduplicationWorkload: 'uint16',
      },
      values: {
        DeduplicationWorkload: { 1: 'VDI', 2: 'GPFS', 32768: 'Custom' },
      },
    },
    MSFT_SMFileShare: {
      since: '2016',
      superclass: 'MSFT_SMStorageObject',
      properties: {
        Name: 'required string',
        Description: 'string',
        Path: 'string',
        IsContinuouslyAvailable: 'boolean',
        FileSharingProtocol: 'uint16',
        State: 'uint16',
        DefaultReadWrite: 'uint16',
        HealthStatus: 'uint16',
        HealthStatusDescription: 'string',
      },
      values: {
        FileSharingProtocol: fileSharingProtocol,
        HealthStatus: healthStatus,
      },
    },
    MSFT_SMFileShareAccessControlEntry: {
      since: '2016',
      superclass: 'MSFT_SMStorageObject',
      properties: {
        AccountName: 'string',
        AccessControlType: 'uint16',
        AccessRight: 'uint16',
      },
      values: {
        AccessControlType: { 0: 'Allow', 1: 'Deny' },
        AccessRight: { 0: 'TBD', 1: 'TBD', 2: 'TBD', 3: 'TBD' },
      },
    },
  }) as const satisfies ClassSpecs;
