import { free, subscribable } from '../../store/capacity.js';
import type { Configuration } from '../../store/configuration.js';
import type { PoolRow } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import type { VolumeHandle } from '../../vocabulary/units/ids.js';
import { type Blocks, blocks, formatSize, parseSize, roundUpTo } from '../../vocabulary/units/sizes.js';
import { writeTag } from './contents.js';
import { addVolume, type VolumeSeed } from './elements.js';

/** A new volume as it is written down: how large it is, and how much of it was written before, from its beginning. */
interface VolumeSizes {
  readonly size: string | number | bigint;
  readonly written?: string | number | bigint | undefined;
}

/** Where a new volume goes. */
interface Home {
  readonly pool: string;
  readonly room: Readonly<Pick<PoolRow, 'total' | 'used' | 'reserved' | 'stolen' | 'subscribed'>>;
}

/** Reads the sizes of a new volume and checks that its pool has room for it.
 * @throws BadInputError naming `field` and what would fit
 */
export function readSizes(
  { size: givenSize, written: givenWritten = 0 }: VolumeSizes,
  { pool, room }: Home,
  configuration: Configuration,
  field: string,
): { readonly size: Blocks; readonly written: Blocks } {
  const size = parseSize(givenSize, `${field}.size`);
  const written = parseSize(givenWritten, `${field}.written`);
  const refuseSize = (expected: string) => badInput({ field: `${field}.size`, value: givenSize, expected });
  const refuseWritten = (expected: string) => badInput({ field: `${field}.written`, value: givenWritten, expected });
  if (size === 0) refuseSize('a size of at least one block, 512 B');
  if (written > size) refuseWritten(`at most the volume's size, ${formatSize(size)}`);
  const left = free(room);
  const promise = subscribable(room, configuration);
  if (initialCharge({ size, written }, configuration) > left) {
    const most = mostThatFits(left, pool, configuration);
    if (configuration.allocation === 'full') refuseSize(most);
    else refuseWritten(most);
  }
  if (configuration.allocation !== 'full' && size > promise) {
    // A whole number of blocks, not negative: what was promised before was within the limit.
    const most = formatSize(Math.max(0, promise) as Blocks);
    refuseSize(
      `at most ${most}, what pool '${pool}' may still promise (allocation.overcommitLimit is ${configuration.overcommitLimit} %)`,
    );
  }
  return { size, written };
}

/** What is free counts in whole extents. */
function mostThatFits(left: Blocks, pool: string, { extentSize }: Configuration): string {
  const whole = blocks(Math.floor(left / extentSize) * extentSize);
  if (whole === left) return `at most ${formatSize(left)}, what pool '${pool}' has free`;
  const extents = `whole extents of ${formatSize(extentSize)} (extentSize), and pool '${pool}' has ${formatSize(left)} free`;
  return whole === 0
    ? `nothing: room is taken in ${extents}`
    : `at most ${formatSize(whole)}: room is taken in ${extents}`;
}

/** Blocks that a pool gives up for a volume when it is made. */
export function initialCharge(
  { size, written }: { readonly size: Blocks; readonly written: Blocks },
  { allocation, extentSize }: Configuration,
): Blocks {
  return roundUpTo(allocation === 'full' ? size : written, extentSize);
}

/** Makes a volume whose sizes were read, with what was written to it before. */
export function makeVolume(
  world: World,
  seed: Omit<VolumeSeed, 'charge'> & { readonly written: Blocks },
): VolumeHandle {
  const { allocation } = world.configuration;
  // With thin allocation it is the write that takes room.
  const charge = allocation === 'full' ? initialCharge(seed, world.configuration) : blocks(0);
  const room = world.pools.edit(seed.pool);
  room.used = blocks(room.used + charge);
  const { name, pool, size, written, state, usage, snapshot, exposed, discovered } = seed;
  const volume = addVolume(world, { name, pool, size, charge, state, usage, snapshot, exposed, discovered });
  if (written > 0) writeTag(world, volume, { start: 0, end: written, tag: name });
  return volume;
}
