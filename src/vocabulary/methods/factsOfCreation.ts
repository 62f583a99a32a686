import { cimCodes, commonCodes } from './commonCodes.js';

const { unspecifiedError, invalidParameter, methodInvocationFailed, genericFailure, invalidCredentials, sslFailure } =
  commonCodes;

/** What the storage service asks its provider for; it makes a setting first where goals are given, and asks which parity there is. */
export const creatingVolumes = {
  method: 'CreateOrModifyElementFromStoragePool',
  others: ['CreateSetting', 'GetSupportedParityLayouts'],
  service: 'storageConfigurationService',
} as const;

export const effectOfCreation = {
  done: 'that the volume exists and can be used: CreatedStorageVolume names it, and there is no job',
  accepted: 'the volume exists and its room is reserved. Whether it comes about, the end of the job says',
  left: 'the volume or its job may be left on the array',
  leftShortly: 'the volume may be left',
} as const;

/** The codes of both methods that create volumes, but for those that only one of them has. */
export const codesOfCreation = {
  success: { code: 0, label: 'Success', meaning: 'The volume exists, and hosts can use it.' },
  notSupported: {
    code: 1,
    label: 'Not Supported',
    meaning: 'No volumes are created in this pool: it belongs to the peer system.',
  },
  unspecifiedError,
  timeout: {
    ...commonCodes.timeout,
    meaning: 'No answer came within the operation timeout; whether the volume exists is unknown.',
  },
  failed: {
    ...commonCodes.failed,
    meaning: 'The pool is in a state that rules this out now, or the array has as many volumes or jobs as it can.',
  },
  invalidParameter: {
    ...invalidParameter,
    meaning: 'An argument is malformed: no size at all, an empty name, a goal of the wrong type, half of a credential.',
  },
  jobStarted: {
    code: 4096,
    label: 'Method Parameters Checked - Job Started',
    meaning: 'The volume was accepted: its room is reserved and a job makes it.',
  },
  sizeNotSupported: {
    code: 4097,
    label: 'Size Not Supported',
    meaning: 'The pool has no room for so large a volume: Size tells the nearest one that it has room for, or 0.',
  },
  methodInvocationFailed,
  cannotModifyVolume: {
    code: 40304,
    label: 'StorageService: Cannot modify volume instance',
    meaning: 'The new volume exists but could not be given its name.',
  },
  creationNotSupported: {
    code: 40308,
    label: 'StorageService: Volume creation capability not supported',
    meaning: 'The system offers no creation of volumes.',
  },
  poolNotFound: {
    code: 40315,
    label: 'StorageService: Cannot find pool',
    meaning: 'The pool that the volume was to be created in is not there.',
  },
  thinNotSupported: {
    code: 40319,
    label: 'StorageService: Pool does not support creation of thinly provisioned StorageVolumes',
    meaning: 'ThinlyProvisioned was asked for, and the pool has no such volumes.',
  },
  sizeZero: {
    code: 40321,
    label: 'StorageService: Size cannot be zero',
    meaning: 'Size is 0.',
  },
  poolPrimordial: {
    code: 40600,
    label: 'StorageService: Pool is Primordial',
    meaning: 'Nothing is allocated from this pool directly: concrete pools are made of it.',
  },
  poolReserved: {
    code: 40601,
    label: 'StorageService: Pool Usage is restricted or reserved',
    meaning: "The pool is reserved for something else than clients' volumes.",
  },
  settingNotCreated: {
    code: 40602,
    label: 'StorageService: Goal Paramters within range - failed to create storage settings on provider',
    meaning: 'The provider makes no setting for the goals.',
  },
  settingNotModified: {
    code: 40603,
    label: 'StorageService: Goal Paramteres within range - failed to modify storage settings on provider',
    meaning: 'The provider does not let the service write the goals into the setting.',
  },
  noSinglePointNotSupported: {
    code: 40604,
    label: 'StorageService: NoSinglePointOfFailure desired value is not supported on provider',
    meaning: 'The array has single points of failure.',
  },
  packageRedundancyOutOfRange: {
    code: 40605,
    label: 'StorageService: Invalid Paramter - PackageRedundancyGoal out of range',
    meaning: 'So many drives more than one may not fail at once.',
  },
  dataRedundancyOutOfRange: {
    code: 40606,
    label: 'StorageService: Invalid Paramter - DataRedundancyGoal out of range',
    meaning: 'The array does not keep so many copies of data.',
  },
  parityOutOfRange: {
    code: 40607,
    label: 'StorageService: Invalid Parameter - ParityLayout out of range',
    meaning: 'The array has no such parity layout.',
  },
  parityLayoutsFailed: {
    code: 40608,
    label: 'StorageService: Failed - Calling GetSupportedParityLayouts on provider',
    meaning: 'The provider does not tell which parity layouts there are.',
  },
  noPoolFound: {
    code: 40609,
    label: 'StorageService: Unable to find a Storage Pool to create the Storage Volume',
    meaning: 'There is no pool for it.',
  },
  ...cimCodes,
  genericFailure,
  invalidCredentials,
  sslFailure,
} as const;

export const inUse = { code: 6, label: 'In Use', meaning: 'A job deletes the pool.' } as const;

/** What stands for outcomes of others that the documents don't list for these. */
export const insteadOfCreation = { objectNotFound: 'poolNotFound', accessDenied: 'cimAccessDenied' } as const;
