import type { Configuration } from '../../store/configuration.js';
import { type Blocks, roundUpTo } from '../../vocabulary/units/sizes.js';

/** What the room for a clone depends on. */
interface ChargedClone {
  /** The source's size. */
  readonly size: Blocks;
  /** The extents of the source that are allocated, counted on demand: where none are copied, nobody asks. */
  readonly allocated: () => Blocks;
  /** Whether the target is thin, see `isThin`. */
  readonly thin: boolean;
  /** Whether the target shares the source's extents, see `sharesExtents`. */
  readonly shares: boolean;
}

/** How many blocks a pool gives up for a clone, in whole extents. */
export type Charging = (clone: ChargedClone, configuration: Configuration) => Blocks;

/** A full copy takes all of its size, a thin one what the source has allocated, and one that shares it nothing. */
export const charge: Charging = ({ size, allocated, thin, shares }, { extentSize }) => {
  if (!thin) return roundUpTo(size, extentSize);
  return shares ? (0 as Blocks) : allocated();
};
