import { type TroubleName, troubleNames } from '../../subject/action.js';
import type { Rule } from '../rule.js';
import { credentials } from './shared.js';

/** What each trouble between the storage service and its provider is answered with.
 * @see the methods' pages, "Return value", by the codes' descriptions
 */
const outcomes: Readonly<Record<TroubleName, readonly [step: Rule['step'], outcome: string]>> = {
  linkDown: ['connect', 'methodInvocationFailed'],
  linkHung: ['connect', 'timeout'],
  serverStopped: ['connect', 'methodInvocationFailed'],
  serverShuttingDown: ['connect', 'cimServerShuttingDown'],
  sessionsUsedUp: ['connect', 'cimServerLimitsExceeded'],
  certificateExpired: ['tls', 'sslFailure'],
  certificateUntrusted: ['tls', 'sslFailure'],
  certificateOfAnotherHost: ['tls', 'sslFailure'],
  credentialMissing: ['authenticate', 'invalidCredentials'],
  credentialWrong: ['authenticate', 'invalidCredentials'],
  credentialUnknown: ['authenticate', 'invalidCredentials'],
  accountRevoked: ['authenticate', 'invalidCredentials'],
  accountExpired: ['authenticate', 'invalidCredentials'],
  accountDenied: ['authenticate', 'cimAccessDenied'],
  accountWithoutSessions: ['authenticate', 'cimServerLimitsExceeded'],
  namespaceMissing: ['findService', 'cimInvalidNamespace'],
};

const first: readonly string[] = ['connect', 'tls'];

function ruleOf(because: TroubleName): Rule {
  const [step, outcome] = outcomes[because];
  return {
    step,
    because,
    outcome,
    property: 'CAUSE-COMPLETE',
    isTrouble: true,
    // Credentials of the call's own go before the configured ones.
    holds: ({ state, call }) =>
      state.trouble === because && (step !== 'authenticate' || call.with.username === undefined ? true : undefined),
  };
}

const rules = troubleNames.map(ruleOf);

/** What a call meets on its way to the provider, and what that says of who calls. */
export const provider: readonly Rule[] = [
  ...rules.filter(({ step }) => first.includes(step)),
  ...credentials,
  ...rules.filter(({ step }) => !first.includes(step)),
];
