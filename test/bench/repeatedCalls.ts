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
const removed = ({ array }: Around, id: unknown): void => {
  array.settle();
  array.invoke(String(id), 'StorageVolume.Delete');
};
const question: Repeated = { given: () => ({ ReplicationType: 11 }) };

/** Those that a bare call does not lead to a success; a method without a line is called bare, and its refusal is measured. */
export const repeated: { readonly [Name in MethodName]?: Repeated } = {
  CreateClone: {
    given: ({ at }) => ({ ElementName: `clone ${at}` }),
    after: (call, { TargetStorageVolume }) => removed(call, TargetStorageVolume),
  },
  'StorageVolume.Delete': { before: cloned, on: ({ made }) => made },
  'Pool.Delete': { on: ({ at }) => `empty ${at}` },
  GetSizesInfo: { given: () => ({ PoolSettingObjectId: '' }) },
  GetSupportedFeatures: question,
  GetSupportedCopyStates: question,
  GetSupportedOperations: question,
  GetSupportedGroupFeatures: question,
  GetSupportedGroupCopyStates: question,
  GetSupportedGroupOperations: question,
  GetStorageVolumeObjectIdFromJob: {
    before: ({ array, volume, at }) => array.createClone(volume, { ElementName: `made for ${at}` }).Job ?? '',
    given: ({ made }) => ({ Job: made }),
    after: (call, { StorageVolumeObjectId }) => removed(call, StorageVolumeObjectId),
  },
};
