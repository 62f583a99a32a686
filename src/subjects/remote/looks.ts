import type {
  Answer,
  DriveSeen,
  JobSeen,
  PoolSeen,
  Query,
  RelationSeen,
  VolumeSeen,
} from '../../conformance/subject/observations.js';
import { booleanOf, momentOf, needed, numberOf, numbersOf, referenceOf, type Told, textOf } from './properties.js';
import type { RemoteReader } from './reader.js';
import { RemoteError } from './remoteError.js';

// The properties that are read here: a server need not send the others.
const volumeProperties =
  'ObjectId DisplayName BlockSize NumberOfBlocks OperationalStatus HealthStatus Usage IsSnapshot';
const relationProperties =
  'SourceStorageVolume TargetStorageVolume CopyState SyncState PercentSynced SyncMaintained WhenSynced WhenSynchronized';
const poolProperties = 'ObjectId DisplayName Name TotalManagedSpace RemainingManagedSpace Primordial Usage';
const driveProperties = 'ObjectId DisplayName Name TotalSize IsSpare HealthStatus';
const jobProperties = 'ObjectId JobState PercentComplete ErrorCode TimeSubmitted StartTime TimeOfLastStateChange';

/** Looks at a provider by its instances. What the classes have no property for is left out: contents, charges, reservations. */
export class RemoteLooks {
  /** Jobs that have completed and name no target, although they were asked for it twice. */
  private readonly nameless = new Set<string>();
  /** Pools of other systems than that whose capabilities are told, as far as they were asked for. */
  private remotePools: Promise<ReadonlySet<string>> | undefined;

  /** @param targetOf what the reply has named that has started a job: before 2012R2 no class tells it */
  constructor(
    private readonly reader: RemoteReader,
    private readonly targetOf: (job: string) => string | null = () => null,
  ) {}

  async look(query: Query): Promise<Answer<Query>> {
    switch (query.kind) {
      case 'volumes':
        return await this.volumes();
      case 'volume':
        return (await this.volumes()).find(({ id }) => id === query.id) ?? null;
      case 'pools':
        return await this.pools();
      case 'jobs':
        return await this.jobs();
      case 'job':
        return await this.job(query.id);
      case 'now':
      case 'contents':
        return null;
    }
  }

  /** Pools may have come to another system, or gone. */
  forget(): void {
    this.remotePools = undefined;
  }

  async volumes(): Promise<VolumeSeen[]> {
    for (let left = 3; ; left--) {
      // In this order: what a volume belongs to is there as soon as it itself is.
      const volumes = await this.reader.allOf('MSFT_SMStorageVolume', volumeProperties);
      const [pools, relations] = await Promise.all([
        this.reader.allOf('MSFT_SMPoolToVolume'),
        this.reader.all('MSFT_SMStorageSynchronized', relationProperties),
      ]);
      const poolOf = byReference(pools, 'Child');
      const relationOf = byReference(relations ?? [], 'TargetStorageVolume');
      const alone = volumes.filter((one) => !poolOf.has(idOf(one)));
      if (alone.length === 0) return volumes.map((one) => volumeOf(one, poolOf, relationOf));
      // It has gone meanwhile, or its pool is told a little later.
      const [first] = alone;
      if (left === 0 && first !== undefined)
        throw new RemoteError(`MSFT_SMPoolToVolume names no pool of the volume ${idOf(first)}`);
    }
  }

  async pools(): Promise<PoolSeen[]> {
    this.remotePools ??= this.poolsOfOthers();
    const [pools, remote, raw] = await Promise.all([
      this.reader.allOf('MSFT_SMPool', poolProperties),
      this.remotePools,
      this.reader.all('MSFT_SMPrimordialPoolToConcretePool'),
    ]);
    const rawOf = raw === null ? null : byReference(raw, 'Child');
    return pools.map((one) => poolOf(one, remote, rawOf));
  }

  /** Empty where the provider knows no class of drives. */
  async drives(): Promise<DriveSeen[]> {
    const [drives, links, raw] = await Promise.all([
      this.reader.all('MSFT_SMDiskDrive', driveProperties),
      this.reader.all('MSFT_SMDiskDriveToPool'),
      this.reader.all('MSFT_SMPool', 'ObjectId Primordial'),
    ]);
    const primordial = new Set((raw ?? []).filter((one) => booleanOf(one, 'Primordial')).map(idOf));
    const poolsOf = new Map<string, Told[]>();
    for (const link of links ?? []) {
      const drive = needed(link, 'Parent', referenceOf);
      poolsOf.set(drive, [...(poolsOf.get(drive) ?? []), link]);
    }
    return (drives ?? []).map((one) => driveOf(one, poolsOf.get(idOf(one)) ?? [], primordial));
  }

  async jobs(): Promise<JobSeen[]> {
    const seen = await this.jobsOnce();
    const lacking = seen.filter(({ id, jobState, target }) => {
      return jobState === completed && target === null && !this.nameless.has(id);
    });
    if (lacking.length === 0) return seen;
    // Between the two lists it may have gone, or have completed.
    const again = await this.jobsOnce();
    for (const { id } of lacking) this.nameless.add(id);
    return again;
  }

  private async jobsOnce(): Promise<JobSeen[]> {
    const jobs = (await this.reader.all('MSFT_SMJob', jobProperties)) ?? [];
    if (jobs.length === 0) return [];
    const links = await this.reader.all('MSFT_SMJobToStorageVolume');
    const targetOf = links === null ? this.targetOf : targetsIn(links);
    return jobs.map((one) => jobOf(one, targetOf));
  }

  /** Whether a job is over, or not there any more. */
  async isOver(id: string): Promise<boolean> {
    const job = await this.reader.one('MSFT_SMJob', id);
    return job === null || isOverAt(needed(job, 'JobState', numberOf));
  }

  private async job(id: string): Promise<JobSeen | null> {
    const job = await this.reader.one('MSFT_SMJob', id);
    if (job === null) return null;
    const links = await this.reader.links('MSFT_SMJob', id, 'MSFT_SMJobToStorageVolume');
    return jobOf(job, links === null ? this.targetOf : targetsIn(links));
  }

  private async poolsOfOthers(): Promise<ReadonlySet<string>> {
    const [own, pools] = await Promise.all([
      this.reader.all('MSFT_SMSystemToCapabilities'),
      this.reader.all('MSFT_SMSystemToPool'),
    ]);
    const systems = new Set((own ?? []).map((one) => needed(one, 'Parent', referenceOf)));
    if (systems.size === 0) return new Set();
    const others = (pools ?? []).filter((one) => !systems.has(needed(one, 'Parent', referenceOf)));
    return new Set(others.map((one) => needed(one, 'Child', referenceOf)));
  }
}

/** MSFT_SMJob.JobState. */
const completed = 7;

/** MSFT_SMJob.JobState: 7 Completed, 8 Terminated, 9 Killed, 10 Exception. */
export function isOverAt(jobState: number): boolean {
  return jobState >= 7 && jobState <= 10;
}

function byReference(links: readonly Told[], name: string): ReadonlyMap<string, Told> {
  return new Map(links.map((one) => [needed(one, name, referenceOf), one]));
}

/** What a list of MSFT_SMJobToStorageVolume names. */
function targetsIn(links: readonly Told[]): (job: string) => string | null {
  const byJob = byReference(links, 'Job');
  return (job) => {
    const link = byJob.get(job);
    return link === undefined ? null : needed(link, 'AffectedStorageVolume', referenceOf);
  };
}

function idOf(told: Told): string {
  return needed(told, 'ObjectId', textOf);
}

function volumeOf(told: Told, pools: ReadonlyMap<string, Told>, relations: ReadonlyMap<string, Told>): VolumeSeen {
  const id = idOf(told);
  const relation = relations.get(id);
  const pool = pools.get(id);
  const statuses = numbersOf(told, 'OperationalStatus') ?? [];
  return {
    id,
    name: textOf(told, 'DisplayName') ?? '',
    pool: pool === undefined ? '' : needed(pool, 'Parent', referenceOf),
    size: needed(told, 'BlockSize', numberOf) * needed(told, 'NumberOfBlocks', numberOf),
    usable: statuses.some((status) => status === ok || status === degraded),
    ...numberTold(told, 'HealthStatus', 'healthStatus'),
    ...numberTold(told, 'Usage', 'usage'),
    isSnapshot: booleanOf(told, 'IsSnapshot') ?? false,
    source: relation === undefined ? null : needed(relation, 'SourceStorageVolume', referenceOf),
    relation: relation === undefined ? null : relationOf(relation),
  };
}

/** OperationalStatus of a volume that hosts may use. */
const ok = 2;
const degraded = 3;

/** What is told, under the suite's name. */
function numberTold<Name extends string>(
  told: Told,
  property: string,
  name: Name,
): { readonly [Key in Name]?: number } {
  const value = numberOf(told, property);
  // The one member has this name.
  return value === null ? {} : ({ [name]: value } as { readonly [Key in Name]: number });
}

function relationOf(told: Told): RelationSeen {
  const maintained = booleanOf(told, 'SyncMaintained');
  return {
    ...numberTold(told, 'CopyState', 'copyState'),
    ...numberTold(told, 'SyncState', 'syncState'),
    ...numberTold(told, 'PercentSynced', 'percentSynced'),
    ...(maintained === null ? {} : { syncMaintained: maintained }),
    syncedMs: momentOf(told, 'WhenSynced'),
    synchronizedMs: momentOf(told, 'WhenSynchronized'),
  };
}

/** @param rawOf what says of which primordial pool each is made; null where nothing does */
function poolOf(told: Told, remote: ReadonlySet<string>, rawOf: ReadonlyMap<string, Told> | null): PoolSeen {
  const id = idOf(told);
  const raw = rawOf?.get(id);
  return {
    id,
    name: textOf(told, 'DisplayName') ?? textOf(told, 'Name') ?? '',
    total: needed(told, 'TotalManagedSpace', numberOf),
    free: needed(told, 'RemainingManagedSpace', numberOf),
    isPrimordial: booleanOf(told, 'Primordial') ?? false,
    isRemote: remote.has(id),
    ...(rawOf === null ? {} : { madeOf: raw === undefined ? null : needed(raw, 'Parent', referenceOf) }),
    ...numberTold(told, 'Usage', 'usage'),
  };
}

/** A drive is in its primordial pool, and besides in the concrete one that has it. */
function driveOf(told: Told, links: readonly Told[], primordial: ReadonlySet<string>): DriveSeen {
  const pools = links.map((one) => needed(one, 'Child', referenceOf));
  return {
    id: idOf(told),
    name: textOf(told, 'DisplayName') ?? textOf(told, 'Name') ?? '',
    size: needed(told, 'TotalSize', numberOf),
    primordialPool: pools.find((pool) => primordial.has(pool)) ?? null,
    pool: pools.find((pool) => !primordial.has(pool)) ?? null,
    isSpare: booleanOf(told, 'IsSpare') ?? false,
    ...numberTold(told, 'HealthStatus', 'healthStatus'),
  };
}

function jobOf(told: Told, targetOf: (job: string) => string | null): JobSeen {
  const id = idOf(told);
  return {
    id,
    jobState: needed(told, 'JobState', numberOf),
    percentComplete: numberOf(told, 'PercentComplete') ?? 0,
    ...numberTold(told, 'ErrorCode', 'errorCode'),
    target: targetOf(id),
    submittedMs: momentOf(told, 'TimeSubmitted'),
    startedMs: momentOf(told, 'StartTime'),
    changedMs: momentOf(told, 'TimeOfLastStateChange'),
  };
}
