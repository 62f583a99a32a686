import { cimCodes, commonCodes } from './commonCodes.js';
import type { Method } from './notation.js';

const {
  unspecifiedError,
  timeout,
  failed,
  invalidParameter,
  methodInvocationFailed,
  genericFailure,
  invalidCredentials,
  sslFailure,
} = commonCodes;

/** The documents name no method of the provider: what makes an element unwell is associated with it.
 * @see Windows Storage Management (MsftStrgMan.mof), Diagnose method of the MSFT_SMSystem class; SNIA SMI-S, Health Package,
 * CIM_RelatedElementCausingError
 */
export const diagnose = {
  className: 'MSFT_SMSystem',
  name: 'Diagnose',
  since: '2012',
  summary: 'Tells what is wrong with the system, its pools and its volumes.',
  provider: { method: 'Associators' },
  effect: null,
  parameters: {
    /** What is wrong, in sentences; null where nothing is, and from 2016 on. */
    reason: 'out string until 2012R2',
    /** Credentials for the provider; the configuration provider's when both are left out. */
    username: 'in optional string',
    password: 'in optional string',
    /** What is wrong, each by itself; none where all is well. Null before 2016, and with an error. */
    DiagnoseResults: 'out object MSFT_SMStorageDiagnoseResult[] since 2016',
    /** Set with every error. */
    ExtendedStatus: 'out object MSFT_SMExtendedStatus',
  },
  codes: {
    success: { code: 0, label: 'Success', meaning: 'What is wrong is told, or that nothing is.' },
    notSupported: {
      code: 1,
      label: 'Not Supported',
      meaning: 'The provider tells nothing of what is wrong with its elements.',
    },
    unspecifiedError,
    timeout: { ...timeout, meaning: 'No answer came within the operation timeout.' },
    failed: { ...failed, meaning: 'The diagnosis failed at once, for a known reason.' },
    invalidParameter: { ...invalidParameter, meaning: 'An argument is malformed: half of a credential.' },
    methodInvocationFailed,
    systemNotFound: {
      code: 40301,
      label: 'StorageService: Unable to get CIM_ComputerSystem for search',
      meaning: 'The provider does not manage this system, or not any more.',
    },
    causeUnknown: {
      code: 42000,
      label: 'StorageService: Unable to find cause for health status',
      meaning: 'Something is not well, and the provider does not tell why.',
    },
    ...cimCodes,
    genericFailure,
    invalidCredentials,
    sslFailure,
  },
  instead: { objectNotFound: 'cimNotFound', accessDenied: 'cimAccessDenied' },
} as const satisfies Method;
