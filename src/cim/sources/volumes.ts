import type { Reads } from '../../engine/reads.js';
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
  const volume = reads.volume(handle);
  const { pools, volumes } = reads.shown;
  const numberOfBlocks = volume.size / blockBytes;
  return {
    ObjectId: volume.id,
    Identifier: volume.id,
    DisplayName: volume.name,
    // The system-defined name.
    Name: volume.id,
    HealthStatus: volume.healthStatus,
    OperationalStatus: volume.operationalStatus,
    BlockSize: blockBytes,
    NumberOfBlocks: numberOfBlocks,
    // No block of a volume is spent on redundancy.
    ConsumableBlocks: numberOfBlocks,
    Primordial: pools.read(volumes.read(handle).pool).primordial === 1,
    ThinlyProvisioned: volume.thinlyProvisioned,
    Usage: volume.usage,
    IsSnapshot: volume.isSnapshot,
  };
}

const blockBytes = BigInt(blockSize);
