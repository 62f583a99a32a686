import { free, subscribable } from '../../store/capacity.js';
import type { VolumeRow } from '../../store/rows.js';
import { type Blocks, blockSize, blocks, isBytes, parseBytes, roundUpTo } from '../../vocabulary/units/sizes.js';
import type { CallFacts } from './call.js';

/** What a volume has and what it is to get, in blocks. */
interface NewSize {
  readonly from: Blocks;
  /** In whole extents; what it has where nothing changes. */
  readonly to: Blocks;
  readonly is: 'larger' | 'smaller' | 'equal';
}

/** What becomes of a volume's size by NewSize, which the array rounds up to whole extents.
 * @returns undefined for a call that was refused before anyone asks
 */
export function newSizeOf({ request, volume, configuration }: CallFacts): NewSize | undefined {
  const { NewSize: given } = request.given;
  if (volume === undefined || (typeof given !== 'string' && typeof given !== 'number') || !isBytes(given))
    return undefined;
  const asked = wholeBlocks(parseBytes(given));
  const from = volume.size;
  const to = roundUpTo(asked, configuration.extentSize);
  if (asked > from) return { from, to, is: 'larger' };
  // One that is no whole number of extents does not grow for who wants it smaller.
  return to < from ? { from, to, is: 'smaller' } : { from, to: from, is: 'equal' };
}

/** Blocks that hold so many bytes; more than the most where that is more. */
function wholeBlocks(bytes: bigint): Blocks {
  const count = (bytes + BigInt(blockSize) - 1n) / BigInt(blockSize);
  return blocks(count > mostBlocks ? mostBlocks + 1 : Number(count));
}

/** The largest volume that blocks can be counted of, in whole extents of any size, as GetSizesInfo tells. */
export const mostBlocks = 2 ** 52;

/** Blocks that the pool gives up for a volume that becomes larger: a thin one takes what is written. */
export function roomToGrow({ thin, charge }: Readonly<Pick<VolumeRow, 'thin' | 'charge'>>, to: Blocks): Blocks {
  return blocks(thin === 1 ? 0 : Math.max(0, to - charge));
}

/** The largest size that a volume could have now, in whole extents: at least what it has. */
export function largestSize({ volume, pool, configuration }: CallFacts): Blocks {
  if (volume === undefined || pool === undefined) throw new Error('a request without a volume got past its rows');
  const promise = volume.size + subscribable(pool, configuration);
  const room = volume.thin === 1 ? promise : Math.min(promise, volume.charge + free(pool));
  const { extentSize } = configuration;
  return blocks(Math.max(volume.size, Math.floor(Math.min(room, mostBlocks) / extentSize) * extentSize));
}
