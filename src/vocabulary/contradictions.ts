import { createElementReplica, feature, hasFeature, offersLocality } from './capabilities.js';
import type { Profile } from './profile.js';
import { isCloneType } from './replication.js';

/** Something that a profile says and that can't be true together with the rest of it. */
export interface Contradiction {
  /** The member that is told of: `capabilities.features`. */
  readonly path: string;
  /** Completes the sentence "expected ...", with the reason. */
  readonly expected: string;
}

/** What can't be true of one array at once. What is merely odd is no contradiction: an array without sessions, a limit
 * that another one comes before, a provider that lies about its method.
 * @param profile one that the schema takes, with sizes and times that can be read
 */
export function contradictionsOf(profile: Profile): Contradiction[] {
  const rows = [...aboutClones(profile), ...aboutFeatures(profile), ...aboutTargets(profile)];
  return rows.filter(({ holds }) => holds);
}

interface Row extends Contradiction {
  readonly holds: boolean;
}

function aboutClones({ capabilities }: Profile): Row[] {
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
  ];
}

function aboutFeatures({ capabilities, clones, provider }: Profile): Row[] {
  const has = (number: number) => hasFeature(capabilities, number);
  return [
    {
      holds: has(feature.targetPoolForbidden) && has(feature.remoteRequiresTargetPool),
      path: 'capabilities.features',
      expected: 'not both 40 (TargetPool shall not be supplied) and 43 (remote elements require TargetPool)',
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

function aboutTargets({ allocation }: Profile): Row[] {
  return [
    {
      holds: allocation.kind === 'full' && allocation.overcommitLimit !== null,
      path: 'allocation.overcommitLimit',
      expected: 'null, because full allocation never promises more than a pool has',
    },
  ];
}

function copiesOf(capabilities: Profile['capabilities']) {
  return {
    clones: capabilities.replicationTypes.some(isCloneType),
    withinCall: capabilities.synchronousActions.includes(createElementReplica),
    byJob: capabilities.asynchronousActions.includes(createElementReplica),
  };
}
