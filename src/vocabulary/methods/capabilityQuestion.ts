import { commonCodes, noCimCodes } from './commonCodes.js';

const { failed, invalidParameter } = commonCodes;

/** What the methods of MSFT_SMReplicationCapabilities have in common: each asks what replication of one type can do. The documents
 * give them nothing but the codes of the provider's own methods.
 * @see Windows Storage Management (MsftStrgMan.mof), the methods of the MSFT_SMReplicationCapabilities class, "Return value"
 */
export const capabilityQuestion = {
  className: 'MSFT_SMReplicationCapabilities',
  since: '2016',
  effect: null,
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
} as const;

/** Their codes but for success. */
export const capabilityCodes = {
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
} as const;

/** The same where they are about groups of elements. */
export const groupCapabilityCodes = {
  ...capabilityCodes,
  notSupported: {
    ...capabilityCodes.notSupported,
    meaning:
      'The system does not replicate by this type, or no groups by it, or the provider does not tell what it can do.',
  },
} as const;

export const asksForType = {
  /** A number of SupportedReplicationTypes: 11 is an asynchronous clone within the system. */
  ReplicationType: 'in uint16',
} as const;

export const asksAs = {
  /** Credentials for the provider; the configuration provider's when both are left out. */
  username: 'in optional string',
  password: 'in optional string',
  /** Set with every error. */
  ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
} as const;

export const dmtfReserved = [7, 32_767, 'DMTF Reserved'] as const;
/** Some of the documents say where the vendors' numbers end. */
export const vendorSpecific = [32_768, Number.POSITIVE_INFINITY, 'Vendor Specific'] as const;
export const vendorSpecificTo65535 = [32_768, 65_535, 'Vendor Specific'] as const;
