import type { SynchronizationEvent } from '../../lifecycle/synchronization.js';
import type { World } from '../../store/world.js';
import { none, type SynchronizationHandle, type VolumeHandle } from '../../vocabulary/units/ids.js';
import type { Engine } from '../components.js';

/** A volume has failed: so has its relation to its source, and those to its replicas. While a copy runs, its job says what becomes
 * of it.
 * @see CIM_StorageSynchronized.SyncState, Broken: "non-functional due to errors in the source, the target, ..."
 */
export function breakSynchronizationsOf(engine: Engine, world: World, volume: VolumeHandle): void {
  const { synchronization, firstReplica } = world.volumes.read(volume);
  if (synchronization !== none) breakComplete(engine, world, synchronization);
  for (let replica = firstReplica; replica !== none; ) {
    breakComplete(engine, world, replica);
    replica = world.synchronizations.read(replica).nextOfSource;
  }
}

function breakComplete(engine: Engine, world: World, synchronization: SynchronizationHandle): void {
  if (world.synchronizations.read(synchronization).synchronizedMs !== none)
    moveIfPossible(engine, world, synchronization, 'BREAK');
}

/** Moves a relation on, where its chart leads anywhere: one that is broken already stays so. */
export function moveIfPossible(
  { lifecycles: { synchronization: chart }, events }: Engine,
  world: World,
  synchronization: SynchronizationHandle,
  event: SynchronizationEvent,
): void {
  const row = world.synchronizations.edit(synchronization);
  const to = chart.target(row.state, events.synchronization[event]);
  if (to >= 0) row.state = to;
}
