import { atLeast, type Version } from '../versions.js';

/** One number that a method may return. */
export interface ReturnCode {
  readonly code: number;
  /** The documents' words, verbatim. */
  readonly label: string;
  /** What it tells a storage engineer, in ours. */
  readonly meaning: string;
  /** The first release that documents it for this method; absent: as old as the method. */
  readonly since?: Version;
}

/** The return codes of MSFT_SMStorageVolume.CreateClone by the outcome's name.
 * @see Windows Storage Management (MsftStrgMan.mof), CreateClone method of the MSFT_SMStorageVolume class, "Return value" */
export const createCloneCodes = {
  success: {
    code: 0,
    label: 'Success',
    meaning: 'The clone is complete and the target exists.',
  },
  notSupported: {
    code: 1,
    label: 'Not Supported',
    meaning: 'This element cannot be cloned, or not into that pool, although the array offers clones.',
  },
  unspecifiedError: {
    code: 2,
    label: 'Unspecified Error',
    meaning: 'The array failed at once and does not know why.',
  },
  timeout: {
    code: 3,
    label: 'Timeout',
    meaning: 'No answer came within the operation timeout; whether the clone exists is unknown.',
  },
  failed: {
    code: 4,
    label: 'Failed',
    meaning: 'The source, the pool or the copy engine is in a state that rules the clone out now.',
  },
  invalidParameter: {
    code: 5,
    label: 'Invalid Parameter',
    meaning: 'An argument is malformed: an empty name, a reference of the wrong class, half of a credential.',
  },
  objectNotFound: {
    code: 8,
    label: 'Object Not Found',
    meaning: 'The storage service does not know the source volume or the target pool.',
    since: '2016',
  },
  jobStarted: {
    code: 4096,
    label: 'Method Parameters Checked - Job Started',
    meaning: 'The clone was accepted: room is reserved and a job is copying.',
  },
  accessDenied: {
    code: 40001,
    label: 'Access denied',
    meaning: "The caller's role may not manage storage.",
    since: '2016',
  },
  notEnoughResources: {
    code: 40002,
    label: 'There are not enough resources to complete the operation.',
    meaning: 'The pool lacks room, or a limit on replicas, volumes or jobs is reached.',
    since: '2016',
  },
  cacheOutOfDate: {
    code: 40003,
    label: 'Cache out of date',
    meaning: "The array was changed behind the storage service's back since its last discovery.",
    since: '2016',
  },
  methodInvocationFailed: {
    code: 40300,
    label: 'StorageService: Method invocation failed',
    meaning: 'The provider could not be reached, or the connection broke during the call.',
  },
  cannotModifyVolume: {
    code: 40304,
    label: 'StorageService: Cannot modify volume instance',
    meaning: 'The new target exists but could not be given its name.',
  },
  cloneNotSupported: {
    code: 40308,
    label: 'StorageService: Clone creation capability not supported',
    meaning: 'The system offers no clones at all.',
  },
  replicationTypeNotSupported: {
    code: 40500,
    label: 'StorageService: Replication type not supported per reported capabilities',
    meaning: 'The system offers clones, but not between these two places.',
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
    meaning: 'The provider rejects an argument, such as a target pool where none may be given.',
  },
  cimInvalidClass: {
    code: 43005,
    label: 'StorageService CIM Error: Invalid class',
    meaning: 'The provider does not implement the replication class.',
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
    meaning: 'The provider cannot find the superclass that it was given.',
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
    meaning: 'The provider knows the replication method but cannot run it now.',
  },
  cimMethodNotFound: {
    code: 43017,
    label: 'StorageService CIM Error: Method not found',
    meaning: "The provider's replication service lacks the method.",
  },
  cimUnexpectedResponse: {
    code: 43018,
    label: 'StorageService CIM Error: Unexpected response',
    meaning: "The provider's answer makes no sense; the clone may exist.",
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

export type CreateCloneOutcome = keyof typeof createCloneCodes;
export type CreateCloneCode = (typeof createCloneCodes)[CreateCloneOutcome]['code'];

/** A number means different things to different methods (4096, 40308), so every look-up starts from the method. */
const codesByMethod = { CreateClone: createCloneCodes } as const satisfies Readonly<
  Record<string, Readonly<Record<string, ReturnCode>>>
>;

/** The methods whose return codes are catalogued, by their short names. */
export type CataloguedMethod = keyof typeof codesByMethod;

/** The number that CreateClone returns for an outcome. */
export function codeOf<Outcome extends CreateCloneOutcome>(
  outcome: Outcome,
): (typeof createCloneCodes)[Outcome]['code'] {
  return createCloneCodes[outcome].code;
}

/** The outcome of CreateClone behind a number; undefined for one that the documents do not list. */
export function outcomeOf(code: number): CreateCloneOutcome | undefined {
  return outcomeByCode.get(code);
}

/** The documents' words for a method's return code; undefined for one that they do not list. */
export function labelOf(method: CataloguedMethod, code: number): string | undefined {
  return codesOf(method).find((entry) => entry.code === code)?.label;
}

/** Whether the documents list the code for the method in that release. */
export function isDocumented(method: CataloguedMethod, code: number, version: Version): boolean {
  return documentedCodes(method, version).includes(code);
}

/** The codes that the documents list for the method in that release, ascending. */
export function documentedCodes(method: CataloguedMethod, version: Version): readonly number[] {
  return codesOf(method)
    .filter(({ since }) => since === undefined || atLeast(version, since))
    .map(({ code }) => code);
}

function codesOf(method: CataloguedMethod): readonly ReturnCode[] {
  return Object.values(codesByMethod[method]);
}

// The keys of an object literal are its names: `Object.keys` only forgets the type.
const outcomeByCode: ReadonlyMap<number, CreateCloneOutcome> = new Map(
  (Object.keys(createCloneCodes) as CreateCloneOutcome[]).map((outcome) => [createCloneCodes[outcome].code, outcome]),
);
