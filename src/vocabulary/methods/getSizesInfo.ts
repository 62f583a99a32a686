import { cimCodes, commonCodes } from './commonCodes.js';
import type { Method } from './notation.js';

const { methodInvocationFailed, genericFailure, invalidCredentials, sslFailure } = commonCodes;

/** @see Windows Storage Management (MsftStrgMan.mof), GetSizesInfo method of the MSFT_SMPool class */
export const getSizesInfo = {
  className: 'MSFT_SMPool',
  name: 'GetSizesInfo',
  since: '2012',
  summary: 'Tells the sizes that volumes of a pool may have.',
  provider: {
    method: 'GetSupportedSizes',
    others: ['GetSupportedSizeRange'],
    service: 'storageConfigurationService',
  },
  effect: null,
  parameters: {
    /** Credentials for the provider; the configuration provider's when both are left out. */
    username: 'in optional string',
    password: 'in optional string',
    /** The pool setting that the sizes are for; the pool's default setting when it is empty. arraysim has no others. */
    PoolSettingObjectId: 'in string',
    /** In bytes, where the provider lists sizes; null where it tells a range. */
    SupportedSizes: 'out optional uint64[]',
    /** In bytes, where the provider tells a range; likewise the two below. */
    MinimumVolumeSize: 'out optional uint64',
    MaximumVolumeSize: 'out optional uint64',
    /** Each size of the range is a multiple of it. */
    VolumeSizeDivisor: 'out optional uint64',
    /** Set with every error. */
    ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
  },
  codes: {
    success: { code: 0, label: 'Method completed OK', meaning: 'The sizes are told.' },
    notSupported: {
      code: 1,
      label: 'Related Provider Methods not supported',
      meaning: 'The provider tells neither sizes nor a range of them.',
    },
    methodInvocationFailed: {
      ...methodInvocationFailed,
      meaning:
        'The provider could not be reached, the connection broke, or no answer came within the operation timeout.',
    },
    sizesFailed: {
      code: 40311,
      label: 'StorageService: Failed to get supported size',
      meaning: 'The provider could not list the sizes now: the pool is offline.',
    },
    sizeRangeFailed: {
      code: 40312,
      label: 'StorageService: Failed to get supported size range',
      meaning: 'The provider could not tell the range of sizes now: the pool is offline.',
    },
    ...cimCodes,
    genericFailure,
    invalidCredentials,
    sslFailure,
  },
  instead: {
    unspecifiedError: 'genericFailure',
    timeout: 'methodInvocationFailed',
    failed: 'cimFailed',
    invalidParameter: 'cimInvalidParameter',
    objectNotFound: 'cimNotFound',
    accessDenied: 'cimAccessDenied',
  },
} as const satisfies Method;
