import { poolUsage, poolUsages } from '../../vocabulary/replication.js';
import { formatDuration, milliseconds } from '../../vocabulary/units/durations.js';
import type { CallFacts } from '../facts/call.js';
import { labelOf, poolName } from '../facts/elements.js';
import type { SystemFacts } from '../facts/system.js';
import type { AfterEffectFacts, Row } from '../operation.js';
import { poolKind } from './room.js';
import { linkPartitioned } from './source.js';

// What stands against a snapshot, beside what stands against any replica.

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

/** Whether snapshots may go to the pool at all. */
export const snapshotPoolKind: readonly Row<CallFacts, 'notSupported'>[] = [
  primordial,
  {
    refuse: 'notSupported',
    because: 'notContainer',
    cause: 'the pool is not reserved as a delta replica container, to which snapshots go (snapshots.inContainers)',
    whenSystem: inContainers,
    whenElements: ({ pool }) => pool !== undefined && pool.usage !== poolUsage.reservedAsDeltaReplicaContainer,
    message: (facts) =>
      `pool ${poolName(facts)} is: ${labelOf(poolUsages, facts.pool?.usage)}; snapshots go to pools that are: ${poolUsages[4]}`,
  },
  ...reservations.map((row: Row<CallFacts, 'notSupported'>) => ({
    ...row,
    whenSystem: (system: SystemFacts) => !inContainers(system) && row.whenSystem?.(system) !== false,
  })),
];

export const snapshotLinkPartitioned = {
  ...linkPartitioned,
  cause: 'the snapshot would be beyond the replication link to the peer system, which is partitioned',
  message: ({ request }) => `the replication link beyond which a snapshot of '${request.on}' would be is partitioned`,
} as const satisfies Row<CallFacts>;

/** How many snapshots one source may have. */
export const snapshotLimit = {
  refuse: 'failed',
  because: 'snapshotsPerSource',
  cause: 'the source has as many snapshots as it may (MaximumReplicasPerSourceSnapshot)',
  when: ({ volume, settings }) =>
    volume !== undefined && volume.snapshots >= settings.capabilities.maximumSnapshotsPerSource,
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
