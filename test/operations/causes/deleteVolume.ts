import type { Draft } from '../standardArray.js';
import { clone, deletesByJob, oldClone, oldSnapshot, outOfBand, set, sharing, snapshot, withFeature } from './acts.js';
import type { MethodExamples } from './methodExamples.js';

/** The volume is in a pool for replicas. */
function inReservedPool({ db, silver }: Draft): void {
  silver.usage = 'reservedForLocalReplicationServices';
  db.pool = 'silver';
}

export const deleteVolume: MethodExamples = {
  on: 'db',
  parameters: {},
  succeeds: 'success',
  startsJob: deletesByJob,

  causes: {
    'service.malformed': { parameters: { username: 'service' } },
    'service.volumeUnknown': { on: 'nowhere' },
    'service.noDeletion': { before: set({ capabilities: { deletesVolumes: false } }) },
    'service.exposed': {
      shape: ({ db }) => {
        db.exposed = true;
      },
    },

    'readCapabilities.deletionWithdrawn': { before: outOfBand({ capabilities: { deletesVolumes: false } }) },

    'invoke.parameterType': {
      shape: ({ profile }) => {
        profile.provider.mistypedParameters = ['TheElement'];
      },
    },
    'invoke.deletedInFlight': { at: { step: 'invoke', do: outOfBand({ delete: 'db' }) } },

    'array.notThere': { before: outOfBand({ delete: 'db' }) },
    'array.reserved': {
      shape: ({ db }) => {
        db.usage = 'reservedByMigrationServices';
      },
    },
    'array.locked': { before: set({ volume: 'db', state: 'resizing' }) },
    'array.copying': { prepare: clone },
    'array.linkedClones': { shape: sharing({ keepsParent: true }), prepare: oldClone },
    'array.snapshots': { prepare: oldSnapshot },
    'array.mustRemainAssociated': { shape: withFeature(16), prepare: oldClone },
    'array.resourcePoolTakesNothing': {
      shape: inReservedPool,
      before: set({ pool: 'silver', state: 'readOnly' }),
    },
    'array.poolTakesNothing': { before: set({ pool: 'gold', state: 'offline' }) },
  },

  exclusive: [
    { rows: ['array.resourcePoolTakesNothing', 'array.poolTakesNothing'], because: 'a pool has one usage' },
    { rows: ['array.notThere', 'array.copying'], because: 'what is copied is not deleted out of band either' },
    { rows: ['array.locked', 'array.copying'], because: 'what locks a volume is refused while it is copied' },
    { rows: ['array.reserved', 'array.copying'], because: 'a volume that is reserved is not cloned' },
    { rows: ['array.notThere', 'array.snapshots'], because: 'what has snapshots is not deleted out of band either' },
    { rows: ['array.reserved', 'array.snapshots'], because: 'there are no snapshots of a volume that is reserved' },
  ],

  ends: {
    resourcePoolTakesNothing: { shape: inReservedPool, by: set({ pool: 'silver', state: 'readOnly' }) },
    poolTakesNothing: { by: set({ pool: 'gold', state: 'readOnly' }) },
    copied: {
      shape: ({ profile }) => {
        profile.clones.requireOnlineSource = false;
        profile.jobs.copyRatePerSecond = '100 MiB';
      },
      before: set({ volume: 'db', state: 'offline' }),
      by: clone,
    },
    linkedClones: {
      shape: sharing({ keepsParent: true, requireOnlineSource: false }),
      before: set({ volume: 'db', state: 'offline' }),
      by: (array) => {
        clone(array);
        array.advance('30 s');
      },
    },
    snapshots: {
      shape: ({ profile }) => {
        profile.clones.requireOnlineSource = false;
      },
      before: set({ volume: 'db', state: 'offline' }),
      by: (array) => {
        snapshot(array);
        array.advance('30 s');
      },
    },
  },

  before2016: [['service.role', 'authenticate.role', 43002]],
};
