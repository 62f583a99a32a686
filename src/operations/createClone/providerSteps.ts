import { formatDuration, type Milliseconds } from '../../vocabulary/durations.js';
import { none } from '../../vocabulary/ids.js';
import {
  accountOf,
  type CallFacts,
  credentialOf,
  isInCache,
  isStale,
  localityOf,
  nameIsTaken,
  renamesAfterwards,
  roleOf,
  sessionsOf,
  wentInFlight,
} from '../look.js';
import type { Check, SystemFacts } from '../operation.js';
import { isOver } from './serviceSteps.js';

const asksForCredentials = ({ provider }: SystemFacts) => provider.authentication === 'required';

/** What the SMI-S provider judges: who asks, what it can be asked, and whether this request is one of those. */
export const providerSteps = {
  authenticate: [
    {
      refuse: 'invalidCredentials',
      because: 'noCredentials',
      cause: 'the provider asks for credentials, and neither the call nor the configuration provider has any',
      given: asksForCredentials,
      when: (facts) => asksForCredentials(facts) && credentialOf(facts) === undefined,
      message: () => 'neither the call nor the configuration provider has credentials for the provider',
    },
    {
      refuse: 'invalidCredentials',
      because: 'wrongCredentials',
      cause: 'the account is unknown, or the password is wrong',
      given: asksForCredentials,
      when: (facts) =>
        asksForCredentials(facts) && accountOf(facts)?.account.passwordDigest !== credentialOf(facts)?.passwordDigest,
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
      when: (facts) =>
        asksForCredentials(facts) && isOver(accountOf(facts)?.account.expiresAtMs ?? null, facts.world.nowMs),
      message: (facts) =>
        `account '${credentialOf(facts)?.username}' expired at ${formatDuration((accountOf(facts)?.account.expiresAtMs ?? 0) as Milliseconds)}`,
    },
    {
      refuse: 'invalidCredentials',
      because: 'credentialsRevoked',
      cause: 'the account has been revoked',
      given: asksForCredentials,
      when: (facts) => asksForCredentials(facts) && accountOf(facts)?.account.revoked === true,
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
      when: (facts) => asksForCredentials(facts) && accountOf(facts)?.account.deniedNamespace === true,
      message: (facts) => `account '${credentialOf(facts)?.username}' may not enter the provider's namespace`,
    },
    {
      refuse: 'cimServerLimitsExceeded',
      because: 'accountSessions',
      cause: 'the account has as many sessions as it may',
      given: asksForCredentials,
      when: (facts) => {
        const found = asksForCredentials(facts) ? accountOf(facts) : undefined;
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
      when: (facts) => facts.server === 'shuttingDown',
      message: () => 'the provider is shutting down and authenticates nobody',
    },
  ],

  findService: [
    {
      refuse: 'cimInvalidNamespace',
      because: 'namespaceMissing',
      cause: "the provider's namespace does not exist",
      given: ({ settings }) => settings.namespace === 'missing',
      when: ({ settings }) => settings.namespace === 'missing',
      message: (facts) => `${facts.provider.name} has no such namespace`,
    },
    {
      refuse: 'cimInvalidClass',
      because: 'replicationServiceMissing',
      cause: 'the provider has no replication service class',
      given: ({ settings }) => settings.replicationService === 'missing',
      when: ({ settings }) => settings.replicationService === 'missing',
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
      when: ({ configuration }) => configuration.operationTimeoutMs > configuration.longestEnumerationMs,
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
      when: (facts) => !facts.provider.enumeration.filters,
      message: (facts) => `${facts.provider.name} cannot filter the enumeration of its services`,
    },
    {
      refuse: 'cimContinuationOnErrorNotSupported',
      because: 'continuation',
      cause: 'the provider cannot go on with an enumeration after an error',
      given: ({ provider }) => !provider.enumeration.continuesOnError,
      when: (facts) => !facts.provider.enumeration.continuesOnError,
      message: (facts) => `${facts.provider.name} does not accept ContinueOnError`,
    },
  ],

  readCapabilities: [
    {
      refuse: 'cimQueryLanguageNotSupported',
      because: 'queryLanguage',
      cause: 'the provider does not know the query language',
      given: ({ provider }) => !provider.query.language,
      when: (facts) => !facts.provider.query.language,
      message: (facts) => `${facts.provider.name} does not know the query language DMTF:CQL`,
    },
    { refuse: 'cimInvalidQuery', because: 'query', cause: 'the provider finds the query malformed' },
    {
      refuse: 'cimQueryFeatureNotSupported',
      because: 'queryFeature',
      cause: 'the provider lacks a feature that the query uses',
      given: ({ provider }) => !provider.query.features,
      when: (facts) => !facts.provider.query.features,
      message: (facts) => `${facts.provider.name} supports basic queries only`,
    },
    {
      refuse: 'cimNotSupported',
      because: 'noCapabilities',
      cause: 'the provider does not report its replication capabilities, or not how it makes replicas',
      given: (system) => !system.provider.reportsCapabilities || !makesReplicas(system),
      when: (facts) => !facts.provider.reportsCapabilities || !makesReplicas(facts),
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
      when: ({ live }) => !live.clones,
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

  invoke: [
    {
      refuse: 'cacheOutOfDate',
      because: 'sourceStale',
      cause: 'the source was changed or deleted out of band since the service last discovered it',
      since: '2016',
      when: ({ source, call }) => isStale(source, call),
      message: ({ request, source }) => staleMessage('volume', request.on, source),
    },
    {
      refuse: 'cacheOutOfDate',
      because: 'poolStale',
      cause: 'the pool was changed or deleted out of band since the service last discovered it',
      since: '2016',
      when: ({ pool, call }) => isStale(pool, call),
      message: ({ world, poolHandle, pool }) =>
        staleMessage('pool', poolHandle === none ? '' : world.pools.payload(poolHandle), pool),
    },
    {
      refuse: 'cacheOutOfDate',
      because: 'capabilitiesStale',
      cause: 'the capabilities were changed out of band since the service last discovered them',
      since: '2016',
      given: ({ settings }) => settings.discovered !== settings.capabilities,
      when: ({ settings }) => settings.discovered !== settings.capabilities,
      message: () => 'the capabilities were changed out of band; run a discovery',
    },
    {
      refuse: 'cimNotFound',
      because: 'notFound',
      cause: 'the source or TargetPool does not exist',
      before: '2016',
      when: ({ source, pool, request, call }) =>
        isMissing(source, call.source, call) || (request.targetPool !== null && isMissing(pool, call.pool, call)),
      message: ({ source, request, call }) =>
        isMissing(source, call.source, call)
          ? `there is no volume '${request.on}'`
          : `there is no pool '${request.targetPool}'`,
    },
    {
      refuse: 'cimNotFound',
      because: 'deletedInFlight',
      cause: 'the source or the pool was deleted while this call was in flight',
      when: ({ source, pool, call }) => wentInFlight(source, call) || wentInFlight(pool, call),
      message: ({ source, call, request }) =>
        wentInFlight(source, call)
          ? `volume '${request.on}' was deleted while this call was in flight`
          : `pool '${request.targetPool}' was deleted while this call was in flight`,
    },
    {
      refuse: 'cimInvalidParameter',
      because: 'poolForbidden',
      cause: 'this provider takes no TargetPool (feature 40)',
      given: ({ live }) => live.has.targetPoolForbidden,
      when: ({ live, request }) => request.targetPool !== null && live.has.targetPoolForbidden,
      message: ({ request }) => `TargetPool '${request.targetPool}' was given; feature 40 says that it shall not be`,
    },
    {
      refuse: 'cimInvalidParameter',
      because: 'poolRequired',
      cause: 'this provider needs a TargetPool (always, or for remote elements: feature 43)',
      given: ({ live, provider }) => provider.requiresTargetPool || live.has.remoteRequiresTargetPool,
      when: (facts) =>
        facts.request.targetPool === null &&
        (facts.provider.requiresTargetPool ||
          (localityOf(facts) === 'remote' && facts.live.has.remoteRequiresTargetPool)),
      message: (facts) => `no TargetPool was given; ${facts.provider.name} needs one`,
    },
    {
      refuse: 'cimInvalidParameter',
      because: 'poolNotOfSource',
      cause: "this provider allocates local targets in the source's pool only (feature 44)",
      given: ({ live }) => live.has.targetInSourcePool,
      when: (facts) =>
        facts.request.targetPool !== null &&
        facts.live.has.targetInSourcePool &&
        facts.poolHandle !== facts.source?.pool &&
        localityOf(facts) === 'local',
      message: ({ request }) =>
        `TargetPool '${request.targetPool}' is not the source's pool; feature 44 allocates local targets there only`,
    },
    {
      refuse: 'cimInvalidParameter',
      because: 'nameTaken',
      cause: 'names are unique on this array, and another volume has this one',
      given: ({ configuration }) => configuration.profile.clones.uniqueNames,
      when: (facts) => !renamesAfterwards(facts) && nameIsTaken(facts),
      message: ({ request }) => `ElementName '${request.elementName}' is the name of another volume`,
    },
    {
      refuse: 'cimTypeMismatch',
      because: 'parameterType',
      cause: 'this provider declares a parameter with another type than the service sends',
      given: ({ provider }) => provider.mistypedParameters.length > 0,
      when: (facts) => mistyped(facts) !== undefined,
      message: (facts) => `${facts.provider.name} declares ${mistyped(facts)} with another CIM type`,
    },
    {
      refuse: 'cimMethodNotAvailable',
      because: 'methodUnavailable',
      cause: 'the provider has the method, but cannot execute it now',
      given: ({ provider }) => provider.method === 'unavailable',
      when: (facts) => facts.provider.method === 'unavailable',
      message: (facts) => `${facts.provider.name} cannot execute CreateElementReplica now`,
    },
    {
      refuse: 'cimMethodNotFound',
      because: 'methodUnknown',
      cause: 'the provider does not have the method',
      given: ({ provider }) => provider.method === 'unknown',
      when: (facts) => facts.provider.method === 'unknown',
      message: (facts) => `${facts.provider.name} has no method CreateElementReplica`,
    },
    {
      refuse: 'cimNotSupported',
      because: 'methodUnsupported',
      cause: 'the provider reports the capability, but does not support it',
      given: ({ provider }) => provider.method === 'unsupported',
      when: (facts) => facts.provider.method === 'unsupported',
      message: (facts) => `${facts.provider.name} reports clones, but does not support CreateElementReplica`,
    },
    {
      refuse: 'cimAccessDenied',
      because: 'mayNotModify',
      cause: 'the account may read, but not change the array',
      given: asksForCredentials,
      when: (facts) => asksForCredentials(facts) && accountOf(facts)?.account.mayModify === false,
      message: (facts) => `account '${credentialOf(facts)?.username}' may not call methods that change the array`,
    },
    {
      refuse: 'cimServerLimitsExceeded',
      because: 'operations',
      cause: 'the provider executes as many operations as it can',
      when: ({ world, settings }) => world.operating + settings.foreignOperations >= settings.limits.operations,
      message: ({ world, settings }) =>
        `${world.operating + settings.foreignOperations} of the provider's ${settings.limits.operations} operations are under way`,
    },
    {
      refuse: 'cimServerShuttingDown',
      because: 'shuttingDown',
      cause: 'the provider began to shut down before it could execute the method',
      given: ({ server }) => server === 'shuttingDown',
      when: (facts) => facts.server === 'shuttingDown',
      message: () => 'the provider is shutting down and executes no new method',
    },
    {
      refuse: 'cimClassHasChildren',
      because: 'classHasChildren',
      cause: 'the provider says that a class has children; no natural cause on this path',
    },
    {
      refuse: 'cimClassHasInstances',
      because: 'classHasInstances',
      cause: 'the provider says that a class has instances; no natural cause on this path',
    },
    {
      refuse: 'cimInvalidSuperclass',
      because: 'invalidSuperclass',
      cause: 'the provider says that a superclass is invalid; no natural cause on this path',
    },
    {
      refuse: 'cimNamespaceNotEmpty',
      because: 'namespaceNotEmpty',
      cause: 'the provider says that a namespace is not empty; no natural cause on this path',
    },
  ],
} satisfies Record<string, readonly Check<CallFacts>[]>;

function makesReplicas({ live, settings }: SystemFacts): boolean {
  // Without any replication type there is nothing to make, and the rows below answer.
  return live.copies !== 'never' || settings.capabilities.replicationTypes.length === 0;
}

function mistyped(facts: CallFacts): 'ElementName' | 'TargetPool' | undefined {
  const { request } = facts;
  return facts.provider.mistypedParameters.find(
    (parameter) => (parameter === 'ElementName' ? request.elementName : request.targetPool) !== null,
  );
}

/** Whether an element that the caller named was not there when the call began; what went later, went in flight. */
function isMissing(
  row: { readonly unseenChanges: number; readonly goneAt: number } | undefined,
  handle: number,
  call: CallFacts['call'],
): boolean {
  if (row === undefined) return handle === none;
  return !isInCache(row) || (row.goneAt !== 0 && !wentInFlight(row, call));
}

function staleMessage(
  kind: string,
  name: string,
  row: { readonly unseenChanges: number; readonly goneAt: number } | undefined,
): string {
  if (row === undefined || row.goneAt !== 0) return `${kind} '${name}' was deleted out of band; run a discovery`;
  const times = row.unseenChanges === 1 ? 'once' : `${row.unseenChanges} times`;
  return `${kind} '${name}' was changed out of band ${times} since the last discovery; run a discovery`;
}
