import { lifecycles } from '../lifecycle/lifecycles.js';
import { none, type PoolHandle, type VolumeHandle } from '../vocabulary/units/ids.js';
import { isLowOnSpace } from './capacity.js';
import type { Configuration } from './configuration.js';
import type { PoolRow, VolumeRow } from './rows.js';
import type { World } from './world.js';

/** What volumes and pools are found by without a walk over all of them, as bits.
 * - `unseen`: it is not, or not any more, as the storage service last saw it, or the service does not know of it.
 * - `cached`: the service knows of it, or of one that is gone.
 * - `unwell`: something is wrong with it that a diagnosis tells.
 */
export const mark = { unseen: 1, cached: 2, unwell: 4 } as const;

/** Volumes that have one of some marks, oldest first. */
export function markedVolumes({ volumes }: World, wanted: number): VolumeHandle[] {
  return volumes.marked(wanted, marksOfVolume);
}

/** Pools that have one of some marks, oldest first. */
export function markedPools({ pools, configuration }: World, wanted: number): PoolHandle[] {
  let marksOf = ofPools.get(configuration);
  if (marksOf === undefined) {
    marksOf = (row) => marksOfPool(row, configuration);
    ofPools.set(configuration, marksOf);
  }
  return pools.marked(wanted, marksOf);
}

const ofPools = new WeakMap<Configuration, (row: Readonly<PoolRow>) => number>();

function marksOfVolume(row: Readonly<VolumeRow>): number {
  // Nobody sees it before its job has completed.
  const unwell = row.goneAt === 0 && row.hidden === 0 && unwellVolumes.has(row.state);
  return marksOfCache(row) | (unwell ? mark.unwell : 0);
}

function marksOfPool(row: Readonly<PoolRow>, configuration: Configuration): number {
  const unwell = row.goneAt === 0 && (unwellPools.has(row.state) || isLowOnSpace(row, configuration));
  return marksOfCache(row) | (unwell ? mark.unwell : 0);
}

function marksOfCache({ unseenChanges, goneAt }: { readonly unseenChanges: number; readonly goneAt: number }): number {
  return (
    (goneAt !== 0 || unseenChanges !== 0 ? mark.unseen : 0) | (goneAt !== 0 || unseenChanges !== none ? mark.cached : 0)
  );
}

const { volume, pool } = lifecycles;

/** By state: degraded, failed and offline. */
const unwellVolumes: ReadonlySet<number> = new Set(
  (['degraded', 'failed', 'offline'] as const).map((state) => volume.stateIndex(state)),
);
const unwellPools: ReadonlySet<number> = new Set(
  (['degraded', 'offline'] as const).map((state) => pool.stateIndex(state)),
);
