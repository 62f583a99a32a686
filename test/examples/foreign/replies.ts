import type { Cause, Switches } from './switches.js';

/** What the array answers to a request. */
export interface ArrayReply {
  readonly code: number;
  readonly target: string | null;
  readonly job: string | null;
  /** MSFT_SMExtendedStatus. */
  readonly status: Readonly<Record<string, unknown>> | null;
}

const usualCodes: Readonly<Record<Cause, number>> = {
  role: 40001,
  malformed: 5,
  sourceUnknown: 8,
  poolUnknown: 8,
  noClones: 40308,
  password: 51005,
  account: 43002,
  sourceNotUsable: 4,
  free: 40002,
  volumeUnknown: 40313,
  copying: 6,
};

/** Deletions have no code of the service's for a caller who may not do that. */
const roleOnDelete = 43002;

/** The return codes of an array, by what it refuses a request for. */
export function codesOf({ codes }: Pick<Switches, 'codes'>): Readonly<Record<Cause, number | number[]>> {
  return { ...usualCodes, role: [usualCodes.role, roleOnDelete], ...codes };
}

/** A refusal, told as the array tells it.
 * @param words what people are told, with the numbers that decided
 */
export function refusal(method: 'CreateClone' | 'Delete', cause: Cause, words: string, switches: Switches): ArrayReply {
  const usual = cause === 'role' && method === 'Delete' ? roleOnDelete : usualCodes[cause];
  const code = switches.codes[cause] ?? usual;
  return { code, target: null, job: null, status: statusOf(method, code, words, switches) };
}

function statusOf(method: string, code: number, words: string, { status, wrong }: Switches): ArrayReply['status'] {
  if (status === 'none') return null;
  const isCimError = code >= 43001 && code <= 43029;
  const isOdd = status === 'odd';
  return {
    Operation: isOdd ? 'IWbemServices::ExecMethod' : method,
    StatusCode: wrong === 'statusContradicts' ? 0 : code,
    SMErrorSource: isCimError ? 2 : 1,
    SMErrorCode: isCimError ? code - 43000 : code,
    SMMessage: isOdd ? 'The request was refused, see the log of the array.' : words,
    SMDetails: '',
  };
}
