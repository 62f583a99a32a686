import { lifecycles } from '../lifecycle/lifecycles.js';
import { free } from '../store/capacity.js';
import { addDiskDrives as facts } from '../vocabulary/methods/addDiskDrives.js';
import { none, type PoolHandle } from '../vocabulary/units/ids.js';
import { formatSize } from '../vocabulary/units/sizes.js';
import { subscribe, unexpectedResponse } from './conversation/afterEffect.js';
import { execution, providerGone } from './conversation/array.js';
import { authenticate } from './conversation/authenticate.js';
import { connect, invokeReply, tls } from './conversation/connection.js';
import { driveLost, driveUnknown } from './conversation/drives.js';
import { poolDeletedInFlight, poolNotThere, poolOfPeer, poolPrimordial } from './conversation/element.js';
import { findService } from './conversation/findService.js';
import { line, mayNotModify, methodRows, providerLimits } from './conversation/invoke.js';
import { readCapabilities } from './conversation/readCapabilities.js';
import { malformed, poolUnknown, role, serviceFails } from './conversation/service.js';
import type { CallFacts } from './facts/call.js';
import {
  drivesNamed,
  driveThat,
  hasFailed,
  isHeld,
  isSpare,
  malformedDrives,
  nameOfDriveThat,
  sizeOfDrives,
} from './facts/drives.js';
import { type Operation, operation } from './operation.js';
import type { Plan } from './plan.js';

const poolOffline = lifecycles.pool.stateIndex('offline');

const definition: Operation<typeof facts> = {
  method: facts,

  malformed: (given, world) =>
    given.DiskDriveObjectIds === null || given.DiskDriveObjectIds === '[]'
      ? 'DiskDriveObjectIds is missing, or empty'
      : malformedDrives(given, world),

  rows: {
    service: [
      role,
      malformed,
      poolUnknown,
      {
        refuse: 'expansionNotSupported',
        because: 'noExpansion',
        cause: 'the system does not offer the expansion of pools',
        whenSystem: ({ settings }) => !settings.discovered.expandsPools,
        message: () => 'StorageConfigSupportsPoolCapacityExpansion is false',
      },
      poolPrimordial('expanded'),
      driveUnknown,
      serviceFails,
    ],

    connect,
    tls,
    authenticate,
    findService: findService(facts.provider.service),

    readCapabilities: [
      ...readCapabilities,
      {
        refuse: 'expansionNotSupported',
        because: 'expansionWithdrawn',
        cause: "the array does not offer the expansion of pools any more, though the service's cache says so",
        whenSystem: ({ settings }) => !(settings.reported ?? settings.capabilities).expandsPools,
        message: () => "the array expands no pools any more; the service's cache still says that it does",
      },
    ],

    invoke: [
      ...line,
      poolDeletedInFlight,
      ...methodRows({ method: facts.provider.method, reports: 'the expansion of pools' }),
      mayNotModify,
      ...providerLimits,
    ],

    array: [
      providerGone,
      poolNotThere('objectNotFound'),
      poolOfPeer('expand'),
      {
        refuse: 'notSupported',
        because: 'notOfDrives',
        cause: 'the pool is made of no drives, or nobody knows of which',
        when: ({ pool }) => pool !== undefined && pool.drives === 0,
        message: ({ request }) => `'${request.on}' is not known to be made of disk drives`,
      },
      {
        refuse: 'invalidParameter',
        because: 'otherPrimordialPool',
        cause: 'a drive belongs to another primordial pool than the pool is made of',
        when: (call) => driveThat(call, ({ home }) => home !== call.pool?.parent) !== undefined,
        message: (call) =>
          `drive '${nameOfDriveThat(call, ({ home }) => home !== call.pool?.parent)}' belongs to another primordial pool than '${call.request.on}'`,
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
        because: 'poolAtWork',
        cause: 'a job makes, grows or deletes the pool',
        when: ({ pool }) => pool !== undefined && (pool.growth > 0 || pool.deleting === 1),
        message: ({ request, pool }) => `a job ${pool?.deleting === 1 ? 'deletes' : 'makes or grows'} '${request.on}'`,
      },
      {
        refuse: 'inUse',
        because: 'drivesHeld',
        cause: 'a concrete pool has one of the drives',
        when: (call) => driveThat(call, isHeld) !== undefined,
        message: (call) => `drive '${nameOfDriveThat(call, isHeld)}' is part of a pool already`,
      },
      {
        refuse: 'inUse',
        because: 'hotSpare',
        cause: 'one of the drives is a hot spare',
        when: (call) => driveThat(call, isSpare) !== undefined,
        message: (call) => `drive '${nameOfDriveThat(call, isSpare)}' is a hot spare`,
      },
      {
        refuse: 'failed',
        because: 'driveFailed',
        cause: 'one of the drives has failed',
        when: (call) => driveThat(call, hasFailed) !== undefined,
        message: (call) => `drive '${nameOfDriveThat(call, hasFailed)}' has failed`,
      },
      {
        refuse: 'failed',
        because: 'free',
        cause: 'somebody else takes room of the primordial pool, and what is left is not as large as the drives',
        when: (call) => sizeAsked(call) > leftFor(call),
        message: (call) =>
          `needs ${formatSize(sizeAsked(call))}, the primordial pool has ${formatSize(leftFor(call))} free`,
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

  plan(call): Plan {
    const { by, takesMs } = call.configuration.poolCreation;
    if (call.poolHandle === none) throw new Error('a request without a pool got past its rows');
    return {
      outcome: by === 'call' ? 'success' : 'jobStarted',
      make: null,
      change: { kind: 'poolGrowth', pool: call.poolHandle, size: sizeAsked(call), drives: drivesNamed(call) },
      remove: null,
      job: by === 'call' ? null : { work: 'wait', ms: takesMs },
      out: null,
    };
  },

  reply: ({ code, pool, job, status, decided }) => ({
    ReturnValue: code,
    Pool: pool,
    Job: job,
    ExtendedStatus: status,
    decided,
  }),

  ends: [
    {
      fail: 'jobCompletedWithErrors',
      because: 'poolLost',
      cause: 'the pool went offline while the job ran',
      when: ({ pool }) => pool === undefined || pool.state === poolOffline,
      message: () => 'the pool went offline while drives were added to it',
    },
    driveLost('jobCompletedWithErrors'),
    { fail: 'failed', because: 'expansionFailed', cause: 'the expansion fails, for a known reason' },
    { fail: 'unspecifiedError', because: 'expansionFailedUnknown', cause: 'the expansion fails, nobody knows why' },
  ],
};

/** MSFT_SMPool.AddDiskDrives: grows a concrete pool by disk drives, at once or by a job.
 * @see MSFT_SMPool.AddDiskDrives, "Return value"
 */
export const addDiskDrives = operation(definition);

function sizeAsked(call: CallFacts) {
  return sizeOfDrives(call.world, drivesNamed(call));
}

/** What the primordial pool of the call's pool has free. */
function leftFor({ world, pool }: CallFacts) {
  // The rows before have ruled out a pool without one.
  return free(world.pools.read(pool?.parent as PoolHandle));
}
