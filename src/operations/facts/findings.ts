import { lifecycles } from '../../lifecycle/lifecycles.js';
import { free, isLowOnSpace } from '../../store/capacity.js';
import { timestamp } from '../../store/datetime.js';
import { mark, markedPools, markedVolumes } from '../../store/marks.js';
import { linkCopies } from '../../store/replicationLink.js';
import { systemIds } from '../../store/systemIds.js';
import type { World } from '../../store/world.js';
import type { DiagnoseResult } from '../../vocabulary/methods/diagnoseResult.js';
import type { PoolHandle, VolumeHandle } from '../../vocabulary/units/ids.js';
import { formatSize } from '../../vocabulary/units/sizes.js';

/** A fault, and how bad it is. */
interface Fault {
  readonly reason: string;
  readonly actions: readonly string[];
  readonly severity: number;
}

/** An element that is not well. */
interface Subject {
  readonly kind: 'system' | 'pool' | 'volume';
  readonly id: string;
  readonly words: string;
  readonly location: string | null;
}

/** MSFT_SMStorageDiagnoseResult.PerceivedSeverity. */
const severity = { warning: 3, minor: 4, major: 5, critical: 6 } as const;

/** Whether anything is wrong that a diagnosis tells. */
export function isUnwell(world: World): boolean {
  return (
    linkCopies(world.settings) !== 'fully' ||
    markedPools(world, mark.unwell).length > 0 ||
    markedVolumes(world, mark.unwell).length > 0
  );
}

/** All that is wrong: with the system, then with its pools and its volumes, the oldest first. */
export function findingsOf(world: World): readonly DiagnoseResult[] {
  return [
    ...ofLink(world),
    ...markedPools(world, mark.unwell).flatMap((pool) => ofPool(world, pool)),
    ...markedVolumes(world, mark.unwell).flatMap((volume) => ofVolume(world, volume)),
  ];
}

function ofLink(world: World): DiagnoseResult[] {
  const fault = links[linkCopies(world.settings)];
  const { system } = systemIds(world);
  const subject: Subject = { kind: 'system', id: system, words: `system ${system}`, location: null };
  return fault === null ? [] : [finding(world, subject, fault[0], fault[1])];
}

const links: Readonly<Record<ReturnType<typeof linkCopies>, readonly [type: string, fault: Fault] | null>> = {
  fully: null,
  slowly: [
    'linkDegraded',
    {
      reason: 'the replication link to the peer system is degraded',
      actions: ['Check the replication link', 'Expect copies to the peer system to take longer'],
      severity: severity.warning,
    },
  ],
  not: [
    'linkPartitioned',
    {
      reason: 'the replication link to the peer system is partitioned',
      actions: ['Restore the replication link'],
      severity: severity.major,
    },
  ],
};

const { states: poolStates } = lifecycles.pool;
const { states: volumeStates } = lifecycles.volume;

function ofPool(world: World, handle: PoolHandle): DiagnoseResult[] {
  const row = world.pools.read(handle);
  const name = world.pools.payload(handle);
  const subject: Subject = {
    kind: 'pool',
    id: world.codecs.pool.encode(handle),
    words: `pool '${name}'`,
    location: null,
  };
  const state = poolStates[row.state] ?? '';
  const fault = ofPools[state];
  const low: Fault = {
    reason: `pool '${name}' has ${formatSize(free(row))} free of ${formatSize(row.total)}, less than ${world.configuration.lowSpaceWarningThreshold} %`,
    actions: [`Add capacity to pool '${name}'`, 'Delete volumes that are not needed any more'],
    severity: severity.warning,
  };
  return [
    ...(fault === undefined ? [] : [finding(world, subject, state, fault(name))]),
    ...(isLowOnSpace(row, world.configuration) ? [finding(world, subject, 'lowOnSpace', low)] : []),
  ];
}

const ofPools: Readonly<Record<string, (name: string) => Fault>> = {
  degraded: (name) => ({
    reason: `pool '${name}' is degraded`,
    actions: [`Repair pool '${name}'`],
    severity: severity.minor,
  }),
  offline: (name) => ({
    reason: `pool '${name}' is offline, and its volumes with it`,
    actions: [`Bring pool '${name}' online`],
    severity: severity.critical,
  }),
};

function ofVolume(world: World, handle: VolumeHandle): DiagnoseResult[] {
  const row = world.volumes.read(handle);
  const name = world.volumes.payload(handle);
  const subject: Subject = {
    kind: 'volume',
    id: world.codecs.volume.encode(handle),
    words: `volume '${name}'`,
    location: `pool '${world.pools.payload(row.pool)}'`,
  };
  const state = volumeStates[row.state] ?? '';
  const fault = ofVolumes[state];
  return fault === undefined ? [] : [finding(world, subject, state, fault(name, row.incomplete === 1))];
}

const ofVolumes: Readonly<Record<string, (name: string, incomplete: boolean) => Fault>> = {
  degraded: (name) => ({
    reason: `volume '${name}' is degraded`,
    actions: [`Repair volume '${name}'`],
    severity: severity.minor,
  }),
  offline: (name) => ({
    reason: `volume '${name}' is offline`,
    actions: [`Bring volume '${name}' online`],
    severity: severity.major,
  }),
  failed: (name, incomplete) => ({
    reason: incomplete
      ? `volume '${name}' has failed: its copy ended before it was complete`
      : `volume '${name}' has failed`,
    actions: incomplete ? [`Delete volume '${name}', and copy again`] : [`Restore volume '${name}' from a replica`],
    severity: severity.critical,
  }),
};

function finding(world: World, { kind, id, words, location }: Subject, type: string, fault: Fault): DiagnoseResult {
  return {
    FaultId: `${id}.${type}`,
    FaultType: `arraysim.${kind}.${type}`,
    FaultingObjectDescription: words,
    FaultingObjectLocation: location,
    FaultingObject: id,
    Reason: fault.reason,
    RecommendedActions: fault.actions,
    PerceivedSeverity: fault.severity,
    EventTime: timestamp(world, world.nowMs),
  };
}
