import type { Call } from '../../subject/call.js';
import type { Rule } from '../rule.js';
import { nobody } from '../situation.js';

// What the methods share that name disk drives.

export const driveUnknown: Rule = {
  step: 'service',
  because: 'driveUnknown',
  outcome: 'invalidParameter',
  property: 'CAUSE-COMPLETE',
  // The suite names no drive that there is.
  holds: ({ call: { with: given } }) =>
    Array.isArray(given.DiskDriveObjectIds) && given.DiskDriveObjectIds.includes(nobody.drive),
};

export function namesDrives({ with: { DiskDriveObjectIds: drives } }: Call): boolean {
  return Array.isArray(drives) && drives.length > 0;
}

export function notAList({ with: { DiskDriveObjectIds: drives } }: Call): boolean {
  return drives !== undefined && !Array.isArray(drives);
}
