import { commonCodes, noCimCodes } from './commonCodes.js';
import type { Method } from './notation.js';

const { timeout, methodInvocationFailed } = commonCodes;

/** @see Windows Storage Management (MsftStrgMan.mof), AddDiskDrives method of the MSFT_SMPool class */
export const addDiskDrives = {
  className: 'MSFT_SMPool',
  name: 'AddDiskDrives',
  since: '2012',
  summary: 'Adds disk drives to a concrete pool, which grows by them.',
  provider: { method: 'CreateOrModifyStoragePool', service: 'storageConfigurationService' },
  effect: {
    done: 'that the pool has the drives',
    accepted: 'the drives are being added. Whether the pool grows, the end of the job says',
    left: 'the pool may have grown, or the job that adds the drives be left on the array',
    leftShortly: 'the pool may have grown',
  },
  parameters: {
    /** Of the pool's primordial pool, each by its ObjectId. */
    DiskDriveObjectIds: 'in string[]',
    /** Credentials for the provider; the configuration provider's when both are left out. */
    username: 'in optional string',
    password: 'in optional string',
    /** The pool that grows; set with 0 and 4096. */
    Pool: 'out ref MSFT_SMPool',
    /** The job that adds them; set with 4096. */
    Job: 'out ref MSFT_SMJob',
    /** Set with every error. */
    ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
  },
  codes: {
    success: { code: 0, label: 'Job Completed with No Error', meaning: 'The pool has grown.' },
    notSupported: {
      code: 1,
      label: 'Not Supported',
      meaning:
        "This pool cannot be expanded from here: it is the peer's, or nobody knows what it is made of, or the provider lacks the method.",
    },
    unspecifiedError: { code: 2, label: 'Unknown', meaning: 'The array failed at once and does not know why.' },
    timeout: {
      ...timeout,
      meaning: 'No answer came within the operation timeout; whether the pool has grown is unknown.',
    },
    failed: {
      ...commonCodes.failed,
      meaning:
        'The pool or a drive is in a state that rules this out now, or the provider refused: this method has no codes for its errors.',
    },
    invalidParameter: {
      ...commonCodes.invalidParameter,
      meaning:
        "An argument is malformed, the storage service does not know the pool or a drive, or a drive is another primordial pool's.",
    },
    inUse: {
      code: 6,
      label: 'In Use',
      meaning: 'A drive is in use, or a hot spare, or a job grows or deletes the pool.',
    },
    jobStarted: {
      code: 4096,
      label: 'Method Parameters Checked - Job Started',
      meaning: 'The request was accepted, and a job adds the drives.',
    },
    waitFailed: {
      code: 40055,
      label: 'StorageService: Unable To Wait For Job Completion',
      meaning: 'The job runs, but the storage service is not told of its end.',
    },
    methodInvocationFailed,
    expansionNotSupported: {
      code: 40813,
      label: 'StorageService: Concrete Pool Expansion is not supported',
      meaning: 'The system does not offer the expansion of pools.',
    },
    primordialPool: {
      code: 40814,
      label: 'StorageService: Cannot expand a Primordial Pool. Only Concrete Pools can be expanded',
      meaning: 'The pool is primordial.',
    },
    jobCompletedWithErrors: {
      code: 41000,
      label: 'StorageService: Provider job completed with errors',
      meaning: "The provider's job ended, and the pool has not grown.",
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
