import { childrenOf } from '../../store/drives.js';
import {
  type PoolSettingPlace,
  settingChosen,
  settingHandle,
  settingName,
  settingOfHandle,
  settingsOfPool,
  settingsRelatedTo,
} from '../../store/poolSettings.js';
import type { World } from '../../store/world.js';
import { none, type PoolHandle } from '../../vocabulary/units/ids.js';
import { poolHandles, poolOfId } from './elements.js';
import { sourceOf } from './source.js';

/** What each primordial pool of this system offers to make pools with. */
export const poolSettings = sourceOf<'MSFT_SMPoolSetting', PoolSettingPlace>({
  *handles(world) {
    for (const pool of poolHandles(world)) yield* settingsOfPool(world, pool);
  },
  named: (world, { ObjectId }) => settingOfId(world, ObjectId),
  read(reads, setting) {
    reads.other();
    const id = idOf(reads.shown, setting);
    const { noSinglePointOfFailure, dataRedundancy, packageRedundancy } = settingChosen(reads.shown, setting);
    return {
      ObjectId: id,
      Identifier: id,
      DisplayName: settingName(reads.shown, setting),
      NoSinglePointOfFailure: noSinglePointOfFailure,
      DataRedundancyMin: dataRedundancy,
      DataRedundancyMax: dataRedundancy,
      DataRedundancyGoal: dataRedundancy,
      PackageRedundancyMin: packageRedundancy,
      PackageRedundancyMax: packageRedundancy,
      PackageRedundancyGoal: packageRedundancy,
      ChangeableType: fixed,
    };
  },
});

/** @see CIM_StorageSetting.ChangeableType, 0 Fixed - Not Changeable */
const fixed = 0;

/** A pool and a setting that it is associated with. */
interface PoolAndSetting {
  readonly pool: PoolHandle;
  readonly setting: PoolSettingPlace;
}

/** Each primordial pool with its settings, and each concrete one with that which it was made with. */
export const poolToSetting = sourceOf<'MSFT_SMPoolToSetting', PoolAndSetting>({
  *handles(world) {
    for (const pool of poolHandles(world)) yield* ofPool(world, pool);
  },
  named(world, { Parent, Child }) {
    const pool = poolOfId(world, Parent);
    return pool === undefined ? undefined : ofPool(world, pool).find(({ setting }) => idOf(world, setting) === Child);
  },
  read(reads, { pool, setting }) {
    reads.other();
    return { Parent: reads.shown.codecs.pool.encode(pool), Child: idOf(reads.shown, setting) };
  },
  naming(world, property, id) {
    if (property === 'Parent') {
      const pool = poolOfId(world, id);
      return pool === undefined ? [] : ofPool(world, pool);
    }
    const setting = settingOfId(world, id);
    if (setting === undefined) return [];
    const pools = [setting.pool, ...childrenOf(world, setting.pool)].sort(byAge);
    return pools.flatMap((pool) => ofPool(world, pool).filter((one) => idOf(world, one.setting) === id));
  },
});

/** Each concrete pool with the primordial one that it is made of. */
export const primordialPoolToConcretePool = sourceOf<'MSFT_SMPrimordialPoolToConcretePool', PoolHandle>({
  *handles(world) {
    for (const pool of poolHandles(world)) if (world.pools.read(pool).parent !== none) yield pool;
  },
  named(world, { Parent, Child }) {
    const pool = poolOfId(world, Child);
    return pool !== undefined && parentIdOf(world, pool) === Parent ? pool : undefined;
  },
  read(reads, pool) {
    reads.other();
    return { Parent: parentIdOf(reads.shown, pool) ?? '', Child: reads.shown.codecs.pool.encode(pool) };
  },
  naming(world, property, id) {
    const pool = poolOfId(world, id);
    if (pool === undefined) return [];
    if (property === 'Parent') return [...childrenOf(world, pool)].sort(byAge);
    return parentIdOf(world, pool) === undefined ? [] : [pool];
  },
});

const byAge = (one: PoolHandle, other: PoolHandle) => one - other;

function parentIdOf({ codecs, pools }: World, pool: PoolHandle): string | undefined {
  const { parent } = pools.read(pool);
  return parent === none ? undefined : codecs.pool.encode(parent);
}

function ofPool(world: World, pool: PoolHandle): PoolAndSetting[] {
  return settingsRelatedTo(world, pool).map((setting) => ({ pool, setting }));
}

function idOf({ codecs }: World, setting: PoolSettingPlace): string {
  return codecs.setting.encode(settingHandle(setting));
}

function settingOfId(world: World, id: string | undefined): PoolSettingPlace | undefined {
  const handle = world.codecs.setting.decode(id ?? '');
  return handle === undefined ? undefined : settingOfHandle(world, handle);
}
