/** What MSFT_SMReplicationCapabilities.SupportedReplicationTypes may list, taken apart.
 * @see Windows Storage Management (MsftStrgMan.mof), MSFT_SMReplicationCapabilities; likewise for the maps below */
const typeTable = {
  2: { mode: 'synchronous', kind: 'mirror', locality: 'local' },
  3: { mode: 'asynchronous', kind: 'mirror', locality: 'local' },
  4: { mode: 'synchronous', kind: 'mirror', locality: 'remote' },
  5: { mode: 'asynchronous', kind: 'mirror', locality: 'remote' },
  6: { mode: 'synchronous', kind: 'snapshot', locality: 'local' },
  7: { mode: 'asynchronous', kind: 'snapshot', locality: 'local' },
  8: { mode: 'synchronous', kind: 'snapshot', locality: 'remote' },
  9: { mode: 'asynchronous', kind: 'snapshot', locality: 'remote' },
  10: { mode: 'synchronous', kind: 'clone', locality: 'local' },
  11: { mode: 'asynchronous', kind: 'clone', locality: 'local' },
  12: { mode: 'synchronous', kind: 'clone', locality: 'remote' },
  13: { mode: 'asynchronous', kind: 'clone', locality: 'remote' },
  14: { mode: 'synchronous', kind: 'tokenizedClone', locality: 'local' },
  15: { mode: 'asynchronous', kind: 'tokenizedClone', locality: 'local' },
  16: { mode: 'synchronous', kind: 'tokenizedClone', locality: 'remote' },
  17: { mode: 'asynchronous', kind: 'tokenizedClone', locality: 'remote' },
  18: { mode: 'adaptive', kind: 'mirror', locality: 'local' },
  19: { mode: 'adaptive', kind: 'mirror', locality: 'remote' },
  20: { mode: 'adaptive', kind: 'snapshot', locality: 'local' },
  21: { mode: 'adaptive', kind: 'snapshot', locality: 'remote' },
  22: { mode: 'adaptive', kind: 'clone', locality: 'local' },
  23: { mode: 'adaptive', kind: 'clone', locality: 'remote' },
  24: { mode: 'adaptive', kind: 'tokenizedClone', locality: 'local' },
  25: { mode: 'adaptive', kind: 'tokenizedClone', locality: 'remote' },
} as const satisfies Readonly<Record<number, TypeParts>>;

interface TypeParts {
  readonly mode: 'synchronous' | 'asynchronous' | 'adaptive';
  readonly kind: 'mirror' | 'snapshot' | 'clone' | 'tokenizedClone';
  readonly locality: 'local' | 'remote';
}

type TypeTable = typeof typeTable;

type ReplicationType = keyof TypeTable;
export type ReplicationKind = TypeParts['kind'];
export type Locality = TypeParts['locality'];

type LabelOf<Parts extends TypeParts> =
  `${Capitalize<Parts['mode']>} ${Capitalize<Parts['kind']>} ${Capitalize<Parts['locality']>}`;

/** Replication types by number, in the documents' words: `10` is 'Synchronous Clone Local'. */
export const replicationTypes = Object.freeze(
  Object.fromEntries(
    Object.entries(typeTable).map(([type, { mode, kind, locality }]) => [
      type,
      [mode, kind, locality].map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join(' '),
    ]),
  ),
  // Every row of the table gives one entry, spelled as LabelOf spells it.
) as { readonly [Type in ReplicationType]: LabelOf<TypeTable[Type]> };

/** Whether the documents know the number; vendor-specific ones they leave open. */
export function isReplicationType(type: number): type is ReplicationType {
  return Object.hasOwn(typeTable, type);
}

/** Whether the type copies whole elements array-side; a tokenized clone, driven by the host's tokens, is another kind. */
export function isCloneType(type: number): boolean {
  return kindOf(type) === 'clone';
}

/** Whether the type makes a snapshot. */
export function isSnapshotType(type: number): boolean {
  return kindOf(type) === 'snapshot';
}

/** Whether source and target share a system; undefined for a number that is no replication type (vendors add theirs). */
export function localityOf(type: ReplicationType): Locality;
export function localityOf(type: number): Locality | undefined;
export function localityOf(type: number): Locality | undefined {
  return partsOf(type)?.locality;
}

/** What kind of replica the type makes; undefined as for {@link localityOf}. */
export function kindOf(type: ReplicationType): ReplicationKind;
export function kindOf(type: number): ReplicationKind | undefined;
export function kindOf(type: number): ReplicationKind | undefined {
  return partsOf(type)?.kind;
}

function partsOf(type: number): TypeParts | undefined {
  return isReplicationType(type) ? typeTable[type] : undefined;
}

/** What GetSupportedFeatures may return for a replication type. */
export const replicationFeatures = {
  2: 'Replication groups',
  3: 'Multi-hop element replication',
  4: 'Multi-hop elements must have same SyncType',
  5: 'Multi-hop requires advance notice',
  6: 'Requires full discovery of target ComputerSystem',
  7: 'Service suspends source I/O when necessary',
  8: 'Targets allocated from Any storage pool',
  9: 'Targets allocated from Shared storage pool',
  10: 'Targets allocated from Exclusive storage pool',
  11: 'Targets allocated from Multiple storage pools',
  12: 'Targets require reserved elements',
  13: 'Target is associated to SynchronizationAspect',
  14: 'Source is associated to SynchronizationAspect',
  15: 'Error recovery from Broken state Automatic',
  16: 'Target must remain associated to source',
  17: 'Remote resource requires remote CIMOM',
  18: 'Synchronized clone target detaches automatically',
  19: 'Reverse Roles operation requires Read Only source',
  20: 'Reverse Roles operation requires subsequent resync',
  21: 'Restore operation requires subsequent fracture',
  22: 'Resync operation requires subsequent activate',
  23: 'Copy operation requires offline source',
  24: 'Adjustable CopyPriority',
  25: 'Source requires reserved element',
  26: 'Supports undiscovered resources',
  27: 'Restore operation requires subsequent detach',
  28: 'Target element can be added to collections',
  29: 'Reverse Roles operation requires Synchronized state',
  30: 'Reverse Roles operation requires Fractured state',
  31: 'Reverse Roles operation requires Split state',
  32: 'Reverse Roles operation requires FailedOver state',
  33: 'Reverse Roles operation requires Suspended state',
  34: 'Provider can manage remote source',
  35: 'Provider can manage remote target',
  36: 'Supports temporary ReplicationEntity',
  37: 'Supports persistent ReplicationEntity',
  38: 'ReplicationEntity supports embedded instance',
  39: 'TargetElement shall not be supplied',
  40: 'TargetPool shall not be supplied',
  41: 'TargetGoal shall not be supplied',
  42: 'Provider can create remote elements',
  43: 'Creating remote elements requires TargetPool',
  44: 'Local targets allocated from sources resource pool',
  45: 'Supports SynchronizationAspect',
  46: 'Accepts foreign object paths',
  47: 'Failover operation requires subsequent fracture',
  48: 'Failover operation requires subsequent split',
  49: 'Restore operation requires subsequent resume',
  50: 'GetPeerSystems can return access points',
  51: 'Client can supply target ElementName',
  52: 'Reverse Roles operation does not change CopyState',
  53: 'Failover operation requires subsequent failback',
  54: 'Planned Failover operation requires fractured state',
  55: 'Target element requires resource pool reserved for replication',
} as const;

/** What SupportedSynchronousActions may list. */
export const replicationActions = {
  2: 'CreateElementReplica',
  3: 'CreateGroupReplica',
  4: 'CreateSynchronizationAspect',
  5: 'ModifyReplicaSynchronization',
  6: 'ModifyListSynchronization',
  7: 'ModifySettingsDefineState',
  8: 'GetAvailableTargetElements',
  9: 'GetPeerSystems',
  10: 'GetReplicationRelationships',
  11: 'GetServiceAccessPoints',
  12: 'CreateGroup',
  13: 'DeleteGroup',
  14: 'AddMembers',
  15: 'RemoveMembers',
  16: 'AddReplicationEntity',
  17: 'AddServiceAccessPoint',
  18: 'AddSharedSecret',
  19: 'CreateListReplica',
  20: 'CreateGroupReplicaFromElements',
  21: 'GetReplicationRelationshipInstances',
  22: 'ModifyListSettingsDefineState',
  23: 'CreateRemoteReplicationCollection',
  24: 'AddToRemoteReplicationCollection',
  25: 'RemoveFromRemoteReplicationCollection',
  26: 'GetSynchronizationAspects',
  27: 'GetSynchronizationAspectInstances',
  28: 'CreateGroupReplicaFromElementSynchronizations',
  29: 'AddElementsToGroupSynchronized',
  30: 'ConfirmTargetData',
  31: 'CreateListSynchronizationAspect',
} as const;

/** Whether SupportedAsynchronousActions may list the action: it knows all but 12 to 18. */
export function isAsynchronousAction(action: number): boolean {
  return Object.hasOwn(replicationActions, action) && (action < 12 || action > 18);
}

/** MSFT_SMStorageVolume.Usage in the documents' words. */
export const volumeUsages = {
  1: 'Other',
  2: 'Unrestricted',
  3: 'Reserved for ComputerSystem (the block server)',
  4: 'Reserved by Replication Services',
  5: 'Reserved by Migration Services',
  6: 'Local Replica Source',
  7: 'Remote Replica Source',
  8: 'Local Replica Target',
  9: 'Remote Replica Target',
  10: 'Local Replica Source or Target',
  11: 'Remote Replica Source or Target',
  12: 'Delta Replica Target',
  13: 'Element Component',
  14: 'Reserved as Pool Contributor',
  15: 'Composite Volume Member',
  16: 'Composite LogicalDisk Member',
  17: 'Reserved for Sparing',
} as const;

type VolumeUsage = keyof typeof volumeUsages;

/** The numbers of {@link volumeUsages} by name. */
export const volumeUsage = {
  other: 1,
  unrestricted: 2,
  reservedForComputerSystem: 3,
  reservedByReplicationServices: 4,
  reservedByMigrationServices: 5,
  localReplicaSource: 6,
  remoteReplicaSource: 7,
  localReplicaTarget: 8,
  remoteReplicaTarget: 9,
  localReplicaSourceOrTarget: 10,
  remoteReplicaSourceOrTarget: 11,
  deltaReplicaTarget: 12,
  elementComponent: 13,
  reservedAsPoolContributor: 14,
  compositeVolumeMember: 15,
  compositeLogicalDiskMember: 16,
  reservedForSparing: 17,
} as const satisfies Readonly<Record<string, VolumeUsage>>;

/** MSFT_SMPool.Usage in the documents' words. */
export const poolUsages = {
  1: 'Other',
  2: 'Unrestricted',
  3: 'Reserved for ComputerSystem (the block server)',
  4: 'Reserved as a Delta Replica Container',
  5: 'Reserved for Migration Services',
  6: 'Reserved for Local Replication Services',
  7: 'Reserved for Remote Replication Services',
  8: 'Reserved for Sparing',
} as const;

type PoolUsage = keyof typeof poolUsages;

/** The numbers of {@link poolUsages} by name. */
export const poolUsage = {
  other: 1,
  unrestricted: 2,
  reservedForComputerSystem: 3,
  reservedAsDeltaReplicaContainer: 4,
  reservedForMigrationServices: 5,
  reservedForLocalReplicationServices: 6,
  reservedForRemoteReplicationServices: 7,
  reservedForSparing: 8,
} as const satisfies Readonly<Record<string, PoolUsage>>;

/** MSFT_SMSynchronizedBase.SyncType. */
export const syncType = { mirror: 6, snapshot: 7, clone: 8 } as const;

/** MSFT_SMSynchronizedBase.Mode. */
export const mirrorMode = { synchronous: 2, asynchronous: 3 } as const;

/** MSFT_SMSynchronizedBase.CopyType: how a target follows its source, and whether it stays associated with it. */
export const copyType = { async: 2, sync: 3, unSyncAssoc: 4, unSyncUnAssoc: 5 } as const;
