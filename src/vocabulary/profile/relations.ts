import { type Abilities, feature } from './capabilities.js';
import type { Profile } from './profile.js';

interface Part {
  readonly clones: Pick<Profile['clones'], 'targetUsable'>;
  readonly jobs: Pick<Profile['jobs'], 'killLeavesResidue'>;
  readonly snapshots: Pick<Profile['snapshots'], 'writable'>;
}
type Able = Pick<Abilities, 'copies' | 'has'>;

/** The values of CopyState that relations of clones show, of those that the lifecycle has: what the array, as it is, comes to. The
 * documents name no state that an array has to tell.
 * @see CIM_ReplicationServiceCapabilities.GetSupportedCopyStates
 */
export function copyStatesOf(profile: Part, abilities: Able): readonly number[] {
  // What the array itself detaches is gone once it is complete.
  const stays = !abilities.has.detachesAutomatically;
  return statesOf(profile, abilities, { stays, skews: stays });
}

/** The same of relations of snapshots, which last as long as those: no service detaches one. */
export function snapshotStatesOf(profile: Part, abilities: Able): readonly number[] {
  return statesOf(profile, abilities, { stays: true, skews: profile.snapshots.writable });
}

function statesOf(
  { clones, jobs }: Part,
  { copies }: Able,
  { stays, skews }: { readonly stays: boolean; readonly skews: boolean },
): readonly number[] {
  if (copies === 'never') return [];
  const byJob = copies !== 'withinCall';
  // Hosts that may use a target find it Synchronized, however much was copied.
  const usable = byJob && clones.targetUsable === 'atAcceptance';
  const underWay = byJob && !usable;
  const shown: readonly (readonly [copyState: number, shown: boolean])[] = [
    [copyState.initialized, underWay],
    [copyState.unsynchronized, underWay],
    [copyState.synchronized, stays || usable],
    [copyState.broken, stays || byJob],
    [copyState.suspended, underWay],
    [copyState.aborted, usable || (byJob && jobs.killLeavesResidue)],
    [copyState.skewed, skews],
  ];
  return shown.filter(([, isShown]) => isShown).map(([state]) => state);
}

/** The features of snapshot types: those of all replicas that the array makes, but for groups (2) and what is said of clones alone (18), and that a
 * snapshot remains with its source (16) and is always a new volume (39).
 */
export function snapshotFeaturesOf(features: readonly number[]): readonly number[] {
  const { groups, mustRemainAssociated, detachesAutomatically, targetElementForbidden } = feature;
  const own: readonly number[] = [mustRemainAssociated, targetElementForbidden];
  const others = features.filter((number) => ![groups, detachesAutomatically, ...own].includes(number));
  return [...others, ...own].sort((one, other) => one - other);
}

/** What can be done to relations of clones: a copy by a job is aborted, and a relation is ended.
 * @see CIM_ReplicationServiceCapabilities.GetSupportedOperations
 */
export function operationsOf(profile: Part, abilities: Able): readonly number[] {
  if (copyStatesOf(profile, abilities).length === 0) return [];
  const aborts = abilities.copies === 'withinCall' ? [] : [abort];
  return abilities.has.mustRemainAssociated ? aborts : [...aborts, detach, dissolve];
}

const copyState = {
  initialized: 2,
  unsynchronized: 3,
  synchronized: 4,
  broken: 5,
  suspended: 9,
  aborted: 12,
  skewed: 13,
} as const;

/** Values of SupportedOperations. */
const abort = 2;
const detach = 8;
const dissolve = 9;
