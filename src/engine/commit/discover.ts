import { unseen } from '../../operations/facts/cache.js';
import { type Discovery, discoveryScope } from '../../operations/plan.js';
import { mark, markedPools, markedVolumes } from '../../store/marks.js';
import type { World } from '../../store/world.js';
import { none, type PoolHandle, type VolumeHandle } from '../../vocabulary/units/ids.js';
import { forgetVolume } from './ghosts.js';
import { forgetPool } from './pools.js';

const { system, pools, volumes, ofPool, ofVolume } = discoveryScope;

/** All that there is. */
export const everything: Discovery = { scope: system | pools | volumes, of: none };

/** Brings the service's cache up to date, wholly or in part, and with the system subscribes to its changes where it is not. Of an
 * array that the provider does not manage it finds nothing. Elements that are as the service knows them are not looked at.
 */
export function discover(world: World, { scope, of }: Discovery): void {
  const { settings } = world;
  const wanted = settings.managesArray ? mark.unseen : mark.cached;
  if ((scope & volumes) !== 0) for (const volume of volumesOf(world, scope, of, wanted)) seeVolume(world, volume);
  if ((scope & pools) !== 0) for (const pool of poolsOf(world, scope, of, wanted)) seePool(world, pool);
  if ((scope & system) !== 0 && settings.managesArray) {
    const { service } = world.configuration.profile;
    world.settings = {
      ...settings,
      discovered: settings.reported ?? settings.capabilities,
      indications: { ...settings.indications, changes: service.indications },
    };
  }
  world.revision++;
}

function volumesOf(world: World, scope: number, of: Discovery['of'], wanted: number): readonly VolumeHandle[] {
  // The scope says what the handle is of; the element may have gone since the call was accepted.
  if ((scope & ofVolume) !== 0) return world.volumes.has(of) ? [of as VolumeHandle] : [];
  const found = markedVolumes(world, wanted);
  return (scope & ofPool) === 0 ? found : found.filter((volume) => world.volumes.read(volume).pool === of);
}

function poolsOf(world: World, scope: number, of: Discovery['of'], wanted: number): readonly PoolHandle[] {
  if ((scope & ofPool) !== 0) return world.pools.has(of) ? [of as PoolHandle] : [];
  return markedPools(world, wanted);
}

function seeVolume(world: World, volume: VolumeHandle): void {
  if (world.volumes.read(volume).goneAt !== 0) forgetVolume(world, volume);
  else world.volumes.edit(volume).unseenChanges = seenIn(world);
}

function seePool(world: World, pool: PoolHandle): void {
  if (world.pools.read(pool).goneAt !== 0) forgetPool(world, pool);
  else world.pools.edit(pool).unseenChanges = seenIn(world);
}

/** What `unseenChanges` of an element becomes that is there. */
function seenIn({ settings }: World): number {
  return settings.managesArray ? 0 : unseen;
}
