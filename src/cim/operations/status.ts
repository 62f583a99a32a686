/** The statuses of CIM operations, by name. @see DSP0200, "Status codes returned by operations" */
export const cimStatuses = {
  failed: 1,
  accessDenied: 2,
  invalidNamespace: 3,
  invalidParameter: 4,
  invalidClass: 5,
  notFound: 6,
  notSupported: 7,
  classHasChildren: 8,
  classHasInstances: 9,
  invalidSuperclass: 10,
  alreadyExists: 11,
  noSuchProperty: 12,
  typeMismatch: 13,
  queryLanguageNotSupported: 14,
  invalidQuery: 15,
  methodNotAvailable: 16,
  methodNotFound: 17,
  namespaceNotEmpty: 20,
  invalidEnumerationContext: 21,
  invalidOperationTimeout: 22,
  pullHasBeenAbandoned: 23,
  pullCannotBeAbandoned: 24,
  filteredEnumerationNotSupported: 25,
  continuationOnErrorNotSupported: 26,
  serverLimitsExceeded: 27,
  serverIsShuttingDown: 28,
  queryFeatureNotSupported: 29,
} as const;

/** A status by name: 'notFound'. */
export type CimStatus = keyof typeof cimStatuses;

/** The name of a status; undefined for no number, and for one that none has. */
export function statusNamed(number: number | null): CimStatus | undefined {
  return number === null ? undefined : byNumber.get(number);
}

// The entries are those of the table above.
const byNumber: ReadonlyMap<number, CimStatus> = new Map(
  Object.entries(cimStatuses).map(([name, number]) => [number, name as CimStatus]),
);
