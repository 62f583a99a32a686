import { createReplica as facts } from '../vocabulary/methods/createReplica.js';
import { isReplicationType, mirrorMode, replicationTypes, syncType } from '../vocabulary/replication.js';
import { none, type VolumeHandle } from '../vocabulary/units/ids.js';
import type { Blocks } from '../vocabulary/units/sizes.js';
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
import { existingTarget, targetName, targetStale, targetUnknown } from './conversation/relations.js';
import {
  forCopies,
  forSnapshots,
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
import { poolRoom, poolState, queueLimit, volumeLimit } from './conversation/room.js';
import { malformed, role, serviceFails } from './conversation/service.js';
import {
  planSnapshot,
  replicaPoolKind,
  snapshotLate,
  snapshotLimit,
  snapshotMs,
  snapshotOfSnapshot,
} from './conversation/snapshots.js';
import { linkPartitioned, sourceBusy, sourcePoolOffline, sourceReserved, sourceState } from './conversation/source.js';
import { staleRows } from './conversation/stale.js';
import type { CallFacts } from './facts/call.js';
import { copiesWithinCall, copyMs } from './facts/copyTime.js';
import { nameKept, renamesAfterwards, suppliedName } from './facts/names.js';
import { isOffered, isOfMirror, modeMade, needed, replicaWanted, taken } from './facts/replica.js';
import { wantsMirror, wantsSnapshot } from './facts/replicaKind.js';
import { isThin, sharesExtents } from './facts/room.js';
import type { SystemFacts } from './facts/system.js';
import { type Operation, operation } from './operation.js';
import type { Plan } from './plan.js';

const nothing = 0 as Blocks; // a whole number of blocks

const definition: Operation<typeof facts> = {
  method: facts,

  malformed: (given) => {
    const { SyncType: kind, Mode: mode } = given;
    if (kind === null) return 'SyncType is missing';
    if (Number(kind) < syncType.mirror || Number(kind) > tokenizedClone)
      return `SyncType ${kind} is no kind of replica`;
    const isMode = mode === null || (Number(mode) >= mirrorMode.synchronous && Number(mode) <= adaptive);
    return isMode ? null : `Mode ${mode} is none`;
  },

  rows: {
    service: [
      role,
      malformed,
      {
        refuse: 'invalidParameter',
        because: 'forNewTarget',
        cause:
          'ElementName and TargetStoragePool are for a new target, and TargetStorageVolume names one that is there',
        when: ({ request }) =>
          request.given.TargetStorageVolume !== null && (request.elementName !== null || request.targetPool !== null),
        message: ({ request }) =>
          `TargetStorageVolume '${request.given.TargetStorageVolume}' has its name and its pool: ElementName and TargetStoragePool are for a new target`,
      },
      sourceUnknown,
      targetPoolUnknown,
      targetUnknown,
      {
        refuse: 'invalidParameter',
        because: 'ownTarget',
        cause: 'TargetStorageVolume is the source itself',
        when: ({ call }) => call.other !== none && call.other === call.volume,
        message: ({ request }) => `'${request.on}' can't be the replica of itself`,
      },
      {
        refuse: 'notSupported',
        because: 'otherSystem',
        cause: 'TargetStorageSystem is another system: replicas go there by TargetStoragePool only',
        when: ({ request }) => request.given.TargetStorageSystem !== null,
        message: ({ request }) =>
          `a replica goes to '${request.given.TargetStorageSystem}' by a TargetStoragePool only`,
      },
      {
        refuse: 'notSupported',
        because: 'kindNotOffered',
        cause: 'the system makes no replicas of this kind, in this mode, between these systems',
        when: (facts) => !isOffered(facts, facts.settings.discovered.replicationTypes),
        message: (facts) => `${kindInWords(facts)}: ${offered(facts.settings.discovered.replicationTypes)}`,
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
        refuse: 'notSupported',
        because: 'kindWithdrawn',
        cause: "the live capabilities lack the replication type that the service's cache promises",
        whenSystem: ({ settings }) => settings.discovered !== (settings.reported ?? settings.capabilities),
        when: (facts) => !isOffered(facts, reportedTypes(facts)),
        message: (facts) =>
          `${kindInWords(facts)} any more, though the service's cache says so: ${offered(reportedTypes(facts))}`,
      },
    ],

    invoke: [
      ...line,
      ...staleRows('source'),
      targetStale,
      replicaDeletedInFlight,
      {
        refuse: 'cimInvalidParameter',
        because: 'targetForbidden',
        cause: 'this provider makes such a replica on a new volume only (feature 39), and one was named that is there',
        when: (facts) =>
          facts.call.other !== none && (facts.live.has.targetElementForbidden || wantsSnapshot(facts.request)),
        message: (facts) =>
          `TargetStorageVolume '${targetName(facts)}' was given; feature 39 says that it shall not be`,
      },
      ...targetPoolRules((facts) => replicaWanted(facts).locality),
      nameTakenAtProvider,
      replicaParameterType,
      ...methodRows({ method: facts.provider.method, reports: 'replicas' }),
      mayNotModify,
      ...providerLimits,
    ],

    array: [
      providerGone,
      replicaNotThere,
      ...forCopies(snapshotAsSource),
      ...forSnapshots(snapshotOfSnapshot),
      sourceReserved,
      {
        refuse: 'notSupported',
        because: 'mirrorOfMirror',
        cause: 'the source is a mirror itself, and mirrors of mirrors are not made (feature 3)',
        when: (facts) => wantsMirror(facts.request) && isOfMirror(facts),
        message: ({ request }) => `'${request.on}' is a mirror, and no mirrors are made of those`,
      },
      ...existingTarget,
      ...replicaPoolKind,
      ...sourceState,
      ...forCopies(sourceBusy),
      nameTakenMeanwhile,
      ...poolState,
      sourcePoolOffline,
      {
        ...linkPartitioned,
        cause: 'the replica would be beyond the replication link to the peer system, which is partitioned',
        message: ({ request }) =>
          `the replication link beyond which a replica of '${request.on}' would be is partitioned`,
      },
      ...poolRoom({
        // A snapshot takes no room at first.
        need: (facts) => (wantsSnapshot(facts.request) ? nothing : needed(facts)),
        // What is overwritten was promised before.
        size: ({ volume, call }) => (call.other === none ? (volume?.size ?? nothing) : nothing),
      }),
      ...forCopies(...sourceLimits),
      ...forSnapshots(snapshotLimit),
      { ...volumeLimit, when: (facts) => facts.call.other === none && volumeLimit.when(facts) },
      metadataLimit,
      queueLimit(copiesWithinCall),
      ...execution,
    ],

    invokeReply: [...invokeReply, ...forCopies(copyLate), ...forSnapshots(snapshotLate)],
    readBack: [anotherTarget, targetGone],
    // There is no code for a volume that could not be renamed.
    rename: [{ ...rename[0], refuse: 'failed' }, rename[1], rename[2], rename[3]],
    subscribe,
  },

  takes: (facts) => (wantsSnapshot(facts.request) ? snapshotMs(facts) : copyMs(facts)),

  plan(facts): Plan {
    if (wantsSnapshot(facts.request)) return planSnapshot(facts);
    const { call, volume, poolHandle, world, request, configuration, live } = facts;
    if (volume === undefined || poolHandle === none)
      throw new Error('a request without source or pool got past its rows');
    const withinCall = copiesWithinCall(facts);
    const isMirror = wantsMirror(request);
    const replica = {
      // `look` found the source behind this handle.
      source: call.volume as VolumeHandle,
      room: taken(facts),
      syncType: isMirror ? syncType.mirror : syncType.clone,
      mode: isMirror ? modeMade(facts) : 0,
      detaches: !isMirror && live.has.detachesAutomatically,
    };
    const job = withinCall ? null : copy;
    const outcome = withinCall ? 'success' : 'jobStarted';
    if (call.other !== none)
      return {
        outcome,
        make: null,
        change: { ...replica, kind: 'overwrite', target: call.other, method: call.method },
        remove: null,
        job,
        out: { TargetStorageVolume: world.codecs.volume.encode(call.other) },
      };
    const { clones } = configuration.profile;
    return {
      outcome,
      make: {
        ...replica,
        name: (renamesAfterwards(facts) ? null : nameKept(facts)) ?? suppliedName(facts, 'clone'),
        pool: poolHandle,
        size: volume.size,
        thin: isThin(facts),
        shares: sharesExtents(facts),
        readOnly: false,
        usableAtOnce: withinCall || (!isMirror && clones.targetUsable === 'atAcceptance'),
        listedAtOnce: withinCall || clones.targetListed === 'atAcceptance',
      },
      change: null,
      remove: null,
      job,
      out: null,
    };
  },

  reply: ({ code, made, job, out, status, decided }) => ({
    ReturnValue: code,
    TargetStorageVolume: made,
    ...out,
    TargetReplicaPeer: null,
    Job: job,
    ExtendedStatus: status,
    decided,
  }),

  ends: copyEnds,
};

const copy = { work: 'copy' } as const;

/** The last of the values of SyncType. */
const tokenizedClone = 9;
/** Of Mode: the array may do either, and does what is synchronous. */
const adaptive = 4;

/** MSFT_SMStorageVolume.CreateReplica: makes a mirror or a clone, on a new volume or on one that is there, or a snapshot.
 * @see MSFT_SMStorageVolume.CreateReplica, "Return value"; CIM_ReplicationService.CreateElementReplica
 */
export const createReplica = operation(definition);

function reportedTypes({ settings }: SystemFacts): readonly number[] {
  return (settings.reported ?? settings.capabilities).replicationTypes;
}

function kindInWords(facts: CallFacts): string {
  const { syncType: kind, mode, locality } = replicaWanted(facts);
  const words = `SyncType ${kind}${mode === null ? '' : ` and Mode ${mode}`}`;
  return `the system makes no ${locality} replicas of ${words}`;
}

function offered(types: readonly number[]): string {
  const listed = types.map((type) => `${type}${isReplicationType(type) ? ` (${replicationTypes[type]})` : ''}`);
  return `the supported replication types are ${listed.join(', ') || 'none'}`;
}
