import type { Refusal, Subject } from '../operations/results.js';
import type { CimStatus } from '../operations/status.js';

/** Whose mistake each subcode tells of. @see DSP0226 1.2, 14.6 */
export const subcodes = {
  'wsa:ActionNotSupported': 'Sender',
  'wsa:DestinationUnreachable': 'Sender',
  'wsa:EndpointUnavailable': 'Receiver',
  'wsa:InvalidMessageInformationHeader': 'Sender',
  'wsa:MessageInformationHeaderRequired': 'Sender',
  'wsen:CannotProcessFilter': 'Sender',
  'wsen:FilterDialectRequestedUnavailable': 'Sender',
  'wsen:FilteringNotSupported': 'Sender',
  'wsen:InvalidEnumerationContext': 'Receiver',
  'wsen:UnsupportedExpirationType': 'Sender',
  'wsman:AccessDenied': 'Sender',
  'wsman:AlreadyExists': 'Sender',
  'wsman:Concurrency': 'Sender',
  'wsman:EncodingLimit': 'Sender',
  'wsman:InternalError': 'Receiver',
  'wsman:InvalidOptions': 'Sender',
  'wsman:InvalidParameter': 'Sender',
  'wsman:InvalidSelectors': 'Sender',
  'wsman:QuotaLimit': 'Sender',
  'wsman:SchemaValidationError': 'Sender',
  'wsman:TimedOut': 'Receiver',
  'wsman:UnsupportedFeature': 'Sender',
  'wsmb:PolymorphismModeNotSupported': 'Sender',
  'wxf:InvalidRepresentation': 'Sender',
} as const;

type Subcode = keyof typeof subcodes;

/** A SOAP fault. */
export interface Fault {
  /** Two of SOAP's own codes have no subcode. */
  readonly subcode: Subcode | 'MustUnderstand' | 'VersionMismatch';
  /** One plain line. */
  readonly reason: string;
  /** What follows `…/wsman/faultDetail/`, where the documents name one. */
  readonly detail?: Detail;
  /** The CIM status that it stands for. */
  readonly status?: CimStatus;
  /** The header that was not understood. */
  readonly header?: { readonly uri: string; readonly local: string };
}

/** @see DSP0226 1.2, 14.6 */
type Detail =
  | 'AddressingMode'
  | 'CharacterSet'
  | 'DuplicateSelectors'
  | 'FragmentLevelAccess'
  | 'InsufficientSelectors'
  | 'InvalidName'
  | 'InvalidResourceURI'
  | 'InvalidValue'
  | 'MaxEnvelopeSize'
  | 'MinimumEnvelopeLimit'
  | 'NotSupported'
  | 'TypeMismatch'
  | 'UnexpectedSelectors';

/** Carries a fault out of the middle of a message that is read. */
export class FaultError extends Error {
  constructor(readonly fault: Fault) {
    super(fault.reason);
    this.name = 'FaultError';
  }
}

/** @throws FaultError */
export function raise(subcode: Fault['subcode'], reason: string, detail?: Detail): never {
  throw new FaultError(faultOf(subcode, reason, detail));
}

/** A fault as it is written. */
export function faultOf(subcode: Fault['subcode'], reason: string, detail?: Detail): Fault {
  return detail === undefined ? { subcode, reason } : { subcode, reason, detail };
}

/** The fault that stands for a status.
 * @param filtered whether a filter was asked: one that names what is not there can't be processed
 */
export function faultFor({ status, text, about }: Refusal, filtered: boolean): Fault {
  const special = filtered && about !== 'object' ? filters[status] : byPart[about]?.[status];
  return { ...(special ?? faults[status]), reason: text, status };
}

type Kind = Pick<Fault, 'subcode' | 'detail'>;

/** @see DSP0227 1.2, "Mapping of CIM errors" */
const faults: Readonly<Record<CimStatus, Kind>> = {
  failed: { subcode: 'wsman:InternalError' },
  accessDenied: { subcode: 'wsman:AccessDenied' },
  invalidNamespace: { subcode: 'wsa:DestinationUnreachable' },
  invalidParameter: { subcode: 'wsman:InvalidParameter' },
  invalidClass: { subcode: 'wsa:DestinationUnreachable', detail: 'InvalidResourceURI' },
  notFound: { subcode: 'wsa:DestinationUnreachable' },
  notSupported: { subcode: 'wsa:ActionNotSupported' },
  classHasChildren: { subcode: 'wsman:Concurrency' },
  classHasInstances: { subcode: 'wsman:Concurrency' },
  invalidSuperclass: { subcode: 'wsman:InvalidParameter' },
  alreadyExists: { subcode: 'wsman:AlreadyExists' },
  noSuchProperty: { subcode: 'wsman:InvalidParameter', detail: 'InvalidName' },
  typeMismatch: { subcode: 'wsman:InvalidParameter', detail: 'TypeMismatch' },
  queryLanguageNotSupported: { subcode: 'wsen:FilterDialectRequestedUnavailable' },
  invalidQuery: { subcode: 'wsen:CannotProcessFilter' },
  methodNotAvailable: { subcode: 'wsa:ActionNotSupported' },
  methodNotFound: { subcode: 'wsa:ActionNotSupported' },
  namespaceNotEmpty: { subcode: 'wsman:Concurrency' },
  invalidEnumerationContext: { subcode: 'wsen:InvalidEnumerationContext' },
  invalidOperationTimeout: { subcode: 'wsa:InvalidMessageInformationHeader' },
  pullHasBeenAbandoned: { subcode: 'wsen:InvalidEnumerationContext' },
  pullCannotBeAbandoned: { subcode: 'wsman:Concurrency' },
  filteredEnumerationNotSupported: { subcode: 'wsen:FilteringNotSupported' },
  continuationOnErrorNotSupported: { subcode: 'wsman:UnsupportedFeature' },
  serverLimitsExceeded: { subcode: 'wsman:QuotaLimit' },
  serverIsShuttingDown: { subcode: 'wsa:EndpointUnavailable' },
  queryFeatureNotSupported: { subcode: 'wsen:CannotProcessFilter' },
};

const unprocessed: Kind = { subcode: 'wsen:CannotProcessFilter' };

const filters: Readonly<Partial<Record<CimStatus, Kind>>> = {
  invalidParameter: unprocessed,
  invalidClass: unprocessed,
  noSuchProperty: unprocessed,
  typeMismatch: unprocessed,
};

/** What else than its status says which fault a refusal is. */
const byPart: { readonly [Part in Subject]?: Readonly<Partial<Record<CimStatus, Kind>>> } = {
  keys: {
    invalidParameter: { subcode: 'wsman:InvalidSelectors', detail: 'UnexpectedSelectors' },
    typeMismatch: { subcode: 'wsman:InvalidSelectors', detail: 'TypeMismatch' },
  },
  missingKeys: { invalidParameter: { subcode: 'wsman:InvalidSelectors', detail: 'InsufficientSelectors' } },
  parameterName: { invalidParameter: { subcode: 'wsman:InvalidParameter', detail: 'InvalidName' } },
  parameter: { invalidParameter: { subcode: 'wsman:InvalidParameter', detail: 'TypeMismatch' } },
};
