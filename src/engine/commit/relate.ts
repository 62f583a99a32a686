import { stepBy } from '../../lifecycle/table.js';
import { isMirror } from '../../store/mirrors.js';
import type { SynchronizationRow } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import { syncType } from '../../vocabulary/replication.js';
import type { SynchronizationHandle, VolumeHandle } from '../../vocabulary/units/ids.js';
import { none } from '../../vocabulary/units/ids.js';
import type { Engine } from '../components.js';

/** What a fresh relation is made from. */
interface RelationSeed {
  readonly source: VolumeHandle;
  readonly target: VolumeHandle;
  readonly syncType: number;
  /** Of a mirror; 0 of others. */
  readonly mode: number;
  /** The place in `methodNames` of the method that makes it. */
  readonly method: number;
}

/** Associates a source with its replica.
 * @param done whether the copy is complete
 */
export function relate(engine: Engine, world: World, seed: RelationSeed, done: boolean): SynchronizationHandle {
  const { synchronization: chart } = engine.lifecycles;
  const { COMPLETE, SYNC } = engine.events.synchronization;
  const synchronization = world.synchronizations.append(undefined);
  world.volumes.edit(seed.target).synchronization = synchronization;
  const row = Object.assign(world.synchronizations.edit(synchronization), seed);
  row.state = done ? stepBy(chart, chart.initial, isMirror(seed) ? SYNC : COMPLETE) : chart.initial;
  row.job = none;
  const pools = [seed.source, seed.target].map((volume) => world.volumes.read(volume).pool);
  row.remote = pools.some((pool) => world.pools.read(pool).remote === 1) ? 1 : 0;
  row.establishedMs = world.nowMs;
  row.synchronizedMs = done ? world.nowMs : none;
  row.brokenAtPercent = none;
  row.suspendedMs = none;
  linkReplica(world, synchronization, row);
  return synchronization;
}

/** Puts a synchronization at the head of its source's list: the youngest first. */
export function linkReplica(world: World, synchronization: SynchronizationHandle, row: SynchronizationRow): void {
  const source = world.volumes.edit(row.source);
  row.previousOfSource = none;
  row.nextOfSource = source.firstReplica;
  if (source.firstReplica !== none) world.synchronizations.edit(source.firstReplica).previousOfSource = synchronization;
  source.firstReplica = synchronization;
  source.replicas++;
  if (row.syncType === syncType.snapshot) source.snapshots++;
  source.remoteReplicas += row.remote;
}
