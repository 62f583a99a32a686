import { lifecycles } from '../lifecycle/lifecycles.js';
import { free } from '../store/capacity.js';
import { planWrite, type WritePlan } from '../store/contents.js';
import { isHeldByMirror } from '../store/mirrors.js';
import type { PoolRow, VolumeRow } from '../store/rows.js';
import type { Range } from '../store/runs.js';
import { isOffline } from '../store/shownState.js';
import { type Keeping, planKeeping } from '../store/snapshots.js';
import type { World } from '../store/world.js';
import type { VolumeHandle } from '../vocabulary/units/ids.js';
import { formatSize } from '../vocabulary/units/sizes.js';
import { poolMeta, volumeMeta } from './facts/elements.js';

/** What a write of a host is judged by. */
interface WriteFacts {
  readonly volume: Readonly<VolumeRow>;
  readonly volumeName: string;
  readonly pool: Readonly<PoolRow>;
  readonly poolName: string;
  readonly plan: WritePlan;
  /** Whether it is a mirror that hosts may not write to. */
  readonly isHeld: boolean;
  /** What snapshots of the volume keep of what is overwritten. */
  readonly keeping: Keeping;
  readonly world: World;
}

export const writeRefusals = [
  'volumeNotUsable',
  'mirrorTarget',
  'poolOffline',
  'volumeReadOnly',
  'poolReadOnly',
  'noRoom',
  'noRoomForSnapshots',
] as const;
export type WriteRefusal = (typeof writeRefusals)[number];

interface WriteCheck {
  readonly because: WriteRefusal;
  readonly when: (facts: WriteFacts) => boolean;
  readonly message: (facts: WriteFacts) => string;
}

/** Why a write of a host fails; the first row that applies answers. The documents have no method for it: hosts write past
 * the storage service, over a fabric that is not modelled.
 */
const writeChecks: readonly WriteCheck[] = [
  {
    because: 'volumeNotUsable',
    when: ({ volume }) => !volumeMeta(volume).usable,
    message: ({ volume, volumeName }) =>
      `volume '${volumeName}' is ${lifecycles.volume.states[volume.state]}, and hosts cannot use it`,
  },
  {
    because: 'mirrorTarget',
    when: ({ isHeld }) => isHeld,
    message: ({ volumeName }) =>
      `volume '${volumeName}' is a mirror that is not set apart from its source: hosts may only read it`,
  },
  {
    because: 'poolOffline',
    when: ({ pool }) => isOffline(pool),
    message: ({ poolName }) => `pool '${poolName}' is offline`,
  },
  {
    because: 'volumeReadOnly',
    when: ({ volume }) => volume.readOnly === 1,
    message: ({ volumeName }) => `volume '${volumeName}' is read-only: hosts may only read it`,
  },
  {
    because: 'poolReadOnly',
    when: ({ pool, plan }) => plan.need > 0 && !poolMeta(pool).allocates,
    message: ({ poolName }) => `pool '${poolName}' is read-only, and allocates nothing`,
  },
  {
    because: 'noRoom',
    when: ({ pool, plan }) => plan.need > free(pool),
    message: ({ pool, poolName, plan }) =>
      `needs ${formatSize(plan.need)}, pool '${poolName}' has ${formatSize(free(pool))} free of ${formatSize(pool.total)}`,
  },
  {
    because: 'noRoomForSnapshots',
    when: ({ world, keeping }) =>
      keeping.lost.length > 0 && world.configuration.profile.snapshots.whenFull === 'writeFails',
    message: ({ world, volumeName, keeping: { lost } }) => {
      const names = lost.map((snapshot) => `'${world.volumes.payload(snapshot)}'`).join(', ');
      return `${names} can't keep what '${volumeName}' held there: no room in the pool, or no way to it`;
    },
  },
];

export function lookAtWrite(world: World, volume: VolumeHandle, range: Range): WriteFacts {
  const row = world.volumes.read(volume);
  const plan = planWrite(world, volume, range);
  return {
    world,
    volume: row,
    volumeName: world.volumes.payload(volume),
    pool: world.pools.read(row.pool),
    poolName: world.pools.payload(row.pool),
    plan,
    isHeld: isHeldByMirror(world, row),
    keeping: planKeeping(world, volume, range, plan.need),
  };
}

/** The first reason against a write; undefined when nothing speaks against it. */
export function refusalOf(facts: WriteFacts): { because: WriteRefusal; message: string } | undefined {
  const check = writeChecks.find(({ when }) => when(facts));
  return check && { because: check.because, message: check.message(facts) };
}
