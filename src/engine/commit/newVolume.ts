import { free, isThinByDefault, subscribable } from '../../store/capacity.js';
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
  /** Whether it is thin; as the array's volumes are when left out. */
  readonly thin?: boolean | undefined;
}

/** Where a new volume goes. */
interface Home {
  readonly pool: string;
  readonly room: Readonly<Pick<PoolRow, 'total' | 'used' | 'reserved' | 'stolen' | 'subscribed' | 'thin'>>;
}

/** Reads the sizes of a new volume, and whether it is thin, and checks that its pool has room for it.
 * @throws BadInputError naming `field` and what would fit
 */
export function readSizes(
  { size: givenSize, written: givenWritten = 0, thin: givenThin }: VolumeSizes,
  { pool, room }: Home,
  configuration: Configuration,
  field: string,
): { readonly size: Blocks; readonly written: Blocks; readonly thin: boolean } {
  const size = parseSize(givenSize, `${field}.size`);
  const written = parseSize(givenWritten, `${field}.written`);
  const refuseSize = (expected: string) => badInput({ field: `${field}.size`, value: givenSize, expected });
  const refuseWritten = (expected: string) => badInput({ field: `${field}.written`, value: givenWritten, expected });
  if (size === 0) refuseSize('a size of at least one block, 512 B');
  // Rounded up to any extent, and with all that was promised before, it can still be counted.
  const countable = Math.min(largestVolume, Number.MAX_SAFE_INTEGER - room.subscribed) as Blocks;
  if (size > countable) refuseSize(`at most ${formatSize(countable)}: more can't be counted in blocks of a pool`);
  if (written > size) refuseWritten(`at most the volume's size, ${formatSize(size)}`);
  if (givenThin === true && room.thin === 0)
    badInput({ field: `${field}.thin`, value: true, expected: `false, because pool '${pool}' has no thin volumes` });
  const thin = givenThin ?? isThinByDefault(room, configuration);
  const left = free(room);
  const promise = subscribable(room, configuration);
  if (initialCharge({ size, written, thin }, configuration) > left) {
    const most = mostThatFits(left, pool, configuration);
    if (thin) refuseWritten(most);
    else refuseSize(most);
  }
  if (size > promise) {
    // A whole number of blocks, not negative: what was promised before was within the limit.
    const most = formatSize(Math.max(0, promise) as Blocks);
    refuseSize(
      `at most ${most}, what pool '${pool}' may still promise (allocation.overcommitLimit is ${configuration.overcommitLimit} %)`,
    );
  }
  return { size, written, thin };
}

const largestVolume = 2 ** 52;

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
  { size, written, thin }: { readonly size: Blocks; readonly written: Blocks; readonly thin: boolean },
  { extentSize }: Configuration,
): Blocks {
  return roundUpTo(thin ? written : size, extentSize);
}

/** Makes a volume whose sizes were read, with what was written to it before. */
export function makeVolume(
  world: World,
  seed: Omit<VolumeSeed, 'charge'> & { readonly written: Blocks },
): VolumeHandle {
  // Of a thin one it is the write that takes room.
  const charge = seed.thin ? blocks(0) : initialCharge(seed, world.configuration);
  const room = world.pools.edit(seed.pool);
  room.used = blocks(room.used + charge);
  const { name, pool, size, written, state, usage, snapshot, exposed, thin, discovered } = seed;
  const made = { name, pool, size, charge, state, usage, snapshot, exposed, thin, discovered };
  const volume = addVolume(world, made, room);
  if (written > 0) writeTag(world, volume, { start: 0, end: written, tag: name });
  return volume;
}
