import { allocated } from '../../store/contents.js';
import type { VolumeHandle } from '../../vocabulary/units/ids.js';
import type { Blocks } from '../../vocabulary/units/sizes.js';
import type { CallFacts } from './call.js';

/** Blocks that the pool must give up for the target. */
export function need(facts: CallFacts): Blocks {
  const { world, call, volume: source, configuration, charging } = facts;
  // A call without a source was refused before anyone asks what it needs.
  if (source === undefined) return 0 as Blocks;
  // `look` found the source behind this handle.
  const extents = () => allocated(world, call.volume as VolumeHandle, source);
  return charging({ size: source.size, allocated: extents, shares: sharesExtents(facts) }, configuration);
}

/** Whether the target shares the source's extents: with instant allocation, within one pool. */
export function sharesExtents({ volume: source, poolHandle, configuration }: CallFacts): boolean {
  return configuration.allocation === 'instant' && source?.pool === poolHandle;
}
