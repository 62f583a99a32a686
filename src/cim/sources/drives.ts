import type { Reads } from '../../engine/reads.js';
import { childrenOf, drivesHeld } from '../../store/drives.js';
import { systemIds } from '../../store/systemIds.js';
import type { World } from '../../store/world.js';
import type { DriveHandle, PoolHandle } from '../../vocabulary/units/ids.js';
import { blockSize } from '../../vocabulary/units/sizes.js';
import type { Modelled } from '../notModelled.js';
import { poolOfId } from './elements.js';
import { sourceOf } from './source.js';

/** Every disk drive of this system. */
export const diskDrives = sourceOf<'MSFT_SMDiskDrive', DriveHandle>({
  handles: ({ drives }) => drives.handles(),
  named: (world, { ObjectId }) => driveOfId(world, ObjectId),
  read: driveOf,
});

function driveOf(reads: Reads, handle: DriveHandle): Modelled<'MSFT_SMDiskDrive'> {
  const drive = reads.drive(handle);
  return {
    ObjectId: drive.id,
    Identifier: drive.id,
    Name: drive.id,
    DeviceId: drive.id,
    SystemName: systemIds(reads.shown).system,
    DisplayName: drive.name,
    OperationalStatus: drive.operationalStatus,
    HealthStatus: drive.healthStatus,
    TotalSize: drive.size,
    // A pool has all of a drive, or nothing.
    AllocatedSize: drive.pool === null ? 0n : drive.size,
    BytesPerLogicalSector: BigInt(blockSize),
    IsAvailable: drive.isAvailable,
    IsSpare: drive.isSpare,
  };
}

/** A drive and a pool that it is in. */
interface DriveInPool {
  readonly drive: DriveHandle;
  readonly pool: PoolHandle;
}

/** Each drive with its primordial pool, and with the concrete pool that has it. */
export const diskDriveToPool = sourceOf<'MSFT_SMDiskDriveToPool', DriveInPool>({
  *handles(world) {
    for (const drive of world.drives.handles()) yield* poolsOf(world, drive);
  },
  named(world, { Parent, Child }) {
    const drive = driveOfId(world, Parent);
    const pool = poolOfId(world, Child);
    return drive === undefined ? undefined : poolsOf(world, drive).find((one) => one.pool === pool);
  },
  read(reads, { drive, pool }) {
    reads.other();
    const { codecs } = reads.shown;
    return { Parent: codecs.drive.encode(drive), Child: codecs.pool.encode(pool) };
  },
  naming(world, property, id) {
    if (property === 'Parent') {
      const drive = driveOfId(world, id);
      return drive === undefined ? [] : poolsOf(world, drive);
    }
    const pool = poolOfId(world, id);
    if (pool === undefined) return [];
    // A primordial pool lists the drives that no other has; the others are those of its concrete pools.
    const held = [pool, ...childrenOf(world, pool)].flatMap((holder) => [...drivesHeld(world, holder)]);
    return held.sort((one, other) => one - other).map((drive) => ({ drive, pool }));
  },
});

function driveOfId({ codecs, drives }: World, id: string | undefined): DriveHandle | undefined {
  const handle = codecs.drive.decode(id ?? '');
  return handle !== undefined && drives.has(handle) ? handle : undefined;
}

function poolsOf({ drives }: World, drive: DriveHandle): DriveInPool[] {
  const { home, holder } = drives.read(drive);
  return [home, ...(holder === home ? [] : [holder])].map((pool) => ({ drive, pool }));
}
