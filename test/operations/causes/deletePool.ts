import type { StorageArray } from '../../../src/index.js';
import { deletesByJob, makesPoolsByJob, outOfBand, set, stealFromSilver } from './acts.js';
import { addDiskDrives, growth } from './addDiskDrives.js';
import type { MethodExamples } from './methodExamples.js';

/** A job that deletes silver. */
function deletion(array: StorageArray): void {
  const { ReturnValue, ExtendedStatus } = array.invoke('silver', 'Pool.Delete');
  if (ReturnValue !== 4096) throw new Error(`the deletion to prepare was refused: ${ExtendedStatus?.SMMessage}`);
}

export const deletePool: MethodExamples = {
  on: 'silver',
  parameters: {},
  succeeds: 'success',
  startsJob: deletesByJob,

  causes: {
    'service.malformed': { parameters: { username: 'service' } },
    'service.poolUnknown': { on: 'nowhere' },
    'service.noDeletion': { before: set({ capabilities: { deletesPools: false } }) },
    'service.primordial': {
      shape: ({ silver }) => {
        silver.primordial = true;
      },
    },

    'readCapabilities.deletionWithdrawn': { before: outOfBand({ capabilities: { deletesPools: false } }) },

    'invoke.deletedInFlight': { at: { step: 'invoke', do: outOfBand({ delete: 'silver' }) } },

    'array.notThere': { before: outOfBand({ delete: 'silver' }) },
    'array.remote': {
      shape: ({ silver }) => {
        silver.system = 'peer';
      },
    },
    'array.reserved': {
      shape: ({ silver }) => {
        silver.usage = 'reservedForSparing';
      },
    },
    'array.poolOffline': { before: set({ pool: 'silver', state: 'offline' }) },
    'array.deleting': { ...deletesByJob, prepare: deletion },
    'array.growing': {
      shape(draft) {
        addDiskDrives.standing?.shape?.(draft);
        makesPoolsByJob.shape?.(draft);
      },
      prepare: growth,
    },
    'array.hasVolumes': { before: outOfBand({ create: { name: 'squatter', pool: 'silver', size: '1 GiB' } }) },
    'array.roomTaken': { before: stealFromSilver },
  },

  exclusive: [
    ...['array.remote', 'array.reserved'].map((row) => ({
      rows: [row, 'array.deleting'],
      because: 'no job deletes a pool that can not be deleted from here',
    })),
    ...['array.deleting', 'array.growing'].map((row) => ({
      rows: ['array.poolOffline', row],
      because: 'the job fails when its pool goes offline',
    })),
    { rows: ['array.deleting', 'array.growing'], because: 'one job at a time works on a pool' },
  ],

  ends: {
    poolLost: { by: set({ pool: 'silver', state: 'offline' }) },
    poolTaken: { by: (array) => void array.createClone('db', { TargetPool: 'silver' }) },
  },

  before2016: [['service.role', 'authenticate.role', 4]],
};
