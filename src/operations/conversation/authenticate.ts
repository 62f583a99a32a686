import { providerNow } from '../../store/faultEdits.js';
import type { World } from '../../store/world.js';
import { formatDuration, type Milliseconds } from '../../vocabulary/units/durations.js';
import { none, type SessionHandle } from '../../vocabulary/units/ids.js';
import { roleOf } from '../facts/callers.js';
import { keepsSessions, sessionShown, usesOpenSession } from '../facts/sessions.js';
import type { SystemFacts } from '../facts/system.js';
import { isOver } from '../facts/time.js';
import { connectionRows } from './connection.js';
import { anyoneMayNot } from './service.js';
import type { SharedRow } from './sharedRow.js';

/** Whether the provider wants to know who calls. */
export const asksForCredentials = ({ provider }: SystemFacts) => provider.authentication === 'required';

const [connectionLost, noAnswer] = connectionRows('authenticate');

/** What the provider says about who asks. */
const credentials: readonly SharedRow[] = [
  {
    refuse: 'invalidCredentials',
    because: 'noCredentials',
    cause: 'the provider asks for credentials, and neither the call nor the configuration provider has any',
    whenSystem: asksForCredentials,
    whenElements: ({ credential }) => credential === undefined,
    message: () => 'neither the call nor the configuration provider has credentials for the provider',
  },
  {
    refuse: 'invalidCredentials',
    because: 'wrongCredentials',
    cause: 'the account is unknown, or the password is wrong',
    whenSystem: asksForCredentials,
    whenElements: ({ account, credential }) => account?.passwordDigest !== credential?.passwordDigest,
    whenFault: ({ badCredential }) => badCredential,
    message: (facts) =>
      facts.account === undefined
        ? `the provider has no account '${facts.credential?.username}'`
        : `the password for account '${facts.credential?.username}' is wrong`,
  },
  {
    refuse: 'invalidCredentials',
    because: 'credentialsExpired',
    cause: 'the account has expired',
    whenSystem: asksForCredentials,
    whenElements: ({ account }) => account !== undefined && account.expiresAtMs !== null,
    when: ({ account, world }) => isOver(account?.expiresAtMs ?? null, providerNow(world)),
    message: (facts) =>
      `account '${facts.credential?.username}' expired at ${formatDuration((facts.account?.expiresAtMs ?? 0) as Milliseconds)}`,
  },
  {
    refuse: 'invalidCredentials',
    because: 'credentialsRevoked',
    cause: 'the account has been revoked',
    whenSystem: asksForCredentials,
    whenElements: ({ account }) => account?.revoked === true,
    message: (facts) => `account '${facts.credential?.username}' has been revoked`,
  },
  {
    refuse: 'invalidCredentials',
    because: 'sessionEnded',
    cause: "the caller's session has ended, by idling or with its token, and the caller has not logged in anew",
    whenSystem: keepsSessions,
    when: ({ world, request, accountHandle }) => hasEnded(world, sessionShown(world, request, accountHandle)),
    message: ({ request }) =>
      `the session of ${request.caller} has ended; it has to log in anew, by a call with credentials or after closing its session`,
  },
];

function hasEnded({ sessions }: World, session: SessionHandle | -1): boolean {
  return session !== none && sessions.read(session).ended === 1;
}

const roleBefore2016: SharedRow = {
  refuse: 'cimAccessDenied',
  because: 'role',
  cause: "the caller's role may not manage storage",
  before: '2016',
  whenSystem: anyoneMayNot,
  when: (facts) => roleOf(facts) !== 'administrator',
  message: (facts) => `${facts.request.caller} is ${roleOf(facts)}; only an administrator may manage storage`,
};

const namespaceAndLimits: readonly SharedRow[] = [
  {
    refuse: 'cimAccessDenied',
    because: 'namespaceDenied',
    cause: "the account is denied the provider's namespace",
    whenSystem: asksForCredentials,
    whenElements: ({ account }) => account?.deniedNamespace === true,
    whenFault: ({ denied }) => denied,
    message: (facts) => `account '${facts.credential?.username}' may not enter the provider's namespace`,
  },
  {
    refuse: 'cimServerLimitsExceeded',
    because: 'accountSessions',
    cause: 'the account has as many sessions as it may',
    whenSystem: asksForCredentials,
    whenElements: ({ account }) => account !== undefined && account.maximumSessions !== null,
    when: ({ world, call, account, accountHandle }) =>
      accountHandle !== none &&
      !usesOpenSession(world, call) &&
      world.accounts.read(accountHandle).sessions >= (account?.maximumSessions ?? Infinity),
    counts: true,
    message: ({ world, account, accountHandle }) => {
      if (account === undefined || accountHandle === none) return '';
      const { name, maximumSessions } = account;
      return `account '${name}' holds ${world.accounts.read(accountHandle).sessions} of its ${maximumSessions} sessions`;
    },
  },
  {
    refuse: 'cimServerShuttingDown',
    because: 'shuttingDown',
    cause: 'the provider began to shut down while the call was connecting',
    whenSystem: ({ server }) => server === 'shuttingDown',
    message: () => 'the provider is shutting down and authenticates nobody',
  },
];

/** For methods that change something. */
export const authenticate: readonly SharedRow[] = [
  connectionLost,
  noAnswer,
  ...credentials,
  roleBefore2016,
  ...namespaceAndLimits,
];

/** For methods that only ask: whoever has an account may. */
export const authenticateReader: readonly SharedRow[] = [
  connectionLost,
  noAnswer,
  ...credentials,
  ...namespaceAndLimits,
];
