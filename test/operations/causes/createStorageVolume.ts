import type { StorageArray } from '../../../src/index.js';
import type { Cause, Draft } from '../standardArray.js';
import { createsByJob, deletesByJob, outOfBand, set } from './acts.js';
import type { MethodExamples } from './methodExamples.js';

/** A job that deletes silver. */
function deletion(array: StorageArray): void {
  const { ReturnValue, ExtendedStatus } = array.invoke('silver', 'Pool.Delete');
  if (ReturnValue !== 4096) throw new Error(`the deletion to prepare was refused: ${ExtendedStatus?.SMMessage}`);
}

const uniqueNames: NonNullable<Cause['shape']> = ({ profile }) => {
  profile.clones.uniqueNames = true;
};

const renamed = ({ profile }: Draft): void => {
  profile.capabilities.features = profile.capabilities.features.filter((one) => one !== 51);
};

/** Rows that both methods share, in the pool that the one is called on and the other finds. */
const shared: MethodExamples['causes'] = {
  'service.sizeZero': { parameters: { Size: 0 } },
  'service.noCreation': { before: set({ capabilities: { createsVolumes: false } }) },
  'service.primordial': {
    shape: ({ silver }) => {
      silver.primordial = true;
    },
  },
  'service.poolReserved': {
    shape: ({ silver }) => {
      silver.usage = 'reservedForSparing';
    },
  },
  'service.noThinVolumes': { parameters: { ThinlyProvisioned: true } },

  'readCapabilities.creationWithdrawn': { before: outOfBand({ capabilities: { createsVolumes: false } }) },

  'invoke.deletedInFlight': { at: { step: 'invoke', do: outOfBand({ delete: 'silver' }) } },
  'invoke.nameTaken': { shape: uniqueNames, parameters: { ElementName: 'taken' } },
  'invoke.parameterType': {
    shape: ({ profile }) => {
      profile.provider.mistypedParameters = ['Goal'];
    },
  },
  'invoke.settingNotCreated': {
    shape: ({ profile }) => {
      profile.provider.methods.CreateSetting = 'unavailable';
    },
    parameters: { ThinlyProvisioned: false },
  },
  'invoke.settingNotModified': {
    shape: ({ profile }) => {
      profile.provider.storageSettings = 'notModified';
    },
    parameters: { ThinlyProvisioned: false },
  },

  'array.notThere': { before: outOfBand({ delete: 'silver' }) },
  'array.nameTakenMeanwhile': {
    shape: uniqueNames,
    parameters: { ElementName: 'late' },
    at: { step: 'array', do: outOfBand({ create: { name: 'late', pool: 'gold', size: '1 GiB' } }) },
  },
  'array.poolOffline': { before: set({ pool: 'silver', state: 'offline' }) },
  'array.poolReadOnly': { before: set({ pool: 'silver', state: 'readOnly' }) },
  'array.poolDeleting': { ...deletesByJob, prepare: deletion },
  'array.room': { parameters: { Size: '101 GiB' } },
  'array.volumes': { before: set({ limits: { volumes: 3 } }) },
  'array.queue': {
    shape: (draft) => {
      createsByJob.shape?.(draft);
      deletesByJob.shape?.(draft);
    },
    prepare: (array) => void array.invoke('snap', 'StorageVolume.Delete'),
    before: set({ limits: { runningJobs: 1, queuedJobs: 0 } }),
  },

  'readBack.unexpectedResponse': {
    shape: ({ profile }) => {
      profile.provider.readsBack = 'otherSize';
    },
  },
  'readBack.targetGone': {
    at: { step: 'readBack', do: (array) => array.outOfBand.delete(array.volumes().at(-1) ?? 'none') },
  },

  'rename.renameRefused': {
    shape: (draft) => {
      renamed(draft);
      draft.profile.provider.rename = 'refused';
    },
    parameters: { ElementName: 'taken' },
  },
  'rename.nameExists': {
    shape: (draft) => {
      renamed(draft);
      uniqueNames(draft);
    },
    parameters: { ElementName: 'taken' },
  },
  'rename.noSuchProperty': {
    shape: (draft) => {
      renamed(draft);
      draft.profile.provider.rename = 'noSuchProperty';
    },
    parameters: { ElementName: 'new' },
  },
  'rename.renameUnsupported': {
    shape: (draft) => {
      renamed(draft);
      draft.profile.provider.rename = 'unsupported';
    },
    parameters: { ElementName: 'new' },
  },
};

/** The job that the array is told of. */
const subscribing: MethodExamples['causes'] = {
  'subscribe.destination': { ...createsByJob, before: set({ indications: { destination: 'invalid' } }) },
  'subscribe.subscriptionExists': { ...createsByJob, before: set({ indications: { subscription: 'exists' } }) },
};

/** Goals that the array does not offer: of releases that have them as parameters. */
const goals: MethodExamples['causes'] = {
  'readCapabilities.noSinglePoint': {
    shape: ({ profile }) => {
      profile.creation.goals.noSinglePointOfFailure = false;
    },
    parameters: { NoSinglePointOfFailure: true },
  },
  'readCapabilities.packageRedundancy': { parameters: { PackageRedundancyGoal: 2 } },
  'readCapabilities.dataRedundancy': { parameters: { DataRedundancyGoal: 3 } },
  'readCapabilities.parityLayoutsFailed': {
    shape: ({ profile }) => {
      profile.provider.methods.GetSupportedParityLayouts = 'unsupported';
    },
    parameters: { ParityLayout: 1 },
  },
  'readCapabilities.parity': { parameters: { ParityLayout: 1 } },
};

const exclusive: MethodExamples['exclusive'] = [
  ...['service.primordial', 'service.poolReserved'].map((row) => ({
    rows: [row, 'array.poolDeleting'],
    because: 'no job deletes a pool that can not be deleted from here',
  })),
  { rows: ['array.poolOffline', 'array.poolReadOnly'], because: 'a pool is in one state' },
  { rows: ['array.notThere', 'array.poolOffline'], because: 'a pool is in one state' },
  { rows: ['array.notThere', 'array.poolReadOnly'], because: 'a pool is in one state' },
  {
    rows: ['array.notThere', 'array.poolDeleting'],
    because: 'a pool that a job deletes is not deleted out of band either',
  },
  { rows: ['array.poolOffline', 'array.poolDeleting'], because: 'the job fails when its pool goes offline' },
  {
    rows: ['rename.renameRefused', 'rename.noSuchProperty', 'rename.renameUnsupported'],
    because: 'a profile has one answer to a rename',
  },
  {
    rows: ['invoke.settingNotCreated', 'invoke.settingNotModified'],
    because: 'a profile has one answer to what goes wrong with settings',
  },
];

const ends = {
  poolLost: { by: set({ pool: 'silver', state: 'offline' }) },
  volumeLost: {
    by: (array: StorageArray) => void array.set({ volume: array.volumes().at(-1) ?? 'none', state: 'failed' }),
  },
} satisfies MethodExamples['ends'];

export const createVolumeInPool: MethodExamples = {
  on: 'silver',
  parameters: { Size: '1 GiB' },
  succeeds: 'success',
  startsJob: createsByJob,
  causes: {
    ...shared,
    ...subscribing,
    ...goals,
    'service.malformed': { parameters: { username: 'service' } },
    'service.sizeAndMaximum': { parameters: { UseMaximumSize: true } },
    'service.poolUnknown': { on: 'nowhere' },
    'invoke.settingUnknown': { parameters: { PoolSettingObjectId: 'fast' } },
    'array.peerPool': {
      shape: ({ silver }) => {
        silver.system = 'peer';
      },
    },
  },
  exclusive,
  ends,
  before2016: [['service.role', 'authenticate.role', 43002]],
};

/** Silver is the only pool that the service could find. */
function silverAlone({ gold, spare }: Draft): void {
  gold.primordial = true;
  spare.primordial = true;
}

export const createVolumeInSystem: MethodExamples = {
  on: 'MSFT_SMSystem',
  parameters: { Size: '1 GiB' },
  standing: { shape: silverAlone },
  succeeds: 'success',
  startsJob: createsByJob,
  causes: {
    ...shared,
    ...subscribing,
    ...goals,
    'service.malformed': { parameters: { username: 'service' } },
    'service.noPool': {
      shape: ({ gold, silver, spare, primordial, drives }) => {
        for (const pool of [gold, silver, spare]) pool.system = 'peer';
        primordial.length = 0;
        drives.length = 0;
      },
    },
  },
  exclusive: [
    ...exclusive,
    {
      rows: ['service.primordial', 'service.poolReserved'],
      because: 'one that is only the first of both is found before one that is both',
    },
  ],
  ends: { poolLost: { shape: silverAlone, ...ends.poolLost }, volumeLost: { shape: silverAlone, ...ends.volumeLost } },
  before2016: [
    ['service.role', 'authenticate.role', 43002],
    ['array.poolDeleting', 'array.poolDeleting', 4],
  ],
};
