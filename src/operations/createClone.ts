import { createClone as facts } from '../vocabulary/methods/createClone.js';
import { syncType } from '../vocabulary/replication.js';
import { none, type VolumeHandle } from '../vocabulary/units/ids.js';
import type { Blocks } from '../vocabulary/units/sizes.js';
import { anotherTarget, copyLate, subscribe } from './conversation/afterEffect.js';
import { execution, providerGone } from './conversation/array.js';
import { authenticate } from './conversation/authenticate.js';
import { connect, invokeReply, tls } from './conversation/connection.js';
import { copyEnds } from './conversation/copyEnds.js';
import { sourceLimits } from './conversation/family.js';
import { findService } from './conversation/findService.js';
import { line, mayNotModify, providerLimits } from './conversation/invoke.js';
import { nameTakenAtProvider, nameTakenMeanwhile, rename } from './conversation/naming.js';
import { offerRows } from './conversation/offers.js';
import { readCapabilities } from './conversation/readCapabilities.js';
import {
  metadataLimit,
  replicaDeletedInFlight,
  replicaNotFound,
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
import { copiesWithinCall, copyMs } from './facts/copyTime.js';
import { localityOf } from './facts/elements.js';
import { nameKept, renamesAfterwards, suppliedName } from './facts/names.js';
import { isThin, need, sharesExtents } from './facts/room.js';
import { type Operation, operation } from './operation.js';
import type { Plan } from './plan.js';

const nothing = 0 as Blocks; // a whole number of blocks
const offers = offerRows('clone', 'cloneNotSupported');

const definition: Operation<typeof facts> = {
  method: facts,

  rows: {
    service: [role, malformed, sourceUnknown, targetPoolUnknown, ...offers.service, serviceFails],

    connect,
    tls,
    authenticate,
    findService: findService(facts.provider.service),

    readCapabilities: [...readCapabilities, ...offers.readCapabilities],

    invoke: [
      ...line,
      ...staleRows('source'),
      { ...replicaNotFound, before: '2016' },
      replicaDeletedInFlight,
      ...targetPoolRules((facts) => localityOf(facts, 'clone')),
      nameTakenAtProvider,
      replicaParameterType,
      ...offers.method,
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
        name: (renamesAfterwards(facts) ? null : nameKept(facts)) ?? suppliedName(facts, 'clone'),
        pool: poolHandle,
        size: volume.size,
        room: need(facts),
        // `look` found the source behind this handle.
        source: call.volume as VolumeHandle,
        syncType: syncType.clone,
        thin: isThin(facts),
        mode: 0,
        shares: sharesExtents(facts),
        readOnly: false,
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
