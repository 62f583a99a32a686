import { isThinByDefault } from '../../store/capacity.js';
import { allocated } from '../../store/contents.js';
import { none, type VolumeHandle } from '../../vocabulary/units/ids.js';
import type { Blocks } from '../../vocabulary/units/sizes.js';
import type { CallFacts } from './call.js';
import { wantsMirror } from './replicaKind.js';

/** Blocks that the pool must give up for the target. */
export function need(facts: CallFacts): Blocks {
  const { world, call, volume: source, configuration, charging } = facts;
  // A call without a source was refused before anyone asks what it needs.
  if (source === undefined) return 0 as Blocks;
  // `look` found the source behind this handle.
  const extents = () => allocated(world, call.volume as VolumeHandle, source);
  const [thin, shares] = [isThin(facts), sharesExtents(facts)];
  return charging({ size: source.size, allocated: extents, thin, shares }, configuration);
}

/** Whether the target is thin: as the array's volumes are by themselves, whatever its source is; one that is overwritten stays so. */
export function isThin({ pool, configuration, other }: CallFacts): boolean {
  if (other !== undefined) return other.thin === 1;
  return pool !== undefined && isThinByDefault(pool, configuration);
}

/** Whether the target shares the source's extents: with instant allocation, within one pool, those of a thin source. A mirror does not,
 * nor what is overwritten.
 */
export function sharesExtents({ volume: source, poolHandle, configuration, call, request }: CallFacts): boolean {
  if (call.other !== none || wantsMirror(request)) return false;
  return (
    configuration.allocation === 'instant' &&
    source?.pool === poolHandle &&
    source.thin === 1 &&
    source.basedOn === none
  );
}
