import { lifecycles } from '../lifecycle/lifecycles.js';
import { copyType, mirrorMode, syncType } from '../vocabulary/replication.js';
import { none, type VolumeHandle } from '../vocabulary/units/ids.js';
import { type Blocks, roundUpTo } from '../vocabulary/units/sizes.js';
import { lengthOf, piecesOf, planWrite } from './contents.js';
import type { SynchronizationRow, VolumeRow } from './rows.js';
import type { Range } from './runs.js';
import type { World } from './world.js';

const { synchronization: chart } = lifecycles;
const following: ReadonlySet<number> = new Set(
  (['initialized', 'copying', 'suspended', 'pending', 'inSync'] as const).map((state) => chart.stateIndex(state)),
);
const apart: ReadonlySet<number> = new Set(
  (['fractured', 'split', 'broken', 'aborted'] as const).map((state) => chart.stateIndex(state)),
);

type Relation = Readonly<Pick<SynchronizationRow, 'syncType' | 'state'>>;

export function isMirror({ syncType: type }: Readonly<Pick<SynchronizationRow, 'syncType'>>): boolean {
  return type === syncType.mirror;
}

/** MSFT_SMStorageSynchronized.CopyType. */
export function copyTypeOf(row: Readonly<Pick<SynchronizationRow, 'syncType' | 'mode'>>): number {
  if (!isMirror(row)) return copyType.unSyncAssoc;
  return row.mode === mirrorMode.synchronous ? copyType.sync : copyType.async;
}

/** Whether what hosts write to the source goes to the target, too: from the first copy on, until they are set apart. */
export function followsSource(relation: Relation): boolean {
  return isMirror(relation) && following.has(relation.state);
}

/** Whether a volume is the target of a mirror that keeps hosts from writing to it: all but those that are set apart from their source.
 * @see CIM_ReplicationService.ModifyReplicaSynchronization, Fracture and Split
 */
export function isHeldByMirror(
  { synchronizations }: World,
  volume: Readonly<Pick<VolumeRow, 'synchronization'>>,
): boolean {
  if (volume.synchronization === none) return false;
  const relation = synchronizations.read(volume.synchronization);
  return isMirror(relation) && !apart.has(relation.state);
}

/** What one side of a relation holds and the other does not: '' where there is nothing any more. It is as long as their contents are
 * scattered; volumes of one history differ nowhere.
 */
export function differences(world: World, from: VolumeHandle, to: VolumeHandle): (Range & { readonly tag: string })[] {
  const [source, target] = [world.contents.peek(from), world.contents.peek(to)];
  if ((source?.history ?? 0) === (target?.history ?? 0)) return [];
  // A target may be larger than its source, which can't hold what is beyond its end.
  const size = Math.min(world.volumes.read(from).size, world.volumes.read(to).size);
  const found: (Range & { readonly tag: string })[] = [];
  const others = piecesOf(world, to, { start: 0, end: size });
  let at = 0;
  for (const { start, end, value: tag = '' } of piecesOf(world, from, { start: 0, end: size })) {
    for (; at < others.length; at++) {
      const other = others[at];
      if (other === undefined || other.start >= end) break;
      if ((other.value ?? '') !== tag)
        found.push({ start: Math.max(start, other.start), end: Math.min(end, other.end), tag });
      // The rest of it lies beside the next piece.
      if (other.end > end) break;
    }
  }
  return found;
}

/** The whole extents that ranges touch, each once; the ranges are in ascending order. */
export function extentsOf({ configuration: { extentSize } }: World, ranges: readonly Range[]): readonly Range[] {
  const found: { start: number; end: number }[] = [];
  for (const range of ranges) {
    const start = range.start - (range.start % extentSize);
    // A position is the size of what is before it.
    const end = roundUpTo(range.end as Blocks, extentSize);
    const last = found.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}

/** Blocks that a pool gives up when a volume gets these ranges. */
export function roomFor(world: World, volume: VolumeHandle, ranges: readonly Range[]): Blocks {
  const needs = extentsOf(world, ranges).map((range) => planWrite(world, volume, range).need);
  // A sum of whole extents.
  return needs.reduce((sum, need) => sum + need, 0) as Blocks;
}

/** Blocks that a job copies to make both sides hold the same. */
export function toCopy(world: World, from: VolumeHandle, to: VolumeHandle): Blocks {
  return lengthOf(extentsOf(world, differences(world, from, to)));
}
