import type { Blocks } from '../vocabulary/sizes.js';
import type { Configuration } from './configuration.js';
import type { PoolRow } from './rows.js';

/** Blocks of a pool that are neither used nor promised. */
export function free(pool: Readonly<Pick<PoolRow, 'total' | 'used' | 'reserved'>>): Blocks {
  // Not negative: see the invariant beside PoolRow.
  return (pool.total - pool.used - pool.reserved) as Blocks;
}

/** Blocks of volumes that a pool may still promise; infinite where nothing limits it. */
export function subscribable(
  { total, subscribed }: Readonly<Pick<PoolRow, 'total' | 'subscribed'>>,
  { overcommitLimit }: Configuration,
): number {
  return Math.floor((total * overcommitLimit) / 100) - subscribed;
}

/** Whether a pool has less free room than it warns at. */
export function isLowOnSpace(
  pool: Readonly<Pick<PoolRow, 'total' | 'used' | 'reserved'>>,
  { lowSpaceWarningThreshold }: Configuration,
): boolean {
  return free(pool) * 100 < pool.total * lowSpaceWarningThreshold;
}
