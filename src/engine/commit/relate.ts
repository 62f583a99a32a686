import { stepBy } from '../../lifecycle/table.js';
import { isMirror } from '../../store/mirrors.js';
import type { SynchronizationRow, VolumeRow } from '../../store/rows.js';
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
  const source = world.volumes.edit(seed.source);
  const target = world.volumes.edit(seed.target);
  const synchronization = world.synchronizations.append(undefined);
  const row = world.synchronizations.edit(synchronization);
  target.synchronization = synchronization;
  row.source = seed.source;
  row.target = seed.target;
  row.syncType = seed.syncType;
  row.mode = seed.mode;
  row.method = seed.method;
  row.state = done ? stepBy(chart, chart.initial, isMirror(seed) ? SYNC : COMPLETE) : chart.initial;
  row.job = none;
  row.remote = world.pools.read(target.pool).remote;
  if (source.pool !== target.pool) row.remote |= world.pools.read(source.pool).remote;
  row.establishedMs = world.nowMs;
  row.synchronizedMs = done ? world.nowMs : none;
  row.brokenAtPercent = none;
  row.suspendedMs = none;
  linkReplica(world, synchronization, row, source);
  return synchronization;
}

/** Puts a synchronization at the head of its source's list: the youngest first. */
export function linkReplica(
  world: World,
  synchronization: SynchronizationHandle,
  row: SynchronizationRow,
  source: VolumeRow,
): void {
  row.previousOfSource = none;
  row.nextOfSource = source.firstReplica;
  if (source.firstReplica !== none) world.synchronizations.edit(source.firstReplica).previousOfSource = synchronization;
  source.firstReplica = synchronization;
  source.replicas++;
  if (row.syncType === syncType.snapshot) source.snapshots++;
  source.remoteReplicas += row.remote;
}
