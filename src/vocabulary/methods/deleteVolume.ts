import { cimCodes, commonCodes } from './commonCodes.js';
import type { Method } from './notation.js';

const { unspecifiedError, timeout, invalidParameter, genericFailure, invalidCredentials, sslFailure } = commonCodes;

/** @see Windows Storage Management (MsftStrgMan.mof), Delete method of the MSFT_SMStorageVolume class */
export const deleteVolume = {
  className: 'MSFT_SMStorageVolume',
  name: 'Delete',
  since: '2012',
  summary: 'Deletes a volume: it is detached from what it is associated with, then its room goes back to its pool.',
  provider: { method: 'ReturnToStoragePool', service: 'storageConfigurationService' },
  effect: {
    done: 'that the volume is gone and its room is free',
    accepted: 'the volume is locked. Whether it goes, the end of the job says',
    left: 'the volume may be gone, or the job that deletes it be left on the array',
    leftShortly: 'the volume may be gone',
  },
  parameters: {
    /** Credentials for the provider; the configuration provider's when both are left out. */
    username: 'in optional string',
    password: 'in optional string',
    /** The job that deletes; set with 4096. */
    Job: 'out ref MSFT_SMJob',
    /** Set with every error. */
    ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
  },
  codes: {
    success: { code: 0, label: 'Success', meaning: 'The volume is gone and its room is free.' },
    notSupported: {
      code: 1,
      label: 'Not Supported',
      meaning: 'This volume cannot be deleted: the array keeps it for itself.',
    },
    unspecifiedError,
    timeout: {
      ...timeout,
      meaning: 'No answer came within the operation timeout; whether the volume is gone is unknown.',
    },
    failed: {
      ...commonCodes.failed,
      meaning: 'The volume is in a state that rules its deletion out now, or the provider could not be reached.',
    },
    invalidParameter,
    inUse: {
      code: 6,
      label: 'In Use',
      meaning: 'A job still copies the volume, or copies to it; or linked clones or snapshots are built upon it.',
    },
    jobStarted: {
      code: 4096,
      label: 'Method Parameters Checked - Job Started',
      meaning: 'The deletion was accepted: the volume is locked, and a job deletes it.',
    },
    volumeExposed: {
      code: 40106,
      label: 'StorageService: Unable to delete an UnMasked StorageVolume',
      meaning: 'The volume is still exposed to hosts.',
    },
    deleteNotSupported: {
      code: 40308,
      label: 'StorageService: Delete capability not supported',
      meaning: 'The system does not offer the deletion of volumes.',
    },
    detachFailed: {
      code: 40309,
      label: 'StorageService: Synchronization detach failed',
      meaning: 'The volume could not be detached from its source or from its replicas.',
    },
    returnToResourcePoolFailed: {
      code: 40310,
      label: 'StorageService: Failed to return item to resource pool',
      meaning: 'A pool that is reserved for replication could not take the room back.',
    },
    elementNotPresent: {
      code: 40313,
      label: 'StorageService: Element not present',
      meaning: 'There is no such volume, or no longer.',
    },
    returnToStoragePoolFailed: {
      code: 40314,
      label: 'StorageService: Failed to return to storage pool',
      meaning: 'The pool could not take the room back.',
    },
    ...cimCodes,
    genericFailure,
    invalidCredentials,
    sslFailure,
  },
  instead: { objectNotFound: 'elementNotPresent', accessDenied: 'cimAccessDenied', methodInvocationFailed: 'failed' },
} as const satisfies Method;
