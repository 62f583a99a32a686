import { cimCodes, commonCodes } from './commonCodes.js';
import type { Method } from './notation.js';

const { unspecifiedError, methodInvocationFailed, genericFailure, invalidCredentials, sslFailure } = commonCodes;

/** The documents list 43012 twice, once misspelled.
 * @see Windows Storage Management (MsftStrgMan.mof), CreateSnapshot method of the MSFT_SMStorageVolume class
 */
export const createSnapshot = {
  className: 'MSFT_SMStorageVolume',
  name: 'CreateSnapshot',
  since: '2012',
  summary: 'Makes a snapshot of a volume, which shows what the volume holds now.',
  provider: { method: 'CreateElementReplica', service: 'replicationService' },
  effect: {
    done: 'that the snapshot exists and is complete: TargetStorageVolume names it, and there is no job',
    accepted: 'the snapshot exists, and shows this moment. Whether it can be used, the end of the job says',
    left: 'the snapshot or its job may be left on the array',
    leftShortly: 'the snapshot may be left',
  },
  parameters: {
    /** The snapshot's name; system-supplied when left out. */
    ElementName: 'in optional string',
    /** The id of the snapshot; set with 0 and 4096. */
    TargetStorageVolume: 'out optional ref MSFT_SMStorageVolume',
    /** Where it keeps what is overwritten: an id, a unique name, or a pool object. The source's pool when left out. */
    TargetPool: 'in optional ref MSFT_SMPool',
    /** Credentials for the provider; the configuration provider's when both are left out. */
    username: 'in optional string',
    password: 'in optional string',
    /** The job that makes it; set with 4096. */
    Job: 'out ref MSFT_SMJob',
    /** Set with every error. */
    ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
  },
  codes: {
    success: { code: 0, label: 'Success', meaning: 'The snapshot is complete.' },
    notSupported: {
      code: 1,
      label: 'Not Supported',
      meaning: 'There can be no snapshot of this element, or not in that pool, although the array offers snapshots.',
    },
    unspecifiedError,
    timeout: {
      ...commonCodes.timeout,
      meaning: 'No answer came within the operation timeout; whether the snapshot exists is unknown.',
    },
    failed: {
      ...commonCodes.failed,
      meaning: 'The source or the pool is in a state that rules the snapshot out now, or a limit is reached.',
    },
    invalidParameter: {
      ...commonCodes.invalidParameter,
      meaning: 'An argument is malformed: an empty name, a reference of the wrong class, half of a credential.',
    },
    jobStarted: {
      code: 4096,
      label: 'Method Parameters Checked - Job Started',
      meaning: 'The snapshot was accepted: it shows this moment, and a job makes it usable.',
    },
    methodInvocationFailed,
    cannotModifyVolume: {
      code: 40304,
      label: 'StorageService: Cannot modify volume instance',
      meaning: 'The snapshot exists but could not be given its name.',
    },
    snapshotNotSupported: {
      code: 40308,
      label: 'StorageService: Snapshot capability not supported',
      meaning: 'The system offers no snapshots at all.',
    },
    replicationTypeNotSupported: {
      code: 40500,
      label: 'StorageService: Replication type not supported per reported capabilities',
      meaning: 'The system offers snapshots, but not between these two places.',
    },
    ...cimCodes,
    genericFailure,
    invalidCredentials,
    sslFailure,
  },
  // In no release does it know what the service's cache is asked for, and whose role it is: the provider answers, as for clones
  // before 2016. What is stale makes no difference then, and a shortage is a failure.
  instead: { objectNotFound: 'cimNotFound', accessDenied: 'cimAccessDenied' },
} as const satisfies Method;
