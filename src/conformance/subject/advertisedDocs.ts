import type { CreatesDocs } from './advertisedCreation.js';
import type { ChangesDocs } from './changesDocs.js';
import type { SnapshotsDocs } from './snapshotsDocs.js';

/** What editors show for each member of what a subject advertises: the compiler keeps no comments of the schema, whose types these are
 * joined with.
 */
export interface AdvertisedDocs extends ChangesDocs {
  /** The release of Windows Server that it answers as. */
  version?: unknown;
  /** The tiers that `reset` knows. */
  tiers?: unknown;
  /** The methods that it answers; CreateClone alone when left out. */
  methods?: unknown;
  /** What it says of the creation of volumes: needed with Pool.CreateStorageVolume and with System.CreateStorageVolume. */
  creates?: CreatesDocs | undefined;
  /** What it says of deletions: needed with StorageVolume.Delete and with Pool.Delete. */
  deletes?:
    | {
        /** StorageConfigSupportsStorageVolumeDeletion, and the same of pools. */
        volumes?: unknown;
        /** StorageConfigSupports deletion of pools. */
        pools?: unknown;
        /** Whether elements are deleted within the call (0) or by a job (4096), during which they are locked; or `unknown`. */
        by?: unknown;
        /** Whether volumes that are associated with others can be deleted; feature 16 says that they can't. Null for not known. */
        associated?: unknown;
        /** Whether volumes may be exposed to hosts, and can't be deleted as long as they are. */
        exposed?: unknown;
      }
    | undefined;
  /** How its provider tells the sizes that volumes may have; needed with GetSizesInfo. */
  sizes?:
    | {
        /** Whether it lists them. */
        listed?: unknown;
        /** Whether it tells a range of them. */
        range?: unknown;
      }
    | undefined;
  /** How it discovers, and where its provider is; needed with methods of MSFT_SMStorageDiscovery. */
  discovery?:
    | {
        /** Within the call (0) or by a job (4096). */
        by?: unknown;
        /** The host that a discovery has to name. */
        host?: unknown;
        /** The hostType that it may name; null for none. */
        hostType?: unknown;
        /** The interop namespace that it has to name. */
        interopNamespace?: unknown;
        /** Whether one that is under way keeps others from being begun, but for those that are forced; null for not known. */
        oneAtATime?: unknown;
      }
    | undefined;
  /** What it tells of what is wrong: the causes, `states` without a cause (42000), or nothing (1); needed with Diagnose. */
  diagnoses?: unknown;
  /** What it says of snapshots; needed with CreateSnapshot. Whether one is made within the call (0) or by a job is as of clones. */
  snapshots?: SnapshotsDocs | undefined;
  /** The replication types that its capabilities list, each with the features that it says that the type has; needed with
   * methods of MSFT_SMReplicationCapabilities.
   */
  replication?: unknown;
  /** How it clones. */
  clones?:
    | {
        /** Supported replication types have clones within this system. */
        local?: unknown;
        /** And to the peer system. */
        remote?: unknown;
        /** Whether CreateElementReplica is a synchronous action (0), an asynchronous (4096), or both: then it is synchronous for
         * sources up to `synchronousUpTo` bytes. Here and below, nothing is judged by what is `unknown`.
         */
        copies?: unknown;
        /** In bytes: see `copies`. */
        synchronousUpTo?: unknown;
        /** When hosts may use a target; or `unknown`. */
        targetUsable?: unknown;
        /** Null where the subject does not say. */
        ofSnapshots?: unknown;
        /** Whether a source has to be online, has to be offline (feature 23), or need not be either; `unknown` of one that is not
         * online.
         */
        source?: unknown;
        /** Whether the association with the source goes when the copy is complete (feature 18); null for not known. */
        detaches?: unknown;
      }
    | undefined;
  /** What it asks of TargetPool. */
  targetPool?:
    | {
        /** Features 40 and 43, or the subject's own rule; or `unknown`. */
        given?: unknown;
        /** Feature 44: local targets in the source's pool only; null for not known. */
        ofSourceOnly?: unknown;
        /** Feature 55: targets need a pool whose Usage is that of replication services; left out for no, null for not known. */
        reserved?: unknown;
      }
    | undefined;
  /** What it asks of ElementName. */
  names?:
    | {
        /** In characters; null where the subject does not say. */
        longest?: unknown;
        /** Whether two volumes may not have one name; null for not known. */
        unique?: unknown;
        /** Whether the provider takes a client's name with the request (feature 51), or the target is renamed afterwards; or `unknown`. */
        given?: unknown;
      }
    | undefined;
  /** How volumes take room from their pools. */
  allocation?:
    | {
        /** How a volume takes room: its whole size, what was written, or, a clone, nothing until one of both is written to. Where it is
         * `unknown`, a clone fits where four times its size are free, and no more is judged.
         */
        kind?: unknown;
        /** What is taken is rounded up to it, in bytes; not looked at where the kind is unknown. */
        extent?: unknown;
        /** Up to how much of its size a pool may be promised, in percent; null for any amount. */
        overcommitLimit?: unknown;
      }
    | undefined;
  /** MaximumReplicasPerSourceClone and the like; null where the subject does not say: any clone may be refused for it then. */
  limits?:
    | {
        /** Clones that are associated with one source. */
        replicasPerSource?: unknown;
        /** Volumes of the whole array. */
        volumes?: unknown;
        /** Associations of the whole array. */
        synchronizations?: unknown;
        /** Jobs that run at a time. */
        runningJobs?: unknown;
        /** Jobs that wait for their turn. */
        queuedJobs?: unknown;
      }
    | undefined;
  /** Time: whether it passes in `advance` only, and how long anything that was accepted may take at most. */
  time?:
    | {
        /** Whether it passes in `advance` only. */
        virtual?: unknown;
        /** Whether calls take (virtual) time. */
        callsPass?: unknown;
        /** How long any job may take. */
        jobsEndWithinMs?: unknown;
        /** TimeBeforeRemoval of finished jobs; null where the subject does not say. */
        finishedJobsStayMs?: unknown;
      }
    | undefined;
  /** A caller whose role may not manage storage, an account that the provider knows and denies: null where there is none. */
  deniedIdentities?:
    | {
        /** The caller, as `call` gets it. */
        caller?: unknown;
        /** The account. */
        account?: {
          /** Its name. */
          username?: unknown;
          /** Its password. */
          password?: unknown;
        } | null;
      }
    | undefined;
  /** What `act` can do. */
  actions?: unknown;
  /** What the action `control` can do to jobs. */
  jobControls?: unknown;
  /** The troubles that the action `disturb` can bring about, of those that every call meets then. */
  troubles?: unknown;
  /** Classes of effects that `arm` takes. */
  faults?: unknown;
  /** What happens with n deliveries of one request: one clone, or n. */
  deduplicates?: unknown;
  /** What of a failed call or job may stay behind. */
  leaves?:
    | {
        /** Whether what a call has made stays when it fails after the effect. */
        afterFailedCall?: unknown;
        /** Whether the target of a failed job stays. */
        afterFailedJob?: unknown;
        /** Whether that of a killed job does: "cleanup might be required". */
        afterKilledJob?: unknown;
        /** Whether a target that hosts can use while it is copied to stays, failed, whatever ends its job before it is complete. */
        usableTargets?: unknown;
      }
    | undefined;
  /** Whether jobs are forgotten when the provider restarts. */
  forgetsJobs?: unknown;
  /** What the documents leave open, as this subject has it. Of what is left out nothing is promised: what is unusual about it is
   * told as advice, and breaks nothing.
   */
  declares?:
    | {
        /** Properties that stand on a declaration, and that the subject promises: 'JOB-100', 'JOB-MONOTONE', 'PRECEDENCE', ... */
        properties?: unknown;
        /** When a target that a job makes is listed, and the reply refers to it: with the reply, or when its job is Completed. */
        targetListed?: unknown;
        /** Whether every error comes with an ExtendedStatus that says something; and whether that names the method, and of what is short
         * the numbers.
         */
        extendedStatus?: unknown;
        /** The return code, or several, of causes as the suite calls them: `{ poolUnknown: 5, 'Pool.Delete/poolUnknown': 8 }`. */
        codes?: unknown;
        /** Where a clone goes that names no TargetPool: 'sourcePool' when left out, 'firstWithRoom', 'mostFree', or 'any'. */
        poolNotGiven?: unknown;
        /** What `names.longest` counts: characters, UTF-16 code units, or bytes of UTF-8. */
        namesCountedIn?: unknown;
        /** What becomes of a name that is longer: it is refused when left out, cut between two characters, or ignored. */
        longNames?: unknown;
        /** Whether a clone has the name that was asked for, as when left out, or the subject supplies all names. */
        givenNames?: unknown;
        /** Which characters names may have: 'xml' for all that XML can carry, and no other. */
        nameCharacters?: unknown;
        /** Whether a volume that is being copied, or copied to, can be cloned meanwhile; or how many copies of it there may be at once. */
        busySources?: unknown;
        /** How deep clones that share extents with their sources may be built upon each other: 'any', or a number. */
        cloneDepth?: unknown;
        /** How many volumes may be built so upon one, which counts while it is there: 'any', or a number. */
        familySize?: unknown;
        /** What becomes of the deletion of a volume with which clones share extents: it is refused, or the volume goes. */
        linkedParents?: unknown;
        /** Whether a session of the provider that outlives its calls may have ended, so that a call without credentials is refused until
         * its caller logs in anew: the driver does not log in by itself. Left out where no call meets that.
         */
        sessions?: unknown;
        /** What becomes of a user name or a password alone: it is refused, or the configured other half is taken. */
        halfCredentials?: unknown;
        /** What becomes of an empty ElementName: it is refused, or taken for none. */
        emptyNames?: unknown;
        /** Whether `arm` takes plans in their short form, too: a text with a line for each fault. */
        shortPlans?: unknown;
        /** For how many milliseconds a look may still show what was before a call, an action or the end of a job, as where the provider
         * answers from a cache: the suite waits so long before it looks. Where it is left out, a look shows at once what was answered.
         */
        staleForMs?: unknown;
        /** Bytes that one job copies in a second at most: none is then over in less than half of what its clone takes at that rate.
         * Where it is left out, a job may end as early as it likes. Of subjects that take all of a clone's room at once.
         */
        copyRatePerSecond?: unknown;
        /** Whether copies that are under way together share that rate: then they come on just so fast, all of them together. */
        copyRateIs?: unknown;
        /** What is left of a copy's share of it while a pool of its source or target is degraded: 1 for all. Where it is left out, such
         * copies may be as slow as they like.
         */
        speedWhileDegraded?: unknown;
        /** The same while hosts keep a pool of it busy. */
        speedUnderHostLoad?: unknown;
        /** The same while the replication link that it crosses is degraded. */
        speedOverDegradedLink?: unknown;
        /** In which order jobs that wait for their turn begin: in that in which they were accepted, or in any. */
        queue?: unknown;
        /** When a job fails whose source, target or pool gets into a state that rules it out: at once, without any time. */
        troubledJobs?: unknown;
        /** What a target holds that is not complete: no more than was copied by the percent that its job shows, and what hosts wrote. */
        incompleteTargets?: unknown;
        /** What becomes of the volumes of an offline pool: nobody can use, read or clone them; jobs that create or resize in it fail. */
        offlinePools?: unknown;
        /** What becomes of an operation that locks a volume, such as a resize, while the volume is copied. */
        locksWhileCopied?: unknown;
      }
    | undefined;
}

/** A replication type of `replication`. */
export interface AdvertisedType {
  /** SupportedReplicationTypes has it. */
  readonly type: number;
  /** SupportedFeatures of that type. */
  readonly features: readonly number[];
  /** SupportedCopyStates of that type: CopyState of an association shows these, and no other; left out where the subject does not say. */
  readonly copyStates?: readonly number[] | undefined;
  /** SupportedOperations of that type; left out where the subject does not say. */
  readonly operations?: readonly number[] | undefined;
  /** Whether GetRecoveryPointData has recovery points for that type; left out where the subject does not say. */
  readonly recoveryPoints?: boolean | undefined;
}
