import { oldSnapshot, outOfBand, set, snapshot } from './acts.js';
import { createClone } from './createClone.js';
import type { MethodExamples } from './methodExamples.js';

const inSilver = { parameters: { TargetPool: 'silver' } } as const;

/** What is a cause with clones as well. */
const ofClones = Object.fromEntries(
  Object.entries(createClone.causes).filter(([row]) =>
    /^(service.malformed|readCapabilities.noCapabilities|invoke.(notFound|deletedInFlight|pool(Forbidden|Required|NotOfSource)|nameTaken|parameterType)|array.(notThere|sourceReserved|primordial|pool(Reserved|NotReserved|Offline|ReadOnly)|source(Locked|NotUsable|Offline|Online|PoolOffline)|nameTakenMeanwhile|overcommit|volumes)|readBack.targetGone|rename.*)$/.test(
      row,
    ),
  ),
);

export const createSnapshot: MethodExamples = {
  on: 'db',
  parameters: {},
  succeeds: 'jobStarted',
  startsJob: {
    shape: ({ profile }) => {
      profile.snapshots.takes = '1 min';
    },
    parameters: { TargetPool: 'silver' },
  },

  causes: {
    ...ofClones,
    'service.noSnapshots': { before: set({ capabilities: { replicationTypes: [11] } }) },
    'service.locality': { parameters: { TargetPool: 'peer' } },
    'readCapabilities.snapshotsWithdrawn': {
      before: outOfBand({ capabilities: { replicationTypes: [11], features: [8, 51] } }),
    },
    'readCapabilities.typeWithdrawn': {
      before: outOfBand({ capabilities: { replicationTypes: [9, 11], features: [8, 42, 51] } }),
    },
    'array.snapshotOfSnapshot': {
      shape: ({ db }) => {
        db.snapshot = true;
      },
    },
    'array.notContainer': {
      shape: ({ profile }) => {
        profile.snapshots.inContainers = true;
      },
      ...inSilver,
    },
    'array.linkPartitioned': {
      shape: ({ db }) => {
        db.pool = 'peer';
      },
      before: set({ link: 'partitioned' }),
      ...inSilver,
    },
    'array.snapshotsPerSource': {
      shape: ({ profile }) => {
        profile.capabilities.maximumSnapshotsPerSource = 1;
      },
      prepare: oldSnapshot,
    },
    'array.metadata': { prepare: snapshot, before: set({ limits: { synchronizations: 1 } }) },
    'array.queue': { prepare: snapshot, before: set({ limits: { runningJobs: 1, queuedJobs: 0 } }) },
    'invokeReply.snapshotLate': {
      shape: ({ profile }) => {
        profile.capabilities.synchronousActions = [2];
        profile.capabilities.asynchronousActions = [];
        profile.snapshots.takes = '2 min';
      },
    },
  },

  exclusive: [
    ...createClone.exclusive.filter(({ rows }) => !rows.includes('array.sourceBusy')),
    {
      rows: ['array.notContainer', 'array.poolReserved', 'array.poolNotReserved'],
      because: 'a profile has one rule for the pools of snapshots',
    },
  ],

  ends: {
    ...createClone.ends,
    targetLost: { by: set({ volume: 'db-snapshot-1', state: 'failed' }) },
  },

  before2016: [['service.role', 'authenticate.role', 43002]],
};
