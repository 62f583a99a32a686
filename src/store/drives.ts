import { lifecycles } from '../lifecycle/lifecycles.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { type DriveHandle, none, type PoolHandle } from '../vocabulary/units/ids.js';
import type { DriveRow } from './driveRow.js';
import { several } from './nameIndex.js';
import { readObjectPath } from './objectPath.js';
import { type Reference, textOf } from './references.js';
import type { World } from './world.js';

/** The drives that a pool has: of a primordial pool those that no concrete pool has. */
export function* drivesHeld({ pools, drives }: World, pool: PoolHandle): Generator<DriveHandle> {
  for (let at = pools.read(pool).firstDrive; at !== none; at = drives.read(at).nextOfHolder) yield at;
}

/** The concrete pools that are made of a primordial one, the youngest first. */
export function* childrenOf({ pools }: World, pool: PoolHandle): Generator<PoolHandle> {
  for (let at = pools.read(pool).firstChild; at !== none; at = pools.read(at).nextOfParent) yield at;
}

/** Whether no pool has the drive, it is no hot spare, and holds data. */
export function isAvailable(drive: Readonly<DriveRow>): boolean {
  return drive.holder === drive.home && drive.spare === 0 && serves(drive);
}

export function serves({ state }: Pick<DriveRow, 'state'>): boolean {
  return lifecycles.drive.meta(state).serves;
}

/** The drive with that ObjectId, object path or name; undefined where there is none, and where several have the name. */
export function findDrive({ codecs, drives, driveNames }: World, text: string): DriveHandle | undefined {
  const path = readObjectPath(text);
  const handle = codecs.drive.decode(path?.value ?? text);
  if (handle !== undefined) return drives.has(handle) ? handle : undefined;
  if (path !== undefined) return undefined;
  const only = driveNames.only(drives, text);
  return only === none || only === several ? undefined : only;
}

/** @throws BadInputError when no drive, or more than one, answers to the reference */
export function theDrive(world: World, reference: Reference, field: string): DriveHandle {
  const text = textOf(reference, field);
  const found = findDrive(world, text);
  if (found !== undefined) return found;
  const among: string[] = [];
  for (const drive of world.drives.handles()) if (among.length < 1000) among.push(world.drives.payload(drive));
  return badInput({ field, value: text, expected: 'the id or the unique name of a disk drive', among });
}
