import type { StorageArray } from '../../../src/index.js';
import type { Draft } from '../standardArray.js';
import { clone, oldClone, oldMirror, oldSnapshot, outOfBand, resizesByJob, set, sharing } from './acts.js';
import type { MethodExamples } from './methodExamples.js';

const smaller = { NewSize: '5 GiB' };

const reduces = ({ profile }: Draft): void => {
  profile.capabilities.reducesVolumes = true;
};

/** Another call gives db that size. */
const resized = (NewSize: string) => (array: StorageArray) => {
  const { ReturnValue } = array.invoke('db', 'StorageVolume.ModifySize', { NewSize });
  if (ReturnValue !== 0) throw new Error(`the resize to prepare was refused: ${ReturnValue}`);
};

const oneSize = 'a size is larger than another, smaller, or the same';

const pairsOf = (rows: readonly string[], because: string) =>
  rows.flatMap((one, at) => rows.slice(at + 1).map((other) => ({ rows: [one, other], because })));

export const modifySize: MethodExamples = {
  on: 'db',
  parameters: { NewSize: '20 GiB' },
  succeeds: 'success',
  startsJob: resizesByJob,

  causes: {
    'service.malformed': { parameters: { username: 'service' } },
    'service.volumeUnknown': { on: 'nowhere' },
    'service.noModification': {
      before: set({ capabilities: { modifiesVolumes: false } }),
    },
    'service.sizeEqual': { parameters: { NewSize: '10 GiB' } },
    'service.noReduction': { parameters: smaller },
    'service.noExpansion': { before: set({ capabilities: { expandsVolumes: false } }) },

    'readCapabilities.modificationWithdrawn': { before: outOfBand({ capabilities: { modifiesVolumes: false } }) },
    'readCapabilities.reductionWithdrawn': {
      shape: reduces,
      before: outOfBand({ capabilities: { reducesVolumes: false } }),
      parameters: smaller,
    },
    'readCapabilities.expansionWithdrawn': { before: outOfBand({ capabilities: { expandsVolumes: false } }) },

    'invoke.instanceGone': { before: outOfBand({ delete: 'db' }) },
    'invoke.deletedInFlight': { at: { step: 'invoke', do: outOfBand({ delete: 'db' }) } },
    'invoke.parameterType': {
      shape: ({ profile }) => {
        profile.provider.mistypedParameters = ['TheElement'];
      },
    },

    'array.notThere': { at: { step: 'array', do: outOfBand({ delete: 'db' }) } },
    'array.snapshot': {
      shape: ({ db }) => {
        db.snapshot = true;
      },
    },
    'array.reserved': {
      shape: ({ db }) => {
        db.usage = 'reservedByMigrationServices';
      },
    },
    'array.locked': { before: set({ volume: 'db', state: 'restoring' }) },
    'array.copiedTo': {
      prepare: (array) => {
        if (array.createClone('db', { ElementName: 'copy' }).ReturnValue !== 4096)
          throw new Error('no copy to prepare');
      },
      on: 'copy',
    },
    'array.notUsable': { before: set({ volume: 'db', state: 'failed' }) },
    'array.copying': { prepare: clone },
    'array.associated': {
      shape: ({ profile }) => {
        profile.service.detaches = 'never';
        profile.resizing.whileAssociated = 'refused';
      },
      prepare: oldClone,
    },
    'array.mirrored': {
      shape: ({ profile }) => {
        profile.capabilities.replicationTypes = [...profile.capabilities.replicationTypes, 2, 3];
      },
      prepare: oldMirror,
    },
    'array.snapshots': { shape: reduces, prepare: oldSnapshot, parameters: smaller },
    'array.sharesExtents': {
      shape: (draft) => {
        sharing({})(draft);
        reduces(draft);
        draft.db.written = '10 GiB';
      },
      prepare: oldClone,
      parameters: smaller,
    },
    'array.poolOffline': { before: set({ pool: 'gold', state: 'offline' }) },
    'array.poolReadOnly': { before: set({ pool: 'gold', state: 'readOnly' }) },
    'array.sizeEqualMeanwhile': { at: { step: 'array', do: resized('20 GiB') } },
    'array.reductionMeanwhile': { at: { step: 'array', do: resized('30 GiB') } },
    'array.expansionMeanwhile': { at: { step: 'array', do: set({ capabilities: { expandsVolumes: false } }) } },
    'array.outOfRange': { parameters: { NewSize: '4 EiB' } },
    'array.free': { parameters: { NewSize: '2 TiB' } },
    'array.overcommit': {
      shape: ({ profile }) => {
        profile.allocation = { kind: 'thin', overcommitLimit: 100, lowSpaceWarningThreshold: 0 };
      },
      parameters: { NewSize: '2 TiB' },
    },
  },

  exclusive: [
    ...pairsOf(['service.sizeEqual', 'service.noReduction', 'service.noExpansion'], oneSize),
    ...pairsOf(['readCapabilities.reductionWithdrawn', 'readCapabilities.expansionWithdrawn'], oneSize),
    ...pairsOf(['array.sizeEqualMeanwhile', 'array.reductionMeanwhile', 'array.expansionMeanwhile'], oneSize),
    ...['array.outOfRange', 'array.free', 'array.overcommit'].flatMap((row) => [
      { rows: ['array.sizeEqualMeanwhile', row], because: oneSize },
      { rows: ['array.reductionMeanwhile', row], because: oneSize },
    ]),
    ...[
      'array.sizeEqualMeanwhile',
      'array.reductionMeanwhile',
      'array.expansionMeanwhile',
      'array.outOfRange',
      'array.free',
      'array.overcommit',
    ].flatMap((row) => [
      { rows: ['array.sharesExtents', row], because: oneSize },
      { rows: ['array.snapshots', row], because: oneSize },
    ]),
    ...['array.executionFailed', 'array.executionUnknown', 'array.providerFailed'].flatMap((row) => [
      { rows: ['array.sizeEqualMeanwhile', row], because: 'the other call fails, too' },
      { rows: ['array.reductionMeanwhile', row], because: 'the other call fails, too' },
    ]),
    { rows: ['array.snapshot', 'array.copiedTo'], because: 'a clone is no snapshot' },
    ...pairsOf(['array.poolOffline', 'array.poolReadOnly'], 'a pool is in one state'),
    ...[
      'snapshot',
      'reserved',
      'locked',
      'copiedTo',
      'notUsable',
      'copying',
      'associated',
      'mirrored',
      'poolOffline',
      'poolReadOnly',
    ]
      .map((because) => `array.${because}`)
      .flatMap((row) => [
        { rows: [row, 'array.sizeEqualMeanwhile'], because: 'the other call is refused, too' },
        { rows: [row, 'array.reductionMeanwhile'], because: 'the other call is refused, too' },
      ]),
    { rows: ['invoke.instanceGone', 'invoke.deletedInFlight'], because: 'a volume goes once' },
    ...['array.copiedTo', 'array.copying'].flatMap((row) => [
      { rows: ['array.notThere', row], because: 'what is copied is not deleted out of band either' },
      { rows: ['array.locked', row], because: 'what locks a volume is refused while it is copied' },
      { rows: ['array.notUsable', row], because: 'a copy of a volume that has failed fails' },
      { rows: ['array.reserved', row], because: 'a volume that is reserved is not cloned' },
    ]),
    { rows: ['array.copiedTo', 'array.copying'], because: 'what is not complete is not cloned' },
    { rows: ['array.locked', 'array.notUsable'], because: 'a volume is in one state' },
    { rows: ['array.free', 'array.overcommit'], because: 'a thin volume that grows takes no room' },
  ],

  ends: {
    volumeLost: { by: set({ volume: 'db', state: 'failed' }) },
    poolLost: { by: set({ pool: 'gold', state: 'readOnly' }) },
  },

  before2016: [['service.role', 'authenticate.role', 43002]],
};
