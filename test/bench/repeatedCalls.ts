import type { StorageArray } from '../../src/index.js';
import type { MethodName } from '../../src/vocabulary/methods/index.js';

/** One call of many: which one, and what was made for it. */
export interface Around {
  readonly array: StorageArray;
  /** What a method of its class is called on: a volume, the pool, or the name of a class. */
  readonly element: string;
  readonly volume: string;
  /** From 0 on. */
  readonly at: number;
  readonly made: string;
}

/** How a method is called so that it succeeds each time. */
interface Repeated {
  /** The element, where it is another. */
  readonly on?: (call: Around) => string;
  readonly given?: (call: Around) => Readonly<Record<string, unknown>>;
  /** Makes what the call needs, of which it is told. */
  readonly before?: (call: Around) => string;
  /** Takes away what it has made. */
  readonly after?: (call: Around, reply: Readonly<Record<string, unknown>>) => void;
}

const cloned = ({ array, volume, at }: Around): string => {
  const { TargetStorageVolume } = array.createClone(volume, { ElementName: `made for ${at}` });
  array.settle();
  return TargetStorageVolume ?? '';
};
const mirrored = ({ array, volume, at }: Around): string => {
  const given = { SyncType: 6, ElementName: `mirror ${at}` };
  const { TargetStorageVolume } = array.invoke(volume, 'StorageVolume.CreateReplica', given);
  array.settle();
  return TargetStorageVolume ?? '';
};
const detached = (call: Around, mirror: unknown): void => {
  const { array, volume } = call;
  array.settle();
  array.invoke(volume, 'StorageVolume.SetReplicationRelationship', {
    Operation: 8,
    TargetStorageVolume: String(mirror),
  });
  removed(call, mirror);
};
const removed = ({ array }: Around, id: unknown): void => {
  array.settle();
  array.invoke(String(id), 'StorageVolume.Delete');
};
const provider = { host: 'array.example', interopNamespace: 'interop' };
const created: Repeated = {
  given: ({ at }) => ({ ElementName: `created ${at}`, Size: 2 ** 30 }),
  after: (call, { CreatedStorageVolume }) => removed(call, CreatedStorageVolume),
};
const question: Repeated = { given: () => ({ ReplicationType: 11 }) };

/** Those that a bare call does not lead to a success; a method without a line is called bare, and its refusal is measured. */
export const repeated: { readonly [Name in MethodName]?: Repeated } = {
  CreateClone: {
    given: ({ at }) => ({ ElementName: `clone ${at}` }),
    after: (call, { TargetStorageVolume }) => removed(call, TargetStorageVolume),
  },
  'Pool.CreateStorageVolume': created,
  'System.CreateStorageVolume': created,
  // Larger at each call.
  'StorageVolume.ModifySize': { given: ({ at }) => ({ NewSize: (at + 2) * 2 ** 30 }) },
  CreateSnapshot: {
    given: ({ at }) => ({ ElementName: `snapshot ${at}` }),
    after: (call, { TargetStorageVolume }) => removed(call, TargetStorageVolume),
  },
  'StorageVolume.Delete': { before: cloned, on: ({ made }) => made },
  'Pool.Delete': { on: ({ at }) => `empty ${at}` },
  CreatePool: {
    given: ({ at }) => ({ ElementName: `made ${at}`, DiskDriveObjectIds: [`disk ${at}`] }),
    after: ({ array }, { Pool }) => void array.invoke(String(Pool), 'Pool.Delete'),
  },
  AddDiskDrives: { on: () => 'grown', given: ({ at }) => ({ DiskDriveObjectIds: [`disk ${at}`] }) },
  GetSizesInfo: { given: () => ({ PoolSettingObjectId: '' }) },
  GetSupportedFeatures: question,
  GetSupportedCopyStates: question,
  GetSupportedOperations: question,
  GetSupportedGroupFeatures: question,
  GetSupportedGroupCopyStates: question,
  GetSupportedGroupOperations: question,
  StartDiscovery: { given: () => ({ ...provider, forceRediscovery: false, discoveryLevel: 3 }) },
  PartialDiscovery: {
    given: ({ volume }) => ({
      ...provider,
      partialDiscoveryType: 4,
      targetObjectId: volume,
      targetObjectClassType: 4,
    }),
  },
  'StorageVolume.CreateReplica': {
    given: ({ at }) => ({ SyncType: 6, ElementName: `replica ${at}` }),
    after: (call, { TargetStorageVolume }) => detached(call, TargetStorageVolume),
  },
  'StorageVolume.SetReplicationRelationship': {
    before: mirrored,
    given: ({ made }) => ({ Operation: 12, TargetStorageVolume: made }),
    after: (call) => detached(call, call.made),
  },
  DeleteReplicationRelationship: {
    before: mirrored,
    given: ({ made }) => ({ TargetGroupReplicaPeer: made }),
    after: (call) => removed(call, call.made),
  },
  GetStorageVolumeObjectIdFromJob: {
    before: ({ array, volume, at }) => array.createClone(volume, { ElementName: `made for ${at}` }).Job ?? '',
    given: ({ made }) => ({ Job: made }),
    after: (call, { StorageVolumeObjectId }) => removed(call, StorageVolumeObjectId),
  },
};
