import { type RelationOperation, relationOperations } from '../relationOperations.js';
import { isReplicationType, replicationTypes, syncType } from '../replication.js';

// What an array says of its mirrors, and does: by the same profile as of its clones.

/** Mode of CreateReplica by the mirrors that are made within the system. */
const modesByType: Readonly<Record<number, number>> = { 2: 2, 3: 3, 18: 4 };

/** The modes in which the system makes mirrors of its own volumes. */
export function mirrorModesOf({
  replicationTypes: types,
}: {
  readonly replicationTypes: readonly number[];
}): readonly number[] {
  return types.flatMap((type) => modesByType[type] ?? []);
}

/** Whether the type is a mirror within the system; the peer's are not modelled. */
export function isMirrorType(type: number): boolean {
  return modesByType[type] !== undefined;
}

/** The features of mirrors: of those that the profile says of clones the ones about where targets come from and what they are called. */
export function mirrorFeaturesOf({ features }: { readonly features: readonly number[] }): readonly number[] {
  return features.filter((feature) => aboutTargets.has(feature));
}

const aboutTargets: ReadonlySet<number> = new Set([8, 9, 23, 39, 40, 44, 51, 55]);

/** The values of CopyState that mirrors come to; 2 and 3 only where jobs copy.
 * @see CIM_Synchronized.CopyState
 */
export const mirrorCopyStates: readonly number[] = [2, 3, 4, 5, 6, 7, 8, 9, 11, 12];

const always = [
  'Abort',
  'Activate',
  'Deactivate',
  'Detach',
  'Dissolve',
  'Fracture',
  'ResyncReplica',
  'RestoreFromReplica',
  'Resume',
  'ReverseRoles',
  'Split',
  'Suspend',
  'Unprepare',
] as const satisfies readonly RelationOperation[];

/** What can be done to mirrors: what their life knows within one system. What a mode can be reset to is made as such, too. */
export function mirrorOperationsOf(modes: readonly number[]): readonly number[] {
  const resets: readonly (readonly [RelationOperation, number])[] = [
    ['ResetToSync', 2],
    ['ResetToAsync', 3],
  ];
  const offered: readonly RelationOperation[] = [
    ...always,
    ...resets.flatMap(([operation, mode]) => (modes.includes(mode) ? [operation] : [])),
  ];
  return Object.entries(relationOperations).flatMap(([number, operation]) =>
    offered.includes(operation) ? [Number(number)] : [],
  );
}

/** What CreateReplica is asked for. */
export interface ReplicaWanted {
  readonly syncType: number;
  /** Null where the array may choose. */
  readonly mode: number | null;
  readonly locality: 'local' | 'remote';
}

const kinds: Readonly<Record<number, string>> = {
  [syncType.mirror]: 'Mirror',
  [syncType.snapshot]: 'Snapshot',
  [syncType.clone]: 'Clone',
};
const modes: Readonly<Record<number, string>> = { 2: 'Synchronous', 3: 'Asynchronous', 4: 'Adaptive' };

/** The mode of the first type that is what is wanted; undefined where none is. */
export function modeOffered(
  types: readonly number[],
  { syncType: kind, mode, locality }: ReplicaWanted,
): number | undefined {
  const choices = mode === null ? [2, 3, 4] : [mode];
  const place = locality === 'local' ? 'Local' : 'Remote';
  for (const type of types) {
    const label = isReplicationType(type) ? replicationTypes[type] : undefined;
    const found = choices.find((one) => label === `${modes[one]} ${kinds[kind]} ${place}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
