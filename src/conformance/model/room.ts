import { type Advertised, standsStill } from '../subject/advertised.js';
import { type ModelPool, type ModelState, type ModelVolume, unknownPool } from './state.js';

/** What a copy of this volume takes from that pool; null where that can't be known. */
export function needOf(
  { allocation: { kind, extent } }: Advertised,
  source: ModelVolume,
  pool: string,
  allocated: number | undefined,
): number | null {
  if (kind === 'unknown') return null;
  if (kind === 'full') return wholeExtents(source.size, extent);
  // Whether it shares, only a look tells.
  if (kind === 'instant' && (source.pool === unknownPool || mayBeProvisionedOtherwise(source, kind, extent)))
    return null;
  if (kind === 'instant' && source.pool === pool && source.basedOn === null) return 0;
  return allocated === undefined ? null : wholeExtents(allocated, extent);
}

/** Whether a volume may be provisioned otherwise than is usual, as one that is created can be asked for: what it took tells. */
export function mayBeProvisionedOtherwise(
  { madeBy, took, size }: ModelVolume,
  kind: Advertised['allocation']['kind'],
  extent: number,
): boolean {
  if (madeBy !== 'Pool.CreateStorageVolume' && madeBy !== 'System.CreateStorageVolume') return false;
  return took === null || took >= wholeExtents(size, extent) !== (kind === 'full');
}

export function wholeExtents(bytes: number, extent: number): number {
  return Math.ceil(bytes / extent) * extent;
}

/** Whether volumes share extents, or may: then what one of them takes or gives back depends on the others. */
export function sharesExtents({ allocation }: Advertised): boolean {
  return allocation.kind === 'instant' || allocation.kind === 'unknown';
}

/** Whether the subject does not say what a clone takes. */
export function saysNothingOfRoom({ allocation }: Advertised): boolean {
  return allocation.kind === 'unknown';
}

/** What a pool has free after it got room, or gave it away; null where either is not known. */
export function freeAfter({ free }: ModelPool, change: number | null): number | null {
  return free === null || change === null ? null : free + change;
}

/** Whether a pool may get room back while nobody looks: by a job that grows it, or removes or resizes one of its volumes, and may be over, and
 * in real time by one that fails.
 */
export function mayGetRoom({ volumes, jobs, pools }: ModelState, pool: string, advertised: Advertised): boolean {
  const { growth = null } = pools[pool] ?? {};
  if (growth !== null && (growth.job === null || jobs[growth.job]?.fresh !== true)) return true;
  return Object.values(volumes).some(({ pool: own, usable, job, deletion, resizing }) => {
    if (own !== pool && own !== unknownPool) return false;
    if (resizing !== null) return resizing.job === null || jobs[resizing.job]?.fresh !== true;
    if (deletion !== null) return deletion.job === null || jobs[deletion.job]?.fresh !== true;
    return usable === null && job !== null && !standsStill(advertised);
  });
}

/** The state of pools after one of them got room, or gave it away, and nobody knows which: of none of this system is it known what it
 * has free.
 */
export function withSomePoolChanged(
  pools: ModelState['pools'],
  lastChange: ModelPool['lastChange'],
): ModelState['pools'] {
  const unknown = (pool: ModelPool) => ({ ...pool, free: freeAfter(pool, null), lastChange });
  return Object.fromEntries(Object.entries(pools).map(([name, pool]) => [name, pool.isRemote ? pool : unknown(pool)]));
}

/** Bytes that a pool may have been promised beside those that it has: to volumes of which nobody knows in which pool they are. */
export function sizeElsewhere(pool: string, { volumes, unobserved }: ModelState): number {
  return sizeIn(unknownPool, Object.values(volumes)) + sizeIn(unknownPool, unobserved) + sizeIn(pool, unobserved);
}

/** Bytes that volumes of a pool were promised: what they are to grow by, too. */
export function sizeIn(pool: string, volumes: readonly ModelVolume[]): number {
  return volumes.reduce((sum, one) => (one.pool === pool ? sum + Math.max(one.size, one.resizing?.to ?? 0) : sum), 0);
}
