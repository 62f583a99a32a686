import type { DriveMeta } from '../lifecycle/drive.js';
import type { DriveState } from '../lifecycle/lifecycles.js';
import { lifecycles } from '../lifecycle/lifecycles.js';
import type { DriveHandle, DriveId, PoolId } from '../vocabulary/units/ids.js';
import { printable } from '../vocabulary/units/printable.js';
import { toBytes } from '../vocabulary/units/sizes.js';
import { isAvailable } from './drives.js';
import { nameOf } from './stateNames.js';
import type { World } from './world.js';

/** A disk drive as a reader sees it: a copy, with its size in bytes. */
export interface Drive {
  /** What it is known by for ever, MSFT_SMDiskDrive.ObjectId. */
  readonly id: DriveId;
  /** MSFT_SMDiskDrive.DisplayName. */
  readonly name: string;
  /** In bytes, MSFT_SMDiskDrive.TotalSize. */
  readonly size: bigint;
  /** Where it is on the chart that `arraysim charts drive` prints. */
  readonly state: DriveState;
  /** MSFT_SMDiskDrive.OperationalStatus: 2 is OK. */
  readonly operationalStatus: readonly number[];
  /** MSFT_SMDiskDrive.HealthStatus: 0 Healthy, 1 Warning, 2 Unhealthy. */
  readonly healthStatus: number;
  /** The id of the primordial pool that it belongs to. */
  readonly primordialPool: PoolId;
  /** The id of the concrete pool that has it, be it that a job still adds it; null for none. */
  readonly pool: PoolId | null;
  /** Whether it is a hot spare. */
  readonly isSpare: boolean;
  /** Whether a concrete pool can be made of it. */
  readonly isAvailable: boolean;
}

export function driveView({ codecs, drives }: World, handle: DriveHandle): Drive {
  const row = drives.read(handle);
  const { operationalStatus, healthStatus }: DriveMeta = lifecycles.drive.meta(row.state);
  return printable<Drive>({
    id: codecs.drive.encode(handle),
    name: drives.payload(handle),
    size: toBytes(row.size),
    state: nameOf(lifecycles.drive, row.state),
    operationalStatus,
    healthStatus,
    primordialPool: codecs.pool.encode(row.home),
    pool: row.holder === row.home ? null : codecs.pool.encode(row.holder),
    isSpare: row.spare === 1,
    isAvailable: isAvailable(row),
  });
}
