import type { Advertised } from '../../conformance/subject/advertised.js';
import type { AdvertisedType } from '../../conformance/subject/advertisedDocs.js';
import type { MethodName } from '../../vocabulary/methods/index.js';
import { createElementReplica, feature } from '../../vocabulary/profile/capabilities.js';
import { isCloneType, localityOf } from '../../vocabulary/replication.js';
import { atLeast, type Version } from '../../vocabulary/versions.js';
import { booleanOf, needed, numberOf, numbersOf, type Told, textOf } from './properties.js';
import type { RemoteReader } from './reader.js';
import { RemoteError } from './remoteError.js';

/** What a provider says that it can do. */
interface Discovered {
  readonly version: Version;
  /** MSFT_SMSystemCapabilities. */
  readonly system: Told;
  /** MSFT_SMReplicationCapabilities; null before 2016. */
  readonly replication: Told | null;
}

/** The release that a provider answers as: by the classes that it knows.
 * @see Windows Storage Management (MsftStrgMan.mof), MSFT_SMReplicationCapabilities and MSFT_SMJobToStorageVolume, "Minimum
 * supported server"
 */
export async function releaseOf(reader: RemoteReader): Promise<Version> {
  if ((await reader.all('MSFT_SMReplicationCapabilities')) !== null) return '2016';
  return (await reader.all('MSFT_SMJobToStorageVolume')) === null ? '2012' : '2012R2';
}

/** @throws RemoteError where it tells nothing, or of several systems */
export async function discover(reader: RemoteReader, version: Version): Promise<Discovered> {
  const [system, replication] = await Promise.all([
    reader.allOf('MSFT_SMSystemCapabilities').then((all) => single('MSFT_SMSystemCapabilities', all)),
    atLeast(version, '2016')
      ? reader.allOf('MSFT_SMReplicationCapabilities').then((all) => all[0] ?? null)
      : Promise.resolve(null),
  ]);
  return { version, system, replication };
}

function single(className: string, all: readonly Told[]): Told {
  const [first, ...others] = all;
  if (first === undefined) throw new RemoteError(`the provider has no ${className}: it manages no system`);
  if (others.length > 0)
    throw new RemoteError(`the provider has ${all.length} ${className}: one system can be judged at a time`);
  return first;
}

/** The ObjectId of the capabilities that methods are called on. */
export function capabilitiesId({ replication }: Discovered): string | null {
  return replication === null ? null : needed(replication, 'ObjectId', textOf);
}

export function typesOf({ replication }: Discovered): readonly number[] {
  return replication === null ? [] : (numbersOf(replication, 'SupportedReplicationTypes') ?? []);
}

/** What the user allows, and knows. */
interface Allowed {
  readonly mayDelete: boolean;
  readonly jobsEndWithinMs: number;
}

/** What a provider advertises: what it tells, and nothing that would have to be guessed.
 * @param features of each of its replication types; null where it does not tell them
 */
export function advertisedOf(
  discovered: Discovered,
  features: readonly AdvertisedType[] | null,
  { mayDelete, jobsEndWithinMs }: Allowed,
): Advertised {
  const { version, system } = discovered;
  const [local, remote] = clonesOf(discovered);
  const deletesVolumes = booleanOf(system, 'StorageConfigSupportsStorageVolumeDeletion');
  const has = abilitiesOf(features);
  const methods: MethodName[] = ['CreateClone'];
  if (mayDelete) methods.push('StorageVolume.Delete');
  if (features !== null && features.length > 0) methods.push('GetSupportedFeatures');
  return {
    version,
    // It is as it is: nobody can set up another one through these classes.
    tiers: ['roomy'],
    methods,
    ...(mayDelete && {
      deletes: {
        volumes: deletesVolumes ?? true,
        pools: false,
        by: 'unknown',
        associated: isNot(has(feature.mustRemainAssociated)),
        exposed: true,
      },
    }),
    ...(features !== null && { replication: [...features] }),
    clones: {
      local,
      remote,
      copies: copiesOf(discovered),
      synchronousUpTo: 0,
      targetUsable: 'unknown',
      ofSnapshots: null,
      source: has(feature.requiresOfflineSource) === true ? 'offline' : 'unknown',
      detaches: has(feature.detachesAutomatically) === true ? true : null,
    },
    targetPool: {
      given: has(feature.targetPoolForbidden) === true ? 'forbidden' : 'unknown',
      ofSourceOnly: has(feature.targetInSourcePool),
      reserved: has(feature.reservedPool),
    },
    names: { longest: null, unique: null, given: namesOf(has(feature.acceptsElementName)) },
    allocation: { kind: 'unknown', extent: 1, overcommitLimit: null },
    limits: {
      replicasPerSource: numberOf(system, 'MaximumReplicasPerSourceClone'),
      volumes: null,
      synchronizations: null,
      runningJobs: null,
      queuedJobs: null,
    },
    time: { virtual: false, callsPass: false, jobsEndWithinMs, finishedJobsStayMs: null },
    deniedIdentities: { caller: null, account: null },
    actions: [],
    jobControls: [],
    faults: [],
    deduplicates: false,
    leaves: { afterFailedCall: false, afterFailedJob: false },
    forgetsJobs: false,
    // Where a clone goes that names no pool is nowhere told.
    declares: { poolNotGiven: 'any' },
  };
}

/** Whether there are clones within the system and to another: the switches say so, and from 2016 on the types do, too. */
function clonesOf({ system, replication }: Discovered): readonly [local: boolean, remote: boolean] {
  const types = replication === null ? null : numbersOf(replication, 'SupportedReplicationTypes');
  const offers = (name: string, locality: string): boolean => {
    const told = booleanOf(system, name);
    if (told === null && types === null)
      throw new RemoteError(`MSFT_SMSystemCapabilities does not tell ${name}: whether there are clones is not known`);
    return told !== false && (types?.some((type) => isCloneType(type) && localityOf(type) === locality) ?? true);
  };
  return [
    offers('ReplicationSupportedTypeCloneLocal', 'local'),
    offers('ReplicationSupportedTypeCloneRemote', 'remote'),
  ];
}

function copiesOf({ replication }: Discovered): Advertised['clones']['copies'] {
  if (replication === null) return 'unknown';
  const lists = (name: string) => (numbersOf(replication, name) ?? []).includes(createElementReplica);
  const [atOnce, byJob] = [lists('SupportedSynchronousActions'), lists('SupportedAsynchronousActions')];
  // Where both are listed, up to which size is not told.
  return atOnce === byJob ? 'unknown' : atOnce ? 'withinCall' : 'byJob';
}

function namesOf(taken: boolean | null): Advertised['names']['given'] {
  return taken === null ? 'unknown' : taken ? 'byClient' : 'byRename';
}

/** Whether clones have a feature: all types of clones, or none; null where that differs or is not told. */
function abilitiesOf(features: readonly AdvertisedType[] | null): (number: number) => boolean | null {
  const clones = (features ?? []).filter(({ type }) => isCloneType(type));
  return (number) => {
    const having = clones.filter((one) => one.features.includes(number)).length;
    if (clones.length === 0 || (having > 0 && having < clones.length)) return null;
    return having > 0;
  };
}

function isNot(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}
