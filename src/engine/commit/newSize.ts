import type { World } from '../../store/world.js';
import type { VolumeHandle } from '../../vocabulary/units/ids.js';
import { type Blocks, blocks, roundUpTo } from '../../vocabulary/units/sizes.js';
import { cutBeyond } from './contents.js';

/** What is promised to a volume that is to get another size. */
interface Promise {
  readonly size: Blocks;
  readonly room: Blocks;
}

/** What a volume grows by is charged to it, and its pool promises it to hosts. */
export function promise(world: World, volume: VolumeHandle, { size, room }: Promise): void {
  const row = world.volumes.edit(volume);
  row.charge = blocks(row.charge + room);
  const pool = world.pools.edit(row.pool);
  pool.subscribed = blocks(pool.subscribed + Math.max(0, size - row.size));
}

/** Takes such a promise back, of a volume that keeps the size it has. */
export function takePromiseBack(world: World, volume: VolumeHandle, { size, room }: Promise): void {
  const row = world.volumes.edit(volume);
  row.charge = blocks(row.charge - room);
  const pool = world.pools.edit(row.pool);
  pool.subscribed = blocks(pool.subscribed - Math.max(0, size - row.size));
}

/** Gives a volume its new size. What is beyond the end of one that becomes smaller goes, and its room is free. */
export function resize(world: World, volume: VolumeHandle, size: Blocks): void {
  const row = world.volumes.edit(volume);
  const less = row.size - size;
  row.size = size;
  if (less <= 0) return;
  const freed =
    cutBeyond(world, volume, size) +
    (row.thin === 1 ? 0 : row.charge - roundUpTo(size, world.configuration.extentSize));
  row.charge = blocks(row.charge - freed);
  const pool = world.pools.edit(row.pool);
  pool.subscribed = blocks(pool.subscribed - less);
  pool.used = blocks(pool.used - freed);
}
