import { createClone as facts } from '../vocabulary/methods/createClone.js';
import { replicationTypes, syncType } from '../vocabulary/replication.js';
import { none, type VolumeHandle } from '../vocabulary/units/ids.js';
import type { Blocks } from '../vocabulary/units/sizes.js';
import { atLeast } from '../vocabulary/versions.js';
import { anotherTarget, copyLate, subscribe } from './conversation/afterEffect.js';
import { execution, providerGone } from './conversation/array.js';
import { authenticate } from './conversation/authenticate.js';
import { connect, invokeReply, tls } from './conversation/connection.js';
import { copyEnds } from './conversation/copyEnds.js';
import { sourceLimits } from './conversation/family.js';
import { findService } from './conversation/findService.js';
import { line, mayNotModify, methodRows, providerLimits } from './conversation/invoke.js';
import { nameTakenAtProvider, nameTakenMeanwhile, rename } from './conversation/naming.js';
import { readCapabilities } from './conversation/readCapabilities.js';
import { poolKind, poolRoom, poolState, queueLimit, volumeLimit } from './conversation/room.js';
import { malformed, role, serviceFails } from './conversation/service.js';
import { linkPartitioned, sourceBusy, sourcePoolOffline, sourceReserved, sourceState } from './conversation/source.js';
import { staleRows } from './conversation/stale.js';
import { isGone, isInCache, isMissing, wentInFlight } from './facts/cache.js';
import type { CallFacts } from './facts/call.js';
import { copiesWithinCall, copyMs } from './facts/copyTime.js';
import { labelOf, localityOf } from './facts/elements.js';
import { nameKept, renamesAfterwards, suppliedName } from './facts/names.js';
import { need, sharesExtents } from './facts/room.js';
import type { SystemFacts } from './facts/system.js';
import { type Operation, operation } from './operation.js';
import type { Plan } from './plan.js';

const nothing = 0 as Blocks; // a whole number of blocks

const definition: Operation<typeof facts> = {
  method: facts,

  rows: {
    service: [
      role,
      malformed,
      {
        refuse: 'objectNotFound',
        because: 'sourceUnknown',
        cause: "the source volume is not in the service's cache",
        since: '2016',
        whenElements: ({ volume }) => !isInCache(volume),
        message: ({ request }) => `the service's cache has no volume '${request.on}'`,
      },
      {
        refuse: 'objectNotFound',
        because: 'poolUnknown',
        cause: "TargetPool is not in the service's cache",
        since: '2016',
        whenElements: ({ namesPool, pool }) => namesPool && !isInCache(pool),
        message: ({ request }) => `the service's cache has no pool '${request.targetPool}'`,
      },
      {
        refuse: 'cloneNotSupported',
        because: 'noClones',
        cause: 'the system offers no clones at all: both clone switches of its capabilities are off',
        whenSystem: ({ discovered }) => !discovered.clones,
        message: () => 'ReplicationSupportedTypeCloneLocal and ReplicationSupportedTypeCloneRemote are both false',
      },
      {
        refuse: 'replicationTypeNotSupported',
        because: 'locality',
        cause: "no supported replication type clones from the source's system to TargetPool's system",
        whenSystem: ({ discovered }) => !discovered.local || !discovered.remote,
        whenElements: (elements) => !elements.discovered[localityOf(elements)],
        message: (facts) => `this request needs a ${localityOf(facts)} clone; ${offered(facts)}`,
      },
      serviceFails,
    ],

    connect,
    tls,
    authenticate,
    findService: findService(facts.provider.service),

    readCapabilities: [
      ...readCapabilities,
      {
        refuse: 'cimNotSupported',
        because: 'noCapabilities',
        cause: 'the provider does not report its replication capabilities, or not how it makes replicas',
        whenSystem: (system) => !system.provider.reportsCapabilities || !makesReplicas(system),
        message: ({ provider }) =>
          provider.reportsCapabilities
            ? 'CreateElementReplica is neither among the synchronous nor among the asynchronous actions'
            : `${provider.name} does not report its replication capabilities`,
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
        whenElements: (elements) => !elements.reported[localityOf(elements)],
        message: (facts) =>
          `the array makes no ${localityOf(facts)} clones any more; the service's cache still says that it does`,
      },
    ],

    invoke: [
      ...line,
      ...staleRows('source'),
      {
        refuse: 'cimNotFound',
        because: 'notFound',
        cause: 'the source or TargetPool does not exist',
        before: '2016',
        when: ({ volume, pool, request, call }) =>
          isMissing(volume, call.volume, call) || (request.targetPool !== null && isMissing(pool, call.pool, call)),
        message: ({ volume, request, call }) =>
          isMissing(volume, call.volume, call)
            ? `there is no volume '${request.on}'`
            : `there is no pool '${request.targetPool}'`,
      },
      {
        refuse: 'cimNotFound',
        because: 'deletedInFlight',
        cause: 'the source or the pool was deleted while this call was in flight',
        whenElements: ({ volume, pool }) => isGone(volume) || isGone(pool),
        when: ({ volume, pool, call }) => wentInFlight(volume, call) || wentInFlight(pool, call),
        message: ({ volume, call, request }) =>
          wentInFlight(volume, call)
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
        message: ({ provider }) => `no TargetPool was given; ${provider.name} needs one`,
      },
      {
        refuse: 'cimInvalidParameter',
        because: 'poolNotOfSource',
        cause: "this provider allocates local targets in the source's pool only (feature 44)",
        whenSystem: ({ live }) => live.has.targetInSourcePool,
        when: (facts) =>
          facts.request.targetPool !== null && facts.poolHandle !== facts.volume?.pool && localityOf(facts) === 'local',
        message: ({ request }) =>
          `TargetPool '${request.targetPool}' is not the source's pool; feature 44 allocates local targets there only`,
      },
      nameTakenAtProvider,
      {
        refuse: 'cimTypeMismatch',
        because: 'parameterType',
        cause: 'this provider declares a parameter with another type than the service sends',
        whenSystem: ({ provider }) => provider.mistypedParameters.length > 0,
        when: (facts) => mistyped(facts) !== undefined,
        message: (facts) => `${facts.provider.name} declares ${mistyped(facts)} with another CIM type`,
      },
      ...methodRows({
        method: facts.provider.method,
        reports: 'clones',
        alsoUnsupported: {
          whenSystem: ({ live }) => !live.local || !live.remote,
          whenElements: (elements) => !elements.live[localityOf(elements)],
        },
      }),
      mayNotModify,
      ...providerLimits,
    ],

    array: [
      providerGone,
      {
        refuse: 'notSupported',
        because: 'notThere',
        cause: 'the source or the pool is not there when the array looks for it',
        whenElements: ({ volume, pool }) => isGone(volume) || isGone(pool),
        message: ({ request, volume }) =>
          isGone(volume) ? `the array has no volume '${request.on}'` : `the array has no pool '${request.targetPool}'`,
      },
      {
        refuse: 'notSupported',
        because: 'snapshot',
        cause: 'the source is a snapshot, which this array does not clone',
        whenSystem: ({ configuration }) => !configuration.profile.clones.ofSnapshots,
        whenElements: ({ volume }) => volume?.snapshot === 1,
        message: ({ request }) => `'${request.on}' is a snapshot, which this array does not clone`,
      },
      sourceReserved,
      ...poolKind,
      ...sourceState,
      sourceBusy,
      nameTakenMeanwhile,
      ...poolState,
      sourcePoolOffline,
      linkPartitioned,
      ...poolRoom({ need, size: ({ volume }) => volume?.size ?? nothing }),
      ...sourceLimits,
      volumeLimit,
      {
        refuse: 'notEnoughResources',
        because: 'metadata',
        cause: 'there is no room for the metadata of another synchronization',
        when: ({ world, settings }) => world.synchronizations.size >= settings.limits.synchronizations,
        message: ({ world, settings }) =>
          `the array has metadata for ${settings.limits.synchronizations} synchronizations, and ${world.synchronizations.size} exist`,
      },
      queueLimit(copiesWithinCall),
      ...execution,
    ],

    invokeReply: [...invokeReply, copyLate],

    readBack: [
      anotherTarget,
      {
        refuse: 'cimNotFound',
        because: 'targetGone',
        cause: 'the target is not found when the service reads it back',
        when: ({ world, call }) => world.volumes.peek(call.made)?.goneAt !== 0,
        message: () => 'the provider made a target, but it is not found when the service reads it back',
      },
    ],

    rename,
    subscribe,
  },

  takes: copyMs,

  plan(facts): Plan {
    const { call, volume, poolHandle, live, configuration } = facts;
    if (volume === undefined || poolHandle === none)
      throw new Error('a request without source or pool got past its rows');
    const withinCall = copiesWithinCall(facts);
    return {
      outcome: withinCall ? 'success' : 'jobStarted',
      make: {
        name: (renamesAfterwards(facts) ? null : nameKept(facts)) ?? suppliedName(facts),
        pool: poolHandle,
        size: volume.size,
        room: need(facts),
        // `look` found the source behind this handle.
        source: call.volume as VolumeHandle,
        syncType: syncType.clone,
        shares: sharesExtents(facts),
        usableAtOnce: withinCall || configuration.profile.clones.targetUsable === 'atAcceptance',
        listedAtOnce: withinCall || configuration.profile.clones.targetListed === 'atAcceptance',
        detaches: live.has.detachesAutomatically,
      },
      change: null,
      remove: null,
      job: withinCall ? null : copy,
      out: null,
    };
  },

  reply: ({ code, made, job, status, decided }) => ({
    ReturnValue: code,
    TargetStorageVolume: made,
    Job: job,
    ExtendedStatus: status,
    decided,
  }),

  ends: copyEnds,
};

const copy = { work: 'copy' } as const;

/** MSFT_SMStorageVolume.CreateClone: starts a job that makes an associated, un-synced clone of a volume.
 * @see MSFT_SMStorageVolume.CreateClone, "Return value"
 */
export const createClone = operation(definition);

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

/** What kinds of clones the service believes that there are. */
function offered({ settings, configuration }: CallFacts): string {
  const { replicationTypes: types, cloneLocal, cloneRemote } = settings.discovered;
  if (!atLeast(configuration.version, '2016'))
    return `ReplicationSupportedTypeCloneLocal is ${cloneLocal}, ReplicationSupportedTypeCloneRemote ${cloneRemote}`;
  const listed = types.map((type) => `${type} (${labelOf(replicationTypes, type)})`).join(', ');
  return `the supported replication types are ${listed || 'none'}`;
}
