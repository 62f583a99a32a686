import { none } from '../../vocabulary/units/ids.js';
import { isChanged, isGone, isInCache, isStale, wentInFlight } from '../facts/cache.js';
import type { CallFacts } from '../facts/call.js';
import { localityOf } from '../facts/elements.js';
import { nameIsTaken } from '../facts/names.js';
import type { Check } from '../operation.js';
import { connectionRows } from './connectionRows.js';
import { asksForCredentials } from './providerSteps.js';

/** What the provider judges about this very request, before it hands it to the array. */
export const invokeSteps = {
  invoke: [
    ...connectionRows('invoke'),
    {
      refuse: 'cacheOutOfDate',
      because: 'sourceStale',
      cause: 'the source was changed or deleted out of band since the service last discovered it',
      since: '2016',
      whenElements: ({ source }) => isChanged(source),
      when: ({ source, call }) => isStale(source, call),
      message: ({ request, source }) => staleMessage('volume', request.on, source),
    },
    {
      refuse: 'cacheOutOfDate',
      because: 'poolStale',
      cause: 'the pool was changed or deleted out of band since the service last discovered it',
      since: '2016',
      whenElements: ({ pool }) => isChanged(pool),
      when: ({ pool, call }) => isStale(pool, call),
      message: ({ world, poolHandle, pool }) =>
        staleMessage('pool', poolHandle === none ? '' : world.pools.payload(poolHandle), pool),
    },
    {
      refuse: 'cacheOutOfDate',
      because: 'capabilitiesStale',
      cause: 'the capabilities were changed out of band since the service last discovered them',
      since: '2016',
      whenSystem: ({ settings }) => settings.discovered !== (settings.reported ?? settings.capabilities),
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
      whenElements: ({ source, pool }) => isGone(source) || isGone(pool),
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
      whenSystem: ({ live }) => live.has.targetPoolForbidden,
      whenElements: ({ namesPool }) => namesPool,
      message: ({ request }) => `TargetPool '${request.targetPool}' was given; feature 40 says that it shall not be`,
    },
    {
      refuse: 'cimInvalidParameter',
      because: 'poolRequired',
      cause: 'this provider needs a TargetPool (always, or for remote elements: feature 43)',
      whenSystem: ({ live, provider }) => provider.requiresTargetPool || live.has.remoteRequiresTargetPool,
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
      whenSystem: ({ live }) => live.has.targetInSourcePool,
      when: (facts) =>
        facts.request.targetPool !== null && facts.poolHandle !== facts.source?.pool && localityOf(facts) === 'local',
      message: ({ request }) =>
        `TargetPool '${request.targetPool}' is not the source's pool; feature 44 allocates local targets there only`,
    },
    {
      refuse: 'cimInvalidParameter',
      because: 'nameTaken',
      cause: 'names are unique on this array, and another volume has this one',
      whenSystem: ({ live, configuration }) => live.has.acceptsElementName && configuration.profile.clones.uniqueNames,
      when: nameIsTaken,
      message: ({ request }) => `ElementName '${request.elementName}' is the name of another volume`,
    },
    {
      refuse: 'cimTypeMismatch',
      because: 'parameterType',
      cause: 'this provider declares a parameter with another type than the service sends',
      whenSystem: ({ provider }) => provider.mistypedParameters.length > 0,
      when: (facts) => mistyped(facts) !== undefined,
      message: (facts) => `${facts.provider.name} declares ${mistyped(facts)} with another CIM type`,
    },
    {
      refuse: 'cimMethodNotAvailable',
      because: 'methodUnavailable',
      cause: 'the provider has the method, but cannot execute it now',
      whenSystem: ({ provider }) => provider.method === 'unavailable',
      message: (facts) => `${facts.provider.name} cannot execute CreateElementReplica now`,
    },
    {
      refuse: 'cimMethodNotFound',
      because: 'methodUnknown',
      cause: 'the provider does not have the method',
      whenSystem: ({ provider }) => provider.method === 'unknown',
      message: (facts) => `${facts.provider.name} has no method CreateElementReplica`,
    },
    {
      refuse: 'cimNotSupported',
      because: 'methodUnsupported',
      cause: 'the provider reports the capability, but does not support it',
      whenSystem: ({ provider, live }) => provider.method === 'unsupported' || !live.local || !live.remote,
      whenElements: (facts) => facts.provider.method === 'unsupported' || !facts.live[localityOf(facts)],
      message: (facts) => `${facts.provider.name} reports clones, but does not support CreateElementReplica`,
    },
    {
      refuse: 'cimAccessDenied',
      because: 'mayNotModify',
      cause: 'the account may read, but not change the array',
      whenSystem: asksForCredentials,
      whenElements: ({ account }) => account?.mayModify === false,
      message: (facts) => `account '${facts.credential?.username}' may not call methods that change the array`,
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
      whenSystem: ({ server }) => server === 'shuttingDown',
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
