import { cimCodes, commonCodes } from './commonCodes.js';
import type { Method } from './notation.js';

const { unspecifiedError, timeout, invalidParameter, methodInvocationFailed } = commonCodes;
const { genericFailure, invalidCredentials, sslFailure } = commonCodes;

/** @see Windows Storage Management (MsftStrgMan.mof), ModifySize method of the MSFT_SMStorageVolume class */
export const modifySize = {
  className: 'MSFT_SMStorageVolume',
  name: 'ModifySize',
  since: '2012',
  summary: 'Makes a volume larger, or, where the array can, smaller.',
  provider: { method: 'CreateOrModifyElementFromStoragePool', service: 'storageConfigurationService' },
  effect: {
    done: 'that the volume has the size that NewSize tells',
    accepted: 'the room is reserved and the volume locked. Whether it gets its size, the end of the job says',
    left: 'the volume may have its new size, or the job that gives it that be left on the array',
    leftShortly: 'the volume may have its new size',
  },
  parameters: {
    /** In bytes: what is wanted, which the array rounds up to whole extents. Out: what the volume has got, or is to get; with 4097 the
     * nearest size that it could have; null with other errors.
     */
    NewSize: 'in out uint64',
    /** Credentials for the provider; the configuration provider's when both are left out. */
    username: 'in optional string',
    password: 'in optional string',
    /** The job that resizes; set with 4096. */
    Job: 'out ref MSFT_SMJob',
    /** Set with every error. */
    ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
  },
  codes: {
    success: { code: 0, label: 'Success', meaning: 'The volume has its new size.' },
    notSupported: {
      code: 1,
      label: 'Not Supported',
      meaning: 'This volume cannot be resized: it is a snapshot, or the array keeps it for itself.',
    },
    unspecifiedError,
    timeout: {
      ...timeout,
      meaning: 'No answer came within the operation timeout; whether the volume has its new size is unknown.',
    },
    failed: {
      ...commonCodes.failed,
      meaning: 'The volume or its pool is in a state that rules this out now.',
    },
    invalidParameter: {
      ...invalidParameter,
      meaning: 'An argument is malformed: NewSize is missing or no size, or half of a credential.',
    },
    inUse: {
      code: 6,
      label: 'In Use',
      meaning: 'A job copies the volume, or copies to it; or it is associated with others, and not resized meanwhile.',
    },
    jobStarted: {
      code: 4096,
      label: 'Method Parameters Checked - Job Started',
      meaning: 'The resize was accepted: its room is reserved, the volume is locked, and a job does it.',
    },
    sizeNotSupported: {
      code: 4097,
      label: 'Size Not Supported',
      meaning:
        'The volume cannot have this size, most often for want of room; NewSize tells the nearest that it can have.',
    },
    methodInvocationFailed,
    getInstanceFailed: {
      code: 40301,
      label: 'StorageService: Get instance failed',
      meaning: 'The service asked the provider for the volume, and did not get it: it was deleted behind its back.',
    },
    modificationNotSupported: {
      code: 40308,
      label: 'StorageService: Volume modification capability not supported',
      meaning: 'The system does not offer the modification of volumes.',
    },
    sizeIsEqual: {
      code: 40316,
      label: 'StorageService: NewSize is equal to original size',
      meaning: 'The volume has this size already, in whole extents.',
    },
    reductionNotSupported: {
      code: 40317,
      label: 'StorageService: Capacity Reduction Not Supported',
      meaning: 'The system makes no volume smaller.',
    },
    expansionNotSupported: {
      code: 40318,
      label: 'StorageService: Capacity Expansion Not supported',
      meaning: 'The system makes no volume larger.',
    },
    ...cimCodes,
    genericFailure,
    invalidCredentials,
    sslFailure,
  },
  instead: { objectNotFound: 'cimNotFound', accessDenied: 'cimAccessDenied' },
} as const satisfies Method;
