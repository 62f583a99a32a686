import type {
  DriveHandle,
  FamilyHandle,
  JobHandle,
  PoolHandle,
  SynchronizationHandle,
  VolumeHandle,
} from '../vocabulary/units/ids.js';
import type { Blocks } from '../vocabulary/units/sizes.js';
import type { Shape } from './columns.js';
import type { NamedRow } from './nameIndex.js';

// Cells are numbers. A state is its number in the compiled lifecycle; a handle is `none` (-1) where there is no row;
// flags are 0 or 1; times are virtual milliseconds.

export interface VolumeRow extends NamedRow {
  size: Blocks;
  pool: PoolHandle;
  state: number;
  /** What the volume was made for, as MSFT_SMStorageVolume.Usage numbers it; roles in replication are derived. */
  usage: number;
  snapshot: number;
  /** Whether it is exposed to hosts, by a masking that is not modelled. */
  exposed: number;
  /** 1 where it takes room only for what was written; 0 where it takes all of its size from the start. */
  thin: number;
  /** 1 while hosts may only read it. */
  readOnly: number;
  /** Whether it is not listed yet: the job that makes it has not completed. */
  hidden: number;
  /** The job that copies to it or deletes it; it may be over, and gone. */
  job: JobHandle | -1;
  /** Blocks that the pool gives up for this volume alone, whole extents; reserved or used. What volumes share is charged
   * to their {@link LayerRow}.
   */
  charge: Blocks;
  /** Out-of-band changes since the service last discovered the volume. */
  unseenChanges: number;
  /** The revision in which it was deleted out of band; 0 while it exists. */
  goneAt: number;
  /** Clones ever made of it, for system-supplied names. */
  clonesMade: number;
  /** The synchronization whose target it is. */
  synchronization: SynchronizationHandle | -1;
  /** Jobs that copy from it. */
  copying: number;
  /** Synchronizations whose source it is, and the first of them. */
  replicas: number;
  /** Those among them that cross to the peer system, or are there. */
  remoteReplicas: number;
  firstReplica: SynchronizationHandle | -1;
  /** 1 for a copy that ended before it was whole: nothing makes it so any more. */
  incomplete: number;
  /** The volume whose extents it was made to share: it is built upon that one for good, associated or not. -1 for a volume that was
   * not made so, and for one that is gone.
   */
  linkedTo: VolumeHandle | -1;
  /** Clones that are linked to it. */
  linkedClones: number;
  /** Synchronizations of SyncType Snapshot whose source it is. */
  snapshots: number;
  /** The volume whose extents a snapshot shows where it has none; -1 for others, and once they are lost to it. */
  basedOn: VolumeHandle | -1;
  /** How often it was cloned so from the volume at the beginning: 1 for a linked clone of one that is none. It stays when those
   * before it are deleted, whose extents it keeps.
   */
  depth: number;
  /** What it belongs to, where the size of families is limited. */
  family: FamilyHandle | -1;
  /** The youngest of the jobs that are there and work on it, or did. */
  firstJob: JobHandle | -1;
  /** The youngest of the unfinished jobs whose source it is. */
  firstCopy: JobHandle | -1;
  /** Neighbours among the volumes that live in its pool, the older next. */
  nextInPool: VolumeHandle | -1;
  previousInPool: VolumeHandle | -1;
}

export const volumeShape: Shape<VolumeRow, string> = {
  name: 'volume',
  columns: [
    'size',
    'pool',
    'state',
    'usage',
    'snapshot',
    'exposed',
    'thin',
    'readOnly',
    'hidden',
    'job',
    'charge',
    'unseenChanges',
    'goneAt',
    'clonesMade',
    'synchronization',
    'copying',
    'replicas',
    'remoteReplicas',
    'firstReplica',
    'incomplete',
    'linkedTo',
    'linkedClones',
    'snapshots',
    'basedOn',
    'depth',
    'family',
    'firstJob',
    'firstCopy',
    'nextInPool',
    'previousInPool',
    'nextName',
  ],
  derived: [
    'replicas',
    'remoteReplicas',
    'firstReplica',
    'linkedClones',
    'snapshots',
    'firstJob',
    'firstCopy',
    'nextInPool',
    'previousInPool',
    'nextName',
  ],
  observable: [
    'size',
    'pool',
    'state',
    'usage',
    'snapshot',
    'exposed',
    'thin',
    'readOnly',
    'charge',
    'synchronization',
    'incomplete',
  ],
  counts: (volume) => volume.goneAt === 0,
};

export interface PoolRow extends NamedRow {
  /** Invariant: total = free + used + reserved + stolen, free >= 0; free is derived. */
  total: Blocks;
  /** What its volumes have taken; of a primordial pool what the concrete pools have that are made of it. */
  used: Blocks;
  /** The sizes of its volumes; of thin ones it may be more than there is. */
  subscribed: Blocks;
  /** Promised to jobs that still copy, and moves to `used` as they do; of a primordial pool to jobs that make or grow concrete ones. */
  reserved: Blocks;
  /** Taken by faults: as if somebody else used it. */
  stolen: Blocks;
  state: number;
  primordial: number;
  /** 1 where its volumes may be thin. */
  thin: number;
  /** As MSFT_SMPool.Usage numbers it. */
  usage: number;
  /** 0 on this system, 1 on the peer. */
  remote: number;
  /** 1 while hosts keep it busy: copies of it are slower. */
  hostLoad: number;
  /** The primordial pool that it is made of; -1 for one of which that is not known, and for a primordial one. */
  parent: PoolHandle | -1;
  /** Concrete pools that are made of it, and the youngest of them. */
  children: number;
  firstChild: PoolHandle | -1;
  /** Neighbours among the concrete pools of one primordial pool. */
  nextOfParent: PoolHandle | -1;
  previousOfParent: PoolHandle | -1;
  /** The place of the setting that it was created with among those of its primordial pool; -1 for none. */
  setting: number;
  /** The youngest of its drives; of a primordial pool of those that no concrete pool has. */
  firstDrive: DriveHandle | -1;
  /** How many drives it has; of a primordial pool all that belong to it, whichever pool has them. */
  drives: number;
  /** Those of them that have failed; of a primordial pool of those that no concrete pool has. */
  failedDrives: number;
  /** Blocks that a job adds to it when it completes, or makes it with: promised in its primordial pool. */
  growth: Blocks;
  /** 1 while a job deletes it. */
  deleting: number;
  /** Volumes that live in it. */
  volumes: number;
  /** The youngest of them, and of the jobs that work on the pool itself. */
  firstVolume: VolumeHandle | -1;
  firstJob: JobHandle | -1;
  unseenChanges: number;
  goneAt: number;
}

export const poolShape: Shape<PoolRow, string> = {
  name: 'pool',
  columns: [
    'total',
    'used',
    'subscribed',
    'reserved',
    'stolen',
    'state',
    'primordial',
    'thin',
    'usage',
    'remote',
    'hostLoad',
    'parent',
    'children',
    'firstChild',
    'nextOfParent',
    'previousOfParent',
    'setting',
    'firstDrive',
    'drives',
    'failedDrives',
    'growth',
    'deleting',
    'volumes',
    'firstVolume',
    'firstJob',
    'unseenChanges',
    'goneAt',
    'nextName',
  ],
  derived: ['firstVolume', 'firstJob', 'nextName'],
  // used and reserved move as jobs copy, without a write: digests.ts adds them as they are now.
  observable: [
    'total',
    'subscribed',
    'stolen',
    'state',
    'primordial',
    'thin',
    'usage',
    'remote',
    'parent',
    'setting',
    'growth',
    'deleting',
    'volumes',
  ],
  counts: (pool) => pool.goneAt === 0,
};

export interface SynchronizationRow {
  source: VolumeHandle;
  target: VolumeHandle;
  /** What kind of replica the target is, as MSFT_SMStorageSynchronized.SyncType numbers it. */
  syncType: number;
  /** Of a mirror, MSFT_SMStorageSynchronized.Mode: 2 Synchronous, 3 Asynchronous; 0 for other replicas. */
  mode: number;
  state: number;
  job: JobHandle | -1;
  /** Whether one of both is on the peer system. */
  remote: number;
  /** Whether a host has written to the target: once its copy is complete, it is skewed. */
  written: number;
  /** WhenEstablished; and the moment whose contents the target holds, as those of the source are taken at once. */
  establishedMs: number;
  /** WhenSynchronized; -1 before. */
  synchronizedMs: number;
  /** WhenSuspended: the last time that the copy was; -1 before. */
  suspendedMs: number;
  /** PercentSynced where the copy broke off, which its job may not outlive; -1 otherwise. */
  brokenAtPercent: number;
  /** Whether the fault plan was asked about its detaching, which goes on after a delay. */
  detaching: number;
  /** The place in `methodNames` of the method that made the clone. */
  method: number;
  /** Neighbours among the synchronizations of one source. */
  nextOfSource: SynchronizationHandle | -1;
  previousOfSource: SynchronizationHandle | -1;
}

export const synchronizationShape: Shape<SynchronizationRow, undefined> = {
  name: 'synchronization',
  columns: [
    'source',
    'target',
    'syncType',
    'mode',
    'state',
    'job',
    'remote',
    'written',
    'establishedMs',
    'synchronizedMs',
    'suspendedMs',
    'brokenAtPercent',
    'detaching',
    'method',
    'nextOfSource',
    'previousOfSource',
  ],
  derived: ['nextOfSource', 'previousOfSource'],
  observable: ['source', 'target', 'syncType', 'mode', 'state', 'establishedMs', 'synchronizedMs', 'suspendedMs'],
};
