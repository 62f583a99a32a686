import { jobStateLabels } from '../../vocabulary/jobStates.js';
import { volumeUsages } from '../../vocabulary/replication.js';
import type { ClassSpecs } from './specNotation.js';
import { healthStatus, operationalStatus } from './values.js';

/** Volumes and the jobs that work on them. */
export const volumeClasses = () =>
  ({
    MSFT_SMStorageVolume: {
      since: '2012',
      superclass: 'MSFT_SMStorageObject',
      properties: {
        DisplayName: 'string',
        Name: 'string',
        NameFormat: 'uint16',
        NameNamespace: 'uint16',
        OtherNameFormat: 'string',
        OtherNameNamespace: 'string',
        SMLunId: 'string',
        SMLunIdFormat: 'uint16',
        SMLunIdFormatDescription: 'string',
        SMLunIdNamespace: 'uint16',
        SMLunIdNamespaceDescription: 'string',
        HealthStatus: 'uint16',
        HealthStatusDescription: 'string',
        OperationalStatus: 'uint16[]',
        StatusDescription: 'string',
        BlockSize: 'uint64',
        NumberOfBlocks: 'uint64',
        ConsumableBlocks: 'uint64',
        Primordial: 'boolean',
        OtherIdentifyingInfo: 'string[]',
        IdentifyingDescriptions: 'string[]',
        NoSinglePointOfFailure: 'boolean',
        ExtentStripeLength: 'uint16',
        UserDataStripeDepth: 'uint64',
        DataRedundancy: 'uint16',
        PackageRedundancy: 'uint16',
        ParityLayout: 'uint16',
        Access: 'uint16',
        AccessDescription: 'string',
        ThinlyProvisioned: 'boolean',
        Usage: 'uint16',
        IsSnapshot: 'boolean',
      },
      values: {
        HealthStatus: healthStatus,
        OperationalStatus: { 2: 'OK', 3: 'Degraded', 6: 'Error', 8: 'Starting', 15: 'Dormant' },
        ParityLayout: { 1: 'Non-rotated Parity', 2: 'Rotated Parity' },
        Access: { 0: 'Unknown', 1: 'Readable', 2: 'Writeable', 3: 'Read/Write Supported', 4: 'Write Once' },
        Usage: volumeUsages,
      },
    },
    MSFT_SMJob: {
      since: '2012',
      properties: {
        ObjectId: 'key string',
        Description: 'string',
        ElapsedTime: 'datetime',
        ErrorCode: 'uint16',
        ErrorDescription: 'string',
        JobState: 'uint16',
        JobStatus: 'string',
        LocalOrUtcTime: 'uint16',
        OperationalStatus: 'uint16[]',
        PercentComplete: 'uint16',
        StartTime: 'datetime',
        StatusDescriptions: 'string[]',
        TimeBeforeRemoval: 'datetime',
        TimeOfLastStateChange: 'datetime',
        TimeSubmitted: 'datetime',
      },
      values: {
        JobState: jobStateLabels,
        LocalOrUtcTime: { 1: 'Local Time', 2: 'UTC Time' },
        OperationalStatus: operationalStatus,
      },
    },
  }) as const satisfies ClassSpecs;
