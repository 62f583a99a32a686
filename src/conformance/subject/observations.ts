/** What can be asked. A list holds all elements of its kind that a client would see, but for what the driver hides since it is of
 * before the last `reset`; one that is asked for by its id and does not exist is null.
 */
export type Query =
  | {
      /** All elements of a kind, or the clock. */
      readonly kind: 'volumes' | 'pools' | 'jobs' | 'now';
    }
  | {
      /** One element, or what a volume holds. */
      readonly kind: 'volume' | 'job' | 'contents';
      /** The id of the element. */
      readonly id: string;
    };

/** What is answered to a question. */
export type Answer<Asked extends Query> = Answers[Asked['kind']];

interface Answers {
  readonly volumes: readonly VolumeSeen[];
  readonly pools: readonly PoolSeen[];
  readonly jobs: readonly JobSeen[];
  /** The subject's clock in milliseconds; null when it can't be read. */
  readonly now: number | null;
  readonly volume: VolumeSeen | null;
  readonly job: JobSeen | null;
  /** What hosts find on it, in ascending order, nothing where nothing was written; null when that can't be told. */
  readonly contents: readonly ContentsRange[] | null;
}

/** A volume; sizes in bytes. What a subject does not tell is left out, and what would need it is skipped. */
export interface VolumeSeen {
  /** Of this volume alone: no pool, no job and no volume of before has it. */
  readonly id: string;
  /** ElementName, as it was given or as the array has made it. */
  readonly name: string;
  /** The id of its pool, as the list of pools has it. */
  readonly pool: string;
  /** Its size in bytes. */
  readonly size: number;
  /** Whether hosts may use it now. */
  readonly usable: boolean;
  /** The subject's word for its state: online, starting, offline, ... */
  readonly state?: string;
  /** MSFT_SMStorageVolume.HealthStatus. */
  readonly healthStatus?: number;
  /** MSFT_SMStorageVolume.Usage. */
  readonly usage?: number;
  /** Whether it is a snapshot: a clone is none. */
  readonly isSnapshot: boolean;
  /** Whether it is exposed to hosts. */
  readonly isExposed?: boolean;
  /** Whether hosts may only read it, by MSFT_SMStorageVolume.Access. */
  readonly isReadOnly?: boolean;
  /** The id of its source while it is associated with one, else null. */
  readonly source: string | null;
  /** What the array tells of that association; null where there is none. */
  readonly relation?: RelationSeen | null;
  /** Bytes that are allocated for it, shared or not. */
  readonly allocated?: number;
  /** Bytes of its pool that it alone takes. */
  readonly charge?: number;
}

/** MSFT_SMStorageSynchronized of a clone; times are the subject's milliseconds. What a subject does not tell is left out. */
export interface RelationSeen {
  /** CopyState: 4 Synchronized, 5 Broken, 13 Skewed, and others. */
  readonly copyState?: number;
  /** SyncState: 6 Synchronized, 11 Idle, 12 Broken, 14 Frozen, and others. */
  readonly syncState?: number;
  /** SyncMaintained. */
  readonly syncMaintained?: boolean;
  /** PercentSynced, from 0 to 100. */
  readonly percentSynced?: number;
  /** WhenSynced: the moment whose contents the target holds; null where that is not said. */
  readonly syncedMs?: number | null;
  /** WhenSynchronized: the end of the copy; null for not yet. */
  readonly synchronizedMs?: number | null;
}

/** A pool; sizes in bytes. */
export interface PoolSeen {
  /** Of this pool alone. */
  readonly id: string;
  /** What it is called. */
  readonly name: string;
  /** TotalManagedSpace. */
  readonly total: number;
  /** RemainingManagedSpace: what neither volumes nor reservations have. */
  readonly free: number;
  /** What volumes have of it. */
  readonly used?: number;
  /** What jobs hold for what they are still to make; with `used`, `free` and `stolen` it makes up the total. */
  readonly reserved?: number;
  /** Taken by a fault. */
  readonly stolen?: number;
  /** The subject's word for its state: online, degraded, readOnly, offline. */
  readonly state?: string;
  /** Whether other pools are made from it, and volumes are not. */
  readonly isPrimordial: boolean;
  /** Whether it belongs to the peer system. */
  readonly isRemote: boolean;
  /** MSFT_SMPool.Usage. */
  readonly usage?: number;
  /** The id of the primordial pool that it is made of, MSFT_SMPrimordialPoolToConcretePool; null for none. */
  readonly madeOf?: string | null;
}

/** A disk drive; its size in bytes. */
export interface DriveSeen {
  /** MSFT_SMDiskDrive.ObjectId: of this drive alone, and of no volume, pool or job. */
  readonly id: string;
  /** What it is called. */
  readonly name: string;
  /** TotalSize. */
  readonly size: number;
  /** The id of the primordial pool that it belongs to; null for none. */
  readonly primordialPool: string | null;
  /** The id of the concrete pool that has it, be it that a job still adds it; null for none. */
  readonly pool: string | null;
  /** IsSpare. */
  readonly isSpare: boolean;
  /** MSFT_SMDiskDrive.HealthStatus. */
  readonly healthStatus?: number;
}

/** A job; times are the subject's milliseconds. */
export interface JobSeen {
  /** Of this job alone. */
  readonly id: string;
  /** MSFT_SMJob.JobState: 2 New, 3 Starting, 4 Running, 5 Suspended, 6 Shutting Down, 7 Completed, 8 Terminated, 9 Killed,
   * 10 Exception, 11 Service, 12 Query Pending.
   */
  readonly jobState: number;
  /** From 0 to 100. */
  readonly percentComplete: number;
  /** Null or 0 unless it failed; left out where the subject does not tell. */
  readonly errorCode?: number | null;
  /** What GetStorageVolumeObjectIdFromJob names: what it makes, or removes; null when it names none. */
  readonly target: string | null;
  /** When it was accepted, when it began, when its state last changed: by the clock that `now` reads; null for not yet. */
  readonly submittedMs?: number | null;
  /** When it began; null for not yet. */
  readonly startedMs?: number | null;
  /** When its state changed last; null for not yet. */
  readonly changedMs?: number | null;
}

/** What a host has written, in bytes, and the text that stands for it: that of the action `write`. */
export interface ContentsRange {
  /** Where it begins. */
  readonly offset: number;
  /** How long it is. */
  readonly length: number;
  /** What stands for the data. */
  readonly tag: string;
}
