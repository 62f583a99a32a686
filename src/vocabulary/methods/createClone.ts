import { cimCodes, commonCodes } from './commonCodes.js';
import type { Method } from './notation.js';

const { unspecifiedError, accessDenied, methodInvocationFailed, genericFailure, invalidCredentials, sslFailure } =
  commonCodes;

/** @see Windows Storage Management (MsftStrgMan.mof), CreateClone method of the MSFT_SMStorageVolume class */
export const createClone = {
  className: 'MSFT_SMStorageVolume',
  name: 'CreateClone',
  since: '2012',
  summary: 'Starts a job that makes an associated, un-synced clone of a volume.',
  provider: { method: 'CreateElementReplica', service: 'replicationService' },
  effect: {
    done: 'that the clone exists and is complete: TargetStorageVolume names it, and there is no job',
    accepted: 'the target exists and its room is reserved. Whether the copy comes about, the end of the job says',
    left: 'the clone or its job may be left on the array',
    leftShortly: 'the clone may be left',
  },
  parameters: {
    /** The target's name; system-supplied when left out. */
    ElementName: 'in optional string',
    /** The id of the clone; set with 0 and 4096. */
    TargetStorageVolume: 'out optional ref MSFT_SMStorageVolume',
    /** Where the target goes: an id, a unique name, or a pool object. The source's pool when left out. */
    TargetPool: 'in optional ref MSFT_SMPool',
    /** Credentials for the provider; the configuration provider's when both are left out. */
    username: 'in optional string',
    password: 'in optional string',
    /** The job that copies; set with 4096. */
    Job: 'out ref MSFT_SMJob',
    /** Set with every error. */
    ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
  },
  codes: {
    success: { code: 0, label: 'Success', meaning: 'The clone is complete and the target exists.' },
    notSupported: {
      code: 1,
      label: 'Not Supported',
      meaning: 'This element cannot be cloned, or not into that pool, although the array offers clones.',
    },
    unspecifiedError,
    timeout: {
      ...commonCodes.timeout,
      meaning: 'No answer came within the operation timeout; whether the clone exists is unknown.',
    },
    failed: {
      ...commonCodes.failed,
      meaning: 'The source, the pool or the copy engine is in a state that rules the clone out now.',
    },
    invalidParameter: {
      ...commonCodes.invalidParameter,
      meaning: 'An argument is malformed: an empty name, a reference of the wrong class, half of a credential.',
    },
    objectNotFound: {
      ...commonCodes.objectNotFound,
      meaning: 'The storage service does not know the source volume or the target pool.',
    },
    jobStarted: {
      code: 4096,
      label: 'Method Parameters Checked - Job Started',
      meaning: 'The clone was accepted: room is reserved and a job is copying.',
    },
    accessDenied,
    notEnoughResources: {
      code: 40002,
      label: 'There are not enough resources to complete the operation.',
      meaning: 'The pool lacks room, or a limit on replicas, volumes or jobs is reached.',
      since: '2016',
    },
    cacheOutOfDate: {
      code: 40003,
      label: 'Cache out of date',
      meaning: "The array was changed behind the storage service's back since its last discovery.",
      since: '2016',
    },
    methodInvocationFailed,
    cannotModifyVolume: {
      code: 40304,
      label: 'StorageService: Cannot modify volume instance',
      meaning: 'The new target exists but could not be given its name.',
    },
    cloneNotSupported: {
      code: 40308,
      label: 'StorageService: Clone creation capability not supported',
      meaning: 'The system offers no clones at all.',
    },
    replicationTypeNotSupported: {
      code: 40500,
      label: 'StorageService: Replication type not supported per reported capabilities',
      meaning: 'The system offers clones, but not between these two places.',
    },
    ...cimCodes,
    cimInvalidParameter: {
      ...commonCodes.cimInvalidParameter,
      meaning: 'The provider rejects an argument, such as a target pool where none may be given.',
    },
    cimInvalidClass: {
      ...commonCodes.cimInvalidClass,
      meaning: 'The provider does not implement the replication class.',
    },
    cimMethodNotAvailable: {
      ...commonCodes.cimMethodNotAvailable,
      meaning: 'The provider knows the replication method but cannot run it now.',
    },
    cimMethodNotFound: {
      ...commonCodes.cimMethodNotFound,
      meaning: "The provider's replication service lacks the method.",
    },
    cimUnexpectedResponse: {
      ...commonCodes.cimUnexpectedResponse,
      meaning: "The provider's answer makes no sense; the clone may exist.",
    },
    genericFailure,
    invalidCredentials,
    sslFailure,
  },
  instead: {},
  before2016: { notEnoughResources: 'failed' },
} as const satisfies Method;
