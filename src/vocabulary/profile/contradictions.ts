import { isCloneType, isSnapshotType, localityOf, replicationFeatures } from '../replication.js';
import { answeredSteps, type Step } from '../steps.js';
import { formatDuration, parseDuration } from '../units/durations.js';
import { parseSize } from '../units/sizes.js';
import { type Capabilities, createElementReplica, feature, hasFeature, offersLocality } from './capabilities.js';
import type { Contradiction, Row } from './contradiction.js';
import { aboutPoolCreation } from './poolContradictions.js';
import type { Profile } from './profile.js';
import { aboutSnapshots } from './snapshotContradictions.js';
import { aboutVolumes } from './volumeContradictions.js';
import { aboutGoals, aboutWork } from './workContradictions.js';

/** What can't be true of one array at once. What is merely odd is no contradiction: an array without sessions, a limit
 * that another one comes before, a provider that lies about its method.
 * @param profile one that the schema takes, with sizes and times that can be read
 */
export function contradictionsOf(profile: Profile): Contradiction[] {
  const rows = [
    ...aboutClones(profile),
    ...aboutFeatures(profile.capabilities),
    ...aboutRequests(profile),
    ...aboutSnapshots(profile),
    ...aboutTargets(profile),
    ...aboutFamilies(profile),
    ...aboutGoals(profile),
    ...aboutWork(profile),
    ...aboutPoolCreation(profile),
    ...aboutVolumes(profile),
    ...aboutTimes(profile),
    ...aboutSessions(profile),
    ...aboutIndications(profile),
    ...aboutRecoveryPoints(profile),
  ];
  return rows.filter(({ holds }) => holds);
}

function aboutClones({ capabilities }: Profile): Row[] {
  const { replicationTypes, synchronousActions } = capabilities;
  const local = offersLocality(capabilities, 'clone', 'local', '2016');
  const remote = offersLocality(capabilities, 'clone', 'remote', '2016');
  const { withinCall, byJob, clones } = copiesOf(capabilities);
  const snapshots = replicationTypes.some(isSnapshotType);
  return [
    {
      holds: capabilities.cloneLocal !== local,
      path: 'capabilities.cloneLocal',
      expected: `${local}, because replicationTypes ${local ? 'has' : 'lacks'} a local clone type (10, 11 or 22)`,
    },
    {
      holds: capabilities.cloneRemote !== remote,
      path: 'capabilities.cloneRemote',
      expected: `${remote}, because replicationTypes ${remote ? 'has' : 'lacks'} a remote clone type (12, 13 or 23)`,
    },
    {
      holds: (clones || snapshots) && !withinCall && !byJob,
      path: 'capabilities.asynchronousActions',
      expected: `2 (CreateElementReplica) here or in synchronousActions, because replicationTypes has a ${clones ? 'clone' : 'snapshot'} type`,
    },
    {
      holds: replicationTypes.length === 0 && (withinCall || byJob),
      path: `capabilities.${synchronousActions.includes(createElementReplica) ? 'synchronousActions' : 'asynchronousActions'}`,
      expected:
        'no 2 (CreateElementReplica), because replicationTypes is empty: there is no replica that it could make',
    },
    {
      holds: clones && capabilities.maximumReplicasPerSource === 0,
      path: 'capabilities.maximumReplicasPerSource',
      expected: 'at least 1, because replicationTypes has a clone type',
    },
  ];
}

/** Features that can't both be true. @see MSFT_SMReplicationCapabilities.GetSupportedFeatures, and its source, DMTF's DSP1110, whose
 * clauses on features say what each means
 */
const exclusive: readonly (readonly [one: FeatureNumber, other: FeatureNumber])[] = [
  [8, 10],
  [8, 44],
  [8, 55],
  [9, 10],
  [9, 55],
  [16, 18],
  [40, 43],
  [44, 55],
];

/** What arraysim would have to do for them, it does not: it makes its targets itself, each in one pool, and beside their sources. */
const notModelled: readonly FeatureNumber[] = [10, 11, 12, 25];

type FeatureNumber = keyof typeof replicationFeatures;

/** What can't be true of the features of clone types, whoever says it: they are judged when an array is made, and when its
 * capabilities are set. The switches and the actions are judged when it is made only: an array whose licence goes, or that forgets
 * how replicas are made, is in a state that clients meet.
 */
export function featureContradictionsOf({ replicationTypes, features }: Capabilities): Contradiction[] {
  // Features of types that there are not say nothing.
  return replicationTypes.some(isCloneType)
    ? aboutFeatures({ replicationTypes, features }).filter(({ holds }) => holds)
    : [];
}

function aboutFeatures({ replicationTypes, features }: Pick<Capabilities, 'replicationTypes' | 'features'>): Row[] {
  const has = (number: FeatureNumber) => features.includes(number);
  const named = (number: FeatureNumber) => `${number} (${replicationFeatures[number]})`;
  const path = 'capabilities.features';
  const unfit = ([feature.createsRemote, feature.remoteRequiresTargetPool] as const).find(has);
  const isRemote = (type: number) => localityOf(type) === 'remote';
  const remoteClone = replicationTypes.find((type) => isCloneType(type) && isRemote(type));
  const because = `because replicationTypes has ${remoteClone}, a remote clone type`;
  return [
    ...exclusive.map(([one, other]) => ({
      holds: has(one) && has(other),
      path,
      expected: `not both ${named(one)} and ${named(other)}`,
    })),
    ...notModelled.map((number) => ({
      holds: has(number),
      path,
      expected: `no ${named(number)}: it is not modelled`,
    })),
    {
      holds: unfit !== undefined && !replicationTypes.some(isRemote),
      path,
      expected: `no ${named(unfit ?? feature.createsRemote)}, because replicationTypes has no remote type`,
    },
    {
      holds: remoteClone !== undefined && !has(feature.createsRemote),
      path,
      expected: `${named(feature.createsRemote)} among them, ${because}`,
    },
    {
      // Which remote pool is meant only TargetPool says.
      holds: remoteClone !== undefined && has(feature.targetPoolForbidden),
      path,
      expected: `no ${named(feature.targetPoolForbidden)}, ${because}`,
    },
  ];
}

function aboutRequests({ capabilities, clones, provider }: Profile): Row[] {
  const has = (number: number) => hasFeature(capabilities, number);
  return [
    {
      holds: has(feature.targetPoolForbidden) && provider.requiresTargetPool,
      path: 'provider.requiresTargetPool',
      expected: 'false, because feature 40 forbids a TargetPool',
    },
    {
      holds: has(feature.requiresOfflineSource) && clones.requireOnlineSource,
      path: 'clones.requireOnlineSource',
      expected: 'false, because feature 23 asks for an offline source',
    },
    {
      holds: clones.poolNotGiven !== 'sourcePool' && !has(feature.anyPool) && !has(feature.reservedPool),
      path: 'clones.poolNotGiven',
      expected: "'sourcePool', because features have neither 8 (Targets allocated from Any storage pool) nor 55",
    },
    {
      holds: clones.ignoresNames && clones.longNames !== 'refused',
      path: 'clones.longNames',
      expected: "'refused', because ignoresNames is true: no name is kept, whether it is long or not",
    },
  ];
}

/** Clones that share extents are built upon each other; copies are not. */
function aboutFamilies({ allocation: { kind }, clones }: Profile): Row[] {
  const because = `because allocation.kind is '${kind}': no clone shares its source's extents`;
  return [
    ...(['maximumDepth', 'maximumFamily'] as const).map((member) => ({
      holds: kind !== 'instant' && clones[member] !== null,
      path: `clones.${member}`,
      expected: `null, ${because}`,
    })),
    { holds: kind !== 'instant' && clones.keepsParent, path: 'clones.keepsParent', expected: `false, ${because}` },
  ];
}

function aboutTargets({ allocation, capabilities, clones }: Profile): Row[] {
  const { withinCall, byJob, clones: offersClones } = copiesOf(capabilities);
  return [
    {
      holds: parseSize(clones.synchronousUpTo, 'clones.synchronousUpTo') > 0 && !(withinCall && byJob),
      path: 'clones.synchronousUpTo',
      expected: `0, because 2 (CreateElementReplica) is not among both synchronousActions and asynchronousActions: no size decides`,
    },
    {
      holds: clones.targetUsable === 'atAcceptance' && offersClones && withinCall && !byJob,
      path: 'clones.targetUsable',
      expected:
        "'atCompletion', because 2 (CreateElementReplica) is among synchronousActions only: no copy runs in the background",
    },
    {
      holds: clones.targetListed === 'atCompletion' && clones.targetUsable === 'atAcceptance',
      path: 'clones.targetListed',
      expected: "'atAcceptance', because clones.targetUsable is that: hosts use no volume that is not listed",
    },
    {
      holds: allocation.kind === 'full' && allocation.overcommitLimit !== null,
      path: 'allocation.overcommitLimit',
      expected: 'null, because full allocation never promises more than a pool has',
    },
  ];
}

function aboutSessions({ provider: { authentication, sessions } }: Profile): Row[] {
  const { end } = sessions;
  return [
    {
      holds: end === 'whenClosed' && authentication === 'none',
      path: 'provider.sessions.end',
      expected: "'withTheCall', because provider.authentication is 'none': nobody logs in",
    },
    ...(['idleTimeout', 'tokenLifetime'] as const).flatMap((name) => {
      const path = `provider.sessions.${name}`;
      const span = sessions[name];
      return [
        {
          holds: end === 'withTheCall' && span !== null,
          path,
          expected: "null, because provider.sessions.end is 'withTheCall': no session outlives its call",
        },
        {
          holds: span !== null && parseDuration(span, path) === 0,
          path,
          expected: 'at least 1 ms, or null for ever: no session stays open for no time',
        },
      ];
    }),
  ];
}

function aboutIndications({ service }: Profile): Row[] {
  return [
    {
      holds: service.indications === 'none' && parseDuration(service.indicationsTake, 'service.indicationsTake') > 0,
      path: 'service.indicationsTake',
      expected: "0, because service.indications is 'none': none is under way",
    },
  ];
}

/** @see GetRecoveryPointData: the default is one of the values */
function aboutRecoveryPoints({ provider: { recoveryPoints } }: Profile): Row[] {
  if (recoveryPoints === null) return [];
  const { usual, values, are } = recoveryPoints;
  const [first = 0, last = 0] = values;
  const isRange = are === 'range';
  return [
    {
      holds: isRange && (values.length !== 2 || first > last),
      path: 'provider.recoveryPoints.values',
      expected: "two values, the smaller first, because provider.recoveryPoints.are is 'range'",
    },
    {
      holds: isRange ? usual < first || usual > last : !values.includes(usual),
      path: 'provider.recoveryPoints.usual',
      expected: `one of provider.recoveryPoints.values${isRange ? ', or between them' : ''}`,
    },
  ];
}

/** Steps in which the service waits for its provider, and whose latency never becomes a timeout. */
const waiting: readonly Step[] = ['tls', 'array', 'readBack', 'rename', 'subscribe'];

function aboutTimes({ provider: { latency }, service }: Profile): Row[] {
  const timeout = parseDuration(service.operationTimeout, 'service.operationTimeout');
  return waiting.map((step) => ({
    holds: parseDuration(latency[step] ?? 0, `provider.latency.${step}`) > timeout,
    path: `provider.latency.${step}`,
    expected: `at most ${formatDuration(timeout)}, because service.operationTimeout is that: the service waits no longer, and gives up (code 3) only at ${answeredSteps.join(', ')}`,
  }));
}

function copiesOf(capabilities: Profile['capabilities']) {
  return {
    clones: capabilities.replicationTypes.some(isCloneType),
    withinCall: capabilities.synchronousActions.includes(createElementReplica),
    byJob: capabilities.asynchronousActions.includes(createElementReplica),
  };
}
