import type { Immutable } from 'immer';
import { z } from 'zod';
import { unwritable } from '../input/characters.js';
import type { Documented } from '../input/documented.js';
import { providerMethods } from '../methods/index.js';
import { isAsynchronousAction, replicationActions, replicationFeatures, replicationTypes } from '../replication.js';
import { steps } from '../steps.js';
import { creationSchema } from './creation.js';
import { poolSettingSchema } from './poolSettings.js';
import type { ProfileDocs } from './profileDocs.js';
import { volumeSchemas } from './volumeSchemas.js';

/** A size as people write it: '100 GiB', or bytes. */
export const sizeSchema = z.union([z.string(), z.number(), z.bigint()]);
/** A span of virtual time as people write it: '5 min', or milliseconds. */
export const durationSchema = z.union([z.string(), z.number()]);

const count = z.number().int().min(0);
/** As GetRecoveryPointData tells it, a uint32. */
const recoveryPoint = count.max(0xffff_ffff);

function numbersOf(
  labels: Readonly<Record<number, string>>,
  what: string,
  fits: (value: number) => boolean = () => true,
) {
  const known = new Set(Object.keys(labels).map(Number).filter(fits));
  const number = z.number().int();
  return eachOnce(number.refine((value) => known.has(value), { error: `a documented number of a ${what}` }));
}

function eachOnce<Item extends z.ZodType>(item: Item) {
  return z.array(item).refine((list) => new Set(list).size === list.length, { error: 'each of them once' });
}

export const capabilitiesSchema = z.strictObject({
  cloneLocal: z.boolean(),
  cloneRemote: z.boolean(),
  maximumReplicasPerSource: count.max(65_535),
  maximumSnapshotsPerSource: count.max(65_535),
  replicationTypes: numbersOf(replicationTypes, 'replication type'),
  features: numbersOf(replicationFeatures, 'replication feature'),
  synchronousActions: numbersOf(replicationActions, 'replication action'),
  asynchronousActions: numbersOf(
    replicationActions,
    'replication action that may be asynchronous',
    isAsynchronousAction,
  ),
  createsVolumes: z.boolean(),
  deletesVolumes: z.boolean(),
  modifiesVolumes: z.boolean(),
  expandsVolumes: z.boolean(),
  reducesVolumes: z.boolean(),
  deletesPools: z.boolean(),
  createsPools: z.boolean(),
  expandsPools: z.boolean(),
});

export const limitsSchema = z.strictObject({
  /** Volumes of the whole array. */
  volumes: count,
  /** Synchronizations: the array's room for replication metadata. */
  synchronizations: count,
  /** Sessions of the provider, all clients together. */
  sessions: count,
  /** Operations that the provider executes at a time, all clients together. */
  operations: count,
  /** Jobs that hold a slot at a time. */
  runningJobs: count.min(1),
  /** Jobs that wait for a slot. */
  queuedJobs: count,
});

export const methodStatesSchema = z.partialRecord(
  z.enum(providerMethods),
  z.enum(['available', 'unavailable', 'unknown', 'unsupported']),
);

const allocationKinds = ['full', 'thin', 'instant'] as const;
/** How volumes take room from their pools: see `allocation.kind` of a profile. */
export type AllocationKind = (typeof allocationKinds)[number];

/** What CIM-XML can carry. */
export const writableText = z.string().refine((text) => unwritable(text) === undefined, {
  error: 'text of characters that XML can carry: no control characters, no halves of surrogate pairs',
});

export const profileSchema = z.strictObject({
  name: z.string().min(1),
  description: z.string(),
  capabilities: capabilitiesSchema,
  /** What a pool allocates in; charges round up to it. */
  extentSize: sizeSchema,
  allocation: z.strictObject({
    /** How volumes and their clones take room from a pool.
     * - `full`: the whole size, from the start.
     * - `thin`: what has been written; a clone takes what its source has allocated.
     * - `instant`: as thin, but a clone in its source's pool shares the source's extents until one of both writes.
     */
    kind: z.enum(allocationKinds),
    /** Up to how much of its size a pool may be promised to volumes, in percent; null for any amount. Full allocation
     * never promises more than there is.
     */
    overcommitLimit: count.min(100).nullable(),
    /** Below how much free room a pool warns, in percent of its size; 0 for never. MSFT_SMPool.LowSpaceWarningThreshold. */
    lowSpaceWarningThreshold: count.max(100),
  }),
  clones: z.strictObject({
    /** When the target can be used: after the copy, or at once while the copy runs in the background. */
    targetUsable: z.enum(['atCompletion', 'atAcceptance']),
    /** When the target of a job is listed: when the job is accepted, or only when it has completed. Until then the reference in
     * the reply is null. @see MSFT_SMStorageVolume.CreateClone: it "may not be available immediately"
     */
    targetListed: z.enum(['atAcceptance', 'atCompletion']),
    /** Which pool a target goes to when no TargetPool is given; the documents leave that to the array.
     * - `sourcePool`: that of the source.
     * - `firstWithRoom`: the oldest pool of this system that can take it.
     * - `mostFree`: the one with the most free room.
     *
     * Where none can take it, the answer is about the source's.
     */
    poolNotGiven: z.enum(['sourcePool', 'firstWithRoom', 'mostFree']),
    /** How many copies of one volume may be under way at once; null for any number. A further one is refused as busy (4). */
    copiesAtOnce: count.min(1).nullable(),
    /** How deep linked clones may be built upon each other: 1 for clones of volumes that are none; null for any depth. A linked clone
     * shares its source's extents (`allocation.kind: instant`, in one pool), and keeps its depth when those before it are deleted.
     */
    maximumDepth: count.min(1).nullable(),
    /** How many volumes may share what one of them held at first, that one included while it is there; null for any number. */
    maximumFamily: count.min(2).nullable(),
    /** Whether a volume stays as long as linked clones of it are there: its deletion is refused (6). Else extents that they share
     * are kept, and the volume goes.
     */
    keepsParent: z.boolean(),
    /** Whether a snapshot can be the source of a clone. */
    ofSnapshots: z.boolean(),
    /** Whether the source has to be online; feature 23 asks for the contrary. */
    requireOnlineSource: z.boolean(),
    /** Whether two volumes may not have one name. */
    uniqueNames: z.boolean(),
    /** Longest ElementName, in characters. */
    maximumNameLength: count.min(1),
    /** What becomes of a longer one: it is malformed (5), or the array cuts it silently between two characters, or takes none of it
     * and supplies a name. The documents are silent; arrays do all three.
     */
    longNames: z.enum(['refused', 'cut', 'ignored']),
    /** Whether the array supplies the names of its clones whatever the caller asks for, without a word. */
    ignoresNames: z.boolean(),
    /** Up to this size the copy is done within the call, where the capabilities list the action as both. */
    synchronousUpTo: sizeSchema,
  }),
  snapshots: z.strictObject({
    /** How long the array takes for one, within the call or by its job: it shows its source's contents from the beginning. */
    takes: durationSchema,
    /** Whether hosts may write to it. */
    writable: z.boolean(),
    /** Whether a snapshot can be made of a snapshot. */
    ofSnapshots: z.boolean(),
    /** Whether it goes to a pool that is reserved as a delta replica container (MSFT_SMPool.Usage, 4), which the call has to name. */
    inContainers: z.boolean(),
    /** What becomes of a host's write where a snapshot has no room to keep what would be overwritten: the write fails, or it is done and
     * the snapshot fails for good.
     */
    whenFull: z.enum(['writeFails', 'snapshotFails']),
    /** What becomes of the deletion of a volume with snapshots: it is refused (6), or the volume goes and they fail. */
    sources: z.enum(['kept', 'deletable']),
  }),
  jobs: z.strictObject({
    /** Copy bandwidth of the whole array, shared by the running jobs; a size per second. A copy within the call has all of it. */
    copyRatePerSecond: sizeSchema,
    /** What is left of a copy's share while its source's or its target's pool is degraded: 1 for all of it, 0.5 for half. */
    speedWhileDegraded: z.number().gt(0).max(1),
    /** What is left of it while hosts keep the source's or the target's pool busy (`set({ pool, hostLoad: true })`). */
    speedUnderHostLoad: z.number().gt(0).max(1),
    /** What is left of it while the replication link, which the copy crosses, is degraded. */
    speedOverDegradedLink: z.number().gt(0).max(1),
    /** How long a copy that crosses the replication link waits while that is partitioned, before its job fails; null for any time. The
     * documents leave it to the array.
     */
    failsWithoutLinkAfter: durationSchema.nullable(),
    /** From Starting to Running. */
    startsWithin: durationSchema,
    /** From Shutting Down to Terminated. */
    stopsWithin: durationSchema,
    /** TimeBeforeRemoval of a finished job. */
    removedAfter: durationSchema,
    /** Whether the target of a failed job stays behind, in state failed. */
    leavesResidue: z.boolean(),
    /** Whether that of a killed job does: "cleanup might be required" (CIM_ConcreteJob.JobState, Killed). */
    killLeavesResidue: z.boolean(),
  }),
  creation: creationSchema,
  ...volumeSchemas,
  poolCreation: z.strictObject({
    /** Whether concrete pools are made and grown within the call (0) or by a job (4096). */
    by: z.enum(['call', 'job']),
    /** How long such a job runs. */
    takes: durationSchema,
    /** Whether a client may say of which drives: else it names a setting, and gets what the primordial pool has left (40801). */
    ofDrives: z.boolean(),
    /** What each primordial pool offers, the default first; without one there is no default (40818). */
    settings: z
      .array(poolSettingSchema)
      .max(16)
      .refine((list) => new Set(list.map(({ name }) => name)).size === list.length, { error: 'each name once' }),
  }),
  limits: limitsSchema,
  service: z.strictObject({
    operationTimeout: durationSchema,
    /** What the service does with a clone whose call fails after the effect. */
    afterFailure: z.enum(['removes', 'leaves']),
    /** Whether the service detaches a clone from its source when its copy is complete; not one that has to remain associated
     * (feature 16), nor one that the array itself detaches (18).
     */
    detaches: z.enum(['atCompletion', 'never']),
    /** Whether the provider sends the service indications of changes of the array that others made: then its cache is stale only until
     * they are there. Without them it is stale until the next discovery.
     */
    indications: z.enum(['none', 'subscribed']),
    /** How long an indication is under way. */
    indicationsTake: durationSchema,
    /** How StartDiscovery and PartialDiscovery discover. */
    discovery: z.strictObject({
      /** Within the call (0) or by a job (4096). */
      by: z.enum(['call', 'job']),
      /** How long it takes, either way. */
      takes: durationSchema,
    }),
  }),
  provider: z.strictObject({
    name: writableText.min(1),
    /** The host that it runs on: what a discovery has to name. */
    host: writableText.min(1),
    transport: z.enum(['https', 'http']),
    authentication: z.enum(['required', 'none']),
    /** How its own methods are there, where they are not available: then the code is 43016, 43017 or 43007. */
    methods: methodStatesSchema,
    /** What it has forgotten when it was restarted: the calls that it had taken, the jobs of the array, subscriptions. */
    forgets: eachOnce(z.enum(['calls', 'jobs', 'subscriptions'])),
    sessions: z.strictObject({
      /** Whether a session ends with the call that opened it, or stays open for its caller until it is closed: the documents are
       * silent, providers do both.
       */
      end: z.enum(['withTheCall', 'whenClosed']),
      /** How long one that no call uses stays open; null for ever. The next call of its caller is refused then (51005). */
      idleTimeout: durationSchema.nullable(),
      /** How long one stays open at most, used or not; null for ever. */
      tokenLifetime: durationSchema.nullable(),
    }),
    /** Whether it knows a request again that it gets twice. */
    deduplicates: z.boolean(),
    /** Parameters that this provider declares with another CIM type than the service sends. */
    mistypedParameters: eachOnce(z.enum(['ElementName', 'TargetPool', 'TheElement', 'Goal', 'DeviceAccesses'])),
    /** Whether it insists on a TargetPool in every call. */
    requiresTargetPool: z.boolean(),
    /** Whether its capabilities can be read. */
    reportsCapabilities: z.boolean(),
    /** What it tells of what is wrong: the causes, states without their causes, or nothing. */
    diagnoses: z.enum(['causes', 'states', 'nothing']),
    /** What it says of recovery points of clones, by the numbers that it uses for them; null where it has none. Only GetRecoveryPointData
     * tells of them: no request names one.
     */
    recoveryPoints: z
      .strictObject({
        usual: recoveryPoint,
        values: z.array(recoveryPoint).min(1),
        are: z.enum(['range', 'discrete']),
      })
      .nullable(),
    /** What goes wrong with the settings that the service needs to make a pool: there are no storage capabilities that they could come
     * from (40817), they can't be created (40602), or not be modified (40603).
     */
    storageSettings: z.enum(['asMade', 'noCapabilities', 'notCreated', 'notModified']),
    query: z.strictObject({ language: z.boolean(), parses: z.boolean(), features: z.boolean() }),
    enumeration: z.strictObject({
      filters: z.boolean(),
      continuesOnError: z.boolean(),
      longestTimeout: durationSchema,
      /** How long it keeps one open at most, whatever was asked for: then it abandons the pull (43023). */
      staysOpen: durationSchema,
      /** Whether the service can give up a pull that is under way, as it does where `findService` takes time. */
      abandonsPulls: z.boolean(),
    }),
    /** What the service reads back after the effect: what it asked for, an instance of another class, or a fresh target of another
     * size (43018).
     */
    readsBack: z.enum(['asMade', 'otherClass', 'otherSize']),
    /** What happens when the service renames a fresh target, where ElementName can't be given (feature 51 absent). */
    rename: z.enum(['accepted', 'refused', 'unsupported', 'noSuchProperty']),
    /** Time that a step takes; 0 for the others. A copy within the call takes as long as `array` at least. */
    latency: z.partialRecord(z.enum(steps), durationSchema),
  }),
});

/** A profile while it is edited. */
export type ProfileDraft = Documented<ProfileDocs, z.infer<typeof profileSchema>>;

/** Everything about a kind of array that a user can choose; plain data. */
export type Profile = Immutable<ProfileDraft>;
