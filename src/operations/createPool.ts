import { free } from '../store/capacity.js';
import { createPool as facts } from '../vocabulary/methods/createPool.js';
import { poolUsage, poolUsages } from '../vocabulary/replication.js';
import { formatSize } from '../vocabulary/units/sizes.js';
import { subscribe, unexpectedResponse } from './conversation/afterEffect.js';
import { execution, providerGone } from './conversation/array.js';
import { authenticate } from './conversation/authenticate.js';
import { connect, invokeReply, tls } from './conversation/connection.js';
import { driveLost, driveUnknown } from './conversation/drives.js';
import { findService } from './conversation/findService.js';
import { line, mayNotModify, methodRows, providerLimits } from './conversation/invoke.js';
import { readCapabilities } from './conversation/readCapabilities.js';
import { malformed, role, serviceFails } from './conversation/service.js';
import type { CallFacts } from './facts/call.js';
import {
  drivesNamed,
  driveThat,
  hasFailed,
  homeNamed,
  isHeld,
  isSpare,
  malformedDrives,
  nameOfDriveThat,
  nameOfHolder,
  namesDrives,
  namesSetting,
  roomLeft,
  settingNamed,
  sizeOfDrives,
} from './facts/drives.js';
import type { SystemFacts } from './facts/system.js';
import { type Operation, operation } from './operation.js';
import type { Change, Plan } from './plan.js';

const definition: Operation<typeof facts> = {
  method: facts,

  malformed(given, world) {
    const { PoolSettingObjectId: setting, DiskDriveObjectIds: drives, Usage: usage } = given;
    if ((drives === null || drives === '[]') && (setting === null || setting === ''))
      return 'DiskDriveObjectIds and PoolSettingObjectId are both missing: of what the pool is to be is not said';
    if (usage !== null && !Object.hasOwn(poolUsages, Number(usage)))
      return `Usage is ${usage}, which is none of a pool`;
    if (Number(usage) === poolUsage.other && given.OtherUsageDescription === null)
      return 'Usage is 1, Other, and OtherUsageDescription is missing';
    return malformedDrives(given, world);
  },

  rows: {
    service: [
      role,
      malformed,
      {
        refuse: 'invalidParameter',
        because: 'noName',
        cause: 'ElementName is missing: a pool has the name that the client gives it',
        when: ({ request }) => request.elementName === null,
      },
      {
        refuse: 'creationNotSupported',
        because: 'noCreation',
        cause: 'the system does not offer the creation of pools',
        whenSystem: ({ settings }) => !settings.discovered.createsPools,
        message: () => 'StorageConfigSupportsPoolCreation is false',
      },
      {
        refuse: 'drivesNotSupported',
        because: 'noChoiceOfDrives',
        cause: 'the array chooses the drives of a pool itself (poolCreation.ofDrives), and the call names some',
        whenSystem: ({ configuration }) => !configuration.profile.poolCreation.ofDrives,
        when: namesDrives,
        message: () => 'pools are made by a setting alone: the array chooses the drives',
      },
      driveUnknown,
      {
        refuse: 'severalPrimordialPools',
        because: 'severalPrimordialPools',
        cause: 'the drives belong to more than one primordial pool',
        when: (call) => driveThat(call, ({ home }) => home !== homeNamed(call)) !== undefined,
        message: (call) =>
          `drive '${nameOfDriveThat(call, ({ home }) => home !== homeNamed(call))}' belongs to another primordial pool than the first`,
      },
      {
        refuse: 'hotSpare',
        because: 'hotSpare',
        cause: 'one of the drives is a hot spare',
        when: (call) => driveThat(call, isSpare) !== undefined,
        message: (call) => `drive '${nameOfDriveThat(call, isSpare)}' is a hot spare`,
      },
      {
        refuse: 'drivesInUse',
        because: 'drivesHeld',
        cause: 'a concrete pool has one of the drives, or a job adds it to one',
        when: (call) => driveThat(call, isHeld) !== undefined,
        message: (call) => `drive '${nameOfDriveThat(call, isHeld)}' is part of pool '${nameOfHolder(call)}'`,
      },
      {
        refuse: 'invalidSetting',
        because: 'settingUnknown',
        cause: 'PoolSettingObjectId names no setting of a primordial pool',
        when: (call) => namesSetting(call) && settingNamed(call) === undefined,
        message: ({ request }) => `no primordial pool has a setting '${request.given.PoolSettingObjectId}'`,
      },
      {
        refuse: 'settingElsewhere',
        because: 'settingElsewhere',
        cause: "the setting is another primordial pool's than the drives'",
        when: (call) => namesSetting(call) && namesDrives(call) && settingNamed(call)?.pool !== homeNamed(call),
        message: ({ request }) =>
          `setting '${request.given.PoolSettingObjectId}' is of another pool than the drives are`,
      },
      {
        refuse: 'thinNotSupported',
        because: 'thin',
        cause: 'a thinly provisioned pool is asked for, and the array has none (allocation.kind full)',
        whenSystem: ({ configuration }) => configuration.allocation === 'full',
        when: ({ request }) => request.given.ThinlyProvisioned === true,
        message: () => 'StorageConfigSupportsThinProvisionedPools is false',
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
        refuse: 'creationNotSupported',
        because: 'creationWithdrawn',
        cause: "the array does not offer the creation of pools any more, though the service's cache says so",
        whenSystem: ({ settings }) => !(settings.reported ?? settings.capabilities).createsPools,
        message: () => "the array makes no pools any more; the service's cache still says that it does",
      },
      {
        refuse: 'noStorageCapabilities',
        because: 'noStorageCapabilities',
        cause: 'the provider has no storage capabilities, from which settings come (provider.storageSettings)',
        whenSystem: settingsAre('noCapabilities'),
        message: ({ provider }) => `${provider.name} has no CIM_StorageCapabilities for the primordial pool`,
      },
      {
        refuse: 'noDefaultSetting',
        because: 'noDefaultSetting',
        cause: 'the call names no setting, and the primordial pool has none (poolCreation.settings)',
        whenSystem: ({ configuration }) => configuration.profile.poolCreation.settings.length === 0,
        when: (call) => !namesSetting(call),
        message: () => 'the primordial pool has no setting that could be the default one',
      },
    ],

    invoke: [
      ...line,
      {
        refuse: 'extentsNotTold',
        because: 'extentsNotTold',
        cause: 'the provider cannot be asked for the extents of drives: it has no Associators (provider.methods)',
        whenSystem: ({ settings }) => (settings.methods.Associators ?? 'available') !== 'available',
        when: namesDrives,
        message: ({ provider }) => `${provider.name} does not answer Associators, which lead from drives to extents`,
      },
      {
        refuse: 'noExtents',
        because: 'noExtents',
        cause: 'none of the drives has an extent: all have failed',
        when: (call) => namesDrives(call) && driveThat(call, (drive) => !hasFailed(drive)) === undefined,
        message: (call) => `drive '${nameOfDriveThat(call, hasFailed)}' has failed, as have all that were given`,
      },
      {
        refuse: 'settingsNotCreated',
        because: 'settingsNotCreated',
        cause: 'the provider does not create a setting for the request (provider.storageSettings)',
        whenSystem: settingsAre('notCreated'),
        message: ({ provider }) => `${provider.name} does not answer CreateSetting`,
      },
      {
        refuse: 'settingsNotModified',
        because: 'settingsNotModified',
        cause: 'the provider does not let its setting be changed to what is asked for (provider.storageSettings)',
        whenSystem: settingsAre('notModified'),
        message: ({ provider }) => `${provider.name} refuses to modify its CIM_StorageSetting`,
      },
      ...methodRows({ method: facts.provider.method, reports: 'the creation of pools' }),
      mayNotModify,
      ...providerLimits,
    ],

    array: [
      providerGone,
      {
        refuse: 'inUse',
        because: 'drivesTaken',
        cause: 'another call took one of the drives while this one was in flight',
        when: (call) => driveThat(call, (drive) => isHeld(drive) || isSpare(drive)) !== undefined,
        message: (call) =>
          `drive '${nameOfDriveThat(call, (drive) => isHeld(drive) || isSpare(drive))}' was taken while this call was in flight`,
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
        cause: 'the primordial pool has not enough room left, or none',
        when: (call) => {
          const size = sizeAsked(call);
          return size === 0 || size > free(homeOf(call).row);
        },
        message: (call) => {
          const { name, row } = homeOf(call);
          return `needs ${formatSize(sizeAsked(call))}, '${name}' has ${formatSize(free(row))} free of ${formatSize(row.total)}`;
        },
      },
      ...execution,
    ],

    invokeReply,
    readBack: [unexpectedResponse],
    rename: [
      {
        refuse: 'cannotModifyPool',
        because: 'renameRefused',
        cause: "the provider can't take a client's ElementName (feature 51 absent), and does not rename the new pool",
        whenSystem: ({ live, provider }) => !live.has.acceptsElementName && provider.rename !== 'accepted',
        message: ({ request }) => `the provider does not rename the pool to '${request.elementName}'`,
      },
    ],
    subscribe,
  },

  plan(call): Plan {
    const { by, takesMs } = call.configuration.poolCreation;
    return {
      outcome: by === 'call' ? 'success' : 'jobStarted',
      make: null,
      change: creation(call),
      remove: null,
      job: by === 'call' ? null : { work: 'wait', ms: takesMs },
      out: null,
    };
  },

  reply: ({ code, pool, job, status, decided }) => ({
    ReturnValue: code,
    Job: job,
    Pool: pool,
    ExtendedStatus: status,
    decided,
  }),

  ends: [
    driveLost('failed'),
    { fail: 'failed', because: 'creationFailed', cause: 'the creation fails, for a known reason' },
    { fail: 'unspecifiedError', because: 'creationFailedUnknown', cause: 'the creation fails, nobody knows why' },
  ],
};

/** MSFT_SMSystem.CreatePool: makes a concrete pool, at once or by a job.
 * @see MSFT_SMSystem.CreatePool, "Return value"
 */
export const createPool = operation(definition);

function creation(call: CallFacts): Change {
  const { request } = call;
  const { ThinlyProvisioned: thin } = request.given;
  return {
    kind: 'poolCreation',
    // The rows of the service have seen to it that there is one.
    name: request.elementName ?? '',
    home: homeOf(call).home,
    size: sizeAsked(call),
    drives: namesDrives(call) ? drivesNamed(call) : 'all',
    setting: settingNamed(call)?.place ?? 0,
    thin: typeof thin === 'boolean' ? thin : call.configuration.allocation !== 'full',
    usage: Number(request.given.Usage ?? poolUsage.unrestricted),
  };
}

function settingsAre(what: CallFacts['provider']['storageSettings']) {
  return ({ provider }: SystemFacts) => provider.storageSettings === what;
}

/** The primordial pool that the call is about, which the rows of the service have found. */
function homeOf(call: CallFacts) {
  const home = homeNamed(call);
  if (home === undefined) throw new Error('a request without a primordial pool got past its rows');
  return { home, row: call.world.pools.read(home), name: call.world.pools.payload(home) };
}

function sizeAsked(call: CallFacts) {
  return namesDrives(call) ? sizeOfDrives(call.world, drivesNamed(call)) : roomLeft(call.world, homeOf(call).home);
}
