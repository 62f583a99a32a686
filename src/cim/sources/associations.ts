import type { Reads } from '../../engine/reads.js';
import { knownJobs } from '../../store/knownJobs.js';
import { isListed } from '../../store/references.js';
import { systemIds } from '../../store/systemIds.js';
import type { World } from '../../store/world.js';
import type { JobHandle, PoolHandle, VolumeHandle } from '../../vocabulary/units/ids.js';
import { jobOfId, poolHandles, poolOfId, volumeHandles, volumeOfId } from './elements.js';
import { type Source, sourceOf } from './source.js';

/** Each pool with each volume that lives in it. */
export const poolToVolume = sourceOf<'MSFT_SMPoolToVolume', VolumeHandle>({
  handles: volumeHandles,
  named(world, { Parent, Child }) {
    const volume = volumeOfId(world, Child);
    return volume !== undefined && poolIdOf(world, volume) === Parent ? volume : undefined;
  },
  read(reads, volume) {
    reads.other(volume);
    return { Parent: poolIdOf(reads.shown, volume), Child: reads.shown.codecs.volume.encode(volume) };
  },
  naming(world, property, id) {
    if (property !== 'Child') return undefined;
    const volume = volumeOfId(world, id);
    return volume === undefined ? [] : [volume];
  },
});

function poolIdOf({ codecs, volumes }: World, volume: VolumeHandle): string {
  return codecs.pool.encode(volumes.read(volume).pool);
}

/** Each job with its target, as long as there is one: a job that failed may have taken it back. */
export const jobToStorageVolume = sourceOf<'MSFT_SMJobToStorageVolume', JobHandle>({
  *handles(world) {
    for (const job of knownJobs(world)) if (hasTarget(world, job)) yield job;
  },
  named(world, { Job, AffectedStorageVolume }) {
    const job = jobOfId(world, Job);
    if (job === undefined || !hasTarget(world, job)) return undefined;
    return targetIdOf(world, job) === AffectedStorageVolume ? job : undefined;
  },
  read(reads, job) {
    reads.other(targetOf(reads.shown, job));
    return { Job: reads.shown.codecs.job.encode(job), AffectedStorageVolume: targetIdOf(reads.shown, job) };
  },
  // The jobs of a volume are found by a walk through all jobs: a volume knows its last one only.
  naming(world, property, id) {
    if (property !== 'Job') return undefined;
    const job = jobOfId(world, id);
    return job !== undefined && hasTarget(world, job) ? [job] : [];
  },
});

function hasTarget({ jobs, volumes }: World, job: JobHandle): boolean {
  return isListed(volumes.peek(jobs.read(job).target));
}

function targetIdOf(world: World, job: JobHandle): string {
  return world.codecs.volume.encode(targetOf(world, job));
}

function targetOf({ jobs }: World, job: JobHandle): VolumeHandle {
  // `hasTarget` has found a row behind this handle.
  return jobs.read(job).target as VolumeHandle;
}

/** The system, or its peer, with each of its pools. */
export const systemToPool = sourceOf<'MSFT_SMSystemToPool', PoolHandle>({
  handles: poolHandles,
  named(world, { Parent, Child }) {
    const pool = poolOfId(world, Child);
    return pool !== undefined && systemIdOf(world, pool) === Parent ? pool : undefined;
  },
  read(reads, pool) {
    reads.other();
    return { Parent: systemIdOf(reads.shown, pool), Child: reads.shown.codecs.pool.encode(pool) };
  },
});

function systemIdOf(world: World, pool: PoolHandle): string {
  const { system, peer } = systemIds(world);
  return world.pools.read(pool).remote === 1 ? peer : system;
}

/** The system with what it can do. */
export const systemToCapabilities = ofSystem('capabilities');

/** The same of its replication, from 2016 on. */
export const systemToReplicationCapabilities = ofSystem('replicationCapabilities');

/** Both classes have the same two properties. */
function ofSystem(which: keyof ReturnType<typeof systemIds>): Source<'MSFT_SMSystemToCapabilities'> {
  const both = (reads: Reads) => {
    reads.other();
    return { Parent: systemIds(reads.shown).system, Child: systemIds(reads.shown)[which] };
  };
  return {
    all: (reads) => [both(reads)],
    find(reads, { Parent, Child }) {
      const there = both(reads);
      return there.Parent === Parent && there.Child === Child ? there : undefined;
    },
  };
}
