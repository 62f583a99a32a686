import { commonCodes, noCimCodes } from './commonCodes.js';
import type { Method } from './notation.js';

const { timeout, methodInvocationFailed } = commonCodes;

/** @see Windows Storage Management (MsftStrgMan.mof), CreatePool method of the MSFT_SMSystem class */
export const createPool = {
  className: 'MSFT_SMSystem',
  name: 'CreatePool',
  since: '2012',
  summary: 'Makes a concrete pool of disk drives, or of what a primordial pool has left.',
  provider: {
    method: 'CreateOrModifyStoragePool',
    others: ['Associators'],
    service: 'storageConfigurationService',
  },
  effect: {
    done: 'that the pool is there and online',
    accepted: 'the pool is being made, and the drives are its own. Whether it gets online, the end of the job says',
    left: 'the pool may be there, or the job that makes it be left on the array',
    leftShortly: 'the pool may be there',
  },
  parameters: {
    ElementName: 'in string',
    /** All of one primordial pool, each by its ObjectId; where none are given, the pool gets all that the setting's primordial pool has
     * left.
     */
    DiskDriveObjectIds: 'in string[]',
    /** A setting of that primordial pool; its default one when empty or left out. */
    PoolSettingObjectId: 'in string',
    ThinlyProvisioned: 'in optional boolean',
    /** 2 Unrestricted when left out. */
    Usage: 'in uint16',
    /** Wanted with Usage 1, Other. It is not kept. */
    OtherUsageDescription: 'in string',
    /** The job that makes it; set with 4096. */
    Job: 'out ref MSFT_SMJob',
    /** Set with 0 and 4096. */
    Pool: 'out ref MSFT_SMPool',
    /** Set with every error. */
    ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
    /** Credentials for the provider; the configuration provider's when both are left out. */
    username: 'in optional string',
    password: 'in optional string',
  },
  codes: {
    success: { code: 0, label: 'Job Completed with No Error', meaning: 'The pool is there and online.' },
    notSupported: { code: 1, label: 'Not Supported', meaning: 'The provider lacks the method.' },
    unspecifiedError: { code: 2, label: 'Unknown', meaning: 'The array failed at once and does not know why.' },
    timeout: {
      ...timeout,
      meaning: 'No answer came within the operation timeout; whether the pool is there is unknown.',
    },
    failed: {
      ...commonCodes.failed,
      meaning:
        'The drives or the room are not there, or the provider refused: this method has no codes for its errors.',
    },
    invalidParameter: {
      ...commonCodes.invalidParameter,
      meaning: 'An argument is malformed, or the storage service does not know a drive.',
    },
    inUse: { code: 6, label: 'In Use', meaning: 'Another call took a drive while this one was in flight.' },
    jobStarted: {
      code: 4096,
      label: 'Method Parameters Checked - Job Started',
      meaning: 'The request was accepted, and a job makes the pool.',
    },
    methodInvocationFailed,
    cannotModifyPool: {
      code: 40304,
      label: 'StorageService: Cannot modify Pool instance to set ElementName',
      meaning: 'The pool was made, and the provider refuses to give it its name.',
    },
    settingsNotCreated: {
      code: 40602,
      label: 'StorageService: Failed to create storage settings on provider',
      meaning: 'The provider creates no setting for the request.',
    },
    settingsNotModified: {
      code: 40603,
      label: 'StorageService: Failed to modify storage settings on provider',
      meaning: 'The provider does not let the setting be changed to what was asked for.',
    },
    creationNotSupported: {
      code: 40800,
      label: 'StorageService: Concrete Pool creation is not supported by the provider',
      meaning: 'The system does not offer the creation of pools.',
    },
    drivesNotSupported: {
      code: 40801,
      label: 'StorageService: Concrete Pool creation using DiskDrives or StorageExtents is not supported',
      meaning: 'The array chooses the drives itself, and the call names some.',
    },
    drivesInUse: {
      code: 40802,
      label: 'StorageService: DiskDrives specified are already in use by one or more Concrete Pools',
      meaning: 'A concrete pool has one of the drives.',
    },
    severalPrimordialPools: {
      code: 40803,
      label: 'StorageService: DiskDrives specified are part of multiple primoridal pools',
      meaning: 'The drives belong to more than one primordial pool.',
    },
    noExtents: {
      code: 40804,
      label: 'StorageService: No StorageExtents were found based on the specified DiskDrives',
      meaning: 'None of the drives has an extent: all have failed.',
    },
    extentsNotTold: {
      code: 40805,
      label: 'StorageService: Unable to get StorageExtents from DiskDrives',
      meaning: 'The provider does not tell the extents of drives.',
    },
    invalidSetting: {
      code: 40806,
      label: 'StorageService: Invalid Pool Setting ObjectId was specified',
      meaning: 'No primordial pool has the setting.',
    },
    settingElsewhere: {
      code: 40807,
      label: 'StorageService: PoolSetting and DiskDrives specified do not belong to the same Primordial Pool',
      meaning: "The setting is another primordial pool's than the drives'.",
    },
    hotSpare: {
      code: 40812,
      label: 'StorageService: Cannot create Concrete Pool using DiskDrive(s) reserved for hot spare',
      meaning: 'One of the drives is a hot spare.',
    },
    thinNotSupported: {
      code: 40816,
      label: 'StorageService: Provider does not support ThinlyProvisioned StoragePools',
      meaning: 'A thinly provisioned pool was asked for, and this array has none.',
    },
    noStorageCapabilities: {
      code: 40817,
      label: 'StorageService: Unable to find StorageCapabilities on provider',
      meaning: 'The provider has no storage capabilities that a setting could come from.',
    },
    noDefaultSetting: {
      code: 40818,
      label: 'StorageService: Unable to identify default StorageSettings on provider',
      meaning: 'The call names no setting, and the primordial pool has none.',
    },
  },
  // The documents give it none of the codes that relay what the provider says, and none for credentials.
  instead: {
    ...noCimCodes('failed'),
    cimNotSupported: 'notSupported',
    cimMethodNotFound: 'notSupported',
    objectNotFound: 'invalidParameter',
    accessDenied: 'failed',
    genericFailure: 'failed',
    invalidCredentials: 'methodInvocationFailed',
    sslFailure: 'methodInvocationFailed',
  },
} as const satisfies Method;
