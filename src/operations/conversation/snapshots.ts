import { poolUsage, poolUsages, syncType } from '../../vocabulary/replication.js';
import { formatDuration, milliseconds } from '../../vocabulary/units/durations.js';
import { none, type VolumeHandle } from '../../vocabulary/units/ids.js';
import type { Blocks } from '../../vocabulary/units/sizes.js';
import type { CallFacts } from '../facts/call.js';
import { copiesWithinCall } from '../facts/copyTime.js';
import { labelOf, poolName } from '../facts/elements.js';
import { nameKept, renamesAfterwards, suppliedName } from '../facts/names.js';
import { wantsSnapshot } from '../facts/replicaKind.js';
import { sharesExtents } from '../facts/room.js';
import type { SystemFacts } from '../facts/system.js';
import type { AfterEffectFacts, Row } from '../operation.js';
import type { Plan } from '../plan.js';
import { poolKind } from './room.js';
import { linkPartitioned } from './source.js';

// What stands against a snapshot, beside what stands against any replica, and how it is made: for each method that makes one.

export const snapshotOfSnapshot = {
  refuse: 'notSupported',
  because: 'snapshotOfSnapshot',
  cause: 'the source is a snapshot, and this array makes none of those (snapshots.ofSnapshots)',
  whenSystem: ({ configuration }) => !configuration.profile.snapshots.ofSnapshots,
  whenElements: ({ volume }) => volume?.snapshot === 1,
  message: ({ request }) => `'${request.on}' is a snapshot, and this array makes no snapshots of those`,
} as const satisfies Row<CallFacts>;

const inContainers = ({ configuration }: SystemFacts) => configuration.profile.snapshots.inContainers;
const [primordial, ...reservations] = poolKind;

/** Whether replicas may go to the pool at all, snapshots among them. */
export const replicaPoolKind: readonly Row<CallFacts, 'notSupported'>[] = [
  primordial,
  {
    refuse: 'notSupported',
    because: 'notContainer',
    cause: 'the pool is not reserved as a delta replica container, to which snapshots go (snapshots.inContainers)',
    whenSystem: inContainers,
    whenElements: ({ pool }) => pool !== undefined && pool.usage !== poolUsage.reservedAsDeltaReplicaContainer,
    when: ({ request }) => wantsSnapshot(request),
    message: (facts) =>
      `pool ${poolName(facts)} is: ${labelOf(poolUsages, facts.pool?.usage)}; snapshots go to pools that are: ${poolUsages[4]}`,
  },
  ...reservations.map((row: Row<CallFacts, 'notSupported'>) => ({
    ...row,
    when: (facts: CallFacts) => !inContainers(facts) || !wantsSnapshot(facts.request),
  })),
];

export const snapshotLinkPartitioned = {
  ...linkPartitioned,
  cause: 'the snapshot would be beyond the replication link to the peer system, which is partitioned',
  message: ({ request }) => `the replication link beyond which a snapshot of '${request.on}' would be is partitioned`,
} as const satisfies Row<CallFacts>;

/** How many snapshots one source may have. */
export const snapshotLimit = {
  refuse: 'notEnoughResources',
  because: 'snapshotsPerSource',
  cause: 'the source has as many snapshots as it may (MaximumReplicasPerSourceSnapshot)',
  when: ({ volume, settings }) =>
    volume !== undefined && volume.snapshots >= settings.capabilities.maximumSnapshotsPerSource,
  counts: true,
  message: ({ request, volume, settings }) =>
    `'${request.on}' has ${volume?.snapshots} of at most ${settings.capabilities.maximumSnapshotsPerSource} snapshots`,
} as const satisfies Row<CallFacts>;

/** The array answers when the snapshot is complete, and the service does not wait for so long. */
export const snapshotLate = {
  refuse: 'timeout',
  because: 'snapshotLate',
  cause: 'the snapshot takes longer, within the call, than the operation timeout',
  when: ({ call, configuration }) => call.tookMs > configuration.operationTimeoutMs,
  message: ({ call, configuration }) =>
    `the snapshot takes ${formatDuration(milliseconds(call.tookMs))}; the service waits ${formatDuration(configuration.operationTimeoutMs)}`,
} as const satisfies Row<AfterEffectFacts>;

/** How long a snapshot takes within the call, in milliseconds; 0 where a job makes it. */
export function snapshotMs(facts: CallFacts): number {
  return copiesWithinCall(facts) ? facts.configuration.snapshotMs : 0;
}

/** The snapshot that a call makes. It takes no room at first. */
export function planSnapshot(facts: CallFacts): Plan {
  const { call, volume, poolHandle, configuration } = facts;
  if (volume === undefined || poolHandle === none)
    throw new Error('a request without source or pool got past its rows');
  const { clones, snapshots } = configuration.profile;
  const withinCall = copiesWithinCall(facts);
  return {
    outcome: withinCall ? 'success' : 'jobStarted',
    make: {
      name: (renamesAfterwards(facts) ? null : nameKept(facts)) ?? suppliedName(facts, 'snapshot'),
      pool: poolHandle,
      size: volume.size,
      room: 0 as Blocks, // a whole number of blocks
      // `look` found the source behind this handle.
      source: call.volume as VolumeHandle,
      syncType: syncType.snapshot,
      thin: true,
      mode: 0,
      shares: sharesExtents(facts),
      readOnly: !snapshots.writable,
      usableAtOnce: withinCall || clones.targetUsable === 'atAcceptance',
      listedAtOnce: withinCall || clones.targetListed === 'atAcceptance',
      detaches: false,
    },
    change: null,
    remove: null,
    job: withinCall ? null : { work: 'wait', ms: configuration.snapshotMs },
    out: null,
  };
}
