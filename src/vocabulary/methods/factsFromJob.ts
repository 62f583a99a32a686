import { commonCodes, noCimCodes } from './commonCodes.js';

const { unspecifiedError, timeout, failed, invalidParameter, genericFailure, invalidCredentials, sslFailure } =
  commonCodes;

/** What the provider is asked: the documents name nothing. What a job works on is associated with it by CIM_AffectedJobElement, so
 * that no service has to be found.
 * @see DMTF, Job Control Profile (DSP1103), CIM_AffectedJobElement
 */
export const affectedElements = { method: 'Associators' } as const;

/** The parameters of the methods that tell what a job is about, beside the one that tells it. */
export const aboutJob = {
  /** The job: its id or its object path. */
  Job: 'in ref MSFT_SMJob',
} as const;
export const asReader = {
  /** Credentials for the provider; the configuration provider's when both are left out. */
  username: 'in optional string',
  password: 'in optional string',
  /** Set with every error. */
  ExtendedStatus: 'out optional object MSFT_SMExtendedStatus',
} as const;

/** Their return codes. */
export const codesFromJob = {
  success: { code: 0, label: 'Success', meaning: 'What the job is about is told.' },
  notSupported: {
    code: 1,
    label: 'Not Supported',
    meaning: 'The provider does not tell what its jobs work on.',
  },
  unspecifiedError,
  timeout: { ...timeout, meaning: 'No answer came within the operation timeout.' },
  failed: {
    ...failed,
    meaning: 'The provider could not be reached or refused: there are no codes for what goes wrong on the way.',
  },
  invalidParameter: {
    ...invalidParameter,
    meaning: 'An argument is malformed: Job is missing or no reference to a job, or half of a credential.',
  },
  notFound: {
    code: 6,
    label: 'Not Found',
    meaning: 'The job is not known, no longer, or works on nothing of this kind that is there.',
  },
  genericFailure,
  invalidCredentials,
  sslFailure,
} as const;

/** What stands for the outcomes that the documents don't list for them. */
export const insteadFromJob = {
  ...noCimCodes('failed'),
  cimInvalidParameter: 'invalidParameter',
  cimNotFound: 'notFound',
  cimNotSupported: 'notSupported',
  cimMethodNotFound: 'notSupported',
  objectNotFound: 'notFound',
  accessDenied: 'failed',
  methodInvocationFailed: 'failed',
} as const;
