import { free, isThinByDefault, subscribable } from '../../store/capacity.js';
import type { PoolRow } from '../../store/rows.js';
import type { Argument } from '../../vocabulary/methods/call.js';
import { type Blocks, blockSize, blocks, parseBytes, roundUpTo } from '../../vocabulary/units/sizes.js';
import type { SystemFacts } from './system.js';

/** A pool as far as its room goes. */
type Room = Readonly<Pick<PoolRow, 'total' | 'used' | 'reserved' | 'stolen' | 'subscribed' | 'thin'>>;
type Given = Readonly<Record<string, Argument>>;
type System = Pick<SystemFacts, 'settings' | 'configuration'>;

/** Whether the provider lists the sizes that volumes may have: by GetSupportedSizes. */
export function listsSizes({ settings }: Pick<System, 'settings'>): boolean {
  return (settings.methods.GetSupportedSizes ?? 'available') === 'available';
}

/** Whether it tells a range of them: by GetSupportedSizeRange. */
export function tellsRange({ settings }: Pick<System, 'settings'>): boolean {
  return (settings.methods.GetSupportedSizeRange ?? 'available') === 'available';
}

/** The largest volume that a pool could give now, in whole extents: of what is left to give, and to promise. */
export function largestSize(
  pool: Room,
  { configuration }: System,
  thin: boolean = isThinByDefault(pool, configuration),
): Blocks {
  const { extentSize } = configuration;
  const promise = subscribable(pool, configuration);
  const left = thin ? promise : Math.min(free(pool), promise);
  return blocks(Math.max(0, Math.min(Math.floor(left / extentSize) * extentSize, mostBlocks)));
}

/** The largest volume that blocks can be counted of, in whole extents of any size. */
const mostBlocks = 2 ** 52;

/** What a provider lists up to a size: one extent, two, four, and so on. */
export function listedSizes(extent: Blocks, most: Blocks): readonly Blocks[] {
  const sizes: Blocks[] = [];
  for (let size = extent as number; size <= most; size *= 2) sizes.push(blocks(size));
  return sizes;
}

/** Whether the volume that is asked for is to be thin; undefined where the caller leaves it to the array. */
export function thinAskedFor({ ThinlyProvisioned }: Given): boolean | undefined {
  return typeof ThinlyProvisioned === 'boolean' ? ThinlyProvisioned : undefined;
}

/** Whether the volume that is asked for is thin in that pool. */
export function becomesThin(pool: Room, { configuration }: System, given: Given): boolean {
  return thinAskedFor(given) ?? isThinByDefault(pool, configuration);
}

/** The nearest size to what is asked for that there is room for, of those that GetSizesInfo tells; 0 for none. */
export function nearestSize(pool: Room, system: System, given: Given): Blocks {
  const most = largestSize(pool, system, becomesThin(pool, system, given));
  const told = listsOnly(system) ? listedSizes(system.configuration.extentSize, most).at(-1) : most;
  return told ?? blocks(0);
}

/** Blocks of the volume that a request comes to: the least size that GetSizesInfo tells and that holds what is asked for, or the largest
 * that there is room for. Infinite where blocks can't be counted of it; 0 where there is no room at all.
 */
export function sizeOfNew(pool: Room, system: System, given: Given): number {
  if (given.UseMaximumSize === true) return nearestSize(pool, system, given);
  const count = blocksIn(given);
  if (count > mostBlocks) return Number.POSITIVE_INFINITY;
  const { extentSize } = system.configuration;
  // No more than can be counted.
  const least = roundUpTo(count as Blocks, extentSize);
  return listsOnly(system) ? extentSize * 2 ** Math.ceil(Math.log2(least / extentSize)) : least;
}

/** Blocks that hold as many bytes as are asked for; 0 where nothing is. */
export function blocksIn({ Size }: Given): number {
  if (typeof Size !== 'string' && typeof Size !== 'number') return 0;
  return Number((parseBytes(Size) + BigInt(blockSize) - 1n) / BigInt(blockSize));
}

/** Whether sizes are those of a list, and no others between them. */
function listsOnly(system: System): boolean {
  return listsSizes(system) && !tellsRange(system);
}
