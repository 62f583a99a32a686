import type { Reads } from '../../engine/reads.js';
import { nameOfVolume } from '../../store/nameOfVolume.js';
import type { VolumeHandle } from '../../vocabulary/units/ids.js';
import { blockSize } from '../../vocabulary/units/sizes.js';
import type { Modelled } from '../notModelled.js';
import { volumeHandles, volumeOfId } from './elements.js';
import { sourceOf } from './source.js';

/** Every volume of the array. */
export const volumes = sourceOf<'MSFT_SMStorageVolume', VolumeHandle>({
  handles: volumeHandles,
  named: (world, { ObjectId }) => volumeOfId(world, ObjectId),
  read: volumeOf,
});

function volumeOf(reads: Reads, handle: VolumeHandle): Modelled<'MSFT_SMStorageVolume'> {
  const volume = reads.volumeMembers(handle);
  const { pools, volumes, configuration } = reads.shown;
  const numberOfBlocks = volume.size / blockBytes;
  const name = nameOfVolume(configuration, volume.id);
  return {
    ObjectId: volume.id,
    Identifier: volume.id,
    DisplayName: volume.name,
    // What hosts match.
    Name: name,
    SMLunId: name,
    ...page83,
    HealthStatus: volume.healthStatus,
    OperationalStatus: volume.operationalStatus,
    BlockSize: blockBytes,
    NumberOfBlocks: numberOfBlocks,
    // No block of a volume is spent on redundancy.
    ConsumableBlocks: numberOfBlocks,
    // What can be done with it when nothing is in the way, which the states tell.
    Access: volume.isReadOnly ? readable : readAndWrite,
    Primordial: pools.read(volumes.read(handle).pool).primordial === 1,
    ThinlyProvisioned: volume.thinlyProvisioned,
    Usage: volume.usage,
    IsSnapshot: volume.isSnapshot,
  };
}

/** The class page has no words for these numbers. @see CIM_StorageExtent.NameFormat, 9, and NameNamespace, 2 */
const page83 = {
  NameFormat: 9,
  NameNamespace: 2,
  SMLunIdFormat: 9,
  SMLunIdFormatDescription: 'NAA',
  SMLunIdNamespace: 2,
  SMLunIdNamespaceDescription: 'VPD83Type3',
} as const;

/** MSFT_SMStorageVolume.Access. */
const readable = 1;
const readAndWrite = 3;

const blockBytes = BigInt(blockSize);
