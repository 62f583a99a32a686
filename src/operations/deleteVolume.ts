import { lifecycles } from '../lifecycle/lifecycles.js';
import type { PoolRow } from '../store/rows.js';
import { deleteVolume as facts } from '../vocabulary/methods/deleteVolume.js';
import { volumeUsage } from '../vocabulary/replication.js';
import { none, type VolumeHandle } from '../vocabulary/units/ids.js';
import { subscribe, unexpectedResponse } from './conversation/afterEffect.js';
import { execution, providerGone } from './conversation/array.js';
import { authenticate } from './conversation/authenticate.js';
import { connect, invokeReply, tls } from './conversation/connection.js';
import { volumeDeletedInFlight, volumeLocked, volumeNotThere, volumeReserved } from './conversation/element.js';
import { ends } from './conversation/ends.js';
import { keepsSources, linkedClones, parentKept, snapshotsText, sourceKept } from './conversation/family.js';
import { findService } from './conversation/findService.js';
import { line, mayNotModify, methodRows, parameterType, providerLimits, withoutCause } from './conversation/invoke.js';
import { readCapabilities } from './conversation/readCapabilities.js';
import { malformed, role, serviceFails } from './conversation/service.js';
import { isInCache } from './facts/cache.js';
import { jobsWork, openJobs, poolMeta, poolName } from './facts/elements.js';
import { targetOf } from './facts/job.js';
import { type Operation, operation } from './operation.js';
import type { Plan } from './plan.js';

const { unrestricted } = volumeUsage;
const { states } = lifecycles.pool;

const definition: Operation<typeof facts> = {
  method: facts,

  rows: {
    service: [
      role,
      malformed,
      {
        refuse: 'elementNotPresent',
        because: 'volumeUnknown',
        cause: "the volume is not in the service's cache",
        whenElements: ({ volume }) => !isInCache(volume),
        message: ({ request }) => `the service's cache has no volume '${request.on}'`,
      },
      {
        refuse: 'deleteNotSupported',
        because: 'noDeletion',
        cause: 'the system does not offer the deletion of volumes',
        whenSystem: ({ settings }) => !settings.discovered.deletesVolumes,
        message: () => 'StorageConfigSupportsStorageVolumeDeletion is false',
      },
      {
        refuse: 'volumeExposed',
        because: 'exposed',
        cause: 'the volume is exposed to hosts',
        whenElements: ({ volume }) => volume?.exposed === 1,
        message: ({ request }) => `'${request.on}' is exposed to hosts: take it from them first`,
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
        refuse: 'deleteNotSupported',
        because: 'deletionWithdrawn',
        cause: "the array does not offer the deletion of volumes any more, though the service's cache says so",
        whenSystem: ({ settings }) => !(settings.reported ?? settings.capabilities).deletesVolumes,
        message: () => "the array deletes no volumes any more; the service's cache still says that it does",
      },
    ],

    invoke: [
      ...line,
      volumeDeletedInFlight,
      // Of the provider's method, ReturnToStoragePool.
      parameterType('TheElement'),
      ...methodRows({ method: facts.provider.method, reports: 'the deletion of volumes' }),
      mayNotModify,
      ...providerLimits,
      withoutCause.cimInvalidParameter,
      withoutCause.cimNoSuchProperty,
    ],

    array: [
      providerGone,
      volumeNotThere('elementNotPresent'),
      volumeReserved,
      volumeLocked,
      {
        refuse: 'inUse',
        because: 'copying',
        cause: 'a job copies the volume, or copies to it',
        when: ({ world, volume }) => volume !== undefined && openJobs(world, volume, 1).length > 0,
        message: ({ world, request, volume }) =>
          `${jobsWork(volume === undefined ? 0 : openJobs(world, volume).length)} on '${request.on}'`,
      },
      parentKept,
      sourceKept,
      {
        refuse: 'detachFailed',
        because: 'mustRemainAssociated',
        cause:
          'the volume is associated with another, and targets must remain associated with their sources (feature 16)',
        whenSystem: ({ live }) => live.has.mustRemainAssociated,
        // A snapshot that goes is not detached.
        when: ({ volume }) =>
          volume !== undefined &&
          ((volume.synchronization !== none && volume.snapshot === 0) || volume.replicas > volume.snapshots),
        message: ({ request }) => `'${request.on}' is associated; feature 16 says that it must remain so`,
      },
      {
        refuse: 'detachFailed',
        because: 'detachFailed',
        cause: 'the service fails to detach the volume from what it is associated with',
        whenFault: ({ detachFails }) => detachFails !== null,
      },
      {
        refuse: 'returnToResourcePoolFailed',
        because: 'resourcePoolTakesNothing',
        cause: 'the pool is reserved for replication, and offline or read-only: it takes no room back',
        whenElements: ({ pool }) => pool !== undefined && pool.usage !== unrestricted && !poolMeta(pool).allocates,
        message: (facts) => `pool ${poolName(facts)} is ${states[facts.pool?.state ?? 0]}: it takes no room back`,
      },
      {
        refuse: 'returnToStoragePoolFailed',
        because: 'poolTakesNothing',
        cause: 'the pool is offline or read-only: it takes no room back',
        whenElements: ({ pool }) => pool !== undefined && pool.usage === unrestricted && !poolMeta(pool).allocates,
        message: (facts) => `pool ${poolName(facts)} is ${states[facts.pool?.state ?? 0]}: it takes no room back`,
      },
      ...execution,
    ],

    invokeReply,
    readBack: [unexpectedResponse],
    subscribe,
  },

  plan({ call, configuration }): Plan {
    if (call.volume === none) throw new Error('a request without a volume got past its rows');
    const { by, takesMs } = configuration.deletion;
    // `look` found the volume behind this handle.
    const volume = call.volume as VolumeHandle;
    return {
      outcome: by === 'call' ? 'success' : 'jobStarted',
      make: null,
      change: null,
      remove: { kind: 'volume', volume },
      job: by === 'call' ? null : { work: 'wait', ms: takesMs },
      out: null,
    };
  },

  reply: ({ code, job, status, decided }) => ({ ReturnValue: code, Job: job, ExtendedStatus: status, decided }),

  ends: [
    {
      fail: 'returnToResourcePoolFailed',
      because: 'resourcePoolTakesNothing',
      cause: 'the pool, which is reserved for replication, went offline or read-only while the job ran',
      when: ({ pool }) => pool !== undefined && pool.usage !== unrestricted && takesNothing(pool),
      message: (facts) => `the pool of '${targetOf(facts)}' takes no room back`,
    },
    {
      fail: 'returnToStoragePoolFailed',
      because: 'poolTakesNothing',
      cause: 'the pool went offline, read-only or away while the job ran: it takes no room back',
      when: ({ pool }) => pool === undefined || (pool.usage === unrestricted && takesNothing(pool)),
      message: (facts) => `the pool of '${targetOf(facts)}' takes no room back`,
    },
    {
      // No state locks a volume that is offline, and some arrays clone it.
      fail: 'inUse',
      because: 'copied',
      cause: 'a copy of the volume was started while the job ran',
      // The deletion is one of the jobs itself.
      when: ({ world, target }) => target !== undefined && openJobs(world, target, 2).length > 1,
      message: (facts) => `a copy of '${targetOf(facts)}' was started meanwhile`,
    },
    {
      fail: 'inUse',
      because: 'linkedClones',
      cause: 'a linked clone of the volume was made while the job ran, and this array keeps the volume for it',
      when: ({ world, target }) =>
        target !== undefined && target.linkedClones > 0 && world.configuration.profile.clones.keepsParent,
      message: (facts) => `'${targetOf(facts)}' has ${linkedClones(facts.target?.linkedClones ?? 0)} meanwhile`,
    },
    {
      fail: 'inUse',
      because: 'snapshots',
      cause: 'a snapshot of the volume was made while the job ran, and this array keeps the volume for it',
      when: ({ world, target }) => target !== undefined && target.snapshots > 0 && keepsSources(world.configuration),
      message: (facts) => `'${targetOf(facts)}' has ${snapshotsText(facts.target?.snapshots ?? 0)} meanwhile`,
    },
    { fail: 'failed', because: 'deletionFailed', cause: 'the deletion fails, for a known reason' },
    { fail: 'unspecifiedError', because: 'deletionFailedUnknown', cause: 'the deletion fails, nobody knows why' },
    ends.providerFailed,
  ],
};

function takesNothing(pool: Readonly<PoolRow>): boolean {
  return pool.goneAt !== 0 || !poolMeta(pool).allocates;
}

/** MSFT_SMStorageVolume.Delete: detaches a volume from what it is associated with, and returns its room to its pool.
 * @see MSFT_SMStorageVolume.Delete, "Return value"
 */
export const deleteVolume = operation(definition);
