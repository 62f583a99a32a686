import { isWhole, lengthOf, shownThrough } from '../../store/contents.js';
import { isHeard, noteVolumeMoved } from '../../store/noteEvent.js';
import { type Keeping, snapshotsOf } from '../../store/snapshots.js';
import type { World } from '../../store/world.js';
import { none, type VolumeHandle } from '../../vocabulary/units/ids.js';
import { type Blocks, roundUpTo } from '../../vocabulary/units/sizes.js';
import type { Engine } from '../components.js';
import { addContents, emptyRuns, historyAfter } from './contents.js';
import { breakSynchronizationsOf } from './relations.js';

/** Lets a snapshot show what its source shows now, which takes no room. */
export function baseSnapshot(world: World, source: VolumeHandle, snapshot: VolumeHandle): void {
  const { mapped = 0, history = 0 } = world.contents.peek(source) ?? {};
  const row = world.volumes.edit(snapshot);
  row.basedOn = source;
  const whole = roundUpTo(row.size, world.configuration.extentSize);
  addContents(world, snapshot, {
    runs: emptyRuns,
    parent: none,
    mapped: isWhole(world, source) ? whole : mapped,
    history,
  });
}

/** Lets snapshots keep what the volume that they are based on is about to overwrite. */
export function keepExtents(world: World, { kept }: Keeping): void {
  for (const { snapshot, extents } of kept) {
    const row = world.contents.edit(snapshot);
    const own = world.contents.payload(snapshot);
    const gaps = extents.map((extent) => ({ ...extent, value: undefined }));
    const pieces = shownThrough(world, snapshot, gaps);
    const runs = own.ownedBy(world.epoch);
    for (const { start, end, value } of pieces) runs.put(start, end, value ?? '');
    world.contents.setPayload(snapshot, runs);
    if (!isWhole(world, snapshot)) {
      const fresh = lengthOf(pieces.filter(({ value }) => value === undefined));
      row.mapped = (row.mapped + fresh) as Blocks;
    }
    const size = lengthOf(extents);
    const volume = world.volumes.edit(snapshot);
    volume.charge = (volume.charge + size) as Blocks;
    const pool = world.pools.edit(volume.pool);
    pool.used = (pool.used + size) as Blocks;
  }
}

/** A snapshot can't show its moment any more: it fails for good, and so do those that were made of it. What it has kept stays, with its
 * room, until it is deleted.
 */
export function loseSnapshot(engine: Engine, world: World, snapshot: VolumeHandle): void {
  loseSnapshotsOf(engine, world, snapshot);
  const row = world.volumes.edit(snapshot);
  const { volume: chart } = engine.lifecycles;
  const from = row.state;
  const to = chart.target(from, engine.events.volume.FAIL);
  if (to >= 0) row.state = to;
  if (to >= 0 && isHeard(world)) noteVolumeMoved(world, snapshot, from);
  row.incomplete = 1;
  if (row.basedOn !== none) {
    row.basedOn = none;
    const contents = world.contents.edit(snapshot);
    contents.mapped = row.charge;
    contents.history = historyAfter(contents.history, 0, row.size, '');
  }
  // While its job goes on, the relation is for that to break.
  breakSynchronizationsOf(engine, world, snapshot);
}

/** The same of all snapshots of a volume that goes, or that shows something else from now on. */
export function loseSnapshotsOf(engine: Engine, world: World, volume: VolumeHandle): void {
  for (const snapshot of snapshotsOf(world, volume))
    if (world.volumes.read(snapshot).incomplete === 0) loseSnapshot(engine, world, snapshot);
}
