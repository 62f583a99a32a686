import { z } from 'zod';
import { effectClasses } from '../../faults/effect.js';
import type { Documented } from '../../vocabulary/input/documented.js';
import { type MethodName, methodNames } from '../../vocabulary/methods/index.js';
import { versions } from '../../vocabulary/versions.js';
import { actionNames, jobControlNames, troubleNames } from './action.js';
import { createsSchema } from './advertisedCreation.js';
import type { AdvertisedDocs, AdvertisedType } from './advertisedDocs.js';
import { changesAccessSchema, poolCreationSchema, resizesSchema } from './changesSchema.js';
import { tiers } from './tier.js';

const count = z.number().int().min(0);
const limit = count.nullable();
const word = z.string().min(1);

/** What a subject says of itself; what is null or false is not promised, and then not judged. Sizes in bytes, as whole
 * numbers.
 */
export const advertisedSchema = z.strictObject({
  version: z.enum(versions),
  /** The tiers that `reset` knows. */
  tiers: z.array(z.enum(tiers)).min(1),
  /** The methods that it answers; CreateClone alone when left out. */
  methods: z.array(z.enum(methodNames)).min(1).optional(),
  /** What it says of the creation of volumes: needed with Pool.CreateStorageVolume and with System.CreateStorageVolume. */
  creates: createsSchema.optional(),
  /** What it says of deletions: needed with StorageVolume.Delete and with Pool.Delete. */
  deletes: z
    .strictObject({
      /** StorageConfigSupportsStorageVolumeDeletion, and the same of pools. */
      volumes: z.boolean(),
      pools: z.boolean(),
      /** Whether elements are deleted within the call (0) or by a job (4096), during which they are locked. */
      by: z.enum(['call', 'job', 'unknown']),
      /** Whether volumes that are associated with others can be deleted; feature 16 says that they can't. Null where that is not
       * known.
       */
      associated: z.boolean().nullable(),
      /** Whether volumes may be exposed to hosts, and can't be deleted as long as they are. */
      exposed: z.boolean(),
    })
    .optional(),
  /** What it says of making and growing concrete pools: needed with CreatePool and with AddDiskDrives. */
  poolCreation: poolCreationSchema.optional(),
  /** How it resizes volumes; needed with StorageVolume.ModifySize. */
  resizes: resizesSchema.optional(),
  /** Whether it changes what hosts may do with volumes; needed with SetReadonly and SetReadWrite. */
  access: changesAccessSchema.optional(),
  /** How its provider tells the sizes that volumes may have; needed with GetSizesInfo. */
  sizes: z.strictObject({ listed: z.boolean(), range: z.boolean() }).optional(),
  /** How it discovers, and where its provider is: needed with methods of MSFT_SMStorageDiscovery. */
  discovery: z
    .strictObject({
      /** Within the call (0) or by a job (4096). */
      by: z.enum(['call', 'job', 'unknown']),
      /** What a discovery has to be given to find the provider; null for a hostType that need not be given. */
      host: word,
      hostType: word.nullable(),
      interopNamespace: word,
      /** Whether one that is under way keeps others from being begun, but for those that are forced; null where that is not known. */
      oneAtATime: z.boolean().nullable(),
    })
    .optional(),
  /** What it tells of what is wrong, or whether that: the causes, states without a cause, or nothing; needed with Diagnose. */
  diagnoses: z.enum(['causes', 'states', 'nothing']).optional(),
  /** The replication types that its capabilities list, each with the features that it says that the type has; needed with
   * methods of MSFT_SMReplicationCapabilities.
   */
  replication: z
    .array(
      z.strictObject({
        type: count,
        features: z.array(count),
        copyStates: z.array(count).optional(),
        operations: z.array(count).optional(),
        recoveryPoints: z.boolean().optional(),
      }),
    )
    .optional(),
  clones: z.strictObject({
    /** Supported replication types have clones within this system. */
    local: z.boolean(),
    /** And to the peer system. */
    remote: z.boolean(),
    /** Whether CreateElementReplica is a synchronous action (0), an asynchronous (4096), or both: then it is synchronous for
     * sources up to `synchronousUpTo` bytes. Here and below, nothing is judged by what is unknown.
     */
    copies: z.enum(['withinCall', 'byJob', 'bySize', 'unknown']),
    synchronousUpTo: count,
    targetUsable: z.enum(['atCompletion', 'atAcceptance', 'unknown']),
    /** Null where the subject does not say. */
    ofSnapshots: z.boolean().nullable(),
    /** Whether a source has to be online, has to be offline (feature 23), or need not be either; `unknown` of one that is not online. */
    source: z.enum(['online', 'offline', 'any', 'unknown']),
    /** Whether the association with the source goes when the copy is complete: the array detaches the clone (feature 18), or the
     * storage service does; null where that is not known.
     */
    detaches: z.boolean().nullable(),
  }),
  /** What it says of snapshots; needed with CreateSnapshot. Whether one is made within the call (0) or by a job is as of clones. */
  snapshots: z
    .strictObject({
      /** Supported replication types have snapshots within this system. */
      local: z.boolean(),
      /** And at the peer system. */
      remote: z.boolean(),
      /** MaximumReplicasPerSourceSnapshot; null where the subject does not say. */
      perSource: limit,
      /** Whether snapshots are made of snapshots; null where that is not known. */
      ofSnapshots: z.boolean().nullable(),
      /** Whether they go to pools alone whose Usage is Reserved as a Delta Replica Container. */
      inContainers: z.boolean(),
      /** What they take: nothing at first, then an extent for each that a host overwrites of the source, or writes of the snapshot. Where
       * allocation.kind is instant, and in the source's pool, they share extents as clones do.
       */
      take: z.enum(['changes', 'unknown']),
      /** Whether a volume with snapshots can't be deleted (6), or can be, and they fail. */
      sources: z.enum(['kept', 'deletable', 'unknown']),
    })
    .optional(),
  targetPool: z.strictObject({
    /** Features 40 and 43, or the subject's own rule. */
    given: z.enum(['optional', 'required', 'requiredForRemote', 'forbidden', 'unknown']),
    /** Feature 44: local targets in the source's pool only; null where that is not known. */
    ofSourceOnly: z.boolean().nullable(),
    /** Feature 55: targets need a pool whose Usage is that of replication services; left out for no, null where that is not known. */
    reserved: z.boolean().nullable().optional(),
  }),
  names: z.strictObject({
    /** In characters; null where the subject does not say. */
    longest: count.min(1).nullable(),
    /** Null where that is not known: a name that another volume has may be refused, or not. */
    unique: z.boolean().nullable(),
    /** Whether the provider takes a client's name with the request (feature 51), or the target is renamed afterwards. */
    given: z.enum(['byClient', 'byRename', 'unknown']),
  }),
  allocation: z.strictObject({
    /** `unknown`: what a clone takes is not judged, but where four times its size are free it fits. */
    kind: z.enum(['full', 'thin', 'instant', 'unknown']),
    /** Not looked at where the kind is unknown. */
    extent: count.min(1),
    /** Up to how much of its size a pool may be promised, in percent; null for any amount. */
    overcommitLimit: limit,
  }),
  /** MaximumReplicasPerSourceClone and the like; null where the subject does not say: any clone may be refused for it then. */
  limits: z.strictObject({
    replicasPerSource: limit,
    volumes: limit,
    synchronizations: limit,
    runningJobs: limit,
    queuedJobs: limit,
  }),
  /** Time: whether it passes in `advance` only, and how long anything that was accepted may take at most. */
  time: z.strictObject({
    virtual: z.boolean(),
    /** Whether calls take (virtual) time. */
    callsPass: z.boolean(),
    jobsEndWithinMs: count.min(1),
    /** TimeBeforeRemoval of finished jobs; null where the subject does not say. */
    finishedJobsStayMs: limit,
  }),
  /** A caller whose role may not manage storage, an account that the provider knows and denies: null where there is none. */
  deniedIdentities: z.strictObject({
    caller: word.nullable(),
    account: z.strictObject({ username: word, password: word }).nullable(),
  }),
  /** What `act` can do. */
  actions: z.array(z.enum(actionNames)),
  jobControls: z.array(z.enum(jobControlNames)),
  /** The troubles that the action `disturb` can bring about, of those that every call meets then. */
  troubles: z.array(z.enum(troubleNames)).optional(),
  /** Classes of effects that `arm` takes. */
  faults: z.array(z.enum(effectClasses)),
  /** What happens with n deliveries of one request: one clone, or n. */
  deduplicates: z.boolean(),
  /** What of a failed call or job may stay behind. */
  leaves: z.strictObject({
    afterFailedCall: z.boolean(),
    afterFailedJob: z.boolean(),
    /** A job that is killed leaves its target, too: "cleanup might be required". */
    afterKilledJob: z.boolean().optional(),
    /** Where hosts can use a target while it is copied to, it stays, failed, whatever ends its job before it is complete. */
    usableTargets: z.boolean().optional(),
  }),
  /** Whether jobs are forgotten when the provider restarts. */
  forgetsJobs: z.boolean(),
  /** What the documents leave open, as this subject has it. Of what is left out nothing is promised: what is unusual about it is
   * told as advice, and breaks nothing.
   */
  declares: z
    .strictObject({
      /** Properties that stand on a declaration, and that the subject promises: 'JOB-100', 'JOB-MONOTONE', 'PRECEDENCE', ... */
      properties: z.array(word),
      /** When a target that a job makes is listed, and the reply refers to it: with the reply, or when its job is Completed. */
      targetListed: z.enum(['atOnce', 'atCompletion']),
      /** Whether every error comes with an ExtendedStatus that says something; and whether that names the method, and of what is short
       * the numbers.
       */
      extendedStatus: z.enum(['withErrors', 'withNumbers']),
      /** The return code, or several, of causes as the suite calls them: `{ poolUnknown: 5, 'Pool.Delete/poolUnknown': 8 }`. */
      codes: z.record(word, z.union([count, z.array(count).min(1)])),
      /** Whether a volume that is being copied, or copied to, can be cloned meanwhile; or how many copies of it there may be at once. */
      sessions: z.enum(['mayEnd']),
      busySources: z.union([z.enum(['copied', 'refused']), count.min(1)]),
      /** How deep clones that share extents with their sources may be built upon each other: 'any', or a number, 1 where clones can't be
       * cloned so. Those before one that were deleted count, since their extents are there. Of instant allocation.
       */
      cloneDepth: z.union([z.enum(['any']), count.min(1)]),
      /** How many volumes may be built so upon one, which counts while it is there: 'any', or a number. Of instant allocation. */
      familySize: z.union([z.enum(['any']), count.min(2)]),
      /** What becomes of the deletion of a volume with which clones share extents: it is refused, or the volume goes. */
      linkedParents: z.enum(['kept', 'deleted']),
      /** What becomes of a user name or a password alone: it is refused, or the configured other half is taken. */
      halfCredentials: z.enum(['refused', 'completed']),
      /** What becomes of an empty ElementName: it is refused, or taken for none. */
      emptyNames: z.enum(['refused', 'absent']),
      /** Where a clone goes that names no TargetPool: to its source's pool, as where this is left out, to the first pool of the
       * system that has room, in the order in which looks list them, to the one with the most free room, or to any, and only a look
       * tells. Where no pool has room, the answer is about the source's.
       */
      poolNotGiven: z.enum(['sourcePool', 'firstWithRoom', 'mostFree', 'any']),
      /** What `names.longest` counts: characters, where a pair of surrogates is one, UTF-16 code units, or bytes of UTF-8. */
      namesCountedIn: z.enum(['characters', 'codeUnits', 'bytes']),
      /** What becomes of a name that is longer: it is refused, as where this is left out, cut between two characters, or ignored. */
      longNames: z.enum(['refused', 'cut', 'ignored']),
      /** What becomes of names: the clone has the one that was asked for, as where this is left out, or the subject supplies all. */
      givenNames: z.enum(['kept', 'ignored']),
      /** Which characters names may have: all that XML can carry, and no other. */
      nameCharacters: z.enum(['xml']),
      /** Whether `arm` takes plans in their short form, too: a text with a line for each fault. */
      shortPlans: z.boolean(),
      /** For how many milliseconds a look may still show what was before a call, an action or the end of a job, as where the provider
       * answers from a cache: the suite waits so long before it looks. Where it is left out, a look shows at once what was answered.
       */
      staleForMs: count,
      /** Bytes that one job copies in a second at most: none is then over in less than half of what its clone takes at that rate.
       * Where it is left out, a job may end as early as it likes. Of subjects that take all of a clone's room at once.
       */
      copyRatePerSecond: z.number().positive(),
      /** Whether copies that are under way together share that rate: then they come on just so fast, all of them together. */
      copyRateIs: z.enum(['shared']),
      /** What is left of a copy's share of it while a pool of its source or target is degraded: 1 for all. Where it is left out, such
       * copies may be as slow as they like.
       */
      speedWhileDegraded: z.number().gt(0).max(1),
      /** The same while hosts keep a pool of its source or target busy. */
      speedUnderHostLoad: z.number().gt(0).max(1),
      /** The same while the replication link that the copy crosses is degraded. */
      speedOverDegradedLink: z.number().gt(0).max(1),
      /** In which order jobs that wait for their turn begin: in that in which they were accepted, or in any. */
      queue: z.enum(['firstIn', 'any']),
      /** When a job fails whose source, target or pool gets into a state that rules it out: at once, without any time. */
      troubledJobs: z.enum(['failAtOnce']),
      /** What a target holds that is not complete, be it copied to or left by a job that failed: no more than was copied by the
       * percent that the job shows, and what hosts wrote to it.
       */
      incompleteTargets: z.enum(['holdWhatWasCopied']),
      /** What becomes of the volumes of an offline pool: nobody can use, read or clone them; jobs that create or resize in it fail. */
      offlinePools: z.enum(['stopVolumes']),
      /** What becomes of an operation that locks a volume, such as a resize, while the volume is copied. */
      locksWhileCopied: z.enum(['refused']),
    })
    .partial(),
});

/** What a subject says of itself: see the table of capabilities on the page on conformance. */
export type Advertised = Documented<
  AdvertisedDocs,
  Omit<z.infer<typeof advertisedSchema>, 'replication'> & {
    readonly replication?: readonly AdvertisedType[] | undefined;
  }
>;

/** Whether nothing of the subject goes on but in `advance`: in virtual time, unless looks lag behind, and are waited for. */
export function standsStill({ time, declares }: Pick<Advertised, 'time' | 'declares'>): boolean {
  return time.virtual && (declares.staleForMs ?? 0) === 0;
}

const clonesAlone: readonly MethodName[] = ['CreateClone'];

/** The methods that the subject answers. */
export function methodsOf({ methods }: Pick<Advertised, 'methods'>): readonly MethodName[] {
  return methods ?? clonesAlone;
}

/** Whether it is the service that detaches clones, and not the array itself (feature 18); before 2016 nothing tells. */
export function serviceDetaches({ clones, replication }: Advertised): boolean {
  if (!clones.detaches || replication === undefined) return false;
  return !replication.some(({ features }) => features.includes(18));
}
