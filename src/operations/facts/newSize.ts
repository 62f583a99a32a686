import { free, subscribable } from '../../store/capacity.js';
import type { Configuration } from '../../store/configuration.js';
import type { VolumeRow } from '../../store/rows.js';
import { type Blocks, blockSize, blocks, parseBytes, roundUpTo } from '../../vocabulary/units/sizes.js';
import type { CallFacts } from './call.js';

/** What ModifySize is asked for, and what comes of it. */
interface NewSize {
  /** What a caller asks for, in whole blocks. */
  readonly asked: Blocks;
  /** What the volume has and gets, in whole extents; what it has where nothing changes. */
  readonly from: Blocks;
  readonly to: Blocks;
  readonly is: 'larger' | 'smaller' | 'equal';
}

/** @returns undefined for a call without a volume, which was refused before anyone asks what becomes of its size */
export function newSizeOf({ request, volume, configuration }: CallFacts): NewSize | undefined {
  if (volume === undefined || request.malformed !== null) return undefined;
  const asked = wholeBlocks(parseBytes(request.given.NewSize as string | number));
  const from = volume.size;
  const to = roundUpTo(asked, configuration.extentSize);
  if (asked > from) return { asked, from, to, is: 'larger' };
  // One that is no whole number of extents is not made larger by who wants it smaller.
  return to < from ? { asked, from, to, is: 'smaller' } : { asked, from, to: from, is: 'equal' };
}

/** Blocks that hold so many bytes; of more than there can be, the most. */
export function wholeBlocks(bytes: bigint): Blocks {
  const perBlock = BigInt(blockSize);
  const count = (bytes + perBlock - 1n) / perBlock;
  return blocks(count > mostBlocks ? Number(mostBlocks) : Number(count));
}

/** The most that rounding up to extents leaves countable. */
const mostBlocks = BigInt(Number.MAX_SAFE_INTEGER) / 2n;

/** Blocks that the pool gives up for a volume that gets another size; less than 0 where it gets some back, of full allocation. */
export function roomFor(volume: Readonly<Pick<VolumeRow, 'charge'>>, to: Blocks, { allocation }: Configuration): number {
  return allocation === 'full' ? to - volume.charge : 0;
}

/** The largest size that a volume could have now, in whole extents. */
export function largestSize({ volume, pool, configuration }: CallFacts): Blocks {
  if (volume === undefined || pool === undefined) throw new Error('a request without a volume got past its rows');
  const { allocation, extentSize } = configuration;
  const left = allocation === 'full' ? volume.charge + free(pool) : volume.size + subscribable(pool, configuration);
  // What it has, it can have.
  return blocks(Math.max(volume.size, Math.min(Math.floor(left / extentSize) * extentSize, Number(mostBlocks))));
}
