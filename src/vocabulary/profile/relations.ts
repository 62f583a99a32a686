import type { Abilities } from './capabilities.js';
import type { Profile } from './profile.js';

interface Part {
  readonly clones: Pick<Profile['clones'], 'targetUsable'>;
  readonly jobs: Pick<Profile['jobs'], 'killLeavesResidue'>;
}
type Able = Pick<Abilities, 'copies' | 'has'>;

/** The values of CopyState that relations of clones show, of those that the lifecycle has: what the array, as it is, comes to. The
 * documents name no state that an array has to tell.
 * @see CIM_ReplicationServiceCapabilities.GetSupportedCopyStates
 */
export function copyStatesOf({ clones, jobs }: Part, { copies, has }: Able): readonly number[] {
  if (copies === 'never') return [];
  const byJob = copies !== 'withinCall';
  // Hosts that may use a target find it Synchronized, however much was copied.
  const usable = byJob && clones.targetUsable === 'atAcceptance';
  const underWay = byJob && !usable;
  // What the array itself detaches is gone once it is complete.
  const stays = !has.detachesAutomatically;
  const shown: readonly (readonly [copyState: number, shown: boolean])[] = [
    [copyState.initialized, underWay],
    [copyState.unsynchronized, underWay],
    [copyState.synchronized, stays || usable],
    [copyState.broken, stays || byJob],
    [copyState.suspended, underWay],
    [copyState.aborted, usable || (byJob && jobs.killLeavesResidue)],
    [copyState.skewed, stays],
  ];
  return shown.filter(([, isShown]) => isShown).map(([state]) => state);
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
