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
import {
  metadataLimit,
  noReplicaCapabilities,
  replicaDeletedInFlight,
  replicaNotThere,
  replicaParameterType,
  snapshotAsSource,
  sourceUnknown,
  targetGone,
  targetPoolRules,
  targetPoolUnknown,
} from './conversation/replica.js';
import { poolKind, poolRoom, poolState, queueLimit, volumeLimit } from './conversation/room.js';
import { malformed, role, serviceFails } from './conversation/service.js';
import { linkPartitioned, sourceBusy, sourcePoolOffline, sourceReserved, sourceState } from './conversation/source.js';
import { staleRows } from './conversation/stale.js';
import { isMissing } from './facts/cache.js';
import type { CallFacts } from './facts/call.js';
import { copiesWithinCall, copyMs } from './facts/copyTime.js';
import { labelOf, localityOf } from './facts/elements.js';
import { nameKept, renamesAfterwards, suppliedName } from './facts/names.js';
import { isThin, need, sharesExtents } from './facts/room.js';
import { type Operation, operation } from './operation.js';
import type { Plan } from './plan.js';

const nothing = 0 as Blocks; // a whole number of blocks

const definition: Operation<typeof facts> = {
  method: facts,

  rows: {
    service: [
      role,
      malformed,
      sourceUnknown,
      targetPoolUnknown,
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
      noReplicaCapabilities,
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
      replicaDeletedInFlight,
      ...targetPoolRules,
      nameTakenAtProvider,
      replicaParameterType,
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
      replicaNotThere,
      snapshotAsSource,
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
      metadataLimit,
      queueLimit(copiesWithinCall),
      ...execution,
    ],

    invokeReply: [...invokeReply, copyLate],

    readBack: [anotherTarget, targetGone],

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
        thin: isThin(facts),
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

/** What kinds of clones the service believes that there are. */
function offered({ settings, configuration }: CallFacts): string {
  const { replicationTypes: types, cloneLocal, cloneRemote } = settings.discovered;
  if (!atLeast(configuration.version, '2016'))
    return `ReplicationSupportedTypeCloneLocal is ${cloneLocal}, ReplicationSupportedTypeCloneRemote ${cloneRemote}`;
  const listed = types.map((type) => `${type} (${labelOf(replicationTypes, type)})`).join(', ');
  return `the supported replication types are ${listed || 'none'}`;
}
