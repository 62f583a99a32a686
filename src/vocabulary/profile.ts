import { produce } from 'immer';
import { z } from 'zod';
import { badInput, parseInput } from './badInput.js';
import { createElementReplica, feature, hasFeature, offersLocality } from './capabilities.js';
import { parseDuration } from './durations.js';
import { fullCopy } from './profiles/fullCopy.js';
import { isCloneType, replicationActions, replicationFeatures, replicationTypes } from './replication.js';
import { parseSize } from './sizes.js';
import { steps } from './steps.js';

/** A size as people write it: '100 GiB', or bytes. */
export const sizeSchema = z.union([z.string(), z.number(), z.bigint()]);
/** A span of virtual time as people write it: '5 min', or milliseconds. */
export const durationSchema = z.union([z.string(), z.number()]);

const count = z.number().int().min(0);

function numbersOf(labels: Readonly<Record<number, string>>, what: string) {
  const known = new Set(Object.keys(labels).map(Number));
  return z.array(
    z
      .number()
      .int()
      .refine((value) => known.has(value), { error: `a documented number of a ${what}` }),
  );
}

export const capabilitiesSchema = z.strictObject({
  cloneLocal: z.boolean(),
  cloneRemote: z.boolean(),
  maximumReplicasPerSource: count.max(65_535),
  replicationTypes: numbersOf(replicationTypes, 'replication type'),
  features: numbersOf(replicationFeatures, 'replication feature'),
  synchronousActions: numbersOf(replicationActions, 'replication action'),
  asynchronousActions: numbersOf(replicationActions, 'replication action'),
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

export const allocationKinds = ['full', 'thin', 'instant'] as const;
export type AllocationKind = (typeof allocationKinds)[number];

/** Everything about a kind of array that a user can choose; plain data. */
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
    /** Whether a snapshot can be the source of a clone. */
    ofSnapshots: z.boolean(),
    /** Whether the source has to be online; feature 23 asks for the contrary. */
    requireOnlineSource: z.boolean(),
    /** Whether two volumes may not have one name. */
    uniqueNames: z.boolean(),
    /** Longest ElementName, in characters. */
    maximumNameLength: count.min(1),
    /** Up to this size the copy is done within the call, where the capabilities list the action as both. */
    synchronousUpTo: sizeSchema,
  }),
  jobs: z.strictObject({
    /** Copy bandwidth of the whole array, shared by the running jobs; a size per second. */
    copyRatePerSecond: sizeSchema,
    /** From Starting to Running. */
    startsWithin: durationSchema,
    /** From Shutting Down to Terminated. */
    stopsWithin: durationSchema,
    /** TimeBeforeRemoval of a finished job. */
    removedAfter: durationSchema,
    /** Whether the target of a failed job stays behind, in state failed. */
    leavesResidue: z.boolean(),
  }),
  limits: limitsSchema,
  service: z.strictObject({
    operationTimeout: durationSchema,
    /** What the service does with a clone whose call fails after the effect. */
    afterFailure: z.enum(['removes', 'leaves']),
  }),
  provider: z.strictObject({
    name: z.string().min(1),
    transport: z.enum(['https', 'http']),
    authentication: z.enum(['required', 'none']),
    /** How CreateElementReplica is there: else its code is 43016, 43017 or 43007. */
    method: z.enum(['available', 'unavailable', 'unknown', 'unsupported']),
    /** Parameters that this provider declares with another CIM type than the service sends. */
    mistypedParameters: z.array(z.enum(['ElementName', 'TargetPool'])),
    /** Whether it insists on a TargetPool in every call. */
    requiresTargetPool: z.boolean(),
    /** Whether its capabilities can be read. */
    reportsCapabilities: z.boolean(),
    query: z.strictObject({ language: z.boolean(), features: z.boolean() }),
    enumeration: z.strictObject({
      filters: z.boolean(),
      continuesOnError: z.boolean(),
      longestTimeout: durationSchema,
    }),
    /** What happens when the service renames a fresh target, where ElementName can't be given (feature 51 absent). */
    rename: z.enum(['accepted', 'refused', 'unsupported', 'noSuchProperty']),
    /** Time that a step takes; 0 for the others. */
    latency: z.partialRecord(z.enum(steps), durationSchema),
  }),
});

export type Profile = z.infer<typeof profileSchema>;

/** The profiles that arraysim ships, by name. */
export const profiles = { 'full-copy': fullCopy } as const satisfies Readonly<Record<string, Profile>>;

/** Finds a shipped profile, and nothing that every object has, such as 'constructor'. */
const profilesByName: ReadonlyMap<string, Profile> = new Map(Object.entries(profiles));

type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [Key in keyof T]?: DeepPartial<T[Key]> }
    : T;

/** A profile's name, or changes on top of one: objects are merged, everything else is replaced. */
export type ProfileChoice = string | ({ readonly base?: string } & DeepPartial<Profile>);

/** Finds or derives a profile and checks that it makes sense.
 * @throws BadInputError for an unknown name, a malformed member or a contradiction
 */
export function resolveProfile(choice: ProfileChoice, field: string): Profile {
  if (typeof choice === 'string') return profileNamed(choice, field);
  const { base = 'full-copy', ...changes } = choice;
  // Zod judges the merged value just below.
  const merged = merge(profileNamed(base, `${field}.base`), changes) as Profile;
  return checkedProfile(merged, field);
}

/** A changed copy, through an immer draft: `editProfile(fullCopy, (draft) => { draft.limits.queuedJobs = 0; })`.
 * @throws BadInputError when the result makes no sense
 */
export function editProfile(profile: Profile, recipe: (draft: Profile) => void): Profile {
  return checkedProfile(produce(profile, recipe), 'profile');
}

function profileNamed(name: string, field: string): Profile {
  const profile = profilesByName.get(name);
  if (profile === undefined) {
    return badInput({
      field,
      value: name,
      expected: `one of ${Object.keys(profiles).join(', ')}`,
      among: Object.keys(profiles),
    });
  }
  return profile;
}

function checkedProfile(input: unknown, field: string): Profile {
  const profile = parseInput(profileSchema, input, field);
  parseSize(profile.extentSize, `${field}.extentSize`);
  parseSize(profile.clones.synchronousUpTo, `${field}.clones.synchronousUpTo`);
  if (parseSize(profile.jobs.copyRatePerSecond, `${field}.jobs.copyRatePerSecond`) < 1000) {
    badInput({
      field: `${field}.jobs.copyRatePerSecond`,
      value: profile.jobs.copyRatePerSecond,
      expected: "at least '500 KiB', one block a millisecond",
    });
  }
  for (const key of ['startsWithin', 'stopsWithin', 'removedAfter'] as const) {
    parseDuration(profile.jobs[key], `${field}.jobs.${key}`);
  }
  parseDuration(profile.service.operationTimeout, `${field}.service.operationTimeout`);
  parseDuration(profile.provider.enumeration.longestTimeout, `${field}.provider.enumeration.longestTimeout`);
  for (const [step, latency] of Object.entries(profile.provider.latency)) {
    parseDuration(latency, `${field}.provider.latency.${step}`);
  }
  for (const { holds, path, expected } of contradictions(profile)) {
    if (holds)
      badInput({ field: `${field}.${path}`, value: path.split('.').reduce<unknown>(member, profile), expected });
  }
  return profile;
}

/** What can't be true of one array at once. */
function contradictions(profile: Profile): { holds: boolean; path: string; expected: string }[] {
  const { capabilities } = profile;
  const offersLocal = offersLocality(capabilities, 'local', '2016');
  const offersRemote = offersLocality(capabilities, 'remote', '2016');
  const { synchronousActions, asynchronousActions } = capabilities;
  return [
    {
      holds: capabilities.cloneLocal !== offersLocal,
      path: 'capabilities.cloneLocal',
      expected: `${offersLocal}, because replicationTypes ${offersLocal ? 'has' : 'lacks'} a local clone type (10, 11 or 22)`,
    },
    {
      holds: capabilities.cloneRemote !== offersRemote,
      path: 'capabilities.cloneRemote',
      expected: `${offersRemote}, because replicationTypes ${offersRemote ? 'has' : 'lacks'} a remote clone type (12, 13 or 23)`,
    },
    {
      holds:
        capabilities.replicationTypes.some(isCloneType) &&
        !synchronousActions.includes(createElementReplica) &&
        !asynchronousActions.includes(createElementReplica),
      path: 'capabilities.asynchronousActions',
      expected: '2 (CreateElementReplica) here or in synchronousActions, because replicationTypes has a clone type',
    },
    {
      holds:
        hasFeature(capabilities, feature.targetPoolForbidden) &&
        hasFeature(capabilities, feature.remoteRequiresTargetPool),
      path: 'capabilities.features',
      expected: 'not both 40 (TargetPool shall not be supplied) and 43 (remote elements require TargetPool)',
    },
    {
      holds: hasFeature(capabilities, feature.targetPoolForbidden) && profile.provider.requiresTargetPool,
      path: 'provider.requiresTargetPool',
      expected: 'false, because feature 40 forbids a TargetPool',
    },
    {
      holds: hasFeature(capabilities, feature.requiresOfflineSource) && profile.clones.requireOnlineSource,
      path: 'clones.requireOnlineSource',
      expected: 'false, because feature 23 asks for an offline source',
    },
    {
      holds: profile.allocation.kind === 'full' && profile.allocation.overcommitLimit !== null,
      path: 'allocation.overcommitLimit',
      expected: 'null, because full allocation never promises more than a pool has',
    },
  ];
}

function member(value: unknown, key: string): unknown {
  // Paths of `contradictions` name members of objects only.
  return (value as Record<string, unknown>)[key];
}

function merge(base: unknown, changes: unknown): unknown {
  if (!isRecord(base) || !isRecord(changes)) return changes;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, change] of Object.entries(changes)) {
    merged[key] = key in base ? merge(base[key], change) : change;
  }
  return merged;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
