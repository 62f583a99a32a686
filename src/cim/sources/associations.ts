import { knownJobs } from '../../store/knownJobs.js';
import { isListed } from '../../store/references.js';
import { systemIds } from '../../store/systemIds.js';
import type { World } from '../../store/world.js';
import { type JobHandle, none, type PoolHandle, type VolumeHandle } from '../../vocabulary/units/ids.js';
import { jobOfId, listed, poolHandles, poolOfId, volumeHandles, volumeOfId } from './elements.js';
import { sourceOf } from './source.js';

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
  naming: (world, property, id) =>
    property === 'Child' ? listed(volumeOfId(world, id)) : volumesOf(world, poolOfId(world, id)),
});

function poolIdOf({ codecs, volumes }: World, volume: VolumeHandle): string {
  return codecs.pool.encode(volumes.read(volume).pool);
}

/** Oldest first, as everything is listed. */
function volumesOf({ pools, volumes }: World, pool: PoolHandle | undefined): VolumeHandle[] {
  const found: VolumeHandle[] = [];
  for (let at = pools.peek(pool ?? none)?.firstVolume ?? none; at !== none; at = volumes.read(at).nextInPool)
    if (isListed(volumes.read(at))) found.push(at);
  return found.reverse();
}

/** Each job with its target, as long as there is one: a job that failed may have taken it back. */
export const jobToStorageVolume = sourceOf<'MSFT_SMJobToStorageVolume', JobHandle>({
  *handles(world) {
    for (const job of knownJobs(world)) if (targetOf(world, job) !== undefined) yield job;
  },
  named(world, { Job, AffectedStorageVolume }) {
    const job = jobOfId(world, Job);
    const volume = volumeOfId(world, AffectedStorageVolume);
    return job !== undefined && volume !== undefined && targetOf(world, job) === volume ? job : undefined;
  },
  read(reads, job) {
    const { codecs, jobs } = reads.shown;
    // `targetOf` has found a row behind this handle; likewise below.
    const target = jobs.read(job).target as VolumeHandle;
    reads.other(target);
    return { Job: codecs.job.encode(job), AffectedStorageVolume: codecs.volume.encode(target) };
  },
  naming(world, property, id) {
    if (property !== 'Job') return jobsFrom(world, world.volumes.peek(volumeOfId(world, id) ?? none)?.firstJob);
    const job = jobOfId(world, id);
    return job !== undefined && targetOf(world, job) !== undefined ? [job] : [];
  },
});

function targetOf({ jobs, volumes }: World, job: JobHandle): VolumeHandle | undefined {
  const { target } = jobs.read(job);
  return target !== none && isListed(volumes.peek(target)) ? target : undefined;
}

/** Each job that works on a pool itself with that pool, as long as it is there. */
export const jobToPool = sourceOf<'MSFT_SMJobToPool', JobHandle>({
  *handles(world) {
    for (const job of knownJobs(world)) if (poolOfJob(world, job) !== undefined) yield job;
  },
  named(world, { Job, AffectedPool }) {
    const job = jobOfId(world, Job);
    const pool = poolOfId(world, AffectedPool);
    return job !== undefined && pool !== undefined && poolOfJob(world, job) === pool ? job : undefined;
  },
  read(reads, job) {
    reads.other();
    const { codecs, jobs } = reads.shown;
    return { Job: codecs.job.encode(job), AffectedPool: codecs.pool.encode(jobs.read(job).pool as PoolHandle) };
  },
  naming(world, property, id) {
    if (property !== 'Job') return jobsFrom(world, world.pools.peek(poolOfId(world, id) ?? none)?.firstJob);
    const job = jobOfId(world, id);
    return job !== undefined && poolOfJob(world, job) !== undefined ? [job] : [];
  },
});

function poolOfJob({ jobs, pools }: World, job: JobHandle): PoolHandle | undefined {
  const { target, pool } = jobs.read(job);
  return target === none && pool !== none && pools.peek(pool)?.goneAt === 0 ? pool : undefined;
}

/** The jobs of a chain, oldest first. */
function jobsFrom({ jobs }: World, first: JobHandle | -1 = none): JobHandle[] {
  const found: JobHandle[] = [];
  for (let at = first; at !== none; at = jobs.read(at).nextOfTarget) if (jobs.read(at).forgotten === 0) found.push(at);
  return found.reverse();
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
  naming: (world, property, id) =>
    property === 'Child'
      ? listed(poolOfId(world, id))
      : // A system has nearly all of them.
        [...poolHandles(world)].filter((pool) => systemIdOf(world, pool) === id),
});

function systemIdOf(world: World, pool: PoolHandle): string {
  const { system, peer } = systemIds(world);
  return world.pools.read(pool).remote === 1 ? peer : system;
}
