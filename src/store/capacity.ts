import type { Blocks } from '../vocabulary/units/sizes.js';
import type { Configuration } from './configuration.js';
import type { PoolRow } from './rows.js';

type Room = Readonly<Pick<PoolRow, 'total' | 'used' | 'reserved' | 'stolen'>>;

/** Blocks of a pool that are neither used, nor promised, nor stolen. */
export function free(pool: Room): Blocks {
  // Not negative: see the invariant beside PoolRow.
  return (pool.total - pool.used - pool.reserved - pool.stolen) as Blocks;
}

/** Blocks of volumes that a pool may still promise; infinite where nothing limits it. */
export function subscribable(
  { total, subscribed }: Readonly<Pick<PoolRow, 'total' | 'subscribed'>>,
  { overcommitLimit }: Configuration,
): number {
  // Of a pool that has nothing at all, a product would be no number.
  if (overcommitLimit === Number.POSITIVE_INFINITY) return overcommitLimit;
  return Math.floor((total * overcommitLimit) / 100) - subscribed;
}

/** Whether a volume that nobody has said more about is thin there: where the array's volumes are, and its pool has such ones. */
export function isThinByDefault({ thin }: Readonly<Pick<PoolRow, 'thin'>>, { allocation }: Configuration): boolean {
  return allocation !== 'full' && thin === 1;
}

/** Whether a pool has less free room than it warns at. */
export function isLowOnSpace(pool: Room, { lowSpaceWarningThreshold }: Configuration): boolean {
  return free(pool) * 100 < pool.total * lowSpaceWarningThreshold;
}
