import { lifecycles } from '../../lifecycle/lifecycles.js';
import { free } from '../../store/capacity.js';
import { piecesOf, planWrite, type WritePlan } from '../../store/contents.js';
import { differences, extentsOf, followsSource, roomFor } from '../../store/mirrors.js';
import type { Range } from '../../store/runs.js';
import { isOffline } from '../../store/shownState.js';
import { planKeeping } from '../../store/snapshots.js';
import type { World } from '../../store/world.js';
import { none, type SynchronizationHandle, type VolumeHandle } from '../../vocabulary/units/ids.js';
import type { Blocks } from '../../vocabulary/units/sizes.js';
import type { Engine } from '../components.js';
import { writeTag } from './contents.js';
import { moveIfPossible } from './relations.js';
import { keepExtents } from './snapshots.js';

const unwritable: ReadonlySet<number> = new Set(
  (['offline', 'failed'] as const).map((state) => lifecycles.volume.stateIndex(state)),
);

type Write = Range & { readonly tag: string };

/** Writes to a volume and to the mirrors that follow it, all at once: an asynchronous mirror has no lag here.
 * @returns the relations of those that can't take the write: it is done all the same, and they don't follow any more
 */
export function writeThrough(
  world: World,
  volume: VolumeHandle,
  write: Write,
  plan: WritePlan = planWrite(world, volume, write),
): SynchronizationHandle[] {
  keepExtents(world, planKeeping(world, volume, write, plan.need));
  writeTag(world, volume, write, plan);
  const lost: SynchronizationHandle[] = [];
  for (let at = world.volumes.read(volume).firstReplica; at !== none; ) {
    const mirror = at;
    const relation = world.synchronizations.read(mirror);
    at = relation.nextOfSource;
    if (followsSource(relation) && !writeToMirror(world, relation.target, write)) lost.push(mirror);
  }
  return lost;
}

/** Lets a volume hold what another one does.
 * @param copied how many blocks of the extents that differ; all of them when left out
 */
export function copyDifferences(
  engine: Engine,
  world: World,
  from: VolumeHandle,
  to: VolumeHandle,
  copied = Number.POSITIVE_INFINITY,
): void {
  const found = differences(world, from, to);
  const until = reachOf(extentsOf(world, found), copied);
  for (const write of found) {
    if (write.start >= until) break;
    // While a mirror of it is still copied, a volume is not restored: those that follow are complete.
    for (const lost of writeThrough(world, to, { ...write, end: Math.min(write.end, until) }))
      moveIfPossible(engine, world, lost, 'BREAK');
  }
  const { history = 0 } = world.contents.peek(from) ?? {};
  // They are of one history from now on.
  if (until === Number.POSITIVE_INFINITY && world.contents.has(to)) world.contents.edit(to).history = history;
}

/** Takes room for the extents of a volume that will differ from what they are; they hold what they held.
 * @returns blocks that its pool gave up
 */
export function allocate(world: World, volume: VolumeHandle, ranges: readonly Range[]): Blocks {
  const room = roomFor(world, volume, ranges);
  if (room === 0) return room;
  const held = extentsOf(world, ranges).flatMap((range) => piecesOf(world, volume, range));
  for (const { start, end, value = '' } of held) writeTag(world, volume, { start, end, tag: value });
  return room;
}

/** The block from which on nothing is copied. */
function reachOf(extents: readonly Range[], copied: number): number {
  let left = copied;
  for (const { start, end } of extents) {
    if (left < end - start) return start + left;
    left -= end - start;
  }
  return Number.POSITIVE_INFINITY;
}

/** @returns whether it could take it */
function writeToMirror(world: World, target: VolumeHandle, write: Write): boolean {
  const { state, pool } = world.volumes.read(target);
  const room = world.pools.read(pool);
  const plan = planWrite(world, target, write);
  const keeping = planKeeping(world, target, write, plan.need);
  if (unwritable.has(state) || isOffline(room) || plan.need > free(room) || keeping.lost.length > 0) return false;
  keepExtents(world, keeping);
  writeTag(world, target, write, plan);
  return true;
}
