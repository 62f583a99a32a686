import { free } from '../../store/capacity.js';
import type { DriveRow } from '../../store/driveRow.js';
import { drivesHeld, findDrive, isAvailable, serves } from '../../store/drives.js';
import { findSetting, type PoolSettingPlace } from '../../store/poolSettings.js';
import type { World } from '../../store/world.js';
import type { Argument } from '../../vocabulary/methods/call.js';
import type { DriveHandle, PoolHandle } from '../../vocabulary/units/ids.js';
import { type Blocks, blocks } from '../../vocabulary/units/sizes.js';
import type { CallFacts } from './call.js';

// The drives and the setting that a call names.

type Given = Pick<CallFacts, 'world' | 'request'>;

/** What DiskDriveObjectIds says, which the world keeps as JSON; none where it is left out. */
function textsIn(given: Readonly<Record<string, Argument>>): readonly unknown[] {
  const text = given.DiskDriveObjectIds;
  // An argument that is no array is malformed, and its words are no JSON.
  return typeof text === 'string' && text.startsWith('[') ? JSON.parse(text) : [];
}

/** What is malformed about DiskDriveObjectIds, in words; null when nothing is. */
export function malformedDrives(given: Readonly<Record<string, Argument>>, world: World): string | null {
  const texts = textsIn(given);
  const wrong = texts.find((text) => typeof text !== 'string' || text === '');
  if (wrong !== undefined) return `DiskDriveObjectIds has ${JSON.stringify(wrong)}, which is no ObjectId`;
  const named = texts.map((text) => findDrive(world, String(text)) ?? text);
  return new Set(named).size === named.length ? null : 'DiskDriveObjectIds has a drive more than once';
}

export function namesDrives({ request }: Given): boolean {
  return textsIn(request.given).length > 0;
}

/** The first text that is the ObjectId of no drive. */
export function unknownDrive({ world, request }: Given): string | undefined {
  return textsIn(request.given)
    .map(String)
    .find((text) => findDrive(world, text) === undefined);
}

/** The drives that the call names, but for those that there are not. */
export function drivesNamed({ world, request }: Given): readonly DriveHandle[] {
  return textsIn(request.given).flatMap((text) => findDrive(world, String(text)) ?? []);
}

/** The first of them that is so. */
export function driveThat(facts: Given, holds: (drive: Readonly<DriveRow>) => boolean): DriveHandle | undefined {
  const { drives } = facts.world;
  return drivesNamed(facts).find((drive) => holds(drives.read(drive)));
}

/** The name of the first of them that is so, for messages. */
export function nameOfDriveThat(facts: Given, holds: (drive: Readonly<DriveRow>) => boolean): string {
  const found = driveThat(facts, holds);
  return found === undefined ? '' : facts.world.drives.payload(found);
}

/** The name of the concrete pool that has one of them, for messages. */
export function nameOfHolder(facts: Given): string {
  const { drives, pools } = facts.world;
  const drive = driveThat(facts, isHeld);
  return drive === undefined ? '' : pools.payload(drives.read(drive).holder);
}

export const isHeld = ({ holder, home }: Readonly<DriveRow>) => holder !== home;
export const isSpare = ({ spare }: Readonly<DriveRow>) => spare === 1;
export const hasFailed = (drive: Readonly<DriveRow>) => !serves(drive);

export function namesSetting({ request }: Given): boolean {
  return (request.given.PoolSettingObjectId ?? '') !== '';
}

/** The setting that the call names, if there is such a one. */
export function settingNamed({ world, request }: Given): PoolSettingPlace | undefined {
  return findSetting(world, String(request.given.PoolSettingObjectId ?? ''));
}

/** The primordial pool that a pool is to be made of: that of the drives, else that of the setting. */
export function homeNamed(facts: Given): PoolHandle | undefined {
  const [drive] = drivesNamed(facts);
  return drive === undefined ? settingNamed(facts)?.pool : facts.world.drives.read(drive).home;
}

/** Blocks of some drives. */
export function sizeOfDrives({ drives }: World, of: Iterable<DriveHandle>): Blocks {
  let size = 0;
  for (const drive of of) size += drives.read(drive).size;
  return blocks(size);
}

/** Blocks that a primordial pool has left for one concrete pool more: those of its drives that are available, else what is free. */
export function roomLeft(world: World, home: PoolHandle): Blocks {
  const pool = world.pools.read(home);
  if (pool.drives === 0) return free(pool);
  const available = [...drivesHeld(world, home)].filter((drive) => isAvailable(world.drives.read(drive)));
  return sizeOfDrives(world, available);
}
