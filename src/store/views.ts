import type { JobMeta } from '../lifecycle/job.js';
import type { JobState, PoolState, SynchronizationState, VolumeState } from '../lifecycle/lifecycles.js';
import { lifecycles } from '../lifecycle/lifecycles.js';
import type { SynchronizationMeta } from '../lifecycle/synchronization.js';
import { type MethodName, methodAt } from '../vocabulary/methods/index.js';
import { copyType, syncType, volumeUsage } from '../vocabulary/replication.js';
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
import { percentNow, usedSince } from './progress.js';
import type { World } from './world.js';

/** @see MSFT_SMPool.OperationalStatus, 2 OK and 4 Stressed; MSFT_SMPool.HealthStatus, 1 Warning */
const ok = 2;
const stressed = 4;
const warning = 1;

/** A volume as a reader sees it: a copy, with sizes in bytes and the documents' numbers beside our words. */
export interface Volume {
  readonly id: VolumeId;
  readonly name: string;
  readonly pool: PoolId;
  /** In bytes. */
  readonly size: bigint;
  /** Bytes of its extents that are allocated, whether it shares them or not. */
  readonly allocated: bigint;
  /** Bytes of the pool that it alone takes: whole extents; reserved while they are copied. */
  readonly charge: bigint;
  /** Whether it takes room only for what was written. */
  readonly thinlyProvisioned: boolean;
  readonly state: VolumeState;
  /** Whether hosts may use it. */
  readonly usable: boolean;
  readonly operationalStatus: readonly number[];
  readonly healthStatus: number;
  /** MSFT_SMStorageVolume.Usage, its part in replication included. */
  readonly usage: number;
  readonly isSnapshot: boolean;
  /** Whether it is exposed to hosts, by a masking that is not modelled. */
  readonly isExposed: boolean;
  /** How many clones are associated with it as their source. */
  readonly replicas: number;
  /** The relation to its source, while it is associated with one. */
  readonly synchronization: Synchronization | null;
}

/** MSFT_SMStorageSynchronized of a clone: associated, not kept in sync. */
export interface Synchronization {
  readonly id: SynchronizationId;
  readonly source: VolumeId;
  readonly target: VolumeId;
  readonly state: SynchronizationState;
  readonly syncType: number;
  readonly copyType: number;
  readonly copyState: number;
  readonly syncState: number;
  readonly progressStatus: number;
  readonly syncMaintained: false;
  readonly percentSynced: number;
  /** Virtual times in milliseconds; null before. */
  readonly establishedMs: number;
  readonly synchronizedMs: number | null;
}

/** A pool as a reader sees it; sizes in bytes. Invariant: total = free + used + reserved + stolen. */
export interface Pool {
  readonly id: PoolId;
  readonly name: string;
  readonly state: PoolState;
  readonly total: bigint;
  readonly free: bigint;
  readonly used: bigint;
  readonly reserved: bigint;
  /** Taken by faults, see `stealCapacity`. */
  readonly stolen: bigint;
  /** The sizes of its volumes; with thin allocation it may be more than there is. */
  readonly subscribed: bigint;
  /** Whether less is free than the profile's `lowSpaceWarningThreshold`; then its health is Warning. */
  readonly lowOnSpace: boolean;
  readonly volumes: number;
  readonly isPrimordial: boolean;
  /** Whether it belongs to the peer system. */
  readonly isRemote: boolean;
  /** MSFT_SMPool.Usage. */
  readonly usage: number;
  readonly operationalStatus: readonly number[];
  readonly healthStatus: number;
}

/** A job as a reader sees it; times are virtual milliseconds. */
export interface Job {
  readonly id: JobId;
  readonly state: JobState;
  /** MSFT_SMJob.JobState. */
  readonly jobState: number;
  readonly jobStatus: string;
  readonly operationalStatus: readonly number[];
  /** 100 exactly when completed. */
  readonly percentComplete: number;
  /** A return code of the method that started the job; 0 unless it failed. */
  readonly errorCode: number;
  readonly errorDescription: string | null;
  /** The method that started it. */
  readonly method: MethodName;
  /** What it copies; null for a job that copies nothing. */
  readonly source: VolumeId | null;
  /** The volume that it copies to or deletes; null for a job that works on a pool. */
  readonly target: VolumeId | null;
  readonly submittedMs: number;
  /** Null before it runs. */
  readonly startedMs: number | null;
  readonly changedMs: number;
  /** Time since it started, up to its end. */
  readonly elapsedMs: number;
  /** When a finished job will be removed; null before it has finished. */
  readonly removedAtMs: number | null;
}

export function volumeView(world: World, handle: VolumeHandle): Volume {
  const row = world.volumes.read(handle);
  const { usable, operationalStatus, healthStatus } = lifecycles.volume.meta(row.state);
  return printable<Volume>({
    id: world.codecs.volume.encode(handle),
    name: world.volumes.payload(handle),
    pool: world.codecs.pool.encode(row.pool),
    size: toBytes(row.size),
    allocated: toBytes(allocated(world, handle, row)),
    charge: toBytes(row.charge),
    thinlyProvisioned: world.configuration.allocation !== 'full',
    state: nameOf(lifecycles.volume, row.state),
    usable,
    operationalStatus,
    healthStatus,
    usage: usageOf(world, handle),
    isSnapshot: row.snapshot === 1,
    isExposed: row.exposed === 1,
    replicas: row.replicas,
    synchronization: row.synchronization === none ? null : synchronizationView(world, row.synchronization),
  });
}

export function synchronizationView(world: World, handle: SynchronizationHandle): Synchronization {
  const row = world.synchronizations.read(handle);
  const { copyState, syncState, progressStatus }: SynchronizationMeta = lifecycles.synchronization.meta(row.state);
  const synchronized = row.synchronizedMs !== none;
  return {
    id: world.codecs.synchronization.encode(handle),
    source: world.codecs.volume.encode(row.source),
    target: world.codecs.volume.encode(row.target),
    state: nameOf(lifecycles.synchronization, row.state),
    syncType: syncType.clone,
    copyType: copyType.unSyncAssoc,
    copyState,
    syncState,
    progressStatus,
    syncMaintained: false,
    percentSynced: synchronized ? 100 : percentOf(world, row.job),
    establishedMs: row.establishedMs,
    synchronizedMs: synchronized ? row.synchronizedMs : null,
  };
}

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
    target: row.target === none ? null : world.codecs.volume.encode(row.target),
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

/** What it was made for; an unrestricted volume shows its part in replication. */
export function usageOf(world: World, handle: VolumeHandle): number {
  const row = world.volumes.read(handle);
  if (row.usage !== volumeUsage.unrestricted) return row.usage;
  const isTarget = row.synchronization !== none;
  const remote = world.pools.has(row.pool) && world.pools.read(row.pool).remote === 1;
  if (row.replicas > 0) {
    if (isTarget) return remote ? volumeUsage.remoteReplicaSourceOrTarget : volumeUsage.localReplicaSourceOrTarget;
    return remote ? volumeUsage.remoteReplicaSource : volumeUsage.localReplicaSource;
  }
  if (isTarget) return remote ? volumeUsage.remoteReplicaTarget : volumeUsage.localReplicaTarget;
  return row.usage;
}

function nameOf<State extends string>(lifecycle: { readonly states: readonly State[] }, index: number): State {
  const name = lifecycle.states[index];
  if (name === undefined) throw new Error(`no state ${index}`);
  return name;
}
