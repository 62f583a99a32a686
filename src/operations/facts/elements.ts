import { lifecycles } from '../../lifecycle/lifecycles.js';
import type { PoolMeta } from '../../lifecycle/pool.js';
import type { VolumeMeta } from '../../lifecycle/volume.js';
import { jobList } from '../../store/jobRow.js';
import type { PoolRow, VolumeRow } from '../../store/rows.js';
import type { World } from '../../store/world.js';
import type { ReplicaKind } from '../../vocabulary/profile/capabilities.js';
import type { Locality } from '../../vocabulary/replication.js';
import { type JobHandle, none } from '../../vocabulary/units/ids.js';
import type { CallFacts } from './call.js';
import type { ElementFacts } from './system.js';

export function volumeMeta(volume: Pick<VolumeRow, 'state'>): VolumeMeta {
  return lifecycles.volume.meta(volume.state);
}

export function poolMeta(pool: Pick<PoolRow, 'state'>): PoolMeta {
  return lifecycles.pool.meta(pool.state);
}

/** From the source's system to the target pool's. Without a TargetPool it is local, unless the system makes such
 * replicas only at a peer, where feature 43 then asks for one.
 */
export function localityOf({ pool, namesPool, discovered }: ElementFacts, kind: ReplicaKind): Locality {
  if (namesPool) return pool?.remote === 1 ? 'remote' : 'local';
  return !discovered.offers[kind].local && discovered.has.remoteRequiresTargetPool ? 'remote' : 'local';
}

/** Unfinished jobs that copy to a volume, delete it or copy it: found by its replicas, which whoever deletes it has to detach one
 * by one anyway.
 * @param most how many are looked for at most
 */
export function openJobs(world: World, volume: Pick<VolumeRow, 'job' | 'firstReplica'>, most = Infinity): JobHandle[] {
  const found = isUnfinished(world, volume.job) ? [volume.job] : [];
  for (let replica = volume.firstReplica; replica !== none && found.length < most; ) {
    const { job, nextOfSource } = world.synchronizations.read(replica);
    if (isUnfinished(world, job)) found.push(job);
    replica = nextOfSource;
  }
  return found;
}

/** Whether there is such a job, and it is not over. */
export function isUnfinished({ jobs }: World, job: JobHandle | -1): job is JobHandle {
  const row = jobs.peek(job);
  return row !== undefined && row.list !== jobList.finished;
}

// Words for messages.

export function jobsWork(count: number): string {
  return count === 1 ? 'a job works' : `${count} jobs work`;
}

export function poolName({ world, poolHandle }: CallFacts): string {
  return poolHandle === -1 ? '' : world.pools.payload(poolHandle);
}

export function volumeState({ volume }: CallFacts): string {
  return volume === undefined ? 'gone' : (lifecycles.volume.states[volume.state] ?? 'gone');
}

export function labelOf(labels: Readonly<Record<number, string>>, value: number | undefined): string {
  return labels[value ?? 0] ?? `usage ${value}`;
}
