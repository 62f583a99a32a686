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
  sessionEnded: ['authenticate', 'invalidCredentials'],
  namespaceMissing: ['findService', 'cimInvalidNamespace'],
  arrayNotManaged: ['findService', 'cimNotFound'],
  clonesUnavailable: ['invoke', 'cimMethodNotAvailable'],
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
    holds: (input) => {
      if (input.state.trouble !== because) return false;
      if (step === 'authenticate' && input.call.with.username !== undefined) return undefined;
      // Others may have no session that could have ended.
      return because === 'sessionEnded' && input.call.caller !== undefined ? undefined : true;
    },
  };
}

/** The provider has the method that clones, but can't execute it now: no other method minds. */
export const clonesUnavailable: Rule = ruleOf('clonesUnavailable');

/** A session that has outlived its calls may have ended, by idling or with the provider's server, where that is declared. */
const sessionMayHaveEnded: Rule = {
  step: 'authenticate',
  because: 'sessionMayHaveEnded',
  outcome: 'invalidCredentials',
  property: 'CAUSE-COMPLETE',
  holds: ({ advertised, call }) =>
    advertised.declares.sessions === 'mayEnd' && call.with.username === undefined ? undefined : false,
};

const rules = troubleNames.filter((name) => name !== 'clonesUnavailable').map(ruleOf);

/** What a call meets on its way to the provider, and what that says of who calls. */
export const provider: readonly Rule[] = [
  ...rules.filter(({ step }) => first.includes(step)),
  ...credentials,
  sessionMayHaveEnded,
  ...rules.filter(({ step }) => !first.includes(step)),
];
