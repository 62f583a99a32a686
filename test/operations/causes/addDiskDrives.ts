import type { StorageArray } from '../../../src/index.js';
import type { Draft } from '../standardArray.js';
import { makesPoolsByJob, outOfBand, set, stealFromRaw } from './acts.js';
import { poolOfDisk1 } from './createPool.js';
import type { MethodExamples } from './methodExamples.js';

/** A job adds disk4 to silver. */
export function growth(array: StorageArray): void {
  const { ReturnValue, ExtendedStatus } = array.invoke('silver', 'AddDiskDrives', { DiskDriveObjectIds: ['disk4'] });
  if (ReturnValue !== 4096) throw new Error(`the growth to prepare was refused: ${ExtendedStatus?.SMMessage}`);
}

/** Silver is made of nothing that is known. */
function notOfDrives({ silver, drives }: Draft): void {
  drives.splice(0, drives.length, ...drives.filter(({ pool }) => pool !== 'silver'));
  silver.madeOf = undefined;
  silver.size = '100 GiB';
}

export const addDiskDrives: MethodExamples = {
  on: 'silver',
  parameters: { DiskDriveObjectIds: ['disk1', 'disk2'] },
  standing: {
    shape({ silver, drives }) {
      silver.madeOf = 'raw';
      silver.size = undefined;
      drives.push({ name: 'own', size: '100 GiB', pool: 'silver' });
    },
  },
  succeeds: 'success',
  startsJob: makesPoolsByJob,

  causes: {
    'service.malformed': { parameters: { username: 'service' } },
    'service.poolUnknown': { on: 'nowhere' },
    'service.noExpansion': { before: set({ capabilities: { expandsPools: false } }) },
    'service.primordial': {
      shape: ({ silver }) => {
        silver.madeOf = undefined;
        silver.primordial = true;
      },
    },
    'service.driveUnknown': { parameters: { DiskDriveObjectIds: ['disk1', 'ghost'] } },

    'readCapabilities.expansionWithdrawn': { before: outOfBand({ capabilities: { expandsPools: false } }) },

    'invoke.deletedInFlight': { at: { step: 'invoke', do: outOfBand({ delete: 'silver' }) } },

    'array.notThere': { before: outOfBand({ delete: 'silver' }) },
    'array.remote': {
      shape(draft) {
        notOfDrives(draft);
        draft.silver.system = 'peer';
      },
    },
    'array.notOfDrives': { shape: notOfDrives },
    'array.otherPrimordialPool': { parameters: { DiskDriveObjectIds: ['disk1', 'chip1'] } },
    'array.poolOffline': { before: set({ pool: 'silver', state: 'offline' }) },
    'array.poolAtWork': { ...makesPoolsByJob, prepare: growth },
    'array.drivesHeld': { prepare: poolOfDisk1 },
    'array.hotSpare': { before: set({ drive: 'disk2', spare: true }) },
    'array.driveFailed': { before: set({ drive: 'disk1', state: 'failed' }) },
    'array.free': { before: stealFromRaw },

    'subscribe.destination': { ...makesPoolsByJob, before: set({ indications: { destination: 'invalid' } }) },
    'subscribe.subscriptionExists': { ...makesPoolsByJob, before: set({ indications: { subscription: 'exists' } }) },
  },

  exclusive: [{ rows: ['array.poolOffline', 'array.poolAtWork'], because: 'the job fails when its pool goes offline' }],

  ends: {
    poolLost: { by: set({ pool: 'silver', state: 'offline' }) },
    driveLost: { by: set({ drive: 'disk1', state: 'failed' }) },
  },

  before2016: [['service.role', 'authenticate.role', 4]],
};
