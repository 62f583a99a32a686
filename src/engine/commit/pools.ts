import { stepBy } from '../../lifecycle/table.js';
import { drivesHeld, isAvailable, serves } from '../../store/drives.js';
import { isHeard, notePoolEvent, notePoolMoved } from '../../store/noteEvent.js';
import type { PoolRow } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import { type DriveHandle, none, type PoolHandle } from '../../vocabulary/units/ids.js';
import type { Blocks } from '../../vocabulary/units/sizes.js';
import type { Engine } from '../components.js';

/** What a fresh pool is made from. */
interface PoolSeed {
  readonly name: string;
  readonly size: Blocks;
  readonly primordial: boolean;
  readonly thin: boolean;
  readonly usage: number;
  readonly remote: boolean;
  /** The number of its state. */
  readonly state: number;
  /** The primordial pool whose room it takes; -1 for none. */
  readonly parent: PoolHandle | -1;
  /** See `PoolRow.setting`. */
  readonly setting: number;
}

/** Makes a pool. It is not called for where its primordial pool lacks the room. */
export function addPool(world: World, seed: PoolSeed): PoolHandle {
  const handle = world.pools.append(seed.name);
  const row = world.pools.edit(handle);
  row.total = seed.size;
  row.state = seed.state;
  row.primordial = seed.primordial ? 1 : 0;
  row.thin = seed.thin ? 1 : 0;
  row.usage = seed.usage;
  row.remote = seed.remote ? 1 : 0;
  row.parent = none;
  row.firstChild = none;
  row.nextOfParent = none;
  row.previousOfParent = none;
  row.setting = seed.setting;
  row.firstDrive = none;
  row.firstVolume = none;
  row.firstJob = none;
  world.poolNames.insert(world.pools, handle);
  if (seed.parent !== none) joinParent(world, handle, seed.parent);
  return handle;
}

/** A pool takes the room that it has from a primordial one. */
export function joinParent(world: World, pool: PoolHandle, home: PoolHandle): void {
  const row = world.pools.edit(pool);
  row.parent = home;
  const parent = world.pools.edit(home);
  row.nextOfParent = parent.firstChild;
  if (parent.firstChild !== none) world.pools.edit(parent.firstChild).previousOfParent = pool;
  parent.firstChild = pool;
  parent.children++;
  parent.used = (parent.used + row.total) as Blocks;
}

/** A drive, and what it is at the beginning. */
interface DriveSeed {
  readonly name: string;
  readonly size: Blocks;
  readonly state: number;
  readonly spare: boolean;
  readonly home: PoolHandle;
  readonly holder: PoolHandle;
}

/** Puts a drive into the array; the sizes of its pools know of it already. */
export function addDrive(engine: Engine, world: World, seed: DriveSeed): DriveHandle {
  const handle = world.drives.append(seed.name);
  const row = world.drives.edit(handle);
  row.size = seed.size;
  row.state = seed.state;
  row.spare = seed.spare ? 1 : 0;
  row.home = seed.home;
  world.driveNames.insert(world.drives, handle);
  world.pools.edit(seed.home).drives++;
  linkDrive(engine, world, handle, seed.holder);
  return handle;
}

/** What a pool is to get: drives of its primordial pool, or room of one that has no drives. */
interface Growth {
  readonly size: Blocks;
  /** `all` that are available. */
  readonly drives: readonly DriveHandle[] | 'all';
}

/** Gives a pool what it is to have, at once, or, where a job does it, promises that. */
export function growPool(engine: Engine, world: World, pool: PoolHandle, growth: Growth, atOnce: boolean): void {
  const row = world.pools.edit(pool);
  const home = parentOf(world, pool);
  const drives = growth.drives === 'all' ? [...drivesHeld(world, home)].filter(available(world)) : growth.drives;
  for (const drive of drives) {
    unlinkDrive(engine, world, drive);
    world.drives.edit(drive).joining = 1;
    linkDrive(engine, world, drive, pool);
  }
  row.growth = growth.size;
  const parent = world.pools.edit(home);
  parent.reserved = (parent.reserved + growth.size) as Blocks;
  if (atOnce) finishGrowth(engine, world, pool);
}

/** What was promised to a pool is its own; one that is made is online. */
export function finishGrowth(engine: Engine, world: World, pool: PoolHandle): void {
  const row = world.pools.edit(pool);
  const parent = world.pools.edit(parentOf(world, pool));
  parent.reserved = (parent.reserved - row.growth) as Blocks;
  parent.used = (parent.used + row.growth) as Blocks;
  row.total = (row.total + row.growth) as Blocks;
  row.growth = 0 as Blocks;
  for (const drive of joining(world, pool)) world.drives.edit(drive).joining = 0;
  if (isHeard(world)) notePoolEvent(world, 'MSFT_SMStorageModificationEvent', pool);
  if (!isStarting(engine, row)) return;
  const from = row.state;
  row.state = stepBy(engine.lifecycles.pool, row.state, engine.events.pool.BECOME_USABLE);
  followDrives(engine, world, pool);
  if (isHeard(world)) notePoolMoved(world, pool, from);
}

/** The job is over before it has given a pool what was promised; one that it makes goes. */
export function takeBackGrowth(engine: Engine, world: World, pool: PoolHandle): void {
  const row = world.pools.edit(pool);
  const home = parentOf(world, pool);
  const parent = world.pools.edit(home);
  parent.reserved = (parent.reserved - row.growth) as Blocks;
  row.growth = 0 as Blocks;
  for (const drive of joining(world, pool)) {
    unlinkDrive(engine, world, drive);
    world.drives.edit(drive).joining = 0;
    linkDrive(engine, world, drive, home);
  }
  if (isStarting(engine, row)) removePool(engine, world, pool);
}

function isStarting({ lifecycles: { pool } }: Engine, { state }: Pick<PoolRow, 'state'>): boolean {
  return state === pool.initial;
}

/** Removes a pool in which no volume is, and that no job makes or grows. */
export function removePool(engine: Engine, world: World, pool: PoolHandle): void {
  if (isHeard(world)) notePoolEvent(world, 'MSFT_SMStorageDepartureEvent', pool);
  leaveParent(engine, world, pool);
  forgetPool(world, pool);
}

/** Forgets a pool that has given back what it was made of. */
export function forgetPool(world: World, pool: PoolHandle): void {
  world.poolNames.remove(world.pools, pool);
  world.pools.remove(pool);
}

/** The room and the drives of a concrete pool are its primordial pool's again. */
export function leaveParent(engine: Engine, world: World, pool: PoolHandle): void {
  const { parent: home, total, nextOfParent: next, previousOfParent: previous } = world.pools.read(pool);
  if (home === none) return;
  for (const drive of [...drivesHeld(world, pool)]) {
    unlinkDrive(engine, world, drive);
    linkDrive(engine, world, drive, home);
  }
  const parent = world.pools.edit(home);
  parent.used = (parent.used - total) as Blocks;
  parent.children--;
  if (next !== none) world.pools.edit(next).previousOfParent = previous;
  if (previous !== none) world.pools.edit(previous).nextOfParent = next;
  else parent.firstChild = next;
  const row = world.pools.edit(pool);
  row.parent = none;
  row.nextOfParent = none;
  row.previousOfParent = none;
}

/** Changes the size of a concrete pool; what it is made of gives the room, or gets it back. */
export function resizePool(world: World, pool: PoolHandle, size: Blocks): void {
  const row = world.pools.edit(pool);
  if (row.parent !== none) {
    const parent = world.pools.edit(row.parent);
    parent.used = (parent.used + size - row.total) as Blocks;
  }
  row.total = size;
}

/** A concrete pool with a drive that has failed is degraded, whatever else brings it online. */
export function followDrives({ lifecycles: { pool: chart }, events }: Engine, world: World, pool: PoolHandle): void {
  const row = world.pools.edit(pool);
  if (row.primordial === 1 || row.failedDrives === 0) return;
  const to = chart.target(row.state, events.pool.DEGRADE);
  if (to >= 0) row.state = to;
}

/** One drive more, or less, of a pool has failed: when all hold data again, it is repaired. */
function countFailed(engine: Engine, world: World, pool: PoolHandle, more: 1 | -1): void {
  const row = world.pools.edit(pool);
  row.failedDrives += more;
  const from = row.state;
  followDrives(engine, world, pool);
  const repaired = engine.lifecycles.pool.target(row.state, engine.events.pool.REPAIR);
  if (row.primordial === 0 && row.failedDrives === 0 && repaired >= 0) row.state = repaired;
  if (row.state !== from && isHeard(world)) notePoolMoved(world, pool, from);
}

/** Moves a drive along its chart. */
export function moveDrive(engine: Engine, world: World, drive: DriveHandle, state: number): void {
  const row = world.drives.edit(drive);
  const before = serves(row);
  row.state = state;
  const after = serves(row);
  if (before !== after) countFailed(engine, world, row.holder, after ? -1 : 1);
}

/** Those that a job adds are the youngest: no more of the others than one is looked at. */
function joining(world: World, pool: PoolHandle): DriveHandle[] {
  const found: DriveHandle[] = [];
  for (const drive of drivesHeld(world, pool)) {
    if (world.drives.read(drive).joining === 0) break;
    found.push(drive);
  }
  return found;
}

function available({ drives }: World): (drive: DriveHandle) => boolean {
  return (drive) => isAvailable(drives.read(drive));
}

function parentOf({ pools }: World, pool: PoolHandle): PoolHandle {
  const { parent } = pools.read(pool);
  if (parent === none) throw new Error(`pool ${pool} is made of no primordial pool`);
  return parent;
}

function linkDrive(engine: Engine, world: World, drive: DriveHandle, holder: PoolHandle): void {
  const row = world.drives.edit(drive);
  const pool = world.pools.edit(holder);
  row.holder = holder;
  if (holder !== row.home) pool.drives++;
  row.previousOfHolder = none;
  row.nextOfHolder = pool.firstDrive;
  if (pool.firstDrive !== none) world.drives.edit(pool.firstDrive).previousOfHolder = drive;
  pool.firstDrive = drive;
  if (!serves(row)) countFailed(engine, world, holder, 1);
}

function unlinkDrive(engine: Engine, world: World, drive: DriveHandle): void {
  const { home, holder, nextOfHolder, previousOfHolder, state } = world.drives.read(drive);
  const pool = world.pools.edit(holder);
  if (holder !== home) pool.drives--;
  if (nextOfHolder !== none) world.drives.edit(nextOfHolder).previousOfHolder = previousOfHolder;
  if (previousOfHolder !== none) world.drives.edit(previousOfHolder).nextOfHolder = nextOfHolder;
  else pool.firstDrive = nextOfHolder;
  if (!serves({ state })) countFailed(engine, world, holder, -1);
}
