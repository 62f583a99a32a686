import type { DriveSeen } from '../subject/observations.js';

/** A disk drive. */
export interface ModelDrive extends Pick<DriveSeen, 'size' | 'primordialPool' | 'pool' | 'isSpare' | 'healthStatus'> {
  /** Whether a job still adds it to the pool that has it. */
  readonly joining: boolean;
}

/** What a pool is to get. */
export interface Growth {
  /** Null where no reply has named it, and no look has shown it yet. */
  readonly job: string | null;
  readonly bytes: number;
}

/** The drives as they were seen when no job was under way. */
export function drivesFrom(drives: readonly DriveSeen[]): Record<string, ModelDrive> {
  return Object.fromEntries(drives.map((drive) => [drive.id, { ...drive, joining: false }]));
}
