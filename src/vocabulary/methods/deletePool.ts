import { commonCodes, noCimCodes } from './commonCodes.js';
import type { Method } from './notation.js';

const { timeout, invalidParameter, methodInvocationFailed } = commonCodes;

/** @see Windows Storage Management (MsftStrgMan.mof), Delete method of the MSFT_SMPool class */
export const deletePool = {
  className: 'MSFT_SMPool',
  name: 'Delete',
  since: '2012',
  summary: 'Deletes a concrete pool that has no volumes.',
  provider: { method: 'DeleteStoragePool', service: 'storageConfigurationService' },
  effect: {
    done: 'that the pool is gone',
    accepted: 'the pool is being deleted. Whether it goes, the end of the job says',
    left: 'the pool may be gone, or the job that deletes it be left on the array',
    leftShortly: 'the pool may be gone',
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
    success: { code: 0, label: 'Job Completed with No Error', meaning: 'The pool is gone.' },
    notSupported: {
      code: 1,
      label: 'Not Supported',
      meaning:
        "This pool cannot be deleted from here: it is reserved, or the peer's, or the provider lacks the method.",
    },
    unspecifiedError: { code: 2, label: 'Unknown', meaning: 'The array failed at once and does not know why.' },
    timeout: {
      ...timeout,
      meaning: 'No answer came within the operation timeout; whether the pool is gone is unknown.',
    },
    failed: {
      ...commonCodes.failed,
      meaning:
        'The pool is in a state that rules its deletion out now, or the provider refused: this method has no codes for its errors.',
    },
    invalidParameter: {
      ...invalidParameter,
      meaning: 'An argument is malformed, or the storage service does not know the pool.',
    },
    inUse: { code: 6, label: 'In Use', meaning: 'Somebody else takes room of the pool.' },
    jobStarted: {
      code: 4096,
      label: 'Method Parameters Checked - Job Started',
      meaning: 'The deletion was accepted, and a job deletes the pool.',
    },
    waitFailed: {
      code: 40055,
      label: 'StorageService: Unable To Wait For Job Completion',
      meaning: "The deletion's job runs, but the storage service is not told of its end.",
    },
    methodInvocationFailed,
    deletionNotSupported: {
      code: 40809,
      label: 'StorageService: Concrete Pool deletion is not supported',
      meaning: 'The system does not offer the deletion of pools.',
    },
    primordialPool: {
      code: 40810,
      label: 'StorageService: Cannot delete a Primordial Pool. Only Concrete Pools can be deleted',
      meaning: 'The pool is primordial.',
    },
    poolHasVolumes: {
      code: 40811,
      label: 'StorageService: Cannot delete Concrete Pool - Concrete Pool has allocated StorageVolumes',
      meaning: 'The pool still has volumes.',
    },
    jobCompletedWithErrors: {
      code: 41000,
      label: 'StorageService: Provider job completed with errors',
      meaning: "The provider's job ended, and the pool is still there.",
    },
  },
  // The documents give it none of the codes that relay what the provider says, and none for credentials.
  instead: {
    ...noCimCodes('failed'),
    cimNotSupported: 'notSupported',
    cimMethodNotFound: 'notSupported',
    cimInvalidResponseDestination: 'waitFailed',
    cimAlreadyExists: 'waitFailed',
    objectNotFound: 'invalidParameter',
    accessDenied: 'failed',
    genericFailure: 'failed',
    invalidCredentials: 'methodInvocationFailed',
    sslFailure: 'methodInvocationFailed',
  },
} as const satisfies Method;
