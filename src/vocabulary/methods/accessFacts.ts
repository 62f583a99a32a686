import { cimCodes, commonCodes } from './commonCodes.js';

const { unspecifiedError, timeout, failed, invalidParameter, genericFailure, invalidCredentials, sslFailure } =
  commonCodes;

// What SetReadonly and SetReadWrite have in common: all but their names.

/** What the provider is asked: the documents name nothing, but 4097 and 4100 are return codes of this method, and of no other.
 * @see DMTF, CIM_ControllerConfigurationService.ExposePaths, whose DeviceAccesses are "Read Write" and "Read-Only"
 */
export const accessProvider = { method: 'ExposePaths', service: 'controllerConfigurationService' } as const;

export const accessParameters = {
  /** Credentials for the provider; the configuration provider's when both are left out. */
  username: 'in optional string',
  password: 'in optional string',
  /** Set with every error. */
  ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
} as const;

/** Their return codes. */
export const accessCodes = {
  success: { code: 0, label: 'Success', meaning: 'What hosts may do with the volume is what was asked for.' },
  notSupported: {
    code: 1,
    label: 'Not Supported',
    meaning: 'The array does not change what hosts may do with its volumes.',
  },
  unspecifiedError,
  timeout: {
    ...timeout,
    meaning: 'No answer came within the operation timeout; whether the access has changed is unknown.',
  },
  failed: {
    ...failed,
    meaning: 'The volume is locked by another operation, or the provider could not be reached.',
  },
  invalidParameter,
  invalidLogicalUnit: {
    code: 4097,
    label: 'Invalid logical unit ID',
    meaning: 'There is no such volume, or no longer.',
  },
  invalidPermission: {
    code: 4100,
    label: 'Invalid permission',
    meaning: 'This array does not give hosts that permission for this kind of volume.',
  },
  cannotModifyVolume: {
    code: 40304,
    label: 'StorageService: Cannot modify volume instance',
    meaning: 'The volume is not one that can be modified: its own copy still runs, or it has failed.',
  },
  ...cimCodes,
  genericFailure,
  invalidCredentials,
  sslFailure,
} as const;

/** What stands for the outcomes that the documents don't list for them. */
export const insteadOfAccess = {
  objectNotFound: 'invalidLogicalUnit',
  accessDenied: 'cimAccessDenied',
  methodInvocationFailed: 'failed',
} as const;
