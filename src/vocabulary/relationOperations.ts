/** What MSFT_SMStorageVolume.SetReplicationRelationship may be asked for, as GetSupportedOperations numbers it. 24 has no label in the
 * documents.
 * @see CIM_ReplicationService.ModifyReplicaSynchronization, Operation, whose words say what each does
 */
export const relationOperations = {
  2: 'Abort',
  3: 'ActivateConsistency',
  4: 'Activate',
  5: 'AddSyncPair',
  6: 'DeactivateConsistency',
  7: 'Deactivate',
  8: 'Detach',
  9: 'Dissolve',
  10: 'Failover',
  11: 'Failback',
  12: 'Fracture',
  13: 'RemoveSyncPair',
  14: 'ResyncReplica',
  15: 'RestoreFromReplica',
  16: 'Resume',
  17: 'ResetToSync',
  18: 'ResetToAsync',
  19: 'ReturnToResourcePool',
  20: 'ReverseRoles',
  21: 'Split',
  22: 'Suspend',
  23: 'Unprepare',
} as const;

export type RelationOperation = (typeof relationOperations)[keyof typeof relationOperations];

/** The last number that the documents name, with a label or without. */
export const lastOperation = 24;

/** @returns undefined for a number without a label */
export function operationNamed(operation: number): RelationOperation | undefined {
  const labels: Readonly<Record<number, RelationOperation>> = relationOperations;
  return labels[operation];
}

export function numberOfOperation(operation: RelationOperation): number {
  return Number(Object.entries(relationOperations).find(([, label]) => label === operation)?.[0]);
}
