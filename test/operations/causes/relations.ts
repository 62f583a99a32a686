import type { StorageArray } from '../../../src/index.js';
import type { Draft } from '../standardArray.js';
import { madeReadOnly, outOfBand, set } from './acts.js';
import { mirroring } from './createReplica.js';
import type { Exclusive, MethodExamples } from './methodExamples.js';

/** Relates db to a mirror. */
function mirrored(array: StorageArray, given: Readonly<Record<string, string>>): void {
  const { ReturnValue, ExtendedStatus } = array.invoke('db', 'CreateReplica', { SyncType: 6, ...given });
  if (ReturnValue !== 4096) throw new Error(`the mirror to prepare was refused: ${ExtendedStatus?.SMMessage}`);
  array.settle();
}

/** Does something to the relation of db to its mirror. */
function changed(array: StorageArray, Operation: number, code: number): void {
  const given = { Operation, TargetStorageVolume: 'mirror' };
  const { ReturnValue, ExtendedStatus } = array.invoke('db', 'StorageVolume.SetReplicationRelationship', given);
  if (ReturnValue !== code) throw new Error(`the operation to prepare was refused: ${ExtendedStatus?.SMMessage}`);
}

/** It has a mirror that was fractured, and was written to since. */
function fractured(array: StorageArray): void {
  mirrored(array, { ElementName: 'mirror', TargetStoragePool: 'silver' });
  changed(array, 12, 0);
  array.host.write('db', { offset: 0, length: '5 GiB', tag: 'monday' });
}

/** Somebody else takes all that silver has. */
function fillSilver(array: StorageArray): void {
  array.faults.add({
    id: 'thief of all',
    at: 'time',
    when: { time: array.now + 1 },
    do: { stealCapacity: { pool: 'silver', size: 'all' } },
  });
  array.advance(1);
}

const thin = ({ profile }: Draft): void => {
  profile.allocation = { kind: 'thin', overcommitLimit: null, lowSpaceWarningThreshold: 0 };
};

const standing = { shape: mirroring, related: fractured } as const;
const deleteMirror = outOfBand({ delete: 'mirror' });

/** Both volumes that the method may be called on. */
function deleteSources(array: StorageArray): void {
  for (const name of ['db', 'taken']) outOfBand({ delete: name })(array);
}

/** Another call ends the relation. */
function dissolved(array: StorageArray): void {
  const { ReturnValue } = array.invoke('MSFT_SMSystem', 'DeleteReplicationRelationship', {
    TargetGroupReplicaPeer: 'mirror',
  });
  if (ReturnValue !== 0) throw new Error(`the relation to end goes on: ${ReturnValue}`);
}

const pairsOf = (one: readonly string[], others: readonly string[], because: string): readonly Exclusive[] =>
  one.flatMap((row) => others.map((other) => ({ rows: [row, other], because })));

/** What a state of the relation decides, and what it needs to be decided. */
const reversing = ['array.multiHop', 'array.targetLarger'];
const copying = ['array.sideNotReady', 'array.sideInUse', 'array.free'];
const judged = ['array.stateForbids', ...reversing, 'array.sideReadOnly', ...copying];
const goneRelation = pairsOf(
  ['array.notThere', 'array.relationEnded'],
  [...judged, 'array.queue'],
  'what is no relation any more has no state, and nothing is copied',
);

export const setReplicationRelationship: MethodExamples = {
  on: 'db',
  parameters: { Operation: 14, TargetStorageVolume: 'mirror' },
  standing,
  succeeds: 'jobStarted',
  startsJob: {},
  breaksRelations: true,

  causes: {
    'service.malformed': { parameters: { Operation: 25 } },
    'service.sourceUnknown': { on: 'nowhere' },
    'service.targetUnknown': { parameters: { TargetStorageVolume: 'nowhere' } },
    'service.operationNotOffered': { parameters: { Operation: 10 } },
    'readCapabilities.operationWithdrawn': {
      before: outOfBand({ capabilities: { replicationTypes: [3, 11] } }),
      parameters: { Operation: 17 },
    },
    'invoke.sourceStale': { before: outOfBand({ volume: 'db', state: 'degraded' }) },
    'invoke.poolStale': { before: outOfBand({ pool: 'silver', state: 'degraded' }) },
    'invoke.capabilitiesStale': { before: outOfBand({ capabilities: { maximumReplicasPerSource: 63 } }) },
    'invoke.targetStale': { before: outOfBand({ volume: 'mirror', state: 'degraded' }) },
    'invoke.deletedInFlight': { at: { step: 'invoke', do: deleteSources } },
    'invoke.notRelated': { on: 'taken' },
    'invoke.swapped': { on: 'mirror', parameters: { TargetStorageVolume: 'db' } },
    'array.notThere': { at: { step: 'array', do: deleteMirror } },
    'array.relationEnded': { at: { step: 'array', do: dissolved } },
    // It is fractured already.
    'array.stateForbids': { parameters: { Operation: 12 } },
    'array.multiHop': {
      prepare: (array) => mirrored(array, { ElementName: 'second' }),
      parameters: { Operation: 20 },
    },
    'array.targetLarger': {
      shape: ({ taken }) => {
        taken.size = '20 GiB';
      },
      prepare: (array) => {
        changed(array, 8, 0);
        mirrored(array, { TargetStorageVolume: 'taken' });
      },
      parameters: { Operation: 20, TargetStorageVolume: 'taken' },
    },
    'array.sideReadOnly': { prepare: madeReadOnly('db', 'mirror') },
    'array.sideNotReady': { before: set({ volume: 'db', state: 'offline' }) },
    'array.sideInUse': { before: set({ volume: 'mirror', state: 'offline' }) },
    'array.free': { shape: thin, before: fillSilver },
    'array.queue': {
      prepare: (array) => {
        const { ReturnValue } = array.createClone('taken');
        if (ReturnValue !== 4096) throw new Error(`the clone to prepare was refused: ${ReturnValue}`);
      },
      before: set({ limits: { runningJobs: 1, queuedJobs: 0 } }),
    },
  },

  exclusive: [
    ...goneRelation,
    ...pairsOf(['array.stateForbids'], judged.slice(1), 'what is forbidden copies and reverses nothing'),
    ...pairsOf(['array.stateForbids', ...reversing], ['array.queue'], 'neither of them starts a job'),
    ...pairsOf(reversing, copying, 'an operation reverses roles, or copies'),
    {
      rows: ['service.targetUnknown', 'service.operationNotOffered'],
      because: 'what is offered depends on the relation, which a target that is unknown is not in',
    },
    { rows: ['invoke.notRelated', 'invoke.swapped'], because: 'the sides of a relation are swapped, or there is none' },
    { rows: ['invoke.deletedInFlight', 'invoke.swapped'], because: 'a relation goes with its target' },
    { rows: ['invoke.targetStale', 'invoke.swapped'], because: 'the one that is stale is the source then' },
  ],

  ends: {
    poolLost: { by: set({ pool: 'silver', state: 'offline' }) },
    sourceLost: { by: set({ volume: 'db', state: 'offline' }) },
    sourcePoolLost: { by: set({ pool: 'gold', state: 'offline' }) },
    targetLost: { by: set({ volume: 'mirror', state: 'failed' }) },
    linkLost: {
      shape: ({ db, profile }) => {
        db.pool = 'peer';
        profile.jobs.failsWithoutLinkAfter = '30 s';
      },
      by: set({ link: 'partitioned' }),
    },
    writtenMeanwhile: {
      shape: thin,
      by: (array) => {
        fillSilver(array);
        array.host.write('db', { offset: '5 GiB', length: '4 GiB', tag: 'tuesday' });
      },
    },
  },

  before2016: [],
};

export const deleteReplicationRelationship: MethodExamples = {
  on: 'MSFT_SMSystem',
  parameters: { TargetGroupReplicaPeer: 'mirror' },
  standing,
  succeeds: 'success',
  startsJob: null,

  causes: {
    'service.malformed': { parameters: { username: 'service' } },
    'service.noGroups': { parameters: { SourceReplicationGroup: 'group-1' } },
    'service.targetUnknown': { parameters: { TargetGroupReplicaPeer: 'nowhere' } },
    'readCapabilities.mustRemainAssociated': {
      shape: ({ profile }) => {
        profile.capabilities.features.push(16);
      },
    },
    'invoke.deletedInFlight': {
      at: {
        step: 'invoke',
        do: (array) => {
          deleteMirror(array);
          array.outOfBand.delete('taken');
        },
      },
    },
    'invoke.notRelated': { parameters: { TargetGroupReplicaPeer: 'taken' } },
    'array.notThere': { at: { step: 'array', do: deleteMirror } },
    'array.relationEnded': { at: { step: 'array', do: (array) => changed(array, 8, 0) } },
    'array.stateForbids': { prepare: (array) => changed(array, 14, 4096) },
  },

  exclusive: goneRelation,

  ends: {},

  before2016: [],
};
