import { commonCodes, noCimCodes } from './commonCodes.js';

/** Of methods about relations of replicas the documents list these codes, and no code for what goes wrong on the way.
 * @see Windows Storage Management (MsftStrgMan.mof), CreateReplica method of the MSFT_SMStorageVolume class and
 * DeleteReplicationRelationship method of the MSFT_SMSystem class, "Return value"
 */
export const replicationCodes = {
  notSupported: {
    code: 1,
    label: 'Not Supported',
    meaning:
      'The array does not do this, or not with this element: its capabilities say so, or the provider lacks the method.',
  },
  unspecifiedError: commonCodes.unspecifiedError,
  timeout: {
    ...commonCodes.timeout,
    meaning: 'No answer came within the operation timeout; whether the method had its effect is unknown.',
  },
  failed: {
    ...commonCodes.failed,
    meaning:
      'An element or the relation is in a state that rules this out now, or the provider could not be reached or refused: this method has no codes for its errors.',
  },
  invalidParameter: {
    ...commonCodes.invalidParameter,
    meaning:
      'An argument is malformed, or does not fit the elements: a target that is too small, or of another source.',
  },
} as const;

/** The same with those that came with jobs, with shortages and with the service's cache. */
export const relationCodes = {
  ...replicationCodes,
  objectNotFound: {
    code: 8,
    label: commonCodes.objectNotFound.label,
    meaning: commonCodes.objectNotFound.meaning,
  },
  jobStarted: {
    code: 4096,
    label: 'Method Parameters Checked - Job Started',
    meaning: 'It was accepted: room is reserved and a job is copying.',
  },
  accessDenied: {
    code: 40001,
    label: commonCodes.accessDenied.label,
    meaning: "The caller's role may not manage storage, or the provider does not let the account in.",
  },
  notEnoughResources: {
    code: 40002,
    label: 'There are not enough resources to complete the operation.',
    meaning: 'The pool lacks room, or a limit on replicas, volumes or jobs is reached.',
  },
  cacheOutOfDate: {
    code: 40003,
    label: 'Cache out of date',
    meaning: "The array was changed behind the storage service's back since its last discovery.",
  },
} as const;

/** What stands for what the documents list no code for. */
export const relationInstead = {
  ...noCimCodes('failed'),
  cimNotFound: 'objectNotFound',
  cimInvalidParameter: 'invalidParameter',
  cimNotSupported: 'notSupported',
  cimMethodNotFound: 'notSupported',
  cimAccessDenied: 'accessDenied',
  methodInvocationFailed: 'failed',
  genericFailure: 'failed',
  invalidCredentials: 'accessDenied',
  sslFailure: 'failed',
} as const;
