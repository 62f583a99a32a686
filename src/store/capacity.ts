import type { Blocks } from '../vocabulary/sizes.js';
import type { PoolRow } from './rows.js';

/** Blocks of a pool that are neither used nor promised. */
export function free(pool: Readonly<PoolRow>): Blocks {
  // Not negative: see the invariant beside PoolRow.
  return (pool.total - pool.used - pool.reserved) as Blocks;
}
