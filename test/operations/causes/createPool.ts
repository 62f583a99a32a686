import type { StorageArray } from '../../../src/index.js';
import { makesPoolsByJob, outOfBand, set, stealFromRaw } from './acts.js';
import type { MethodExamples } from './methodExamples.js';

/** Another pool has disk1. */
export function poolOfDisk1(array: StorageArray): void {
  const given = { ElementName: 'another', DiskDriveObjectIds: ['disk1'] };
  const { Pool, ExtendedStatus } = array.invoke('MSFT_SMSystem', 'CreatePool', given);
  if (Pool === null) throw new Error(`the pool to prepare was refused: ${ExtendedStatus?.SMMessage}`);
}

export const createPool: MethodExamples = {
  on: 'MSFT_SMSystem',
  parameters: { ElementName: 'new', DiskDriveObjectIds: ['disk1', 'disk2'] },
  succeeds: 'success',
  startsJob: makesPoolsByJob,

  causes: {
    'service.malformed': { parameters: { username: 'service' } },
    'service.noName': { parameters: { ElementName: null } },
    'service.noCreation': { before: set({ capabilities: { createsPools: false } }) },
    'service.noChoiceOfDrives': {
      shape: ({ profile }) => {
        profile.poolCreation.ofDrives = false;
      },
    },
    'service.driveUnknown': { parameters: { DiskDriveObjectIds: ['disk1', 'chip1', 'ghost'] } },
    'service.severalPrimordialPools': { parameters: { DiskDriveObjectIds: ['disk1', 'disk2', 'chip1'] } },
    'service.hotSpare': { before: set({ drive: 'disk2', spare: true }) },
    'service.drivesHeld': { prepare: poolOfDisk1 },
    'service.settingUnknown': { parameters: { PoolSettingObjectId: 'raw/striped' } },
    'service.settingElsewhere': { parameters: { PoolSettingObjectId: 'chips/mirrored' } },
    'service.thin': { parameters: { ThinlyProvisioned: true } },

    'readCapabilities.creationWithdrawn': { before: outOfBand({ capabilities: { createsPools: false } }) },
    'readCapabilities.noStorageCapabilities': {
      shape: ({ profile }) => {
        profile.provider.storageSettings = 'noCapabilities';
      },
    },
    'readCapabilities.noDefaultSetting': {
      shape: ({ profile }) => {
        profile.poolCreation.settings = [];
      },
    },

    'invoke.extentsNotTold': { before: set({ provider: { methods: { Associators: 'unsupported' } } }) },
    'invoke.noExtents': {
      before(array) {
        array.set({ drive: 'disk1', state: 'failed' });
        array.set({ drive: 'disk2', state: 'failed' });
      },
    },
    'invoke.settingsNotCreated': {
      shape: ({ profile }) => {
        profile.provider.storageSettings = 'notCreated';
      },
    },
    'invoke.settingsNotModified': {
      shape: ({ profile }) => {
        profile.provider.storageSettings = 'notModified';
      },
    },

    'array.drivesTaken': { at: { step: 'array', do: set({ drive: 'disk2', spare: true }) } },
    'array.driveFailed': { before: set({ drive: 'disk1', state: 'failed' }) },
    'array.free': { before: stealFromRaw },

    'rename.renameRefused': {
      shape: ({ profile }) => {
        profile.capabilities.features = profile.capabilities.features.filter((one) => one !== 51);
        profile.provider.rename = 'refused';
      },
    },
    'subscribe.destination': { ...makesPoolsByJob, before: set({ indications: { destination: 'invalid' } }) },
    'subscribe.subscriptionExists': { ...makesPoolsByJob, before: set({ indications: { subscription: 'exists' } }) },
  },

  exclusive: [
    {
      rows: ['invoke.settingsNotCreated', 'invoke.settingsNotModified'],
      because: 'one thing goes wrong with settings at a time',
    },
  ],

  ends: {
    driveLost: { by: set({ drive: 'disk1', state: 'failed' }) },
  },

  before2016: [['service.role', 'authenticate.role', 4]],
};
