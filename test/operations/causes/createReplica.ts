import type { StorageArray } from '../../../src/index.js';
import type { Cause, Draft } from '../standardArray.js';
import { madeReadOnly, outOfBand, set, sharing } from './acts.js';
import { createClone } from './createClone.js';
import { createSnapshot } from './createSnapshot.js';
import type { Exclusive, MethodExamples } from './methodExamples.js';

/** An array that makes mirrors, snapshots and clones, and copies what differs by jobs. */
export const mirroring = ({ profile }: Draft): void => {
  profile.capabilities.replicationTypes = [2, 3, 7, 11];
  profile.capabilities.asynchronousActions = [2, 5];
};

const ontoTaken = { parameters: { TargetStorageVolume: 'taken' } } as const;

/** It is as large as its source. */
const fits = ({ taken }: Draft): void => {
  taken.size = '10 GiB';
};

const fitting: Cause = { ...ontoTaken, shape: fits };

/** What is a cause with clones as well, where the pool has another name. */
const ofClones = Object.fromEntries(
  Object.entries(createClone.causes)
    .filter(([row]) => !/^(service\.(noClones|locality)|readCapabilities\..*Withdrawn|invoke\.notFound)$/.test(row))
    .map(([row, cause]) => {
      const { TargetPool, ...others } = cause.parameters ?? {};
      const renamed = TargetPool === undefined ? others : { ...others, TargetStoragePool: TargetPool };
      return [row, cause.parameters === undefined ? cause : { ...cause, parameters: renamed }];
    }),
);

/** The source, db, is the mirror of another volume. */
function mirrorOfSnap(array: StorageArray): void {
  const given = { SyncType: 6, TargetStorageVolume: 'db' };
  const { ReturnValue, ExtendedStatus } = array.invoke('snap', 'CreateReplica', given);
  if (ReturnValue !== 4096) throw new Error(`the mirror to prepare was refused: ${ExtendedStatus?.SMMessage}`);
  array.settle();
}

const ofNewTargets = Object.entries(ofClones).flatMap(([row, { parameters = {} }]) =>
  'TargetStoragePool' in parameters || 'ElementName' in parameters ? [row] : [],
);
const ofOldTargets = [
  'service.targetUnknown',
  'service.ownTarget',
  'invoke.targetStale',
  'invoke.targetForbidden',
  ...[
    'targetNotThere',
    'targetTooSmall',
    'targetReserved',
    'targetInRelation',
    'targetInUse',
    'targetNotReady',
    'targetReadOnly',
  ].map((because) => `array.${because}`),
];
const ofMirrorsSource = ['array.snapshot', 'array.sourceReserved'];

const aSnapshot = { parameters: { SyncType: 7 } } as const;
/** What is a cause with CreateSnapshot as well. */
const ofSnapshots = Object.fromEntries(
  ['array.snapshotOfSnapshot', 'array.notContainer', 'array.snapshotsPerSource', 'invokeReply.snapshotLate'].map(
    (row) => {
      const cause = createSnapshot.causes[row];
      if (cause === undefined) throw new Error(`${row} has no cause with CreateSnapshot`);
      const inPool =
        cause.parameters?.TargetPool === undefined ? {} : { TargetStoragePool: cause.parameters.TargetPool };
      return [row, { ...cause, parameters: { ...aSnapshot.parameters, ...inPool } }];
    },
  ),
);
/** What only stands against what copies its source. */
const ofCopies = [
  'array.snapshot',
  'array.mirrorOfMirror',
  'array.sourceBusy',
  'array.free',
  'array.replicas',
  'array.family',
  'array.depth',
  'invokeReply.copyLate',
];

const exclusive: readonly Exclusive[] = [
  ...createClone.exclusive,
  ...['array.poolReserved', 'array.poolNotReserved'].map((row) => ({
    rows: ['array.notContainer', row],
    because: 'a profile has one rule for the pools of snapshots',
  })),
  ...ofOldTargets.flatMap((old) =>
    ofNewTargets
      .filter((row) => row !== 'service.malformed')
      .map((row) => ({ rows: [old, row], because: 'a target is new or there already' })),
  ),
  ...['service.sourceUnknown', 'service.targetUnknown'].map((row) => ({
    rows: [row, 'service.ownTarget'],
    because: 'a source that is its own target is known',
  })),
  ...ofOldTargets.map((row) => ({
    rows: [row, 'invoke.poolRequired'],
    because: 'a target that is there lies where it lies',
  })),
  ...Object.keys(ofSnapshots).flatMap((row) => [
    ...ofCopies.map((other) => ({ rows: [row, other], because: 'a replica is of one kind' })),
    ...ofOldTargets
      .filter((other) => other.startsWith('array'))
      .map((other) => ({ rows: [row, other], because: 'a snapshot is always a new volume' })),
  ]),
  ...ofMirrorsSource.map((row) => ({
    rows: [row, 'array.mirrorOfMirror'],
    because: 'neither a snapshot nor a reserved volume becomes a mirror',
  })),
];

export const createReplica: MethodExamples = {
  on: 'db',
  parameters: { SyncType: 8 },
  standing: { shape: mirroring },
  succeeds: 'jobStarted',
  startsJob: { parameters: { TargetStoragePool: 'silver' } },

  causes: {
    ...ofClones,
    'service.forNewTarget': { parameters: { TargetStorageVolume: 'db', ElementName: 'copy' } },
    'service.targetUnknown': { parameters: { TargetStorageVolume: 'nowhere' } },
    'service.ownTarget': { parameters: { TargetStorageVolume: 'db' } },
    'service.otherSystem': { parameters: { TargetStorageSystem: 'peer-1' } },
    // A tokenized clone.
    'service.kindNotOffered': { parameters: { SyncType: 9 } },
    'readCapabilities.kindWithdrawn': {
      before: outOfBand({ capabilities: { cloneLocal: false, replicationTypes: [2, 3] } }),
    },
    'invoke.targetStale': { ...ontoTaken, before: outOfBand({ volume: 'taken', state: 'degraded' }) },
    'invoke.targetForbidden': {
      ...fitting,
      shape: (draft) => {
        fits(draft);
        draft.profile.capabilities.features.push(39);
      },
    },
    ...ofSnapshots,
    'array.mirrorOfMirror': { prepare: mirrorOfSnap, parameters: { SyncType: 6 } },
    'array.targetNotThere': {
      ...ontoTaken,
      at: { step: 'array', do: (array) => void array.outOfBand.delete('taken') },
    },
    'array.targetTooSmall': {
      ...ontoTaken,
      shape: ({ taken }) => {
        taken.size = '9 GiB';
      },
    },
    'array.targetReserved': {
      ...ontoTaken,
      shape: (draft) => {
        fits(draft);
        draft.taken.snapshot = true;
      },
    },
    'array.targetInRelation': {
      ...fitting,
      prepare: (array) => {
        const { ReturnValue } = array.createClone('taken', { TargetPool: 'spare' });
        if (ReturnValue !== 4096) throw new Error(`the clone to prepare was refused: ${ReturnValue}`);
      },
    },
    'array.targetInUse': {
      ...fitting,
      shape: (draft) => {
        fits(draft);
        sharing({})(draft);
      },
      prepare: (array) => {
        const { ReturnValue } = array.createClone('taken');
        if (ReturnValue !== 4096) throw new Error(`the clone to prepare was refused: ${ReturnValue}`);
        array.settle();
      },
    },
    'array.targetNotReady': { ...fitting, before: set({ volume: 'taken', state: 'offline' }) },
    'array.targetReadOnly': { ...fitting, prepare: madeReadOnly('taken') },
  },

  exclusive,

  ends: createClone.ends,

  before2016: [],
};
