import type { PoolSettingChoice } from '../vocabulary/profile/poolSettings.js';
import type { PoolHandle, PoolSettingHandle } from '../vocabulary/units/ids.js';
import { none } from '../vocabulary/units/ids.js';
import { several } from './nameIndex.js';
import { readObjectPath } from './objectPath.js';
import type { World } from './world.js';

// Each primordial pool of this system has the settings of the profile; they are no rows: a handle says which pool and which setting.

/** More than a profile has. */
const most = 16;

/** What a setting is: the primordial pool whose it is, and its place among the profile's. */
export interface PoolSettingPlace {
  readonly pool: PoolHandle;
  readonly place: number;
}

export function settingHandle({ pool, place }: PoolSettingPlace): PoolSettingHandle {
  // One number for each pair.
  return (pool * most + place) as PoolSettingHandle;
}

/** The settings of a primordial pool, the default one first. */
export function settingsOfPool(world: World, pool: PoolHandle): readonly PoolSettingPlace[] {
  const row = world.pools.read(pool);
  if (row.primordial === 0 || row.remote === 1 || row.goneAt !== 0) return [];
  return world.configuration.profile.poolCreation.settings.map((_, place) => ({ pool, place }));
}

/** The settings that a pool is associated with: all of a primordial one, and that which a concrete one was created with. */
export function settingsRelatedTo(world: World, pool: PoolHandle): readonly PoolSettingPlace[] {
  const { primordial, parent, setting } = world.pools.read(pool);
  if (primordial === 1) return settingsOfPool(world, pool);
  if (setting === none || parent === none) return [];
  return [{ pool: parent, place: setting }];
}

export function settingChosen({ configuration }: World, { place }: PoolSettingPlace): PoolSettingChoice {
  const found = configuration.profile.poolCreation.settings[place];
  if (found === undefined) throw new Error(`the profile has no pool setting ${place}`);
  return found;
}

/** MSFT_SMPoolSetting.DisplayName: 'disks/mirrored'. */
export function settingName(world: World, setting: PoolSettingPlace): string {
  return `${world.pools.payload(setting.pool)}/${settingChosen(world, setting).name}`;
}

/** The setting with that ObjectId, object path or DisplayName; undefined where there is none. */
export function findSetting(world: World, text: string): PoolSettingPlace | undefined {
  const path = readObjectPath(text);
  const handle = world.codecs.setting.decode(path?.value ?? text);
  if (handle !== undefined) return settingOfHandle(world, handle);
  if (path !== undefined) return undefined;
  const cut = text.lastIndexOf('/');
  const pool = cut < 0 ? none : world.poolNames.only(world.pools, text.slice(0, cut));
  if (pool === several) return undefined;
  const name = text.slice(cut + 1);
  return existing(
    world,
    pool,
    world.configuration.profile.poolCreation.settings.findIndex((one) => one.name === name),
  );
}

export function settingOfHandle(world: World, handle: PoolSettingHandle): PoolSettingPlace | undefined {
  return existing(world, Math.floor(handle / most), handle % most);
}

function existing(world: World, pool: number, place: number): PoolSettingPlace | undefined {
  // A number that is no handle finds no row.
  const handle = pool as PoolHandle;
  if (!world.pools.has(handle)) return undefined;
  return settingsOfPool(world, handle).find((one) => one.place === place);
}
