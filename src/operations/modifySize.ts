import { lifecycles } from '../lifecycle/lifecycles.js';
import { modifySize as facts } from '../vocabulary/methods/modifySize.js';
import { none, type VolumeHandle } from '../vocabulary/units/ids.js';
import { subscribe, unexpectedResponse } from './conversation/afterEffect.js';
import { execution, providerGone } from './conversation/array.js';
import { authenticate } from './conversation/authenticate.js';
import { connect, invokeReply, tls } from './conversation/connection.js';
import { volumeDeletedInFlight, volumeLocked, volumeNotThere, volumeReserved } from './conversation/element.js';
import { ends } from './conversation/ends.js';
import { snapshotsText } from './conversation/family.js';
import { findService } from './conversation/findService.js';
import { line, mayNotModify, methodRows, parameterType, providerLimits, withoutCause } from './conversation/invoke.js';
import {
  inCache,
  isEqual,
  live,
  noExpansion,
  noModification,
  noReduction,
  reported,
  sizeRows,
} from './conversation/newSize.js';
import { readCapabilities } from './conversation/readCapabilities.js';
import { poolState } from './conversation/room.js';
import { malformed, role, serviceFails } from './conversation/service.js';
import { isGone, isInCache, isStale } from './facts/cache.js';
import type { CallFacts } from './facts/call.js';
import { isUnfinished, jobsWork, openJobs, poolMeta, volumeState } from './facts/elements.js';
import { targetOf } from './facts/job.js';
import { newSizeOf, roomToGrow } from './facts/newSize.js';
import { hasMirrors, isOfMirror } from './facts/replica.js';
import { type Operation, operation } from './operation.js';
import type { Plan } from './plan.js';

const offline = lifecycles.volume.stateIndex('offline');
const failed = lifecycles.volume.stateIndex('failed');

const definition: Operation<typeof facts> = {
  method: facts,

  malformed: ({ NewSize }) => (NewSize === null ? 'NewSize is missing' : null),

  rows: {
    service: [
      role,
      malformed,
      {
        refuse: 'objectNotFound',
        because: 'volumeUnknown',
        cause: "the volume is not in the service's cache",
        whenElements: ({ volume }) => !isInCache(volume),
        message: ({ request }) => `the service's cache has no volume '${request.on}'`,
      },
      noModification('noModification', 'the system does not offer the modification of volumes', inCache),
      isEqual('sizeEqual', 'the volume has NewSize already, in whole extents'),
      noReduction('noReduction', 'the system makes no volume smaller', inCache),
      noExpansion('noExpansion', 'the system makes no volume larger', inCache),
      serviceFails,
    ],

    connect,
    tls,
    authenticate,
    findService: findService(facts.provider.service),

    readCapabilities: [
      ...readCapabilities,
      noModification('modificationWithdrawn', 'the array modifies no volumes any more', reported),
      noReduction('reductionWithdrawn', 'the array makes no volume smaller any more', reported),
      noExpansion('expansionWithdrawn', 'the array makes no volume larger any more', reported),
    ],

    invoke: [
      ...line,
      {
        refuse: 'getInstanceFailed',
        because: 'instanceGone',
        cause: 'the service asks the provider for the volume, which was deleted out of band',
        whenElements: ({ volume }) => isGone(volume),
        when: ({ volume, call }) => isStale(volume, call),
        message: ({ request }) => `the provider has no volume '${request.on}' any more`,
      },
      volumeDeletedInFlight,
      // Of the provider's method, CreateOrModifyElementFromStoragePool.
      parameterType('TheElement'),
      ...methodRows({ method: facts.provider.method, reports: 'the modification of volumes' }),
      mayNotModify,
      ...providerLimits,
      withoutCause.cimInvalidParameter,
      withoutCause.cimNoSuchProperty,
    ],

    array: [
      providerGone,
      volumeNotThere('cimNotFound'),
      {
        refuse: 'notSupported',
        because: 'snapshot',
        cause: 'the volume is a snapshot, which keeps the size that its source had',
        whenElements: ({ volume }) => volume?.snapshot === 1,
        message: ({ request }) => `'${request.on}' is a snapshot, and keeps its size`,
      },
      volumeReserved,
      volumeLocked,
      {
        refuse: 'inUse',
        because: 'copiedTo',
        cause: 'a job still works on the volume',
        when: ({ world, volume }) => volume !== undefined && isUnfinished(world, volume.job),
        message: ({ request }) => `a job works on '${request.on}'`,
      },
      {
        refuse: 'failed',
        because: 'notUsable',
        cause: 'the volume is offline, or has failed',
        whenElements: ({ volume }) => volume?.state === offline || volume?.state === failed,
        message: (call) => `'${call.request.on}' can't be resized: it is ${volumeState(call)}`,
      },
      {
        refuse: 'inUse',
        because: 'copying',
        cause: 'a job copies the volume, and this array resizes none meanwhile (resizing.whileCopying)',
        whenSystem: ({ configuration }) => configuration.profile.resizing.whileCopying === 'refused',
        when: ({ volume }) => volume !== undefined && volume.copying > 0,
        message: ({ world, request, volume }) =>
          `${jobsWork(volume === undefined ? 0 : openJobs(world, volume).length)} on '${request.on}'`,
      },
      {
        refuse: 'inUse',
        because: 'associated',
        cause:
          'the volume has a source, replicas or linked clones, and this array resizes none of these (resizing.whileAssociated)',
        whenSystem: ({ configuration }) => configuration.profile.resizing.whileAssociated === 'refused',
        when: ({ volume }) =>
          volume !== undefined && (volume.synchronization !== none || volume.replicas > 0 || volume.linkedClones > 0),
        message: ({ request }) => `'${request.on}' is associated with other volumes`,
      },
      {
        refuse: 'inUse',
        because: 'mirrored',
        cause:
          'the volume is a side of a mirror, and both sides keep their sizes: no target is smaller than its source',
        since: '2016',
        when: (call) => isOfMirror(call) || hasMirrors(call),
        message: (call) =>
          `'${call.request.on}' ${isOfMirror(call) ? 'is a mirror' : 'has mirrors'}: detach them first`,
      },
      {
        refuse: 'inUse',
        because: 'snapshots',
        cause: 'the volume would become smaller, and there are snapshots of it, which show what it would lose',
        when: (call) => call.volume !== undefined && call.volume.snapshots > 0 && newSizeOf(call)?.is === 'smaller',
        message: ({ request, volume }) =>
          `'${request.on}' has ${snapshotsText(volume?.snapshots ?? 0)}, and can't become smaller: delete them first`,
      },
      {
        refuse: 'inUse',
        because: 'sharesExtents',
        cause: 'the volume would become smaller, and shares extents with others, which need them',
        when: (call) => newSizeOf(call)?.is === 'smaller' && sharesExtents(call),
        message: ({ request }) => `'${request.on}' shares extents with others, and can't become smaller`,
      },
      ...poolState,
      isEqual('sizeEqualMeanwhile', 'the volume has NewSize since another call resized it'),
      noReduction('reductionMeanwhile', 'the volume would become smaller, which the array does not do', live),
      noExpansion('expansionMeanwhile', 'the volume would become larger, which the array does not do', live),
      ...sizeRows,
      ...execution,
    ],

    invokeReply,
    readBack: [unexpectedResponse],
    subscribe,
  },

  plan(call): Plan {
    const size = newSizeOf(call);
    const { volume, configuration } = call;
    if (size === undefined || volume === undefined) throw new Error('a request without a volume got past its rows');
    const { by, takesMs } = configuration.resizing;
    return {
      outcome: by === 'call' ? 'success' : 'jobStarted',
      make: null,
      change: {
        kind: 'resize',
        // `look` found the volume behind this handle.
        volume: call.call.volume as VolumeHandle,
        size: size.to,
        room: roomToGrow(volume, size.to),
      },
      remove: null,
      job: by === 'call' ? null : { work: 'wait', ms: takesMs },
      out: { NewSize: size.to },
    };
  },

  reply: ({ code, out, job, status, decided }) => ({
    ReturnValue: code,
    NewSize: out?.NewSize ?? null,
    Job: job,
    ExtendedStatus: status,
    decided,
  }),

  ends: [
    {
      fail: 'failed',
      because: 'volumeLost',
      cause: 'the volume went bad while the job ran',
      when: ({ target }) => target === undefined || target.state === failed,
      message: (job) => `'${targetOf(job)}' has failed`,
    },
    {
      fail: 'failed',
      because: 'poolLost',
      cause: 'the pool went offline, read-only or away while the job ran',
      when: ({ pool }) => pool === undefined || pool.goneAt !== 0 || !poolMeta(pool).allocates,
      message: (job) => `the pool of '${targetOf(job)}' is ${lifecycles.pool.states[job.pool?.state ?? 0]}`,
    },
    { fail: 'failed', because: 'resizeFailed', cause: 'the resize fails, for a known reason' },
    { fail: 'unspecifiedError', because: 'resizeFailedUnknown', cause: 'the resize fails, nobody knows why' },
    {
      fail: 'sizeNotSupported',
      because: 'ranOut',
      cause: 'the array runs out of room while the job runs',
    },
    ends.providerFailed,
  ],
};

function sharesExtents({ world, call }: CallFacts): boolean {
  return (world.contents.peek(call.volume)?.parent ?? none) !== none;
}

/** MSFT_SMStorageVolume.ModifySize: makes a volume larger, or smaller.
 * @see MSFT_SMStorageVolume.ModifySize, "Return value"
 */
export const modifySize = operation(definition);
