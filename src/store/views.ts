import type { JobMeta } from '../lifecycle/job.js';
import type { JobState, PoolState, SynchronizationState, VolumeState } from '../lifecycle/lifecycles.js';
import { lifecycles } from '../lifecycle/lifecycles.js';
import type { SynchronizationMeta } from '../lifecycle/synchronization.js';
import { type MethodName, methodAt } from '../vocabulary/methods/index.js';
import { syncType } from '../vocabulary/replication.js';
import type {
  JobHandle,
  JobId,
  PoolHandle,
  PoolId,
  SynchronizationHandle,
  SynchronizationId,
  VolumeHandle,
  VolumeId,
} from '../vocabulary/units/ids.js';
import { none } from '../vocabulary/units/ids.js';
import { printable } from '../vocabulary/units/printable.js';
import { toBytes } from '../vocabulary/units/sizes.js';
import { free, isLowOnSpace } from './capacity.js';
import { allocated } from './contents.js';
import { copyTypeOf, isMirror } from './mirrors.js';
import { percentNow, usedSince } from './progress.js';
import { isHeldByLink, servesHosts, shownRelationState, shownState, synchronizedForHosts } from './shownState.js';
import { sharesExtents } from './snapshots.js';
import { nameOf } from './stateNames.js';
import { usageOf } from './usage.js';
import type { World } from './world.js';

/** @see MSFT_SMPool.OperationalStatus, 2 OK and 4 Stressed; MSFT_SMPool.HealthStatus, 1 Warning */
const ok = 2;
const stressed = 4;
const warning = 1;

/** A volume as a reader sees it: a copy, with the documents' numbers beside our words. JSON prints its sizes as decimal strings. */
export interface Volume {
  /** What it is known by for ever, MSFT_SMStorageVolume.ObjectId; never given out again. */
  readonly id: VolumeId;
  /** MSFT_SMStorageVolume.FriendlyName; several volumes may have one name. */
  readonly name: string;
  /** The id of the pool that it takes its room from. */
  readonly pool: PoolId;
  /** In bytes. */
  readonly size: bigint;
  /** Bytes of its extents that are allocated, whether it shares them or not. */
  readonly allocated: bigint;
  /** Bytes of the pool that it alone takes: whole extents; reserved while they are copied. */
  readonly charge: bigint;
  /** Whether it takes room only for what was written. */
  readonly thinlyProvisioned: boolean;
  /** Where it is on the chart that `arraysim charts volume` prints. */
  readonly state: VolumeState;
  /** Whether hosts may use it. */
  readonly usable: boolean;
  /** MSFT_SMStorageVolume.OperationalStatus: 2 is OK. */
  readonly operationalStatus: readonly number[];
  /** MSFT_SMStorageVolume.HealthStatus: 0 Healthy, 1 Warning, 2 Unhealthy. */
  readonly healthStatus: number;
  /** MSFT_SMStorageVolume.Usage, its part in replication included. */
  readonly usage: number;
  /** Whether it is a snapshot, MSFT_SMStorageVolume.IsSnapshot. */
  readonly isSnapshot: boolean;
  /** Whether it is exposed to hosts, by a masking that is not modelled. */
  readonly isExposed: boolean;
  /** Whether hosts may only read it, MSFT_SMStorageVolume.Access. */
  readonly isReadOnly: boolean;
  /** How many replicas are associated with it as their source. */
  readonly replicas: number;
  /** The relation to its source, while it is associated with one. */
  readonly synchronization: Synchronization | null;
}

/** MSFT_SMStorageSynchronized of a replica: a clone or a snapshot is not kept in sync, a mirror is. */
export interface Synchronization {
  /** What it is known by. */
  readonly id: SynchronizationId;
  /** The id of the volume that is copied. */
  readonly source: VolumeId;
  /** The id of the replica. */
  readonly target: VolumeId;
  /** Where it is on the chart that `arraysim charts synchronization` prints. */
  readonly state: SynchronizationState;
  /** MSFT_SMStorageSynchronized.SyncType: 6 Mirror, 7 Snapshot, 8 Clone. */
  readonly syncType: number;
  /** MSFT_SMStorageSynchronized.CopyType: 4 UnSyncAssoc of what stays as it is; of a mirror 2 Async, 3 Sync. */
  readonly copyType: number;
  /** MSFT_SMStorageSynchronized.CopyState. */
  readonly copyState: number;
  /** MSFT_SMStorageSynchronized.SyncState. */
  readonly syncState: number;
  /** MSFT_SMStorageSynchronized.ProgressStatus. */
  readonly progressStatus: number;
  /** MSFT_SMStorageSynchronized.SyncMaintained: whether what hosts write to the source goes to the target, too. */
  readonly syncMaintained: boolean;
  /** How much is copied, in percent. */
  readonly percentSynced: number;
  /** When it was established: the moment, too, whose contents the target holds. Virtual milliseconds. */
  readonly establishedMs: number;
  /** When the copy was complete, in virtual milliseconds; null before. */
  readonly synchronizedMs: number | null;
  /** When its copy was last suspended. */
  readonly suspendedMs: number | null;
}

/** A pool as a reader sees it; sizes in bytes. Invariant: total = free + used + reserved + stolen. */
export interface Pool {
  /** What it is known by, MSFT_SMPool.ObjectId. */
  readonly id: PoolId;
  /** MSFT_SMPool.FriendlyName. */
  readonly name: string;
  /** Where it is on the chart that `arraysim charts pool` prints. */
  readonly state: PoolState;
  /** Its size in bytes. */
  readonly total: bigint;
  /** Bytes that are neither used, reserved nor stolen. */
  readonly free: bigint;
  /** Bytes that its volumes have taken. */
  readonly used: bigint;
  /** Bytes that are promised to jobs which still copy. */
  readonly reserved: bigint;
  /** Taken by faults, see `stealCapacity`. */
  readonly stolen: bigint;
  /** The sizes of its volumes; of thin ones it may be more than there is. */
  readonly subscribed: bigint;
  /** Whether less is free than the profile's `lowSpaceWarningThreshold`; then its health is Warning. */
  readonly lowOnSpace: boolean;
  /** How many volumes live in it. */
  readonly volumes: number;
  /** Whether it is the raw room that other pools are made of: nothing can be cloned to it. */
  readonly isPrimordial: boolean;
  /** Whether its volumes may take room only for what was written. */
  readonly supportsThin: boolean;
  /** The id of the primordial pool that it is made of; null where that is not known, and of a primordial one. */
  readonly madeOf: PoolId | null;
  /** Whether it belongs to the peer system. */
  readonly isRemote: boolean;
  /** MSFT_SMPool.Usage. */
  readonly usage: number;
  /** MSFT_SMPool.OperationalStatus: 2 is OK. */
  readonly operationalStatus: readonly number[];
  /** MSFT_SMPool.HealthStatus: 0 Healthy, 1 Warning, 2 Unhealthy. */
  readonly healthStatus: number;
}

/** A job as a reader sees it; times are virtual milliseconds. */
export interface Job {
  /** What it is known by, MSFT_SMJob.ObjectId. */
  readonly id: JobId;
  /** Where it is on the chart that `arraysim charts job` prints. */
  readonly state: JobState;
  /** MSFT_SMJob.JobState. */
  readonly jobState: number;
  /** MSFT_SMJob.JobStatus: the state in words. */
  readonly jobStatus: string;
  /** MSFT_SMJob.OperationalStatus: 2 is OK, 17 with it Completed. */
  readonly operationalStatus: readonly number[];
  /** 100 exactly when completed. */
  readonly percentComplete: number;
  /** A return code of the method that started the job; 0 unless it failed. */
  readonly errorCode: number;
  /** Why it failed, in a sentence; null unless it did. */
  readonly errorDescription: string | null;
  /** The method that started it. */
  readonly method: MethodName;
  /** What it copies; null for a job that copies nothing. */
  readonly source: VolumeId | null;
  /** The volume that it copies to or deletes; null for a job that works on a pool, and while its target is not listed. */
  readonly target: VolumeId | null;
  /** When it was accepted. */
  readonly submittedMs: number;
  /** Null before it runs. */
  readonly startedMs: number | null;
  /** When its state changed last. */
  readonly changedMs: number;
  /** Time since it started, up to its end. */
  readonly elapsedMs: number;
  /** When a finished job will be removed; null before it has finished. */
  readonly removedAtMs: number | null;
}

export function volumeView(world: World, handle: VolumeHandle): Volume {
  return printable(volumeMembers(world, handle));
}

/** What a view of a volume has, without what lets JSON print it. */
export function volumeMembers(world: World, handle: VolumeHandle): Volume {
  const row = world.volumes.read(handle);
  const state = shownState(world, row);
  const { usable, operationalStatus, healthStatus } = lifecycles.volume.meta(state);
  return {
    id: world.codecs.volume.encode(handle),
    name: world.volumes.payload(handle),
    pool: world.codecs.pool.encode(row.pool),
    size: toBytes(row.size),
    allocated: toBytes(allocated(world, handle, row)),
    charge: toBytes(row.charge),
    thinlyProvisioned: row.thin === 1,
    state: nameOf(lifecycles.volume, state),
    usable,
    operationalStatus,
    healthStatus,
    usage: usageOf(world, handle),
    isSnapshot: row.snapshot === 1,
    isExposed: row.exposed === 1,
    isReadOnly: row.readOnly === 1,
    replicas: row.replicas,
    synchronization: row.synchronization === none ? null : synchronizationView(world, row.synchronization),
  };
}

export function synchronizationView(world: World, handle: SynchronizationHandle): Synchronization {
  const row = world.synchronizations.read(handle);
  const state = shownRelationState(world, row);
  const { copyState, syncState, progressStatus }: SynchronizationMeta = lifecycles.synchronization.meta(state);
  const suspendedMs = isHeldByLink(world, row) ? (world.settings.partition?.sinceMs ?? none) : row.suspendedMs;
  const synchronized = row.synchronizedMs !== none;
  return {
    id: world.codecs.synchronization.encode(handle),
    source: world.codecs.volume.encode(row.source),
    target: world.codecs.volume.encode(row.target),
    state: nameOf(lifecycles.synchronization, state),
    syncType: row.syncType,
    copyType: copyTypeOf(row),
    copyState: servesHosts(world, row) ? synchronizedForHosts : copyState,
    syncState:
      syncState === frozen && (row.syncType === syncType.snapshot || sharesExtents(world, row)) ? idle : syncState,
    progressStatus,
    syncMaintained: isMirror(row),
    percentSynced: synchronized ? 100 : row.brokenAtPercent === none ? percentOf(world, row.job) : row.brokenAtPercent,
    establishedMs: row.establishedMs,
    synchronizedMs: synchronized ? row.synchronizedMs : null,
    suspendedMs: suspendedMs === none ? null : suspendedMs,
  };
}

/** CIM_StorageSynchronized.SyncState: "all blocks copied", and the normal state of a replica that is not kept in sync. */
const frozen = 14;
const idle = 11;

export function poolView(world: World, handle: PoolHandle): Pool {
  const row = world.pools.read(handle);
  const moved = usedSince(world, handle);
  const { operationalStatus, healthStatus } = lifecycles.pool.meta(row.state);
  const lowOnSpace = isLowOnSpace(row, world.configuration);
  return printable<Pool>({
    id: world.codecs.pool.encode(handle),
    name: world.pools.payload(handle),
    state: nameOf(lifecycles.pool, row.state),
    total: toBytes(row.total),
    free: toBytes(free(row)),
    used: toBytes(row.used) + toBytes(moved),
    reserved: toBytes(row.reserved) - toBytes(moved),
    stolen: toBytes(row.stolen),
    subscribed: toBytes(row.subscribed),
    lowOnSpace,
    volumes: row.volumes,
    isPrimordial: row.primordial === 1,
    supportsThin: row.thin === 1,
    madeOf: row.parent === none ? null : world.codecs.pool.encode(row.parent),
    isRemote: row.remote === 1,
    usage: row.usage,
    operationalStatus: lowOnSpace
      ? operationalStatus.map((status) => (status === ok ? stressed : status))
      : operationalStatus,
    // A pool that is worse off than that says so.
    healthStatus: lowOnSpace ? Math.max(healthStatus, warning) : healthStatus,
  });
}

export function jobView(world: World, handle: JobHandle): Job {
  const row = world.jobs.read(handle);
  const { jobState, status, operationalStatus, final }: JobMeta = lifecycles.job.meta(row.state);
  return {
    id: world.codecs.job.encode(handle),
    state: nameOf(lifecycles.job, row.state),
    jobState,
    jobStatus: status,
    operationalStatus,
    percentComplete: percentNow(world, row),
    errorCode: row.errorCode,
    errorDescription: row.errorCode === 0 ? null : world.jobs.payload(handle),
    method: methodAt(row.method),
    source: row.source === none ? null : world.codecs.volume.encode(row.source),
    target:
      row.target === none || world.volumes.peek(row.target)?.hidden === 1
        ? null
        : world.codecs.volume.encode(row.target),
    submittedMs: row.submittedMs,
    startedMs: row.startedMs === none ? null : row.startedMs,
    changedMs: row.changedMs,
    elapsedMs: row.startedMs === none ? 0 : (final ? row.changedMs : world.nowMs) - row.startedMs,
    removedAtMs: final ? row.changedMs + world.configuration.removedAfterMs : null,
  };
}

/** Progress of a job that may have been removed in the meantime. */
function percentOf(world: World, job: JobHandle | -1): number {
  return job !== none && world.jobs.has(job) ? percentNow(world, world.jobs.read(job)) : 0;
}
