import type { SynchronizationEvent } from '../../lifecycle/synchronization.js';
import { stepBy } from '../../lifecycle/table.js';
import type { VolumeEvent } from '../../lifecycle/volume.js';
import type { Make } from '../../operations/plan.js';
import { noteVolume } from '../../store/note.js';
import { isHeard, noteVolumeEvent, noteVolumeMoved } from '../../store/noteEvent.js';
import type { PoolRow, SynchronizationRow, VolumeRow } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import { syncType, volumeUsage } from '../../vocabulary/replication.js';
import type { JobHandle, PoolHandle, SynchronizationHandle, VolumeHandle } from '../../vocabulary/units/ids.js';
import { none } from '../../vocabulary/units/ids.js';
import type { Blocks } from '../../vocabulary/units/sizes.js';
import type { Engine } from '../components.js';
import { chainVolume, unchainVolume } from './chains.js';
import { copyContents, dropContents, shareContents } from './contents.js';
import { leaveFamily, linkClone } from './families.js';
import { relate } from './relate.js';
import { baseSnapshot, loseSnapshotsOf } from './snapshots.js';
import { touchReferences } from './touchReferences.js';

/** What a fresh volume is made from. */
export interface VolumeSeed {
  readonly name: string;
  readonly pool: PoolHandle;
  readonly size: Blocks;
  readonly charge: Blocks;
  readonly state: number;
  readonly usage: number;
  readonly snapshot: boolean;
  readonly exposed: boolean;
  /** Whether it takes room only for what was written. */
  readonly thin: boolean;
  /** Whether the service knows of it already. */
  readonly discovered: boolean;
  /** Whether clients see it only later. */
  readonly hidden?: boolean;
}

/** Makes a volume that has its room already.
 * @param pool its pool
 */
export function addVolume(world: World, seed: VolumeSeed, pool: PoolRow): VolumeHandle {
  const volume = world.volumes.append(seed.name);
  const row = world.volumes.edit(volume);
  row.size = seed.size;
  row.pool = seed.pool;
  row.state = seed.state;
  row.usage = seed.usage;
  row.snapshot = seed.snapshot ? 1 : 0;
  row.exposed = seed.exposed ? 1 : 0;
  row.thin = seed.thin ? 1 : 0;
  row.charge = seed.charge;
  row.unseenChanges = seed.discovered ? 0 : -1;
  row.synchronization = none;
  row.firstReplica = none;
  row.job = none;
  row.linkedTo = none;
  row.family = none;
  row.firstJob = none;
  row.firstCopy = none;
  chainVolume(world, volume, row, pool);
  row.basedOn = none;
  world.volumeNames.insert(world.volumes, volume, row, seed.name);
  pool.volumes++;
  pool.subscribed = (pool.subscribed + seed.size) as Blocks;
  if (seed.hidden === true) row.hidden = 1;
  else if (isHeard(world)) noteVolume(world, 'volumeAdded', volume);
  return volume;
}

/** Writes what a method makes: the volume and its room, and of a replica its contents and its association with its source.
 * @param method the place in `methodNames` of the method
 * @param done whether all is done within the call
 */
export function addTarget(engine: Engine, world: World, method: number, make: Make, done: boolean): VolumeHandle {
  const { lifecycles, events } = engine;
  const pool = world.pools.edit(make.pool);
  if (done) pool.used = (pool.used + make.room) as Blocks;
  else pool.reserved = (pool.reserved + make.room) as Blocks;
  const { initial } = lifecycles.volume;
  const seed = {
    name: make.name,
    pool: make.pool,
    size: make.size,
    charge: make.room,
    state: make.usableAtOnce ? stepBy(lifecycles.volume, initial, events.volume.BECOME_USABLE) : initial,
    usage: volumeUsage.unrestricted,
    snapshot: make.syncType === syncType.snapshot,
    exposed: false,
    thin: make.thin,
    discovered: true,
    hidden: !make.listedAtOnce,
  };
  const target = addVolume(world, seed, pool);
  if (make.source === none) return target;
  const source = world.volumes.edit(make.source);
  source.clonesMade++;
  world.clonesMade++;
  if (make.syncType === syncType.snapshot) fillSnapshot(world, make.source, make, target);
  else if (make.shares) {
    shareContents(world, make.source, target);
    linkClone(world, make.source, target);
  } else copyContents(world, make.source, target);
  // A copy that is done needs no association when it detaches at its end.
  if (done && make.detaches) return target;
  relate(engine, world, { source: make.source, target, syncType: make.syncType, mode: make.mode, method }, done);
  return target;
}

/** A snapshot that shares extents is built upon nothing: its source may be cloned, and cloned again, as if it were not there. */
function fillSnapshot(
  world: World,
  source: VolumeHandle,
  { shares, readOnly }: Pick<Make, 'shares' | 'readOnly'>,
  snapshot: VolumeHandle,
): void {
  if (shares) shareContents(world, source, snapshot);
  else baseSnapshot(world, source, snapshot);
  world.volumes.edit(snapshot).readOnly = readOnly ? 1 : 0;
}

/** Moves a synchronization along its chart, if there still is one.
 * @throws UnacceptedEventError when its state does not accept the event
 */
export function moveSynchronization(
  engine: Engine,
  world: World,
  synchronization: SynchronizationHandle | -1,
  event: SynchronizationEvent,
): void {
  if (synchronization !== none) moveRelation(engine, world, world.synchronizations.edit(synchronization), event);
}

/** The same of the row of one.
 * @throws UnacceptedEventError when its state does not accept the event
 */
export function moveRelation(engine: Engine, world: World, row: SynchronizationRow, event: SynchronizationEvent): void {
  row.state = stepBy(engine.lifecycles.synchronization, row.state, engine.events.synchronization[event]);
  if (event === 'SUSPEND') row.suspendedMs = world.nowMs;
  if (event === 'COMPLETE' || event === 'SYNC') row.synchronizedMs = world.nowMs;
}

/** Ends the association of a source and its target; both go on as volumes of their own. */
export function endSynchronization(
  { synchronizations, volumes, jobs }: World,
  synchronization: SynchronizationHandle,
): void {
  const row = synchronizations.read(synchronization);
  const { nextOfSource, previousOfSource } = row;
  // The job may go on without it: a clone's clone, when the first clone is taken back.
  const job = jobs.seek(row.job);
  if (job !== undefined) job.synchronization = none;
  if (nextOfSource !== none) synchronizations.edit(nextOfSource).previousOfSource = previousOfSource;
  if (previousOfSource !== none) synchronizations.edit(previousOfSource).nextOfSource = nextOfSource;
  const source = volumes.edit(row.source);
  if (previousOfSource === none) source.firstReplica = nextOfSource;
  source.replicas--;
  if (row.syncType === syncType.snapshot) source.snapshots--;
  source.remoteReplicas -= row.remote;
  volumes.edit(row.target).synchronization = none;
  synchronizations.remove(synchronization);
}

/** Clients see the target of a job from now on. */
export function listVolume(world: World, volume: VolumeHandle, row: VolumeRow = world.volumes.edit(volume)): void {
  if (row.hidden === 0) return;
  row.hidden = 0;
  if (isHeard(world)) noteVolume(world, 'volumeAdded', volume);
}

/** Takes the target of an unfinished job back, with exactly the room that was promised to it. */
export function discardTarget(engine: Engine, world: World, job: JobHandle): void {
  const { target, pool, room, charged } = world.jobs.read(job);
  // A job that makes something has a target, and that is in a pool.
  const row = world.pools.edit(pool as PoolHandle);
  const promised = room - charged;
  // What is left of the promise was never used; `removeVolume` takes all of the target's charge for used.
  row.reserved = (row.reserved - promised) as Blocks;
  row.used = (row.used + promised) as Blocks;
  removeVolume(engine, world, target as VolumeHandle);
}

/** Removes a volume that no job works on, and gives its room back. Snapshots of it that its array lets it leave behind fail. */
export function removeVolume(engine: Engine, world: World, volume: VolumeHandle): void {
  if (isHeard(world) && world.volumes.read(volume).hidden === 0) noteVolume(world, 'volumeRemoved', volume);
  loseSnapshotsOf(engine, world, volume);
  leavePool(world, volume);
  endSynchronizationsOf(world, volume);
  world.volumeNames.remove(world.volumes, volume);
  world.volumes.remove(volume);
}

/** Locks a volume for an operation, where its state has such a lock.
 * @returns the state that it was in; -1 where it was not locked
 */
export function lockVolume(
  engine: Engine,
  world: World,
  volume: VolumeHandle,
  operation: 'DELETE' | 'RESIZE' | 'RESTORE',
): number {
  const row = world.volumes.edit(volume);
  const from = row.state;
  const locked = engine.lifecycles.volume.target(from, engine.events.volume[operation]);
  if (locked < 0) return none;
  row.state = locked;
  if (isHeard(world)) noteVolumeMoved(world, volume, from);
  return from;
}

/** Lets a volume go that was locked for an operation: its state is what it was before. */
export function unlockVolume(engine: Engine, world: World, volume: VolumeHandle, lockedFrom: number): void {
  const { volume: chart } = engine.lifecycles;
  const state = world.volumes.peek(volume)?.state;
  if (lockedFrom === none || state === undefined || chart.target(state, engine.events.volume.FINISH_OPERATION) < 0)
    return;
  moveVolume(engine, world, volume, 'FINISH_OPERATION');
  // A chart remembers nothing.
  if (lockedFrom === chart.stateIndex('degraded')) moveVolume(engine, world, volume, 'DEGRADE');
}

export function renameVolume(world: World, volume: VolumeHandle, name: string): void {
  world.volumeNames.remove(world.volumes, volume);
  world.volumes.setPayload(volume, name);
  const row = world.volumes.edit(volume);
  world.volumeNames.insert(world.volumes, volume, row, name);
  touchReferences(world, volume);
  if (isHeard(world) && row.hidden === 0) noteVolumeEvent(world, 'MSFT_SMStorageModificationEvent', volume);
}

/** @throws UnacceptedEventError when the volume's state does not accept the event */
export function moveVolume(
  engine: Engine,
  world: World,
  volume: VolumeHandle,
  event: VolumeEvent,
  row: VolumeRow = world.volumes.edit(volume),
): void {
  const from = row.state;
  row.state = stepBy(engine.lifecycles.volume, from, engine.events.volume[event]);
  if (isHeard(world)) noteVolumeMoved(world, volume, from);
}

/** Takes a volume out of its pool: frees what it takes there, and what it alone has shown of the extents that it shared. */
export function leavePool(world: World, volume: VolumeHandle): void {
  dropContents(world, volume);
  leaveFamily(world, volume);
  const row = world.volumes.edit(volume);
  unchainVolume(world, row);
  const room = world.pools.edit(row.pool);
  room.used = (room.used - row.charge) as Blocks;
  room.subscribed = (room.subscribed - row.size) as Blocks;
  room.volumes--;
  row.charge = 0 as Blocks;
  row.basedOn = none;
}

/** Ends the associations of a volume, with its source and with its replicas. */
export function endSynchronizationsOf(world: World, volume: VolumeHandle): void {
  const { synchronization } = world.volumes.read(volume);
  if (synchronization !== none) endSynchronization(world, synchronization);
  for (let replica = world.volumes.read(volume).firstReplica; replica !== none; ) {
    const next = world.synchronizations.read(replica).nextOfSource;
    endSynchronization(world, replica);
    replica = next;
  }
}
