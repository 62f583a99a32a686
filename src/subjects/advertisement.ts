import { actionNames, jobControlNames, troubleNames } from '../conformance/subject/action.js';
import type { Advertised } from '../conformance/subject/advertised.js';
import { usualCodes } from '../conformance/subject/declared.js';
import { tiers } from '../conformance/subject/tier.js';
import { effectClasses } from '../faults/effect.js';
import type { Configuration } from '../store/configuration.js';
import type { Settings } from '../store/settings.js';
import { factsOf, methodNames } from '../vocabulary/methods/index.js';
import { type Abilities, abilitiesOf, type Capabilities } from '../vocabulary/profile/capabilities.js';
import { isMirrorType, mirrorCopyStates, mirrorFeaturesOf, mirrorOperationsOf } from '../vocabulary/profile/mirrors.js';
import { copyStatesOf, operationsOf, snapshotFeaturesOf, snapshotStatesOf } from '../vocabulary/profile/relations.js';
import { isCloneType, isSnapshotType } from '../vocabulary/replication.js';
import { type Blocks, blockSize } from '../vocabulary/units/sizes.js';
import { atLeast, isWithin, type Version } from '../vocabulary/versions.js';
import { advertisedChanges } from './advertisedChanges.js';
import { deniedIdentities, largestVolume } from './fixtures.js';

/** What an array says of itself, read off its profile and its settings as they are now. */
export function advertisement(configuration: Configuration, settings: Settings): Advertised {
  const { profile, version } = configuration;
  const { service, provider } = profile;
  const capabilities = settings.reported ?? settings.capabilities;
  const abilities = abilitiesOf(capabilities, version);
  const { volumes, synchronizations, runningJobs, queuedJobs } = settings.limits;
  const hasJobs =
    abilities.copies === 'byJob' ||
    abilities.copies === 'bySize' ||
    waitingWork(configuration).some(({ by }) => by === 'job');
  return {
    version,
    tiers: [...tiers],
    methods: methodNames.filter((method) => isWithin(version, factsOf(method))),
    creates: createsOf(configuration, capabilities),
    deletes: {
      volumes: capabilities.deletesVolumes,
      pools: capabilities.deletesPools,
      by: configuration.deletion.by,
      associated: !abilities.has.mustRemainAssociated,
      exposed: true,
    },
    poolCreation: {
      creates: capabilities.createsPools,
      expands: capabilities.expandsPools,
      ofDrives: profile.poolCreation.ofDrives,
      thin: configuration.allocation !== 'full',
      by: configuration.poolCreation.by,
      sizes: 'drives',
    },
    ...advertisedChanges(configuration, capabilities),
    sizes: {
      listed: isAvailable(provider.methods.GetSupportedSizes),
      range: isAvailable(provider.methods.GetSupportedSizeRange),
    },
    discovery: {
      by: configuration.discovery.by,
      host: provider.host,
      hostType: 'smis-cimxml',
      interopNamespace: 'interop',
      oneAtATime: true,
    },
    diagnoses: provider.diagnoses,
    // Before 2016 nothing tells of them.
    ...(atLeast(version, '2016') && { replication: replicationOf(capabilities, configuration, abilities) }),
    clones: clonesOf(configuration, abilities),
    snapshots: snapshotsOf(configuration, settings, abilities),
    targetPool: {
      given: givenPool(configuration, abilities),
      ofSourceOnly: abilities.has.targetInSourcePool,
      reserved: abilities.has.reservedPool,
    },
    names: {
      longest: profile.clones.maximumNameLength,
      unique: profile.clones.uniqueNames,
      given: abilities.has.acceptsElementName ? 'byClient' : 'byRename',
    },
    allocation: {
      kind: configuration.allocation,
      extent: bytes(configuration.extentSize),
      overcommitLimit: profile.allocation.overcommitLimit,
    },
    limits: {
      replicasPerSource: capabilities.maximumReplicasPerSource,
      volumes,
      synchronizations,
      runningJobs,
      queuedJobs,
    },
    time: {
      virtual: true,
      callsPass:
        configuration.hasLatency ||
        takesWithinCall(configuration.discovery) ||
        abilities.copies === 'withinCall' ||
        abilities.copies === 'bySize',
      jobsEndWithinMs: longestJob(configuration, runningJobs + queuedJobs),
      finishedJobsStayMs: configuration.removedAfterMs,
    },
    deniedIdentities: {
      caller: deniedIdentities.caller,
      account: provider.authentication === 'required' ? deniedIdentities.account : null,
    },
    actions: actionNames.filter((name) =>
      name === 'control' || name === 'load' ? hasJobs : name !== 'setLink' || abilities.offers.clone.remote,
    ),
    jobControls: hasJobs ? [...jobControlNames] : [],
    troubles: troubleNames.filter((name) => !isUnfelt(name, provider)),
    faults: [...effectClasses],
    deduplicates: provider.deduplicates,
    leaves: {
      afterFailedCall: service.afterFailure === 'leaves',
      afterFailedJob: profile.jobs.leavesResidue,
      afterKilledJob: profile.jobs.killLeavesResidue,
      usableTargets: true,
    },
    forgetsJobs: provider.forgets.includes('jobs'),
    declares: {
      properties: ['JOB-100', 'JOB-MONOTONE', 'PRECEDENCE'],
      targetListed: profile.clones.targetListed === 'atAcceptance' ? 'atOnce' : 'atCompletion',
      extendedStatus: 'withNumbers',
      codes: codesOf(version),
      busySources: profile.clones.copiesAtOnce ?? 'copied',
      cloneDepth: profile.clones.maximumDepth ?? 'any',
      familySize: profile.clones.maximumFamily ?? 'any',
      linkedParents: profile.clones.keepsParent ? 'kept' : 'deleted',
      ...(provider.sessions.end === 'whenClosed' ? { sessions: 'mayEnd' as const } : {}),
      halfCredentials: 'refused',
      emptyNames: 'refused',
      poolNotGiven: profile.clones.poolNotGiven,
      namesCountedIn: 'characters',
      longNames: profile.clones.longNames,
      givenNames: profile.clones.ignoresNames ? 'ignored' : 'kept',
      nameCharacters: 'xml',
      shortPlans: true,
      copyRatePerSecond: 1000 * configuration.copyBlocksPerMs * blockSize,
      copyRateIs: 'shared',
      speedWhileDegraded: configuration.speedWhileDegraded,
      speedUnderHostLoad: configuration.speedUnderHostLoad,
      speedOverDegradedLink: configuration.speedOverDegradedLink,
      queue: 'firstIn',
      troubledJobs: 'failAtOnce',
      incompleteTargets: 'holdWhatWasCopied',
      offlinePools: 'stopVolumes',
      locksWhileCopied: 'refused',
    },
  };
}

const codes = new Map<Version, Readonly<Record<string, number>>>();

/** The suite's list of codes is that of the documents as arraysim reads them. */
function codesOf(version: Version): Record<string, number> {
  const known = codes.get(version) ?? usualCodes(version);
  codes.set(version, known);
  return known;
}

/** What an array knows of replication is about its clones and snapshots. */
function replicationOf(
  { replicationTypes, features }: Capabilities,
  { profile }: Configuration,
  abilities: Abilities,
): NonNullable<Advertised['replication']> {
  const ofClones = {
    features: [...features],
    copyStates: copyStatesOf(profile, abilities),
    operations: operationsOf(profile, abilities),
    recoveryPoints: profile.provider.recoveryPoints !== null,
  };
  const ofMirrors = {
    features: [...mirrorFeaturesOf({ features })],
    copyStates: [...mirrorCopyStates],
    operations: [...mirrorOperationsOf(abilities.mirrorModes)],
    recoveryPoints: false,
  };
  const ofSnapshots = {
    features: [...snapshotFeaturesOf(features)],
    copyStates: snapshotStatesOf(profile, abilities),
    operations: [],
    recoveryPoints: false,
  };
  const ofOthers = { features: [], copyStates: [], operations: [], recoveryPoints: false };
  return replicationTypes.map((type) => ({
    type,
    ...(isCloneType(type) ? ofClones : isMirrorType(type) ? ofMirrors : isSnapshotType(type) ? ofSnapshots : ofOthers),
  }));
}

function createsOf(
  { creation, profile, allocation }: Configuration,
  { createsVolumes }: Capabilities,
): NonNullable<Advertised['creates']> {
  const { provider } = profile;
  const { goals } = profile.creation;
  const [listed, range] = [
    isAvailable(provider.methods.GetSupportedSizes),
    isAvailable(provider.methods.GetSupportedSizeRange),
  ];
  const settings = provider.storageSettings === 'asMade' && isAvailable(provider.methods.CreateSetting);
  return {
    volumes: createsVolumes,
    by: creation.by,
    // Its pools are as its profile says. Thin provisioning is a goal, too.
    thin: settings ? allocation !== 'full' : null,
    sizes: listed && !range ? 'doublings' : 'extents',
    goals:
      settings && isAvailable(provider.methods.GetSupportedParityLayouts)
        ? {
            noSinglePointOfFailure: goals.noSinglePointOfFailure,
            packageRedundancy: [...goals.packageRedundancy],
            dataRedundancy: [...goals.dataRedundancy],
            parityLayouts: [...goals.parityLayouts],
          }
        : null,
  };
}

function clonesOf(configuration: Configuration, abilities: Abilities): Advertised['clones'] {
  const {
    clones,
    service: { detaches },
  } = configuration.profile;
  const { copies, has, offers } = abilities;
  return {
    local: offers.clone.local && copies !== 'never',
    remote: offers.clone.remote && copies !== 'never',
    copies: copies === 'never' ? 'byJob' : copies,
    synchronousUpTo: bytes(configuration.synchronousUpTo),
    targetUsable: clones.targetUsable,
    ofSnapshots: clones.ofSnapshots,
    source: has.requiresOfflineSource ? 'offline' : clones.requireOnlineSource ? 'online' : 'any',
    detaches: has.detachesAutomatically || (detaches === 'atCompletion' && !has.mustRemainAssociated),
  };
}

function snapshotsOf(
  { profile: { snapshots } }: Configuration,
  settings: Settings,
  { copies, offers }: Abilities,
): NonNullable<Advertised['snapshots']> {
  const { local, remote } = offers.snapshot;
  return {
    local: local && copies !== 'never',
    remote: remote && copies !== 'never',
    perSource: (settings.reported ?? settings.capabilities).maximumSnapshotsPerSource,
    ofSnapshots: snapshots.ofSnapshots,
    inContainers: snapshots.inContainers,
    take: 'changes',
    sources: snapshots.sources,
  };
}

function givenPool({ profile }: Configuration, { has }: Abilities): Advertised['targetPool']['given'] {
  if (has.targetPoolForbidden) return 'forbidden';
  if (profile.provider.requiresTargetPool) return 'required';
  return has.remoteRequiresTargetPool ? 'requiredForRemote' : 'optional';
}

/** When the last of a number of jobs ends that are accepted at once: each starts and copies its largest source, whether it
 * has the whole bandwidth in its turn or a share of it all the time.
 */
function longestJob(configuration: Configuration, jobs: number): number {
  const { startsWithinMs, stopsWithinMs, copyBlocksPerMs } = configuration;
  const waits = waitingWork(configuration).map(({ takesMs }) => takesMs);
  const work = Math.max(Math.ceil(largestVolume / copyBlocksPerMs), ...waits);
  return jobs * (startsWithinMs + work + 1) + stopsWithinMs;
}

/** What takes its time without copying anything. */
function waitingWork({ creation, deletion, discovery, resizing, poolCreation }: Configuration) {
  return [creation, deletion, discovery, resizing, poolCreation];
}

function takesWithinCall({ by, takesMs }: Configuration['discovery']): boolean {
  return by === 'call' && takesMs > 0;
}

function isAvailable(method: string | undefined): boolean {
  return (method ?? 'available') === 'available';
}

function bytes(size: Blocks): number {
  return size * blockSize;
}

/** Whether a trouble makes no difference: of certificates without TLS, of accounts where nobody asks for one, of sessions. */
function isUnfelt(
  trouble: string,
  { transport, authentication, sessions }: Configuration['profile']['provider'],
): boolean {
  const [isOfTls, isOfAccounts] = [/^certificate/.test(trouble), /^(credential|account)/.test(trouble)];
  // Whoever has a session that stays needs no other.
  const isOfOthers = sessions.end === 'whenClosed' ? /[sS]essions/.test(trouble) : trouble === 'sessionEnded';
  return (isOfTls && transport === 'http') || (isOfAccounts && authentication !== 'required') || isOfOthers;
}
