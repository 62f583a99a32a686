import { lifecycles } from '../lifecycle/lifecycles.js';
import { deletePool as facts } from '../vocabulary/methods/deletePool.js';
import { poolUsages, volumeUsage } from '../vocabulary/replication.js';
import { none, type PoolHandle } from '../vocabulary/units/ids.js';
import { formatSize } from '../vocabulary/units/sizes.js';
import { subscribe, unexpectedResponse } from './conversation/afterEffect.js';
import { execution, providerGone } from './conversation/array.js';
import { authenticate } from './conversation/authenticate.js';
import { connect, invokeReply, tls } from './conversation/connection.js';
import { poolDeletedInFlight, poolNotThere, poolOfPeer, poolPrimordial } from './conversation/element.js';
import { findService } from './conversation/findService.js';
import { line, mayNotModify, methodRows, providerLimits } from './conversation/invoke.js';
import { readCapabilities } from './conversation/readCapabilities.js';
import { malformed, poolUnknown, role, serviceFails } from './conversation/service.js';
import { labelOf } from './facts/elements.js';
import { type Operation, operation } from './operation.js';
import type { Plan } from './plan.js';

// MSFT_SMPool.Usage and MSFT_SMStorageVolume.Usage share this number.
const { unrestricted } = volumeUsage;
const poolOffline = lifecycles.pool.stateIndex('offline');

const definition: Operation<typeof facts> = {
  method: facts,

  rows: {
    service: [
      role,
      malformed,
      poolUnknown,
      {
        refuse: 'deletionNotSupported',
        because: 'noDeletion',
        cause: 'the system does not offer the deletion of pools',
        whenSystem: ({ settings }) => !settings.discovered.deletesPools,
        message: () => 'StorageConfigSupportsPoolDeletion is false',
      },
      poolPrimordial('deleted'),
      serviceFails,
    ],

    connect,
    tls,
    authenticate,
    findService: findService(facts.provider.service),

    readCapabilities: [
      ...readCapabilities,
      {
        refuse: 'deletionNotSupported',
        because: 'deletionWithdrawn',
        cause: "the array does not offer the deletion of pools any more, though the service's cache says so",
        whenSystem: ({ settings }) => !(settings.reported ?? settings.capabilities).deletesPools,
        message: () => "the array deletes no pools any more; the service's cache still says that it does",
      },
    ],

    invoke: [
      ...line,
      poolDeletedInFlight,
      ...methodRows({ method: facts.provider.method, reports: 'the deletion of pools' }),
      mayNotModify,
      ...providerLimits,
    ],

    array: [
      providerGone,
      poolNotThere('objectNotFound'),
      poolOfPeer('delete'),
      {
        refuse: 'notSupported',
        because: 'reserved',
        cause: 'the pool is reserved for something else than volumes',
        whenElements: ({ pool }) => pool !== undefined && pool.usage !== unrestricted,
        message: ({ request, pool }) => `'${request.on}' is: ${labelOf(poolUsages, pool?.usage)}`,
      },
      {
        refuse: 'failed',
        because: 'poolOffline',
        cause: 'the pool is offline',
        whenElements: ({ pool }) => pool?.state === poolOffline,
        message: ({ request }) => `pool '${request.on}' is offline`,
      },
      {
        refuse: 'inUse',
        because: 'deleting',
        cause: 'another job deletes the pool already',
        when: ({ pool }) => pool?.deleting === 1,
        message: ({ request }) => `a job deletes '${request.on}' already`,
      },
      {
        refuse: 'inUse',
        because: 'growing',
        cause: 'a job makes the pool, or adds drives to it',
        when: ({ pool }) => pool !== undefined && pool.growth > 0,
        message: ({ request }) => `a job makes or grows '${request.on}'`,
      },
      {
        refuse: 'poolHasVolumes',
        because: 'hasVolumes',
        cause: 'volumes are allocated from the pool',
        when: ({ pool }) => pool !== undefined && pool.volumes > 0,
        message: ({ request, pool }) => `'${request.on}' has ${volumesIn(pool)}`,
      },
      {
        refuse: 'inUse',
        because: 'roomTaken',
        cause: 'somebody else takes room of the pool',
        when: ({ pool }) => pool !== undefined && pool.stolen > 0,
        message: ({ request, pool }) =>
          `${pool === undefined ? '' : formatSize(pool.stolen)} of '${request.on}' are taken by somebody else`,
      },
      {
        refuse: 'jobCompletedWithErrors',
        because: 'providerJobFailed',
        cause: 'the job that the provider made for it ends with errors within the call',
      },
      ...execution,
    ],

    invokeReply,
    readBack: [unexpectedResponse],
    subscribe,
  },

  plan({ call, configuration }): Plan {
    if (call.pool === none) throw new Error('a request without a pool got past its rows');
    const { by, takesMs } = configuration.deletion;
    return {
      outcome: by === 'call' ? 'success' : 'jobStarted',
      make: null,
      // `look` found the pool behind this handle.
      change: null,
      remove: { kind: 'pool', pool: call.pool as PoolHandle },
      job: by === 'call' ? null : { work: 'wait', ms: takesMs },
      out: null,
    };
  },

  reply: ({ code, job, status, decided }) => ({ ReturnValue: code, Job: job, ExtendedStatus: status, decided }),

  ends: [
    {
      fail: 'jobCompletedWithErrors',
      because: 'poolLost',
      cause: 'the pool went offline or away while the job ran',
      when: ({ pool }) => pool === undefined || pool.goneAt !== 0 || pool.state === poolOffline,
      message: () => 'the pool went offline or away while it was deleted',
    },
    {
      fail: 'jobCompletedWithErrors',
      because: 'poolTaken',
      cause: 'a volume was allocated from the pool while the job ran',
      when: ({ pool }) => pool !== undefined && pool.volumes > 0,
      message: ({ pool }) => `the pool has got ${volumesIn(pool)} meanwhile`,
    },
    { fail: 'failed', because: 'deletionFailed', cause: 'the deletion fails, for a known reason' },
    { fail: 'unspecifiedError', because: 'deletionFailedUnknown', cause: 'the deletion fails, nobody knows why' },
  ],
};

function volumesIn(pool: { readonly volumes: number } | undefined): string {
  return pool?.volumes === 1 ? '1 volume' : `${pool?.volumes} volumes`;
}

/** MSFT_SMPool.Delete: deletes a concrete pool that has no volumes.
 * @see MSFT_SMPool.Delete, "Return value"
 */
export const deletePool = operation(definition);
