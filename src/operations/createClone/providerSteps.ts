import { formatDuration, type Milliseconds } from '../../vocabulary/durations.js';
import { accountOf, type CallFacts, credentialOf, localityOf, roleOf, sessionsOf } from '../look.js';
import type { Check, SystemFacts } from '../operation.js';
import { isOver } from './serviceSteps.js';

/** Whether the provider wants to know who calls. */
export const asksForCredentials = ({ provider }: SystemFacts) => provider.authentication === 'required';

/** What the SMI-S provider tells about who asks, and about what it can be asked. */
export const providerSteps = {
  authenticate: [
    {
      refuse: 'invalidCredentials',
      because: 'noCredentials',
      cause: 'the provider asks for credentials, and neither the call nor the configuration provider has any',
      given: asksForCredentials,
      when: (facts) => credentialOf(facts) === undefined,
      message: () => 'neither the call nor the configuration provider has credentials for the provider',
    },
    {
      refuse: 'invalidCredentials',
      because: 'wrongCredentials',
      cause: 'the account is unknown, or the password is wrong',
      given: asksForCredentials,
      when: (facts) => accountOf(facts)?.account.passwordDigest !== credentialOf(facts)?.passwordDigest,
      message: (facts) =>
        accountOf(facts) === undefined
          ? `the provider has no account '${credentialOf(facts)?.username}'`
          : `the password for account '${credentialOf(facts)?.username}' is wrong`,
    },
    {
      refuse: 'invalidCredentials',
      because: 'credentialsExpired',
      cause: 'the account has expired',
      given: asksForCredentials,
      when: (facts) => isOver(accountOf(facts)?.account.expiresAtMs ?? null, facts.world.nowMs),
      message: (facts) =>
        `account '${credentialOf(facts)?.username}' expired at ${formatDuration((accountOf(facts)?.account.expiresAtMs ?? 0) as Milliseconds)}`,
    },
    {
      refuse: 'invalidCredentials',
      because: 'credentialsRevoked',
      cause: 'the account has been revoked',
      given: asksForCredentials,
      when: (facts) => accountOf(facts)?.account.revoked === true,
      message: (facts) => `account '${credentialOf(facts)?.username}' has been revoked`,
    },
    {
      refuse: 'cimAccessDenied',
      because: 'role',
      cause: "the caller's role may not manage storage",
      before: '2016',
      when: (facts) => roleOf(facts) !== 'administrator',
      message: (facts) => `${facts.request.caller} is ${roleOf(facts)}; only an administrator may manage storage`,
    },
    {
      refuse: 'cimAccessDenied',
      because: 'namespaceDenied',
      cause: 'the account is denied the namespace of the replication service',
      given: asksForCredentials,
      when: (facts) => accountOf(facts)?.account.deniedNamespace === true,
      message: (facts) => `account '${credentialOf(facts)?.username}' may not enter the provider's namespace`,
    },
    {
      refuse: 'cimServerLimitsExceeded',
      because: 'accountSessions',
      cause: 'the account has as many sessions as it may',
      given: asksForCredentials,
      when: (facts) => {
        const found = accountOf(facts);
        if (found === undefined || found.account.maximumSessions === null) return false;
        return sessionsOf(facts.world, found.handle) >= found.account.maximumSessions;
      },
      message: (facts) => {
        const found = accountOf(facts);
        if (found === undefined) return '';
        const { name, maximumSessions } = found.account;
        return `account '${name}' holds ${sessionsOf(facts.world, found.handle)} of its ${maximumSessions} sessions`;
      },
    },
    {
      refuse: 'cimServerShuttingDown',
      because: 'shuttingDown',
      cause: 'the provider began to shut down while the call was connecting',
      given: ({ server }) => server === 'shuttingDown',
      message: () => 'the provider is shutting down and authenticates nobody',
    },
  ],

  findService: [
    {
      refuse: 'cimInvalidNamespace',
      because: 'namespaceMissing',
      cause: "the provider's namespace does not exist",
      given: ({ settings }) => settings.namespace === 'missing',
      message: (facts) => `${facts.provider.name} has no such namespace`,
    },
    {
      refuse: 'cimInvalidClass',
      because: 'replicationServiceMissing',
      cause: 'the provider has no replication service class',
      given: ({ settings }) => settings.replicationService === 'missing',
      message: (facts) => `${facts.provider.name} has no class for a replication service`,
    },
    {
      refuse: 'cimInvalidEnumerationContext',
      because: 'contextLost',
      cause: 'the provider has lost the context of the enumeration',
    },
    {
      refuse: 'cimInvalidOperationTimeout',
      because: 'enumerationTimeout',
      cause: 'the provider refuses the operation timeout that the service asks for in its enumeration',
      given: ({ configuration }) => configuration.operationTimeoutMs > configuration.longestEnumerationMs,
      message: ({ configuration }) =>
        `the service asks for ${formatDuration(configuration.operationTimeoutMs)}, the provider keeps an enumeration open ${formatDuration(configuration.longestEnumerationMs)} at most`,
    },
    { refuse: 'cimPullAbandoned', because: 'pullAbandoned', cause: 'the provider has abandoned the pull' },
    {
      refuse: 'cimPullCannotBeAbandoned',
      because: 'pullNotAbandonable',
      cause: 'the service gives up a pull that the provider cannot abandon',
    },
    {
      refuse: 'cimFilteredEnumerationNotSupported',
      because: 'filter',
      cause: 'the provider cannot filter an enumeration',
      given: ({ provider }) => !provider.enumeration.filters,
      message: (facts) => `${facts.provider.name} cannot filter the enumeration of its services`,
    },
    {
      refuse: 'cimContinuationOnErrorNotSupported',
      because: 'continuation',
      cause: 'the provider cannot go on with an enumeration after an error',
      given: ({ provider }) => !provider.enumeration.continuesOnError,
      message: (facts) => `${facts.provider.name} does not accept ContinueOnError`,
    },
  ],

  readCapabilities: [
    {
      refuse: 'cimQueryLanguageNotSupported',
      because: 'queryLanguage',
      cause: 'the provider does not know the query language',
      given: ({ provider }) => !provider.query.language,
      message: (facts) => `${facts.provider.name} does not know the query language DMTF:CQL`,
    },
    { refuse: 'cimInvalidQuery', because: 'query', cause: 'the provider finds the query malformed' },
    {
      refuse: 'cimQueryFeatureNotSupported',
      because: 'queryFeature',
      cause: 'the provider lacks a feature that the query uses',
      given: ({ provider }) => !provider.query.features,
      message: (facts) => `${facts.provider.name} supports basic queries only`,
    },
    {
      refuse: 'cimNotSupported',
      because: 'noCapabilities',
      cause: 'the provider does not report its replication capabilities, or not how it makes replicas',
      given: (system) => !system.provider.reportsCapabilities || !makesReplicas(system),
      message: (facts) =>
        facts.provider.reportsCapabilities
          ? 'CreateElementReplica is neither among the synchronous nor among the asynchronous actions'
          : `${facts.provider.name} does not report its replication capabilities`,
    },
    {
      refuse: 'cloneNotSupported',
      because: 'clonesWithdrawn',
      cause: "the live capabilities offer no clones, though the service's cache says so",
      given: ({ live }) => !live.clones,
      message: () => "the array offers no clones any more; the service's cache still says that it does",
    },
    {
      refuse: 'replicationTypeNotSupported',
      because: 'typeWithdrawn',
      cause: "the live capabilities lack the replication type that the service's cache promises",
      given: ({ live }) => !live.local || !live.remote,
      when: (facts) => !facts.live[localityOf(facts)],
      message: (facts) =>
        `the array makes no ${localityOf(facts)} clones any more; the service's cache still says that it does`,
    },
  ],
} satisfies Record<string, readonly Check<CallFacts>[]>;

function makesReplicas({ live, settings }: SystemFacts): boolean {
  // Without any replication type there is nothing to make, and the rows below answer.
  return live.copies !== 'never' || settings.capabilities.replicationTypes.length === 0;
}
