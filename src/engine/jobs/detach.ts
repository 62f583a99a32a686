import { pointIndex } from '../../faults/points.js';
import type { World } from '../../store/world.js';
import { syncType } from '../../vocabulary/replication.js';
import { none, type SynchronizationHandle, type VolumeHandle } from '../../vocabulary/units/ids.js';
import { endSynchronization } from '../commit/elements.js';
import type { Engine } from '../components.js';
import { DetachContext } from '../faults/detachContext.js';
import { inject } from '../faults/inject.js';
import type { DetachInjection } from '../faults/injection.js';

/** The storage service learns that a job has completed a clone: it detaches it from its source, as far as the profile and the
 * array let it. Where a fault plan may strike, that is a moment of its own, right after the job's end.
 * @see Microsoft's requirements on SMI-S providers: "When a cloning operation completes, the storage service will detach the
 * replica from the source"
 */
export function detachAfterJob(world: World, synchronization: SynchronizationHandle): void {
  if (!isDetached(world, synchronization)) return;
  if (isListened(world)) world.agenda.add(world.nowMs, 'detach', synchronization);
  else detach(world, synchronization);
}

/** The same of a clone that was complete when its call was answered. */
export function detachAfterCall(engine: Engine, world: World, target: VolumeHandle): void {
  const volume = world.volumes.peek(target);
  if (volume === undefined || volume.synchronization === none || !isDetached(world, volume.synchronization)) return;
  if (isListened(world)) onDetach(engine, world, volume.synchronization);
  else detach(world, volume.synchronization);
}

/** The moment has come to detach a clone, unless it is gone, or a fault keeps the service from it: then the relation stays. */
export function onDetach(engine: Engine, world: World, synchronization: SynchronizationHandle): void {
  const row = world.synchronizations.peek(synchronization);
  if (row === undefined) return;
  if (row.detaching === 1) return detach(world, synchronization);
  const { failsBecause, delayMs } = askToDetach(engine, world, new DetachContext(world, synchronization, row.method));
  // What has fired may have taken it along.
  if (!world.synchronizations.has(synchronization)) return;
  if (failsBecause !== null) return trace(world, synchronization, failsBecause);
  if (delayMs === 0) return detach(world, synchronization);
  world.synchronizations.edit(synchronization).detaching = 1;
  world.agenda.add(world.nowMs + delayMs, 'detach', synchronization);
}

/** Asks the fault plan about a detaching. */
export function askToDetach(engine: Engine, world: World, context: DetachContext): DetachInjection {
  const detach: DetachInjection = { fault: '', failsBecause: null, delayMs: 0 };
  inject(engine, world, context, { call: null, job: null, read: null, detach });
  return detach;
}

/** Whether the service detaches what is complete: clones, and not where targets have to remain associated (feature 16). */
function isDetached({ configuration, live, synchronizations }: World, synchronization: SynchronizationHandle): boolean {
  const { syncType: type, synchronizedMs } = synchronizations.read(synchronization);
  if (type !== syncType.clone || synchronizedMs === none) return false;
  return configuration.profile.service.detaches === 'atCompletion' && !live.has.mustRemainAssociated;
}

function isListened({ faults }: World): boolean {
  return faults?.planState.listens[pointIndex.detach] === true;
}

function detach(world: World, synchronization: SynchronizationHandle): void {
  if (world.trace !== undefined) trace(world, synchronization, null);
  endSynchronization(world, synchronization);
  world.revision++;
}

function trace(world: World, synchronization: SynchronizationHandle, failsBecause: string | null): void {
  const { source, target } = world.synchronizations.read(synchronization);
  world.trace?.add({
    atMs: world.nowMs,
    kind: 'detach',
    source: world.codecs.volume.encode(source),
    target: world.codecs.volume.encode(target),
    ...(failsBecause === null ? {} : { failed: failsBecause }),
  });
}
