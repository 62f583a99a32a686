import type { Out } from '../../vocabulary/methods/call.js';
import type { modifySize as facts } from '../../vocabulary/methods/modifySize.js';
import type { Capabilities } from '../../vocabulary/profile/capabilities.js';
import { type Blocks, blocks, formatSize } from '../../vocabulary/units/sizes.js';
import type { CallFacts } from '../facts/call.js';
import { largestSize, mostBlocks, newSizeOf, roomToGrow } from '../facts/newSize.js';
import type { SystemFacts } from '../facts/system.js';
import type { Row } from '../operation.js';
import { poolRoom } from './room.js';

// Whether a volume can have another size: by what the system offers, and by the room that there is.

type SizeRow = Row<CallFacts, keyof (typeof facts)['codes']>;

/** Whom the capabilities are asked of: the service's cache, the provider, or the array when it comes to it. */
type Known = (facts: SystemFacts) => Capabilities;
/** What the service's cache says of the system. */
export const inCache: Known = ({ settings }) => settings.discovered;
/** What the provider says of it. */
export const reported: Known = ({ settings }) => settings.reported ?? settings.capabilities;
/** What is so. */
export const live: Known = ({ settings }) => settings.capabilities;

const nothing = 0 as Blocks;

/** What the volume could have instead is told with the code; nothing where there is none. */
function nearest(call: CallFacts): Out {
  if (call.volume === undefined || call.pool === undefined) return {};
  return { NewSize: newSizeOf(call)?.to === 0 ? call.configuration.extentSize : largestSize(call) };
}

const [free, overcommit] = poolRoom({
  need: (call) => (call.volume === undefined ? nothing : roomToGrow(call.volume, newSizeOf(call)?.to ?? nothing)),
  size: (call) => {
    const { from, to } = newSizeOf(call) ?? { from: nothing, to: nothing };
    return blocks(Math.max(0, to - from));
  },
});

/** Whether the array can give it that size. */
export const sizeRows: readonly SizeRow[] = [
  {
    refuse: 'sizeNotSupported',
    because: 'outOfRange',
    cause: 'no volume has this size: it is nothing, or more than there can be',
    when: (call) => {
      const to = newSizeOf(call)?.to;
      return to !== undefined && (to === 0 || to > mostBlocks);
    },
    message: ({ configuration }) =>
      `a volume has ${formatSize(configuration.extentSize)} at least, and ${formatSize(mostBlocks as Blocks)} at most`,
    out: nearest,
  },
  // The documents list no 40002. Of the codes that they list this one is about the size, and NewSize says what would fit.
  // @see CIM_StorageConfigurationService.CreateOrModifyElementFromStoragePool: with "Size Not Supported", Size is "the nearest size"
  {
    ...free,
    refuse: 'sizeNotSupported',
    cause: 'the pool has not enough room for what the volume would grow by',
    out: nearest,
  },
  {
    ...overcommit,
    refuse: 'sizeNotSupported',
    // What makes it smaller asks for no promise, however much the pool has promised.
    when: (call) => newSizeOf(call)?.is === 'larger' && overcommit.when(call),
    out: nearest,
  },
];

/** The system modifies no volumes. */
export function noModification(because: string, cause: string, known: Known): SizeRow {
  return {
    refuse: 'modificationNotSupported',
    because,
    cause,
    whenSystem: (system) => !known(system).modifiesVolumes,
    message: () => 'StorageConfigSupportsStorageVolumeModification is false',
  };
}

/** The volume has the size that is asked for. */
export function isEqual(because: string, cause: string): SizeRow {
  return {
    refuse: 'sizeIsEqual',
    because,
    cause,
    when: (call) => newSizeOf(call)?.is === 'equal',
    message: ({ request, volume }) => `'${request.on}' has ${formatSize(volume?.size ?? nothing)} already`,
  };
}

/** The system makes no volume smaller. */
export function noReduction(because: string, cause: string, known: Known): SizeRow {
  return {
    refuse: 'reductionNotSupported',
    because,
    cause,
    whenSystem: (system) => !known(system).reducesVolumes,
    when: (call) => newSizeOf(call)?.is === 'smaller',
    message: ({ request, volume }) =>
      `'${request.on}' has ${formatSize(volume?.size ?? nothing)}, and StorageConfigSupportsStorageVolumeCapacityReduction is false`,
  };
}

/** The system makes no volume larger. */
export function noExpansion(because: string, cause: string, known: Known): SizeRow {
  return {
    refuse: 'expansionNotSupported',
    because,
    cause,
    whenSystem: (system) => !known(system).expandsVolumes,
    when: (call) => newSizeOf(call)?.is === 'larger',
    message: ({ request, volume }) =>
      `'${request.on}' has ${formatSize(volume?.size ?? nothing)}, and StorageConfigSupportsStorageVolumeCapacityExpansion is false`,
  };
}
