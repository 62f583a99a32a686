import type { Change } from '../../operations/plan.js';
import { differences, extentsOf, toCopy } from '../../store/mirrors.js';
import type { World } from '../../store/world.js';
import { none, type SynchronizationHandle, type VolumeHandle } from '../../vocabulary/units/ids.js';
import type { Blocks } from '../../vocabulary/units/sizes.js';
import type { Engine } from '../components.js';
import { controlJob } from '../jobs/control.js';
import { acceptSync } from '../jobs/start.js';
import type { ChangeKind } from './changeKind.js';
import { endSynchronization, lockVolume, moveSynchronization, moveVolume, unlockVolume } from './elements.js';
import { allocate, copyDifferences } from './mirrorWrites.js';
import { relate } from './relate.js';

type Relation = Extract<Change, { kind: 'relation' }>;
type Copying = Extract<Relation['doing'], { do: 'copy' }>;

/** What becomes of the relation between a source and its replica: at once, or by a job that copies what differs. */
export const changeRelation: ChangeKind<Relation> = {
  final: true,
  details({ codecs, synchronizations }, { synchronization, operation }) {
    const { source, target } = synchronizations.read(synchronization);
    return { operation, source: codecs.volume.encode(source), target: codecs.volume.encode(target) };
  },
  apply(engine, world, { synchronization, doing }) {
    switch (doing.do) {
      case 'move':
        return moveSynchronization(engine, world, synchronization, doing.event);
      case 'end':
        return endSynchronization(world, synchronization);
      case 'reverse':
        return reverse(engine, world, synchronization);
      case 'mode':
        world.synchronizations.edit(synchronization).mode = doing.mode;
        return;
      case 'control':
        return controlJob(engine, world, doing.job, doing.event);
      case 'copy':
        return copyAtOnce(engine, world, synchronization, doing);
    }
  },
  begin() {
    throw new Error('a relation is changed within the call, or by a job that copies');
  },
  copy(engine, world, method, { synchronization, doing }) {
    if (doing.do !== 'copy') throw new Error(`no job copies to ${doing.do} a relation`);
    const { from, to, event } = doing;
    const lockedFrom = setOut(engine, world, synchronization, event, to);
    const size = toCopy(world, from, to);
    const room = reserve(world, from, to);
    const job = acceptSync(engine, world, method, {
      synchronization,
      source: from,
      target: to,
      size,
      room,
      lockedFrom,
    });
    world.synchronizations.edit(synchronization).job = job;
    return job;
  },
};

/** The relation is under way again, and the side that is copied to is kept from hosts.
 * @returns the state that this side was in; -1 where it has no lock
 */
function setOut(
  engine: Engine,
  world: World,
  synchronization: SynchronizationHandle,
  event: Copying['event'],
  to: VolumeHandle,
): number {
  moveSynchronization(engine, world, synchronization, event);
  const row = world.synchronizations.edit(synchronization);
  row.synchronizedMs = none;
  row.brokenAtPercent = none;
  row.written = 0;
  // A copy that broke off has left it failed.
  const failed = engine.lifecycles.volume.stateIndex('failed');
  if (world.volumes.read(to).state === failed) moveVolume(engine, world, to, 'REPAIR');
  return lockVolume(engine, world, to, 'RESTORE');
}

/** Room that the copy will take is taken before, and promised to the job.
 * @returns its blocks
 */
function reserve(world: World, from: VolumeHandle, to: VolumeHandle): Blocks {
  const room = allocate(world, to, extentsOf(world, differences(world, from, to)));
  const pool = world.pools.edit(world.volumes.read(to).pool);
  pool.used = (pool.used - room) as Blocks;
  pool.reserved = (pool.reserved + room) as Blocks;
  return room;
}

function copyAtOnce(
  engine: Engine,
  world: World,
  synchronization: SynchronizationHandle,
  { from, to, event }: Copying,
): void {
  const lockedFrom = setOut(engine, world, synchronization, event, to);
  copyDifferences(engine, world, from, to);
  world.volumes.edit(to).incomplete = 0;
  unlockVolume(engine, world, to, lockedFrom);
  moveSynchronization(engine, world, synchronization, 'SYNC');
}

/** The target becomes the source, and the source the target: another relation, since it is known by its sides. */
function reverse(engine: Engine, world: World, synchronization: SynchronizationHandle): void {
  const { source, target, syncType, mode, state, method, synchronizedMs, suspendedMs } =
    world.synchronizations.read(synchronization);
  endSynchronization(world, synchronization);
  const reversed = relate(engine, world, { source: target, target: source, syncType, mode, method }, true);
  Object.assign(world.synchronizations.edit(reversed), { state, synchronizedMs, suspendedMs });
}
