import type { Configuration } from '../../store/configuration.js';
import { allocated } from '../../store/contents.js';
import type { VolumeHandle } from '../../vocabulary/units/ids.js';
import { type Blocks, roundUpTo } from '../../vocabulary/units/sizes.js';
import type { CallFacts } from './call.js';

/** What the room for a clone depends on. */
export interface ChargedClone {
  /** The source's size. */
  readonly size: Blocks;
  /** The extents of the source that are allocated, counted on demand: where none are copied, nobody asks. */
  readonly allocated: () => Blocks;
  /** Whether the target shares the source's extents, see {@link sharesExtents}. */
  readonly shares: boolean;
}

/** How many blocks a pool gives up for a clone, in whole extents. */
export type Charging = (clone: ChargedClone, configuration: Configuration) => Blocks;

/** A full copy takes all of its size, a thin one what the source has allocated, and one that shares it nothing. */
export const charge: Charging = ({ size, allocated, shares }, { allocation, extentSize }) => {
  if (allocation === 'full') return roundUpTo(size, extentSize);
  return shares ? (0 as Blocks) : allocated();
};

/** Blocks that the pool must give up for the target. */
export function need(facts: CallFacts): Blocks {
  const { world, call, source, configuration, charging } = facts;
  // A call without a source was refused before anyone asks what it needs.
  if (source === undefined) return 0 as Blocks;
  // `look` found the source behind this handle.
  const extents = () => allocated(world, call.source as VolumeHandle, source);
  return charging({ size: source.size, allocated: extents, shares: sharesExtents(facts) }, configuration);
}

/** Whether the target shares the source's extents: with instant allocation, within one pool. */
export function sharesExtents({ source, poolHandle, configuration }: CallFacts): boolean {
  return configuration.allocation === 'instant' && source?.pool === poolHandle;
}
