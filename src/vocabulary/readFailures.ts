/** Why a read tells nothing, with the number of the CIM status that the server answers; null where no answer came.
 * @see DSP0200, CIM status codes
 */
const readFailures = {
  CIM_ERR_FAILED: 1,
  CIM_ERR_ACCESS_DENIED: 2,
  CIM_ERR_INVALID_NAMESPACE: 3,
  CIM_ERR_NOT_FOUND: 6,
  CIM_ERR_SERVER_LIMITS_EXCEEDED: 27,
  CIM_ERR_SERVER_IS_SHUTTING_DOWN: 28,
  timedOut: null,
  connectionReset: null,
} as const;

/** Why a read failed: a CIM status, or that no answer came. */
export type ReadFailure = keyof typeof readFailures;

// The keys of an object literal are its names: `Object.keys` only forgets the type.
export const readFailureNames = Object.keys(readFailures) as ReadFailure[];

/** A read that failed: it says nothing of the array, and another one may. */
export class ReadFailedError extends Error {
  /** What the server answered, or that no answer came. */
  readonly why: ReadFailure;
  /** The number of the CIM status that it answered; null where no answer came. */
  readonly status: number | null;
  /** The id of the fault that let the read fail. */
  readonly fault: string;

  constructor(why: ReadFailure, fault: string) {
    super(`the read failed: ${inWords(why)}`);
    this.name = 'ReadFailedError';
    this.why = why;
    this.status = readFailures[why];
    this.fault = fault;
  }
}

function inWords(why: ReadFailure): string {
  if (why === 'timedOut') return 'no answer came within the operation time-out';
  if (why === 'connectionReset') return 'the connection was reset before the answer came';
  return `${why} (${readFailures[why]})`;
}
