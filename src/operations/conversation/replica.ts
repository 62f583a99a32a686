import type { Locality } from '../../vocabulary/replication.js';
import { none } from '../../vocabulary/units/ids.js';
import { isGone, isInCache, isMissing, wentInFlight } from '../facts/cache.js';
import type { CallFacts } from '../facts/call.js';
import { wantsSnapshot } from '../facts/replicaKind.js';
import type { SystemFacts } from '../facts/system.js';
import type { AfterEffectFacts, Row } from '../operation.js';

// What a request for a replica of a volume meets, for all methods that make one.

export const sourceUnknown = {
  refuse: 'objectNotFound',
  because: 'sourceUnknown',
  cause: "the source volume is not in the service's cache",
  since: '2016',
  whenElements: ({ volume }) => !isInCache(volume),
  message: ({ request }) => `the service's cache has no volume '${request.on}'`,
} as const satisfies Row<CallFacts>;

export const targetPoolUnknown = {
  refuse: 'objectNotFound',
  because: 'poolUnknown',
  cause: "TargetPool is not in the service's cache",
  since: '2016',
  whenElements: ({ namesPool, pool }) => namesPool && !isInCache(pool),
  message: ({ request }) => `the service's cache has no pool '${request.targetPool}'`,
} as const satisfies Row<CallFacts>;

/** The provider does not say how it makes replicas. */
export const noReplicaCapabilities = {
  refuse: 'cimNotSupported',
  because: 'noCapabilities',
  cause: 'the provider does not report its replication capabilities, or not how it makes replicas',
  whenSystem: (system) => !system.provider.reportsCapabilities || !makesReplicas(system),
  message: ({ provider }) =>
    provider.reportsCapabilities
      ? 'CreateElementReplica is neither among the synchronous nor among the asynchronous actions'
      : `${provider.name} does not report its replication capabilities`,
} as const satisfies Row<CallFacts>;

/** What a service that keeps no cache of the elements asks the provider for, and the provider does not find. */
export const replicaNotFound = {
  refuse: 'cimNotFound',
  because: 'notFound',
  cause: 'the source or TargetPool does not exist',
  when: ({ volume, pool, request, call }) =>
    isMissing(volume, call.volume, call) || (request.targetPool !== null && isMissing(pool, call.pool, call)),
  message: ({ volume, request, call }) =>
    isMissing(volume, call.volume, call)
      ? `there is no volume '${request.on}'`
      : `there is no pool '${request.targetPool}'`,
} as const satisfies Row<CallFacts>;

export const replicaDeletedInFlight = {
  refuse: 'cimNotFound',
  because: 'deletedInFlight',
  cause: 'the source or the pool was deleted while this call was in flight',
  whenElements: ({ volume, pool }) => isGone(volume) || isGone(pool),
  when: ({ volume, pool, call }) => wentInFlight(volume, call) || wentInFlight(pool, call),
  message: ({ volume, call, request }) =>
    wentInFlight(volume, call)
      ? `volume '${request.on}' was deleted while this call was in flight`
      : `pool '${request.targetPool}' was deleted while this call was in flight`,
} as const satisfies Row<CallFacts>;

/** What the provider says about TargetPool, which is where a new target goes: one that is there lies where it lies.
 * @param placeOf whether the replica is within the system or at its peer
 */
export function targetPoolRules(placeOf: (facts: CallFacts) => Locality) {
  return [
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
        facts.call.other === none &&
        (facts.provider.requiresTargetPool || (placeOf(facts) === 'remote' && facts.live.has.remoteRequiresTargetPool)),
      message: ({ provider }) => `no TargetPool was given; ${provider.name} needs one`,
    },
    {
      refuse: 'cimInvalidParameter',
      because: 'poolNotOfSource',
      cause: "this provider allocates local targets in the source's pool only (feature 44)",
      whenSystem: ({ live }) => live.has.targetInSourcePool,
      when: (facts) =>
        facts.request.targetPool !== null && facts.poolHandle !== facts.volume?.pool && placeOf(facts) === 'local',
      message: ({ request }) =>
        `TargetPool '${request.targetPool}' is not the source's pool; feature 44 allocates local targets there only`,
    },
  ] as const satisfies readonly Row<CallFacts>[];
}

export const replicaParameterType = {
  refuse: 'cimTypeMismatch',
  because: 'parameterType',
  cause: 'this provider declares a parameter with another type than the service sends',
  whenSystem: ({ provider }) => provider.mistypedParameters.length > 0,
  when: (facts) => mistyped(facts) !== undefined,
  message: (facts) => `${facts.provider.name} declares ${mistyped(facts)} with another CIM type`,
} as const satisfies Row<CallFacts>;

export const replicaNotThere = {
  refuse: 'notSupported',
  because: 'notThere',
  cause: 'the source or the pool is not there when the array looks for it',
  whenElements: ({ volume, pool }) => isGone(volume) || isGone(pool),
  message: ({ request, volume }) =>
    isGone(volume) ? `the array has no volume '${request.on}'` : `the array has no pool '${request.targetPool}'`,
} as const satisfies Row<CallFacts>;

export const snapshotAsSource = {
  refuse: 'notSupported',
  because: 'snapshot',
  cause: 'the source is a snapshot, which this array does not clone',
  whenSystem: ({ configuration }) => !configuration.profile.clones.ofSnapshots,
  whenElements: ({ volume }) => volume?.snapshot === 1,
  message: ({ request }) => `'${request.on}' is a snapshot, which this array does not clone`,
} as const satisfies Row<CallFacts>;

/** Rows about snapshots, for a method that makes other replicas, too. */
export function forSnapshots<Facts extends Asked, Outcome extends string>(...rows: readonly Row<Facts, Outcome>[]) {
  return rows.map((row) => onlyFor(row, wantsSnapshot));
}

/** Rows about what copies its source, for a method that makes snapshots, too. */
export function forCopies<Facts extends Asked, Outcome extends string>(...rows: readonly Row<Facts, Outcome>[]) {
  return rows.map((row) => onlyFor(row, (request) => !wantsSnapshot(request)));
}

type Asked = Pick<CallFacts, 'request'>;

function onlyFor<Facts extends Asked, Outcome extends string>(
  row: Row<Facts, Outcome>,
  isFor: (request: CallFacts['request']) => boolean,
): Row<Facts, Outcome> {
  return { ...row, when: (facts) => isFor(facts.request) && row.when?.(facts) !== false };
}

export const metadataLimit = {
  refuse: 'notEnoughResources',
  because: 'metadata',
  cause: 'there is no room for the metadata of another synchronization',
  when: ({ world, settings }) => world.synchronizations.size >= settings.limits.synchronizations,
  counts: true,
  message: ({ world, settings }) =>
    `the array has metadata for ${settings.limits.synchronizations} synchronizations, and ${world.synchronizations.size} exist`,
} as const satisfies Row<CallFacts>;

export const targetGone = {
  refuse: 'cimNotFound',
  because: 'targetGone',
  cause: 'the target is not found when the service reads it back',
  // What was overwritten nothing takes away.
  when: ({ world, call }) => call.made !== none && world.volumes.peek(call.made)?.goneAt !== 0,
  message: () => 'the provider made a target, but it is not found when the service reads it back',
} as const satisfies Row<AfterEffectFacts>;

function makesReplicas({ reported, settings }: SystemFacts): boolean {
  // Without any replication type there is nothing to make, and the rows below answer.
  const { replicationTypes: types } = settings.reported ?? settings.capabilities;
  return reported.copies !== 'never' || types.length === 0;
}

function mistyped({ request, provider }: CallFacts): string | undefined {
  const given: Readonly<Record<string, string | null>> = {
    ElementName: request.elementName,
    TargetPool: request.targetPool,
  };
  return provider.mistypedParameters.find((parameter) => (given[parameter] ?? null) !== null);
}
