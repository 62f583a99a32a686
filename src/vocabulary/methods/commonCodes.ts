import type { ReturnCode } from './returnCode.js';

/** The return codes that many methods have, with the documents' labels, by outcome. A method's facts take those that the documents
 * list for it, with a meaning of their own where this one says too little.
 */
export const commonCodes = {
  unspecifiedError: {
    code: 2,
    label: 'Unspecified Error',
    meaning: 'The array failed at once and does not know why.',
  },
  timeout: {
    code: 3,
    label: 'Timeout',
    meaning: 'No answer came within the operation timeout; whether the method had its effect is unknown.',
  },
  failed: {
    code: 4,
    label: 'Failed',
    meaning: 'The element is in a state that rules this out now.',
  },
  invalidParameter: {
    code: 5,
    label: 'Invalid Parameter',
    meaning: 'An argument is malformed: of the wrong type, or half of a credential.',
  },
  objectNotFound: {
    code: 8,
    label: 'Object Not Found',
    meaning: 'The storage service does not know an element that the call names.',
    since: '2016',
  },
  accessDenied: {
    code: 40001,
    label: 'Access denied',
    meaning: "The caller's role may not manage storage.",
    since: '2016',
  },
  methodInvocationFailed: {
    code: 40300,
    label: 'StorageService: Method invocation failed',
    meaning: 'The provider could not be reached, or the connection broke during the call.',
  },
  cimFailed: {
    code: 43001,
    label: 'StorageService CIM Error: Failed',
    meaning: 'The provider reports a plain failure.',
  },
  cimAccessDenied: {
    code: 43002,
    label: 'StorageService CIM Error: Access denied',
    meaning: 'The provider knows the account but denies it this namespace or operation.',
  },
  cimInvalidNamespace: {
    code: 43003,
    label: 'StorageService CIM Error: Invalid namespace',
    meaning: 'The provider has no such namespace.',
  },
  cimInvalidParameter: {
    code: 43004,
    label: 'StorageService CIM Error: Invalid parameter',
    meaning: 'The provider rejects an argument.',
  },
  cimInvalidClass: {
    code: 43005,
    label: 'StorageService CIM Error: Invalid class',
    meaning: 'The provider does not implement the class of the service that has the method.',
  },
  cimNotFound: {
    code: 43006,
    label: 'StorageService CIM Error: Not found',
    meaning: 'An element of the request does not exist at the provider, or no longer does.',
  },
  cimNotSupported: {
    code: 43007,
    label: 'StorageService CIM Error: Not supported',
    meaning: 'The provider does not do what its capabilities promised.',
  },
  cimClassHasChildren: {
    code: 43008,
    label: 'StorageService CIM Error: Class has children',
    meaning: 'The provider cannot change a class that others derive from.',
  },
  cimClassHasInstances: {
    code: 43009,
    label: 'StorageService CIM Error: Class has instances',
    meaning: 'The provider cannot change a class that has instances.',
  },
  cimInvalidSuperclass: {
    code: 43010,
    label: 'StorageService CIM Error: Invalid superclass',
    meaning: 'The provider cannot find the superclass it was told of.',
  },
  cimAlreadyExists: {
    code: 43011,
    label: 'StorageService CIM Error: Already exists',
    meaning: 'The provider already has an element or subscription of that name.',
  },
  cimNoSuchProperty: {
    code: 43012,
    label: 'StorageService CIM Error: No such property',
    meaning: "The provider's instance lacks the property to be set.",
  },
  cimTypeMismatch: {
    code: 43013,
    label: 'StorageService CIM Error: Type mismatch',
    meaning: "A value's type differs from the one that the provider expects.",
  },
  cimQueryLanguageNotSupported: {
    code: 43014,
    label: 'StorageService CIM Error: Query language not supported',
    meaning: 'The provider does not know the query language.',
  },
  cimInvalidQuery: {
    code: 43015,
    label: 'StorageService CIM Error: Invalid query',
    meaning: 'The provider cannot make sense of the query.',
  },
  cimMethodNotAvailable: {
    code: 43016,
    label: 'StorageService CIM Error: Method not available',
    meaning: 'The provider knows the method but cannot run it now.',
  },
  cimMethodNotFound: {
    code: 43017,
    label: 'StorageService CIM Error: Method not found',
    meaning: "The provider's service lacks the method.",
  },
  cimUnexpectedResponse: {
    code: 43018,
    label: 'StorageService CIM Error: Unexpected response',
    meaning: "The provider's answer makes no sense; the method may have had its effect.",
  },
  cimInvalidResponseDestination: {
    code: 43019,
    label: 'StorageService CIM Error: Invalid response destination',
    meaning: 'The provider cannot deliver indications to the destination it was given.',
  },
  cimNamespaceNotEmpty: {
    code: 43020,
    label: 'StorageService CIM Error: Namespace not empty',
    meaning: 'The provider cannot remove a namespace that still holds something.',
  },
  cimInvalidEnumerationContext: {
    code: 43021,
    label: 'StorageService CIM Error: Invalid enumeration context',
    meaning: 'The provider lost track of an enumeration that was under way.',
  },
  cimInvalidOperationTimeout: {
    code: 43022,
    label: 'StorageService CIM Error: Invalid operation timeout',
    meaning: 'The provider rejects the timeout asked of an enumeration.',
  },
  cimPullAbandoned: {
    code: 43023,
    label: 'StorageService CIM Error: Pull has been abandoned',
    meaning: 'The provider gave up an enumeration between two pulls.',
  },
  cimPullCannotBeAbandoned: {
    code: 43024,
    label: 'StorageService CIM Error: Pull cannot be abandoned',
    meaning: 'The provider cannot give up the pull that is under way.',
  },
  cimFilteredEnumerationNotSupported: {
    code: 43025,
    label: 'StorageService CIM Error: Filtered enumeration not supported',
    meaning: 'The provider cannot filter an enumeration.',
  },
  cimContinuationOnErrorNotSupported: {
    code: 43026,
    label: 'StorageService CIM Error: Continuation on error not supported',
    meaning: 'The provider cannot continue an enumeration after an error.',
  },
  cimServerLimitsExceeded: {
    code: 43027,
    label: 'StorageService CIM Error: Server limits exceeded',
    meaning: 'The provider is at a limit of its own, such as its number of sessions.',
  },
  cimServerShuttingDown: {
    code: 43028,
    label: 'StorageService CIM Error: Server is shutting down',
    meaning: 'The provider is shutting down and takes no more requests.',
  },
  cimQueryFeatureNotSupported: {
    code: 43029,
    label: 'StorageService CIM Error: Query feature not supported',
    meaning: 'The provider knows the query language but not a feature that the query uses.',
  },
  genericFailure: {
    code: 51000,
    label: 'StorageService: Generic Failure',
    meaning: 'The storage service itself failed.',
  },
  invalidCredentials: {
    code: 51005,
    label: 'StorageService: Invalid connection credentials',
    meaning: 'The user name or password is missing, wrong, expired or revoked.',
  },
  sslFailure: {
    code: 51010,
    label: 'StorageService: SSL connection failure',
    meaning: 'The TLS handshake with the provider failed, most often over its certificate.',
  },
} as const satisfies Readonly<Record<string, ReturnCode>>;

/** Outcomes of the conversation that all methods share. A method either has the code, or says what stands for it. */
export type CommonOutcome = keyof typeof commonCodes;

/** The common outcomes whose codes relay a CIM error of the SMI-S provider, 43001 to 43029. */
export type CimOutcome = Extract<CommonOutcome, `cim${string}`>;

// The keys of an object literal are its names: `Object.keys` only forgets the type.
const outcomes = Object.keys(commonCodes) as CommonOutcome[];
const isCim = (outcome: CommonOutcome): outcome is CimOutcome => outcome.startsWith('cim');

/** The codes 43001 to 43029. */
export const cimCodes = Object.fromEntries(
  outcomes.filter(isCim).map((outcome) => [outcome, commonCodes[outcome]]),
) as Pick<typeof commonCodes, CimOutcome>;

/** One outcome in the place of all that relay a CIM error, for a method that documents none of them. */
export function noCimCodes<Outcome extends string>(instead: Outcome): Readonly<Record<CimOutcome, Outcome>> {
  // One entry for each of them.
  return Object.fromEntries(outcomes.filter(isCim).map((outcome) => [outcome, instead])) as Record<CimOutcome, Outcome>;
}
