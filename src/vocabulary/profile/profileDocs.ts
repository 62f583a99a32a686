import type { VolumeDocs } from './volumeDocs.js';

// What editors show for each member of a profile: the compiler keeps no comments of the schema, whose types these are joined with.

export interface CapabilitiesDocs {
  /** MSFT_SMReplicationCapabilities: whether it clones within this system. */
  cloneLocal?: unknown;
  /** Whether it clones to a peer system. */
  cloneRemote?: unknown;
  /** MaximumReplicasPerSourceClone. */
  maximumReplicasPerSource?: unknown;
  /** MaximumReplicasPerSourceSnapshot. */
  maximumSnapshotsPerSource?: unknown;
  /** SupportedReplicationTypes, by their numbers; `arraysim profiles <name>` prints them in words. */
  replicationTypes?: unknown;
  /** SupportedFeatures, by their numbers. */
  features?: unknown;
  /** SupportedSynchronousActions, by their numbers: done within the call, which answers 0. */
  synchronousActions?: unknown;
  /** SupportedAsynchronousActions, by their numbers: done by a job, and the call answers 4096. */
  asynchronousActions?: unknown;
  /** Whether it creates volumes at all. */
  createsVolumes?: unknown;
  /** Whether it deletes volumes at all. */
  deletesVolumes?: unknown;
  /** Whether it modifies volumes at all, such as their size. */
  modifiesVolumes?: unknown;
  /** Whether it makes volumes larger. */
  expandsVolumes?: unknown;
  /** Whether it makes volumes smaller. */
  reducesVolumes?: unknown;
  /** Whether it deletes pools at all. */
  deletesPools?: unknown;
  /** Whether it makes concrete pools at all. */
  createsPools?: unknown;
  /** Whether disk drives can be added to concrete pools. */
  expandsPools?: unknown;
}

export interface LimitsDocs {
  /** Volumes of the whole array. */
  volumes?: unknown;
  /** Synchronizations: the array's room for replication metadata. */
  synchronizations?: unknown;
  /** Sessions of the provider, all clients together. */
  sessions?: unknown;
  /** Operations that the provider executes at a time, all clients together. */
  operations?: unknown;
  /** Jobs that hold a slot at a time. */
  runningJobs?: unknown;
  /** Jobs that wait for a slot. */
  queuedJobs?: unknown;
}

export interface ProfileDocs extends VolumeDocs {
  /** What this kind of array is called. */
  name?: unknown;
  /** What a client must cope with, in a sentence. */
  description?: unknown;
  /** What it can do, by the documents' numbers. */
  capabilities?: CapabilitiesDocs;
  /** What a pool allocates in, '1 MiB': what a volume takes is rounded up to it. */
  extentSize?: unknown;
  /** How volumes take room from their pools. */
  allocation?: {
    /** `full`: the whole size, from the start. `thin`: what was written. `instant`: as thin, but a clone shares its source's extents
     * until one of both is written to.
     */
    kind?: unknown;
    /** Up to how much of its size a pool may be promised to volumes, in percent; null for any amount. */
    overcommitLimit?: unknown;
    /** Below how much free room a pool warns, in percent of its size; 0 for never. */
    lowSpaceWarningThreshold?: unknown;
  };
  /** How it clones. */
  clones?: {
    /** When the target can be used: after the copy, or at once while the copy runs. */
    targetUsable?: unknown;
    /** When the target of a job is listed: with the reply, or when the job has completed, and 4096 refers to nothing until then. */
    targetListed?: unknown;
    /** Which pool a target goes to without a TargetPool: the source's, the first with room, or the one with the most free room. */
    poolNotGiven?: unknown;
    /** How many copies of one volume may be under way at once; null for any number. A further one is refused as busy (4). */
    copiesAtOnce?: unknown;
    /** How deep clones that share extents may be built upon each other, 1 for no clone of a clone; null for any depth. A further one is
     * refused (40002). Of instant allocation only.
     */
    maximumDepth?: unknown;
    /** How many volumes may share what one of them held at first, that one included; null for any number. A further one is refused
     * (40002). Of instant allocation only.
     */
    maximumFamily?: unknown;
    /** Whether a volume can't be deleted (6) while clones are there that share its extents. Of instant allocation only. */
    keepsParent?: unknown;
    /** Whether a snapshot can be the source of a clone. */
    ofSnapshots?: unknown;
    /** Whether the source has to be online; feature 23 asks for the contrary. */
    requireOnlineSource?: unknown;
    /** Whether two volumes may not have one name. */
    uniqueNames?: unknown;
    /** Longest ElementName, in characters. */
    maximumNameLength?: unknown;
    /** What becomes of a longer one: it is refused (5), cut without a word, or ignored without a word. */
    longNames?: unknown;
    /** Whether the array supplies the names of its clones whatever the caller asks for. */
    ignoresNames?: unknown;
    /** Up to this size the copy is done within the call, where the capabilities list the action as both. */
    synchronousUpTo?: unknown;
  };
  /** How it makes snapshots, and what becomes of them. */
  snapshots?: {
    /** How long the array takes for one, within the call or by its job: '500 ms'. */
    takes?: unknown;
    /** Whether hosts may write to it. */
    writable?: unknown;
    /** Whether a snapshot can be made of a snapshot. */
    ofSnapshots?: unknown;
    /** Whether it goes to a pool that is reserved as a delta replica container, which the call has to name. */
    inContainers?: unknown;
    /** Where a snapshot has no room to keep what a host overwrites: `writeFails`, or `snapshotFails`, for good. */
    whenFull?: unknown;
    /** Whether a volume with snapshots is `kept`, its deletion refused (6), or `deletable`: then they fail with it. */
    sources?: unknown;
  };
  /** How jobs run. */
  jobs?: {
    /** Copy bandwidth of the whole array, shared by the running jobs: '200 MiB' a second. */
    copyRatePerSecond?: unknown;
    /** From Starting to Running: '2 s'. */
    startsWithin?: unknown;
    /** From Shutting Down to Terminated: '1 s'. */
    stopsWithin?: unknown;
    /** How long a finished job can still be read, TimeBeforeRemoval: '5 min'. */
    removedAfter?: unknown;
    /** What is left of a copy's speed while a pool of it is degraded: 0.5 for half; 1 where that slows nothing. */
    speedWhileDegraded?: unknown;
    /** What is left of it while hosts keep a pool of it busy: `array.set({ pool, hostLoad: true })`. */
    speedUnderHostLoad?: unknown;
    /** What is left of it while the replication link that it crosses is degraded: `array.set({ link: 'degraded' })`. */
    speedOverDegradedLink?: unknown;
    /** How long a copy that crosses the replication link waits for it while it is partitioned, then fails: '10 min'; null for any time. */
    failsWithoutLinkAfter?: unknown;
    /** Whether the target of a failed job stays behind, in state failed. */
    leavesResidue?: unknown;
    /** Whether that of a killed job does: "cleanup might be required" (CIM_ConcreteJob.JobState, Killed). */
    killLeavesResidue?: unknown;
  };
  /** How it creates volumes. */
  creation?: {
    /** Within the call, which answers 0, or by a job, and it answers 4096. */
    by?: unknown;
    /** How long such a job runs. */
    takes?: unknown;
    /** What goals a client may set; others are refused (40604 to 40607). What redundancy costs in room is not modelled. */
    goals?: {
      /** Whether volumes have no single point of failure. */
      noSinglePointOfFailure?: unknown;
      /** How many drives may fail at once: the least and the most, `[0, 1]`. */
      packageRedundancy?: unknown;
      /** How many complete copies of data there are: the least and the most, `[1, 2]`. */
      dataRedundancy?: unknown;
      /** The parity layouts that there are: 1 Non-rotated Parity, 2 Rotated Parity. */
      parityLayouts?: unknown;
    };
  };
  /** How it deletes volumes and pools. */
  deletion?: {
    /** Within the call, which answers 0, or by a job, and it answers 4096. */
    by?: unknown;
    /** How long such a job runs. */
    takes?: unknown;
  };
  /** How it makes concrete pools, and grows them. */
  poolCreation?: {
    /** Within the call, which answers 0, or by a job, and it answers 4096. */
    by?: unknown;
    /** How long such a job runs. */
    takes?: unknown;
    /** Whether clients may say of which drives; else only by which setting (40801). */
    ofDrives?: unknown;
    /** The settings that each primordial pool offers, the default one first. What redundancy costs in room is not modelled. */
    settings?: unknown;
  };
  /** How much there may be at a time. */
  limits?: LimitsDocs;
  /** How the storage service goes about it. */
  service?: {
    /** How long it waits for the provider; then the answer is code 3. */
    operationTimeout?: unknown;
    /** What it does with a clone whose call fails after the effect. */
    afterFailure?: unknown;
    /** Whether the service detaches a clone when its copy is complete; not where feature 16 or 18 says otherwise. */
    detaches?: unknown;
    /** Whether indications tell it of changes that others made, so that its cache is stale only until they are there. */
    indications?: unknown;
    /** How long an indication is under way: '5 s'. */
    indicationsTake?: unknown;
    /** How the methods of MSFT_SMStorageDiscovery discover; `array.discover()` takes no time. */
    discovery?: {
      /** Within the call, which answers 0, or by a job, and it answers 4096. */
      by?: unknown;
      /** How long it takes: '10 s'. */
      takes?: unknown;
    };
  };
  /** How the array's SMI-S provider behaves. */
  provider?: {
    /** What it calls itself. */
    name?: unknown;
    /** The host that it runs on, which a discovery has to name. */
    host?: unknown;
    /** How the service talks to it. */
    transport?: unknown;
    /** Whether it asks for credentials. */
    authentication?: unknown;
    /** How its own methods are there, where they are not available: then the code is 43016, 43017 or 43007. */
    methods?: unknown;
    /** What it has forgotten when it was restarted. */
    forgets?: unknown;
    /** How long its sessions last. */
    sessions?: {
      /** Whether a session ends with its call, or stays open for its caller's next one until it is closed. */
      end?: unknown;
      /** How long one that no call uses stays open, '10 min'; null for ever. Then its caller's next call is refused (51005). */
      idleTimeout?: unknown;
      /** How long one stays open at most, '24 h'; null for ever. */
      tokenLifetime?: unknown;
    };
    /** Whether it knows a request again that it gets twice. */
    deduplicates?: unknown;
    /** Parameters that it declares with another CIM type than the service sends: of clones, `TheElement` of deletions of volumes, `Goal` of
     * sizes (43013).
     */
    mistypedParameters?: unknown;
    /** Whether it insists on a TargetPool in every call. */
    requiresTargetPool?: unknown;
    /** Whether its capabilities can be read. */
    reportsCapabilities?: unknown;
    /** What Diagnose tells of what is wrong: the causes, `states` without their causes (42000), or nothing (1). */
    diagnoses?: unknown;
    /** What GetRecoveryPointData tells of clones, in the provider's own numbers; null where it has no recovery points (7). */
    recoveryPoints?: {
      /** DefaultRecoveryPoint. */
      usual?: unknown;
      /** RecoveryPointValues: of a range the first and the last. */
      values?: unknown;
      /** RecoveryPointIndicator: whether all between two values are meant, or these alone. */
      are?: unknown;
    } | null;
    /** What goes wrong with the settings that pools are made with, if anything: no storage capabilities (40817), or none created
     * (40602) or modified (40603).
     */
    storageSettings?: unknown;
    /** What the service may ask it in a query language. */
    query?: {
      /** Whether it understands the language. */
      language?: unknown;
      /** Whether it can parse the service's queries (43015). */
      parses?: unknown;
      /** Whether it has all features of the language. */
      features?: unknown;
    };
    /** What the service may ask of its enumerations. */
    enumeration?: {
      /** Whether they can be filtered. */
      filters?: unknown;
      /** Whether they go on after an error. */
      continuesOnError?: unknown;
      /** The longest time-out that it allows. */
      longestTimeout?: unknown;
      /** How long it keeps one open at most: then the pull is abandoned (43023). */
      staysOpen?: unknown;
      /** Whether the service can give up a pull under way; it does where the latency of `findService` is above 0 (43024). */
      abandonsPulls?: unknown;
    };
    /** What the service reads back after the effect: what it asked for, another class, or a fresh target of another size (43018). */
    readsBack?: unknown;
    /** What happens when the service renames a fresh target, where ElementName can't be given (feature 51 absent). */
    rename?: unknown;
    /** Time that a step takes, by its name: `{ array: '1 s' }`; 0 for the others. */
    latency?: unknown;
  };
}
