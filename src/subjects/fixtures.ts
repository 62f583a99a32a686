import type { Tier } from '../conformance/subject/tier.js';
import type { ArrayOptions } from '../engine/options.js';
import { createElementReplica, feature, hasFeature } from '../vocabulary/profile/capabilities.js';
import type { CheckedProfile } from '../vocabulary/profile/choice.js';
import type { Profile, ProfileDraft } from '../vocabulary/profile/profile.js';
import { type Blocks, parseSize, roundUpTo, toBytes } from '../vocabulary/units/sizes.js';

/** What a tier has and no profile has: small limits, and limits that are given. */
export type LimitsChange = Partial<ProfileDraft['limits']> & { readonly maximumReplicasPerSource?: number };

/** How many snapshots a source may have in the tier of small limits. */
const fewSnapshots = 2;

/** Who calls where a call does not say. */
export const usualCaller = 'client';

/** A caller who may not manage storage, and an account that the provider refuses: the same in every fixture. */
export const deniedIdentities = {
  caller: 'visitor',
  account: { username: 'outsider', password: 'outsider' },
} as const;

/** The account that the storage service has configured. */
export const service = { username: 'service', password: 'service' } as const;

/** The volumes of every fixture. They are written in part, so that thin and instant allocation have something to tell;
 * the second is no whole number of extents in most profiles, the third promises much more than it takes, and the snapshot is exposed
 * to hosts.
 */
const usualVolumes = [
  { name: 'alpha', pool: 'gold', size: '4 MiB', written: '4 MiB' },
  { name: 'bravo', pool: 'gold', size: '10.5 MiB', written: '5 MiB' },
  { name: 'charlie', pool: 'gold', size: '64 MiB', written: '3 MiB' },
  { name: 'snap', pool: 'gold', size: '24 MiB', written: '24 MiB', snapshot: true, exposed: true },
] as const;

/** The disk drives of every fixture: no pool has any yet. */
const usualDrives = [
  { name: 'disk1' },
  { name: 'disk2' },
  { name: 'disk3' },
  { name: 'disk4' },
  { name: 'spare', spare: true },
] as const;

/** What an array of that profile is made from, so that it is what the tier describes. */
export function fixture(profile: Profile, tier: Tier): ArrayOptions {
  const factor = tier === 'doubled' ? 2 : 1;
  // The profile's extents are twice as large by now.
  const volumes = usualVolumes.map(({ size, written, ...volume }) => ({
    ...volume,
    size: times(size, factor),
    written: times(written, factor),
  }));
  const [smallest] = volumes;
  const used = volumes.reduce((sum, volume) => sum + taken(volume, profile), 0);
  const left =
    smallest !== undefined && (tier === 'tight' || tier === 'doubled')
      ? 2 * taken(smallest, profile)
      : 10 * volumes.reduce((sum, { size }) => sum + taken({ size, written: size }, profile), 0);
  const reserved = hasFeature(profile.capabilities, feature.reservedPool);
  const bytes = (count: number) => toBytes(count as Blocks); // sums of whole blocks
  return {
    profile,
    trace: false,
    pools: [
      { name: 'gold', size: bytes(used + left) },
      {
        name: 'silver',
        size: times('512 MiB', factor),
        madeOf: 'raw',
        ...(reserved && { usage: 'reservedForLocalReplicationServices' }),
      },
      { name: 'raw', size: times('1 GiB', factor), primordial: true },
      // Clones to the peer system are all that some arrays make: there the peer's pool is the tight one.
      {
        name: 'far',
        size: bytes(left),
        system: 'peer',
        ...(reserved && { usage: 'reservedForRemoteReplicationServices' }),
      },
      { name: 'shelf', primordial: true },
    ],
    drives: usualDrives.map((drive) => ({ ...drive, pool: 'shelf', size: times('64 MiB', factor) })),
    volumes,
    accounts: [
      { name: service.username, password: service.password },
      { name: deniedIdentities.account.username, password: deniedIdentities.account.password, deniedNamespace: true },
    ],
    credential: service,
  };
}

/** The profile with the limits of a tier, and none that is higher than its own. */
export function profileFor(profile: CheckedProfile, tier: Tier, given: LimitsChange = {}): CheckedProfile {
  const small = tier === 'limits' ? smallLimits : {};
  const { maximumReplicasPerSource: replicas, ...limits } = { ...small, ...given };
  return profile.with((draft) => {
    if (tier === 'doubled') {
      draft.extentSize = times(draft.extentSize, 2);
      draft.clones.synchronousUpTo = times(draft.clones.synchronousUpTo, 2);
    }
    for (const [name, most] of Object.entries(limits)) {
      // The names of limits, by the type of both.
      const key = name as keyof ProfileDraft['limits'];
      draft.limits[key] = key in given ? most : Math.min(draft.limits[key], most);
    }
    if (tier === 'limits')
      draft.capabilities.maximumSnapshotsPerSource = Math.min(
        draft.capabilities.maximumSnapshotsPerSource,
        fewSnapshots,
      );
    if (replicas === undefined || !makesClones(profile)) return;
    const own = draft.capabilities.maximumReplicasPerSource;
    draft.capabilities.maximumReplicasPerSource =
      given.maximumReplicasPerSource === undefined ? Math.min(own, replicas) : replicas;
  });
}

const smallLimits = {
  maximumReplicasPerSource: 3,
  volumes: usualVolumes.length + 8,
  runningJobs: 2,
  queuedJobs: 2,
} as const satisfies LimitsChange;

/** Whether CreateElementReplica makes clones: elsewhere it makes snapshots, or nothing. */
export function makesClones({ capabilities }: Profile): boolean {
  const { cloneLocal, cloneRemote, synchronousActions, asynchronousActions } = capabilities;
  const actions = [...synchronousActions, ...asynchronousActions];
  return (cloneLocal || cloneRemote) && actions.includes(createElementReplica);
}

/** Size of the largest volume: what the longest copy has to copy. */
export const largestVolume = Math.max(...usualVolumes.map(({ size }) => parseSize(size, 'size')));

/** Blocks that a volume takes, and so does a full or thin clone of it. */
function taken(volume: { readonly size: Size; readonly written: Size }, profile: Profile): Blocks {
  const size = parseSize(profile.allocation.kind === 'full' ? volume.size : volume.written, 'size');
  return roundUpTo(size, parseSize(profile.extentSize, 'extentSize'));
}

type Size = string | number | bigint;

/** A size times a factor, in bytes. */
function times(size: Size, factor: number): bigint {
  return toBytes(parseSize(size, 'size')) * BigInt(factor);
}
