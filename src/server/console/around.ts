import { jobList } from '../../store/jobRow.js';
import { jobsOfVolume } from '../../store/jobsOfVolume.js';
import { knownJob } from '../../store/knownJobs.js';
import { jobsOn } from '../../store/progress.js';
import { isListed } from '../../store/references.js';
import { jobView, poolView, synchronizationView, volumeView } from '../../store/views.js';
import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import {
  type JobHandle,
  none,
  type PoolHandle,
  type SynchronizationHandle,
  type VolumeHandle,
} from '../../vocabulary/units/ids.js';
import type { Neighbourhood } from './contract/answers.js';
import { pageJob, pagePool, pageSynchronization, pageVolume } from './views.js';

/** What a graph of an element shows: along the links that rows have, without a look at others.
 * @param most volumes of a pool, and replicas of a volume
 * @throws BadInputError for an id that no element has
 */
export function around(world: World, id: string, most: number): Omit<Neighbourhood, 'upTo'> {
  const { codecs, pools, volumes, synchronizations } = world;
  const found = new Found(world, most);
  const pool = codecs.pool.decode(id);
  const volume = codecs.volume.decode(id);
  const relation = codecs.synchronization.decode(id);
  const job = knownJob(world, id);
  if (pool !== undefined && pools.peek(pool)?.goneAt === 0) found.ofPool(pool);
  else if (volume !== undefined && isListed(volumes.peek(volume))) found.ofVolume(volume);
  else if (relation !== undefined && synchronizations.has(relation)) found.ofRelation(relation);
  else if (job !== undefined) found.ofJob(job);
  else badInput({ field: 'element', value: id, expected: 'the id of a pool, a volume, a synchronization or a job' });
  return { element: id, ...found.views() };
}

/** Elements that belong to the picture, each once. */
class Found {
  private readonly pools = new Set<PoolHandle>();
  private readonly volumes = new Set<VolumeHandle>();
  private readonly relations = new Set<SynchronizationHandle>();
  private readonly jobs = new Set<JobHandle>();
  private more = 0;

  constructor(
    private readonly world: World,
    private readonly most: number,
  ) {}

  /** A pool, its volumes, what relates them, and what works in it. */
  ofPool(pool: PoolHandle): void {
    const { pools, volumes, jobs } = this.world;
    this.pools.add(pool);
    let volume = pools.read(pool).firstVolume;
    for (; volume !== none && this.volumes.size < this.most; volume = volumes.read(volume).nextInPool)
      if (isListed(volumes.read(volume))) this.withSource(volume);
    this.more = Math.max(0, pools.read(pool).volumes - this.volumes.size);
    for (const list of [jobList.active, jobList.waiting])
      for (const job of jobsOn(this.world, list)) {
        if (this.jobs.size >= this.most) return;
        if (jobs.read(job).pool === pool) this.jobs.add(job);
      }
  }

  /** A volume, its source and its replicas, and the jobs that work on it. */
  ofVolume(volume: VolumeHandle): void {
    const { volumes, synchronizations } = this.world;
    this.withSource(volume);
    const { firstReplica, replicas } = volumes.read(volume);
    let shown = 0;
    for (let one = firstReplica; one !== none && shown < this.most; one = synchronizations.read(one).nextOfSource) {
      this.relation(one);
      shown++;
    }
    this.more = replicas - shown;
    for (const job of jobsOfVolume(this.world, volume).slice(0, this.most)) this.ofJob(job);
  }

  ofRelation(relation: SynchronizationHandle): void {
    this.relation(relation);
    for (const volume of [...this.volumes]) for (const job of jobsOfVolume(this.world, volume)) this.jobs.add(job);
  }

  ofJob(job: JobHandle): void {
    const { source, target, pool } = this.world.jobs.read(job);
    this.jobs.add(job);
    for (const volume of [source, target]) if (volume !== none) this.withSource(volume);
    if (pool !== none) this.pools.add(pool);
  }

  views(): Omit<Neighbourhood, 'element' | 'upTo'> {
    const { world } = this;
    const listed = [...this.volumes].filter((volume) => isListed(world.volumes.peek(volume)));
    return {
      pools: [...this.pools].map((pool) => pagePool(poolView(world, pool))),
      volumes: listed.map((volume) => pageVolume(volumeView(world, volume))),
      synchronizations: [...this.relations].map((one) => pageSynchronization(synchronizationView(world, one))),
      jobs: [...this.jobs].map((job) => pageJob(jobView(world, job))),
      more: this.more,
    };
  }

  private withSource(volume: VolumeHandle): void {
    const row = this.world.volumes.peek(volume);
    if (row === undefined) return;
    this.volumes.add(volume);
    this.pools.add(row.pool);
    if (row.synchronization !== none) this.relation(row.synchronization);
  }

  private relation(relation: SynchronizationHandle): void {
    if (this.relations.has(relation)) return;
    this.relations.add(relation);
    const { source, target } = this.world.synchronizations.read(relation);
    for (const volume of [source, target]) {
      const row = this.world.volumes.peek(volume);
      if (row === undefined) continue;
      this.volumes.add(volume);
      this.pools.add(row.pool);
    }
  }
}
