import type { Action, TroubleName } from '../conformance/subject/action.js';
import { StorageArray } from '../engine/array.js';
import type { Session } from '../engine/arrayApi.js';
import type { Change } from '../engine/controls/changeSchemas.js';
import { perform } from '../engine/history/perform.js';
import { BadInputError } from '../vocabulary/input/badInput.js';
import { service, usualCaller } from './fixtures.js';

/** Does to an array what people and hosts do.
 * @returns whether it took it; what it did not take has changed nothing
 */
export function carryOut(array: StorageArray, action: Action): boolean {
  try {
    return done(array, action);
  } catch (thrown) {
    // An element that is not there, a volume that a job works on, a state that the chart does not lead to.
    if (thrown instanceof BadInputError) return false;
    throw thrown;
  }
}

function done(array: StorageArray, action: Action): boolean {
  switch (action.do) {
    case 'delete':
      // A pool's id would be taken, too.
      if (array.findVolume(action.volume) === undefined) return false;
      if (!perform(array, { do: 'outOfBand', change: { delete: action.volume } }).changed) return false;
      perform(array, { do: 'discover' });
      return true;
    case 'write': {
      const { volume, offset, length, tag } = action;
      return perform(array, { do: 'write', volume, write: { offset, length, tag } }).written;
    }
    case 'control':
      perform(array, { do: 'job', job: action.job, control: action.control });
      return true;
    case 'leaveFree': {
      const { total, free, madeOf } = array.pool(action.pool);
      const more = BigInt(action.bytes) - free;
      // What it is made of has no more.
      if (madeOf !== null && more > array.pool(madeOf).free) return false;
      perform(array, { do: 'set', change: { pool: action.pool, size: total - free + BigInt(action.bytes) } });
      return true;
    }
    case 'setState': {
      const { element, state } = action;
      const isVolume = array.findVolume(element) !== undefined;
      // The array judges the state, and throws for a word that is none.
      const change = (isVolume ? { volume: element, state } : { pool: element, state }) as Change;
      perform(array, { do: 'set', change });
      return true;
    }
    case 'load':
      perform(array, { do: 'set', change: { pool: action.pool, hostLoad: action.busy } });
      return true;
    case 'setLink':
      perform(array, { do: 'set', change: { link: action.state } });
      return true;
    case 'disturb':
      return disturb(array, action.trouble);
  }
}

function disturb(array: StorageArray, trouble: TroubleName | null): boolean {
  const { sessions } = array.provider;
  const isKnown = ({ caller, state }: Session) => caller === usualCaller && state !== 'leaked';
  if (trouble === 'sessionEnded' && !sessions().some(isKnown)) return false;
  const { methods } = StorageArray.worldOf(array).configuration.profile.provider;
  const { CreateElementReplica = 'available' } = methods;
  for (const change of undisturbed) perform(array, { do: 'set', change });
  perform(array, { do: 'set', change: { provider: { methods: { CreateElementReplica } } } });
  // Its client logs in anew with its next call.
  for (const { id, state } of sessions())
    if (state === 'ended' && trouble !== 'sessionEnded')
      perform(array, { do: 'session', session: id, control: 'close' });
  if (trouble === 'sessionEnded') perform(array, { do: 'session', session: usualCaller, control: 'end' });
  else if (trouble !== null) perform(array, { do: 'set', change: troubles[trouble] });
  return true;
}

const { username: name, password } = service;

/** What the service and its provider are like when nothing stands between them. */
const undisturbed: readonly Change[] = [
  { provider: { link: 'up', server: 'running', foreignSessions: 0, namespace: 'present', managesArray: true } },
  { certificate: 'valid' },
  { credential: service },
  { account: { name, password, revoked: false, expiresIn: null, deniedNamespace: false, maximumSessions: null } },
];

const many = 1_000_000;

const troubles: Readonly<Record<Exclude<TroubleName, 'sessionEnded'>, Change>> = {
  linkDown: { provider: { link: 'down' } },
  linkHung: { provider: { link: 'hung' } },
  serverStopped: { provider: { server: 'stopped' } },
  serverShuttingDown: { provider: { server: 'shuttingDown' } },
  sessionsUsedUp: { provider: { foreignSessions: many } },
  certificateExpired: { certificate: 'expired' },
  certificateUntrusted: { certificate: 'untrusted' },
  certificateOfAnotherHost: { certificate: 'wrongHost' },
  credentialMissing: { credential: null },
  credentialWrong: { credential: { username: name, password: `${password}, or not` } },
  credentialUnknown: { credential: { username: `${name}, or not`, password } },
  accountRevoked: { account: { name, revoked: true } },
  accountExpired: { account: { name, expiresIn: '0 s' } },
  accountDenied: { account: { name, deniedNamespace: true } },
  accountWithoutSessions: { account: { name, maximumSessions: 0 } },
  namespaceMissing: { provider: { namespace: 'missing' } },
  arrayNotManaged: { provider: { managesArray: false } },
  clonesUnavailable: { provider: { methods: { CreateElementReplica: 'unavailable' } } },
};
