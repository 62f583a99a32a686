import { kindOf, type Locality, localityOf } from '../replication.js';
import type { Version } from '../versions.js';
import { atLeast } from '../versions.js';
import { mirrorModesOf } from './mirrors.js';

/** What a system says that it can do: MSFT_SMSystemCapabilities' switches and limit, and (from 2016)
 * MSFT_SMReplicationCapabilities.
 */
export interface Capabilities {
  /** ReplicationSupportedTypeCloneLocal. */
  readonly cloneLocal: boolean;
  /** ReplicationSupportedTypeCloneRemote. */
  readonly cloneRemote: boolean;
  /** MaximumReplicasPerSourceClone. */
  readonly maximumReplicasPerSource: number;
  /** MaximumReplicasPerSourceSnapshot. */
  readonly maximumSnapshotsPerSource: number;
  /** SupportedReplicationTypes, by the documents' numbers. */
  readonly replicationTypes: readonly number[];
  /** The features of the types whose replicas it makes, as GetSupportedFeatures numbers them. */
  readonly features: readonly number[];
  /** SupportedSynchronousActions. */
  readonly synchronousActions: readonly number[];
  /** SupportedAsynchronousActions. */
  readonly asynchronousActions: readonly number[];
  /** StorageConfigSupportsStorageVolumeCreation. */
  readonly createsVolumes: boolean;
  /** StorageConfigSupportsStorageVolumeDeletion. */
  readonly deletesVolumes: boolean;
  /** StorageConfigSupportsStorageVolumeModification. */
  readonly modifiesVolumes: boolean;
  /** StorageConfigSupportsStorageVolumeCapacityExpansion. */
  readonly expandsVolumes: boolean;
  /** StorageConfigSupportsStorageVolumeCapacityReduction. */
  readonly reducesVolumes: boolean;
  /** StorageConfigSupportsPoolDeletion. */
  readonly deletesPools: boolean;
  /** StorageConfigSupportsPoolCreation. */
  readonly createsPools: boolean;
  /** StorageConfigSupportsPoolCapacityExpansion. */
  readonly expandsPools: boolean;
}

/** The action that makes clones. @see MSFT_SMReplicationCapabilities.SupportedAsynchronousActions, value 2 */
export const createElementReplica = 2;

/** The action that changes relations. */
const modifyReplicaSynchronization = 5;

/** The features that decide what calls are answered. @see MSFT_SMReplicationCapabilities.GetSupportedFeatures */
export const feature = {
  groups: 2,
  anyPool: 8,
  mustRemainAssociated: 16,
  detachesAutomatically: 18,
  requiresOfflineSource: 23,
  targetElementForbidden: 39,
  targetPoolForbidden: 40,
  createsRemote: 42,
  remoteRequiresTargetPool: 43,
  targetInSourcePool: 44,
  acceptsElementName: 51,
  reservedPool: 55,
} as const;

/** The kinds of replicas that methods make. */
export type ReplicaKind = 'clone' | 'snapshot' | 'mirror';

/** Where the system makes replicas of a kind. */
interface Offer {
  /** Whether its switches say that it makes any at all; every version has those. */
  readonly any: boolean;
  /** See {@link offersLocality}. */
  readonly local: boolean;
  readonly remote: boolean;
}

/** Whether a replica of that kind and locality is among what the capabilities report in this version. Before 2016 there are no
 * replication types to ask for, and the switches answer, which for other kinds than clones say the same.
 */
export function offersLocality(
  capabilities: Capabilities,
  kind: ReplicaKind,
  locality: Locality,
  version: Version,
): boolean {
  if (kind === 'clone' && !atLeast(version, '2016'))
    return locality === 'local' ? capabilities.cloneLocal : capabilities.cloneRemote;
  for (const type of capabilities.replicationTypes) {
    if (kindOf(type) === kind && localityOf(type) === locality) return true;
  }
  return false;
}

function offerOf(capabilities: Capabilities, kind: ReplicaKind, version: Version): Offer {
  const local = offersLocality(capabilities, kind, 'local', version);
  const remote = offersLocality(capabilities, kind, 'remote', version);
  const any = kind === 'clone' ? capabilities.cloneLocal || capabilities.cloneRemote : local || remote;
  return { any, local, remote };
}

export function hasFeature(capabilities: Capabilities, number: number): boolean {
  return capabilities.features.includes(number);
}

/** What capabilities come down to for a call: read off once when they change, because every call asks. */
export interface Abilities {
  readonly offers: { readonly [Kind in ReplicaKind]: Offer };
  /** Whether and how CreateElementReplica is done: within the call, by a job, as the source's size says, or not at all. */
  readonly copies: 'withinCall' | 'byJob' | 'bySize' | 'never';
  /** The values of Mode in which mirrors are made; none before 2016. */
  readonly mirrorModes: readonly number[];
  /** Whether what copies between both sides of a relation is done by a job. */
  readonly modifiesByJob: boolean;
  readonly has: { readonly [Name in keyof typeof feature]: boolean };
}

export function abilitiesOf(capabilities: Capabilities, version: Version): Abilities {
  const withinCall = capabilities.synchronousActions.includes(createElementReplica);
  const byJob = capabilities.asynchronousActions.includes(createElementReplica);
  const has = Object.entries(feature).map(([name, number]) => [name, hasFeature(capabilities, number)] as const);
  return {
    offers: {
      clone: offerOf(capabilities, 'clone', version),
      snapshot: offerOf(capabilities, 'snapshot', version),
      mirror: offerOf(capabilities, 'mirror', version),
    },
    copies: withinCall ? (byJob ? 'bySize' : 'withinCall') : byJob ? 'byJob' : 'never',
    mirrorModes: atLeast(version, '2016') ? mirrorModesOf(capabilities) : [],
    modifiesByJob: capabilities.asynchronousActions.includes(modifyReplicaSynchronization),
    // One entry a feature, from the table of features.
    has: Object.fromEntries(has) as Abilities['has'],
  };
}
