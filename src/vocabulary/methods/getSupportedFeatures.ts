import { commonCodes, noCimCodes } from './commonCodes.js';
import type { Method } from './notation.js';

const { failed, invalidParameter } = commonCodes;

/** @see Windows Storage Management (MsftStrgMan.mof), GetSupportedFeatures method of the MSFT_SMReplicationCapabilities class */
export const getSupportedFeatures = {
  className: 'MSFT_SMReplicationCapabilities',
  name: 'GetSupportedFeatures',
  since: '2016',
  summary: 'Tells the features that replication of one type has.',
  provider: { method: 'GetSupportedFeatures', service: 'replicationService' },
  effect: null,
  parameters: {
    /** A number of SupportedReplicationTypes: 11 is an asynchronous clone within the system. */
    ReplicationType: 'in uint16',
    /** Numbers of features: 51 says that a client can name the target. */
    Features: 'out uint16[]',
    /** Credentials for the provider; the configuration provider's when both are left out. */
    username: 'in optional string',
    password: 'in optional string',
    /** Set with every error. */
    ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
  },
  codes: {
    success: { code: 0, label: 'Success', meaning: 'The features are told; there may be none.' },
    notSupported: {
      code: 1,
      label: 'Not Supported',
      meaning: 'The system does not replicate by this type, or the provider does not tell what it can do.',
    },
    unspecifiedError: { code: 2, label: 'Unknown', meaning: 'The array failed at once and does not know why.' },
    timeout: { code: 3, label: 'Timeout', meaning: 'No answer came within the operation timeout.' },
    failed: {
      ...failed,
      meaning:
        'The provider could not be reached, let nobody in or refused: this method has no codes for what goes wrong on the way.',
    },
    invalidParameter: {
      ...invalidParameter,
      meaning: 'An argument is malformed: ReplicationType is no replication type or missing, or half of a credential.',
    },
    inUse: { code: 6, label: 'In Use', meaning: 'The capabilities are in use, and cannot be read now.' },
  },
  ranges: [
    [7, 32_767, 'DMTF Reserved'],
    [32_768, Number.POSITIVE_INFINITY, 'Vendor Specific'],
  ],
  // The documents give it nothing but the codes of the provider's own method.
  instead: {
    ...noCimCodes('failed'),
    cimInvalidParameter: 'invalidParameter',
    cimNotSupported: 'notSupported',
    cimMethodNotFound: 'notSupported',
    objectNotFound: 'invalidParameter',
    accessDenied: 'failed',
    methodInvocationFailed: 'failed',
    genericFailure: 'failed',
    invalidCredentials: 'failed',
    sslFailure: 'failed',
  },
} as const satisfies Method;
