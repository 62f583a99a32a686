import { providerNow } from '../../store/faultState.js';
import { formatDuration, type Milliseconds } from '../../vocabulary/units/durations.js';
import { none } from '../../vocabulary/units/ids.js';
import type { CallFacts } from '../facts/call.js';
import { roleOf, sessionsOf } from '../facts/callers.js';
import { localityOf } from '../facts/elements.js';
import type { Check, SystemFacts } from '../operation.js';
import { connectionRows } from './connectionRows.js';
import { anyoneMayNot, isOver } from './serviceSteps.js';

/** Whether the provider wants to know who calls. */
export const asksForCredentials = ({ provider }: SystemFacts) => provider.authentication === 'required';

/** What the SMI-S provider tells about who asks, and about what it can be asked. */
export const providerSteps = {
  authenticate: [
    ...connectionRows('authenticate'),
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
      refuse: 'cimAccessDenied',
      because: 'role',
      cause: "the caller's role may not manage storage",
      before: '2016',
      whenSystem: anyoneMayNot,
      when: (facts) => roleOf(facts) !== 'administrator',
      message: (facts) => `${facts.request.caller} is ${roleOf(facts)}; only an administrator may manage storage`,
    },
    {
      refuse: 'cimAccessDenied',
      because: 'namespaceDenied',
      cause: 'the account is denied the namespace of the replication service',
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
      when: ({ world, account, accountHandle }) =>
        accountHandle !== none && sessionsOf(world, accountHandle) >= (account?.maximumSessions ?? Infinity),
      message: ({ world, account, accountHandle }) => {
        if (account === undefined || accountHandle === none) return '';
        const { name, maximumSessions } = account;
        return `account '${name}' holds ${sessionsOf(world, accountHandle)} of its ${maximumSessions} sessions`;
      },
    },
    {
      refuse: 'cimServerShuttingDown',
      because: 'shuttingDown',
      cause: 'the provider began to shut down while the call was connecting',
      whenSystem: ({ server }) => server === 'shuttingDown',
      message: () => 'the provider is shutting down and authenticates nobody',
    },
  ],

  findService: [
    ...connectionRows('findService'),
    {
      refuse: 'cimInvalidNamespace',
      because: 'namespaceMissing',
      cause: "the provider's namespace does not exist",
      whenSystem: ({ settings }) => settings.namespace === 'missing',
      message: (facts) => `${facts.provider.name} has no such namespace`,
    },
    {
      refuse: 'cimInvalidClass',
      because: 'replicationServiceMissing',
      cause: 'the provider has no replication service class',
      whenSystem: ({ settings }) => settings.replicationService === 'missing',
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
      whenSystem: ({ configuration }) => configuration.operationTimeoutMs > configuration.longestEnumerationMs,
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
      whenSystem: ({ provider }) => !provider.enumeration.filters,
      message: (facts) => `${facts.provider.name} cannot filter the enumeration of its services`,
    },
    {
      refuse: 'cimContinuationOnErrorNotSupported',
      because: 'continuation',
      cause: 'the provider cannot go on with an enumeration after an error',
      whenSystem: ({ provider }) => !provider.enumeration.continuesOnError,
      message: (facts) => `${facts.provider.name} does not accept ContinueOnError`,
    },
  ],

  readCapabilities: [
    ...connectionRows('readCapabilities'),
    {
      refuse: 'cimQueryLanguageNotSupported',
      because: 'queryLanguage',
      cause: 'the provider does not know the query language',
      whenSystem: ({ provider }) => !provider.query.language,
      message: (facts) => `${facts.provider.name} does not know the query language DMTF:CQL`,
    },
    { refuse: 'cimInvalidQuery', because: 'query', cause: 'the provider finds the query malformed' },
    {
      refuse: 'cimQueryFeatureNotSupported',
      because: 'queryFeature',
      cause: 'the provider lacks a feature that the query uses',
      whenSystem: ({ provider }) => !provider.query.features,
      message: (facts) => `${facts.provider.name} supports basic queries only`,
    },
    {
      refuse: 'cimNotSupported',
      because: 'noCapabilities',
      cause: 'the provider does not report its replication capabilities, or not how it makes replicas',
      whenSystem: (system) => !system.provider.reportsCapabilities || !makesReplicas(system),
      message: (facts) =>
        facts.provider.reportsCapabilities
          ? 'CreateElementReplica is neither among the synchronous nor among the asynchronous actions'
          : `${facts.provider.name} does not report its replication capabilities`,
    },
    {
      refuse: 'cloneNotSupported',
      because: 'clonesWithdrawn',
      cause: "the live capabilities offer no clones, though the service's cache says so",
      whenSystem: ({ reported }) => !reported.clones,
      message: () => "the array offers no clones any more; the service's cache still says that it does",
    },
    {
      refuse: 'replicationTypeNotSupported',
      because: 'typeWithdrawn',
      cause: "the live capabilities lack the replication type that the service's cache promises",
      whenSystem: ({ reported }) => !reported.local || !reported.remote,
      whenElements: (facts) => !facts.reported[localityOf(facts)],
      message: (facts) =>
        `the array makes no ${localityOf(facts)} clones any more; the service's cache still says that it does`,
    },
  ],
} satisfies Record<string, readonly Check<CallFacts>[]>;

function makesReplicas({ reported, settings }: SystemFacts): boolean {
  // Without any replication type there is nothing to make, and the rows below answer.
  const { replicationTypes } = settings.reported ?? settings.capabilities;
  return reported.copies !== 'never' || replicationTypes.length === 0;
}
