import { isCloneType, localityOf, replicationFeatures } from '../replication.js';
import { answeredSteps, type Step } from '../steps.js';
import { formatDuration, parseDuration } from '../units/durations.js';
import { parseSize } from '../units/sizes.js';
import { createElementReplica, feature, hasFeature, offersLocality } from './capabilities.js';
import type { Profile } from './profile.js';

/** Something that a profile says and that can't be true together with the rest of it. */
interface Contradiction {
  /** The member that the complaint names: `capabilities.features`. */
  readonly path: string;
  /** Completes the sentence "expected ...", with the reason. */
  readonly expected: string;
}

/** What can't be true of one array at once. What is merely odd is no contradiction: an array without sessions, a limit
 * that another one comes before, a provider that lies about its method.
 * @param profile one that the schema takes, with sizes and times that can be read
 */
export function contradictionsOf(profile: Profile): Contradiction[] {
  const rows = [
    ...aboutClones(profile),
    ...aboutFeatures(profile),
    ...aboutTargets(profile),
    ...aboutDeletion(profile),
    ...aboutTimes(profile),
  ];
  return rows.filter(({ holds }) => holds);
}

interface Row extends Contradiction {
  readonly holds: boolean;
}

function aboutClones({ capabilities }: Profile): Row[] {
  const { replicationTypes, synchronousActions } = capabilities;
  const local = offersLocality(capabilities, 'local', '2016');
  const remote = offersLocality(capabilities, 'remote', '2016');
  const { withinCall, byJob, clones } = copiesOf(capabilities);
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
      holds: clones && !withinCall && !byJob,
      path: 'capabilities.asynchronousActions',
      expected: '2 (CreateElementReplica) here or in synchronousActions, because replicationTypes has a clone type',
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

function aboutFeatures({ capabilities, clones, provider }: Profile): Row[] {
  const has = (number: number) => hasFeature(capabilities, number);
  const aboutRemote = ([42, feature.remoteRequiresTargetPool] as const).find(has);
  return [
    {
      holds: has(feature.targetPoolForbidden) && has(feature.remoteRequiresTargetPool),
      path: 'capabilities.features',
      expected: 'not both 40 (TargetPool shall not be supplied) and 43 (remote elements require TargetPool)',
    },
    {
      holds: has(feature.mustRemainAssociated) && has(feature.detachesAutomatically),
      path: 'capabilities.features',
      expected: `not both 16 (${replicationFeatures[16]}) and 18 (${replicationFeatures[18]})`,
    },
    {
      holds: aboutRemote !== undefined && !capabilities.replicationTypes.some((type) => localityOf(type) === 'remote'),
      path: 'capabilities.features',
      expected: `no ${aboutRemote} (${replicationFeatures[aboutRemote ?? 42]}), because replicationTypes has no remote type`,
    },
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

function aboutDeletion({ deletion }: Profile): Row[] {
  return [
    {
      holds: deletion.by === 'call' && parseDuration(deletion.takes, 'deletion.takes') > 0,
      path: 'deletion.takes',
      expected: "0, because deletion.by is 'call': there is no job that takes time",
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
