import type { Reads } from '../../engine/reads.js';
import { lifecycles } from '../../lifecycle/lifecycles.js';
import { timestamp } from '../../store/datetime.js';
import { isMirror } from '../../store/mirrors.js';
import { isListed } from '../../store/references.js';
import type { SynchronizationRow } from '../../store/rows.js';
import { sharesExtents } from '../../store/snapshots.js';
import { synchronizationView } from '../../store/views.js';
import type { World } from '../../store/world.js';
import { syncType } from '../../vocabulary/replication.js';
import { none, type SynchronizationHandle, type VolumeHandle } from '../../vocabulary/units/ids.js';
import type { Modelled } from '../notModelled.js';
import { volumeOfId } from './elements.js';
import { type KeyValues, sourceOf } from './source.js';

/** The relation of every replica that is associated with its source. */
export const synchronizations = sourceOf<'MSFT_SMStorageSynchronized', SynchronizationHandle>({
  *handles(world) {
    for (const one of world.synchronizations.handles())
      if (isListed(world.volumes.read(world.synchronizations.read(one).target))) yield one;
  },
  named: synchronizationOfKeys,
  read: synchronizationOf,
  naming: (world, property, id) => {
    const volume = volumeOfId(world, id);
    if (volume === undefined) return [];
    return property === 'SourceStorageVolume' ? ofSource(world, volume) : ofTarget(world, volume);
  },
});

function* ofSource({ synchronizations, volumes }: World, source: VolumeHandle): Generator<SynchronizationHandle> {
  for (let one = volumes.read(source).firstReplica; one !== none; one = synchronizations.read(one).nextOfSource)
    if (isListed(volumes.read(synchronizations.read(one).target))) yield one;
}

function ofTarget({ volumes }: World, target: VolumeHandle): SynchronizationHandle[] {
  const { synchronization } = volumes.read(target);
  return synchronization === none ? [] : [synchronization];
}

/** A target has one source at most. */
function synchronizationOfKeys(world: World, keys: KeyValues): SynchronizationHandle | undefined {
  const source = volumeOfId(world, keys.SourceStorageVolume);
  const target = volumeOfId(world, keys.TargetStorageVolume);
  if (source === undefined || target === undefined) return undefined;
  const { synchronization } = world.volumes.read(target);
  if (synchronization === none) return undefined;
  return world.synchronizations.read(synchronization).source === source ? synchronization : undefined;
}

function synchronizationOf(reads: Reads, handle: SynchronizationHandle): Modelled<'MSFT_SMStorageSynchronized'> {
  const { shown: world } = reads;
  const relation = synchronizationView(world, handle);
  const row = world.synchronizations.read(handle);
  reads.other(row.source, row.target);
  const synchronizedAt = relation.synchronizedMs === null ? null : timestamp(world, relation.synchronizedMs);
  const kind = kindOf(world, row);
  // The point in time whose contents the target holds: of a clone or snapshot that at which it was accepted.
  const contentsOf = isMirror(row) ? synchronizedAt : timestamp(world, relation.establishedMs);
  return {
    WhenSynced: contentsOf,
    SyncMaintained: relation.syncMaintained,
    CopyState: relation.copyState,
    // Not Applicable when CopyState is what was asked for (MSFT_SMStorageSynchronized.RequestedCopyState).
    RequestedCopyState: reached.has(row.state) ? notApplicable : synchronized,
    SyncType: relation.syncType,
    ProgressStatus: relation.progressStatus,
    PercentSynced: relation.percentSynced,
    WhenEstablished: timestamp(world, relation.establishedMs),
    WhenActivated: contentsOf,
    WhenSynchronized: synchronizedAt,
    WhenSuspended: relation.suspendedMs === null ? null : timestamp(world, relation.suspendedMs),
    CopyType: relation.copyType,
    ReplicaType: kind.replicaType,
    SyncState: relation.syncState,
    CopyMethodology: kind.methodology,
    SourceStorageVolume: relation.source,
    TargetStorageVolume: relation.target,
  };
}

function kindOf(world: World, row: Readonly<SynchronizationRow>) {
  if (row.syncType === syncType.snapshot) return world.volumes.read(row.target).basedOn === none ? copyOnWrite : delta;
  return sharesExtents(world, row) ? copyOnWrite : isMirror(row) ? differential : fullCopy;
}

/** Synchronizing was asked for, or what it was set apart by. */
const reached: ReadonlySet<number> = new Set(
  (
    ['synchronized', 'skewed', 'suspended', 'inSync', 'fractured', 'split', 'quiesced', 'inactive', 'prepared'] as const
  ).map((state) => lifecycles.synchronization.stateIndex(state)),
);

/** Values of CopyState. */
const synchronized = 4;
const notApplicable = 15;

/** ReplicaType and CopyMethodology of what copies all of its source. */
const fullCopy = { replicaType: 2, methodology: 3 } as const;

/** Of what copies all of its source, and then what differs. */
const differential = { replicaType: 2, methodology: 5 } as const;

/** Of what shares its source's extents: no type of replica says that. */
const copyOnWrite = { replicaType: 0, methodology: 6 } as const;

/** Of a snapshot that keeps what its source held before. */
const delta = { replicaType: 3, methodology: 6 } as const;
