import { codesOf, documentedCodes } from '../../vocabulary/methods/codes.js';
import type { MethodName } from '../../vocabulary/methods/index.js';
import type { Step } from '../../vocabulary/steps.js';
import { modelOf } from '../model/methods/index.js';
import { type Advertised, methodsOf } from '../subject/advertised.js';

/** An error of a method, and the step of the conversation at which it can be brought about. */
interface CodeToReach {
  readonly method: MethodName;
  readonly code: number;
  readonly step: Step;
  /** Its place among those of the method. */
  readonly number: number;
}

/** The errors that the documents list for the methods of a subject. */
export function codesToReach(advertised: Pick<Advertised, 'methods' | 'version'>): readonly CodeToReach[] {
  return methodsOf(advertised).flatMap((method) => errorsOf(method, advertised));
}

export function errorsOf(method: MethodName, { version }: Pick<Advertised, 'version'>): readonly CodeToReach[] {
  const listed = documentedCodes(method, version);
  return codesOf(method)
    .filter(({ outcome, code }) => !successes.includes(outcome) && listed.includes(code))
    .map(({ outcome, code }, number) => ({ method, code, number, step: stepOf(method, outcome) }));
}

const successes: readonly string[] = ['success', 'jobStarted'];

/** @see "Return value" of the methods; the step is arraysim's reading of which side finds out */
function stepOf(method: MethodName, outcome: string): Step {
  return modelOf(method).steps?.[outcome] ?? shared[outcome] ?? 'invoke';
}

const shared: Readonly<Record<string, Step>> = {
  notSupported: 'array',
  unspecifiedError: 'array',
  timeout: 'connect',
  failed: 'array',
  invalidParameter: 'service',
  inUse: 'array',
  objectNotFound: 'service',
  accessDenied: 'service',
  notEnoughResources: 'array',
  methodInvocationFailed: 'connect',
  cimFailed: 'array',
  cimAccessDenied: 'authenticate',
  cimInvalidNamespace: 'findService',
  cimInvalidClass: 'findService',
  cimAlreadyExists: 'subscribe',
  cimQueryLanguageNotSupported: 'readCapabilities',
  cimInvalidQuery: 'readCapabilities',
  cimUnexpectedResponse: 'readBack',
  cimInvalidResponseDestination: 'subscribe',
  cimInvalidEnumerationContext: 'findService',
  cimInvalidOperationTimeout: 'findService',
  cimPullAbandoned: 'findService',
  cimPullCannotBeAbandoned: 'findService',
  cimFilteredEnumerationNotSupported: 'findService',
  cimContinuationOnErrorNotSupported: 'findService',
  cimServerLimitsExceeded: 'connect',
  cimServerShuttingDown: 'connect',
  cimQueryFeatureNotSupported: 'readCapabilities',
  genericFailure: 'service',
  invalidCredentials: 'authenticate',
  sslFailure: 'tls',
};
