import type { Draft } from '../standardArray.js';
import {
  clone,
  cloneElsewhere,
  copyUnderWay,
  killYoungestJob,
  oldClone,
  outOfBand,
  set,
  sharing,
  withFeature,
} from './acts.js';
import type { MethodExamples } from './methodExamples.js';

/** A provider without feature 51, which renames a fresh target as the outcome says. */
const renaming =
  (outcome: Draft['profile']['provider']['rename']) =>
  ({ profile }: Draft) => {
    profile.capabilities.features = profile.capabilities.features.filter((feature) => feature !== 51);
    profile.provider.rename = outcome;
  };

const inSilver = { parameters: { TargetPool: 'silver' } } as const;
const named = { parameters: { ElementName: 'copy' } } as const;

export const createClone: MethodExamples = {
  on: 'db',
  parameters: {},
  succeeds: 'jobStarted',
  startsJob: { parameters: { TargetPool: 'silver' } },

  causes: {
    'service.malformed': { parameters: { ElementName: '' } },
    'service.sourceUnknown': { on: 'nowhere' },
    'service.poolUnknown': { parameters: { TargetPool: 'nowhere' } },
    'service.noClones': {
      before: set({ capabilities: { cloneLocal: false, cloneRemote: false, replicationTypes: [] } }),
    },
    'service.locality': { parameters: { TargetPool: 'peer' } },

    'readCapabilities.noCapabilities': {
      shape: ({ profile }) => {
        profile.provider.reportsCapabilities = false;
      },
    },
    'readCapabilities.clonesWithdrawn': {
      before: outOfBand({ capabilities: { cloneLocal: false, cloneRemote: false, replicationTypes: [] } }),
    },
    'readCapabilities.typeWithdrawn': {
      before: outOfBand({
        capabilities: { cloneLocal: false, cloneRemote: true, replicationTypes: [13], features: [8, 42, 51] },
      }),
    },

    'invoke.sourceStale': { before: outOfBand({ volume: 'db', state: 'degraded' }) },
    'invoke.poolStale': { before: outOfBand({ pool: 'gold', state: 'degraded' }) },
    'invoke.capabilitiesStale': { before: outOfBand({ capabilities: { maximumReplicasPerSource: 63 } }) },
    'invoke.notFound': { on: 'nowhere' },
    'invoke.deletedInFlight': { at: { step: 'invoke', do: (array) => void array.outOfBand.delete('db') } },
    'invoke.poolForbidden': { shape: withFeature(40), ...inSilver },
    'invoke.poolRequired': {
      shape: ({ profile }) => {
        profile.provider.requiresTargetPool = true;
      },
    },
    'invoke.poolNotOfSource': { shape: withFeature(44), ...inSilver },
    'invoke.nameTaken': {
      shape: ({ profile }) => {
        profile.clones.uniqueNames = true;
      },
      parameters: { ElementName: 'taken' },
    },
    'invoke.parameterType': {
      shape: ({ profile }) => {
        profile.provider.mistypedParameters = ['ElementName'];
      },
      ...named,
    },

    'array.notThere': {
      parameters: { TargetPool: 'spare' },
      at: { step: 'array', do: (array) => void array.outOfBand.delete('spare') },
    },
    'array.snapshot': {
      shape: ({ db, profile }) => {
        db.snapshot = true;
        profile.clones.ofSnapshots = false;
      },
    },
    'array.sourceReserved': {
      shape: ({ db }) => {
        db.usage = 'reservedByMigrationServices';
      },
    },
    'array.primordial': {
      shape: ({ silver }) => {
        silver.primordial = true;
      },
      ...inSilver,
    },
    'array.poolReserved': {
      shape: ({ silver }) => {
        silver.usage = 'reservedForSparing';
      },
      ...inSilver,
    },
    'array.poolNotReserved': { shape: withFeature(55), ...inSilver },
    'array.sourceLocked': { before: set({ volume: 'db', state: 'resizing' }) },
    'array.sourceNotUsable': { before: set({ volume: 'db', state: 'failed' }) },
    'array.sourceOffline': { before: set({ volume: 'db', state: 'offline' }) },
    'array.sourceOnline': {
      shape: (draft) => {
        withFeature(23)(draft);
        draft.profile.clones.requireOnlineSource = false;
      },
    },
    'array.sourceBusy': {
      shape: ({ profile }) => {
        profile.clones.copiesAtOnce = 1;
      },
      prepare: copyUnderWay,
    },
    'array.nameTakenMeanwhile': {
      shape: ({ profile }) => {
        profile.clones.uniqueNames = true;
      },
      parameters: { ElementName: 'coveted' },
      at: { step: 'array', do: outOfBand({ create: { name: 'coveted', pool: 'gold', size: '1 GiB' } }) },
    },
    'array.poolOffline': { before: set({ pool: 'silver', state: 'offline' }), ...inSilver },
    'array.sourcePoolOffline': {
      before: (array) => array.set({ pool: array.volume('db').pool, state: 'offline' }),
      ...inSilver,
    },
    'array.linkPartitioned': {
      shape: ({ db }) => {
        db.pool = 'peer';
      },
      before: set({ link: 'partitioned' }),
      ...inSilver,
    },
    'array.poolReadOnly': { before: set({ pool: 'silver', state: 'readOnly' }), ...inSilver },
    'array.free': {
      shape: ({ db, silver }) => {
        // Thin allocation asks for what is written only.
        db.written = '10 GiB';
        silver.size = '5 GiB';
      },
      ...inSilver,
    },
    'array.overcommit': {
      shape: ({ profile, silver }) => {
        profile.allocation = { kind: 'thin', overcommitLimit: 150, lowSpaceWarningThreshold: 0 };
        silver.size = '6 GiB';
      },
      ...inSilver,
    },
    'array.replicas': {
      shape: ({ profile }) => {
        profile.capabilities.maximumReplicasPerSource = 1;
      },
      prepare: cloneElsewhere,
    },
    'array.family': { shape: sharing({ maximumFamily: 2 }), prepare: oldClone },
    'array.depth': { shape: sharing({ maximumDepth: 1 }), prepare: oldClone, on: 'db-clone-1' },
    'array.volumes': { before: (array) => array.set({ limits: { volumes: array.volumes().length } }) },
    'array.metadata': { prepare: clone, before: set({ limits: { synchronizations: 1 } }) },
    'array.queue': { prepare: clone, before: set({ limits: { runningJobs: 1, queuedJobs: 0 } }) },

    'invokeReply.copyLate': {
      shape: ({ profile }) => {
        profile.capabilities.synchronousActions = [2];
        profile.clones.synchronousUpTo = '10 GiB';
        profile.jobs.copyRatePerSecond = '100 MiB';
      },
    },

    'readBack.targetGone': { at: { step: 'readBack', do: killYoungestJob } },

    'rename.renameRefused': { shape: renaming('refused'), parameters: { ElementName: 'taken' } },
    'rename.nameExists': {
      shape: (draft) => {
        renaming(draft.profile.provider.rename)(draft);
        draft.profile.clones.uniqueNames = true;
      },
      parameters: { ElementName: 'taken' },
    },
    'rename.noSuchProperty': { shape: renaming('noSuchProperty'), ...named },
    'rename.renameUnsupported': { shape: renaming('unsupported'), ...named },
  },

  exclusive: [
    {
      rows: ['invoke.poolForbidden', 'invoke.poolRequired'],
      because: 'the one needs a call with TargetPool, the other a call without',
    },
    {
      rows: ['invoke.poolRequired', 'invoke.poolNotOfSource'],
      because: 'the one needs a call without TargetPool, the other a call with',
    },
    {
      rows: ['array.sourceLocked', 'array.sourceNotUsable', 'array.sourceOffline'],
      because: 'a volume is in one state',
    },
    { rows: ['array.sourceOffline', 'array.sourceOnline'], because: 'a volume is in one state' },
    { rows: ['array.sourceOffline', 'array.sourceBusy'], because: 'copies of a source that goes offline fail at once' },
    { rows: ['array.poolOffline', 'array.poolReadOnly'], because: 'a pool is in one state' },
    {
      rows: ['rename.renameRefused', 'rename.noSuchProperty', 'rename.renameUnsupported'],
      because: 'a profile has one answer to a rename',
    },
  ],

  ends: {
    poolLost: { by: set({ pool: 'silver', state: 'offline' }) },
    sourceLost: { by: set({ volume: 'db', state: 'offline' }) },
    sourcePoolLost: { by: set({ pool: 'gold', state: 'offline' }) },
    targetLost: { by: set({ volume: 'db-clone-1', state: 'failed' }) },
    linkLost: {
      shape: ({ db, profile }) => {
        db.pool = 'peer';
        profile.jobs.failsWithoutLinkAfter = '30 s';
      },
      by: set({ link: 'partitioned' }),
    },
  },

  before2016: [
    ['service.sourceUnknown', 'invoke.notFound', 43006],
    ['service.poolUnknown', 'invoke.notFound', 43006],
    ['service.role', 'authenticate.role', 43002],
    ['array.free', 'array.free', 4],
    ['array.overcommit', 'array.overcommit', 4],
    ['array.replicas', 'array.replicas', 4],
    ['array.depth', 'array.depth', 4],
    ['array.family', 'array.family', 4],
    ['array.volumes', 'array.volumes', 4],
    ['array.metadata', 'array.metadata', 4],
    ['array.queue', 'array.queue', 4],
    // A stale cache is harmless there, and the call goes on.
    ['invoke.sourceStale', 'serviceReply.jobStarted', 4096],
    ['invoke.poolStale', 'serviceReply.jobStarted', 4096],
    ['invoke.capabilitiesStale', 'serviceReply.jobStarted', 4096],
  ],
};
