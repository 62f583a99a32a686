import type { Rule, RuleInput } from '../rule.js';
import { countOf, isCertain } from './cloneLimits.js';
import { asksForSnapshot, isSnapshotMade } from './replicaKinds.js';

// What stands against snapshots, for each method that makes one.

export const snapshotOfSnapshot: Rule = {
  step: 'array',
  because: 'snapshotOfSnapshot',
  outcome: 'notSupported',
  property: 'CAUSE-COMPLETE',
  holds: ({ volume, advertised: { snapshots } }) => {
    if (volume?.isSnapshot !== true) return false;
    return snapshots?.ofSnapshots == null ? undefined : !snapshots.ofSnapshots;
  },
};

export const notContainer: Rule = {
  step: 'array',
  because: 'notContainer',
  outcome: 'notSupported',
  property: 'CAUSE-COMPLETE',
  holds: ({ pool, advertised: { snapshots } }) =>
    snapshots?.inContainers === true && pool !== undefined && pool.usage !== deltaReplicaContainer,
};

export const snapshotsPerSource: Rule = {
  step: 'array',
  because: 'snapshotsPerSource',
  outcome: 'notEnoughResources',
  property: 'CAP-LIMIT',
  holds: ({ call, volume, state, volumes, advertised: { snapshots } }) => {
    if (volume === undefined) return false;
    const most = snapshots?.perSource ?? null;
    if (most === null) return undefined;
    const there = countOf(volumes, (one) => {
      if (one.source !== call.on || !isSnapshotMade(one)) return false;
      return isCertain(state, one) ? true : undefined;
    });
    if (there.least >= most) return true;
    return there.most + state.unobserved.length >= most ? undefined : false;
  },
  isUnpredictable: ({ snapshots }) => snapshots?.perSource == null,
};

/** A rule about pools of targets, where snapshots have pools of their own. */
export function unlessContainers(rule: Rule): Rule {
  const hasOwn = ({ call, advertised }: RuleInput) =>
    asksForSnapshot(call) && advertised.snapshots?.inContainers === true;
  return { ...rule, holds: (input) => (hasOwn(input) ? false : rule.holds(input)) };
}

/** MSFT_SMPool.Usage, Reserved as a Delta Replica Container. */
export const deltaReplicaContainer = 4;
