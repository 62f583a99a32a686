import { lifecycles } from '../../lifecycle/lifecycles.js';
import { differences, roomFor } from '../../store/mirrors.js';
import type { PoolRow } from '../../store/rows.js';
import { isOffline } from '../../store/shownState.js';
import { none, type VolumeHandle } from '../../vocabulary/units/ids.js';
import type { Blocks } from '../../vocabulary/units/sizes.js';
import type { CallFacts } from './call.js';
import { openJobs, poolMeta, volumeMeta } from './elements.js';
import { doingAsked } from './relation.js';

const failed = lifecycles.volume.stateIndex('failed');

/** The sides of a relation between which it is to be copied; undefined where nothing is. */
function sidesOf(facts: CallFacts): { readonly from: VolumeHandle; readonly to: VolumeHandle } | undefined {
  const doing = doingAsked(facts);
  return doing?.do === 'copy' ? doing : undefined;
}

/** Whether the side that is copied can be read; undefined where nothing is copied. */
export function sideRead(facts: CallFacts): boolean | undefined {
  const sides = sidesOf(facts);
  if (sides === undefined) return undefined;
  const from = facts.world.volumes.read(sides.from);
  const { usable, locked } = volumeMeta(from);
  return usable && !locked && !isOffline(facts.world.pools.read(from.pool));
}

/** Whether the other side can be copied to: one that failed with its last copy can. */
export function isTakingCopies(facts: CallFacts): boolean | undefined {
  const sides = sidesOf(facts);
  if (sides === undefined) return undefined;
  const { world } = facts;
  const to = world.volumes.read(sides.to);
  const { usable, locked } = volumeMeta(to);
  const isReady = (usable && !locked) || to.state === failed;
  return (
    isReady &&
    to.copying === 0 &&
    to.snapshots === 0 &&
    openJobs(world, to, 1).length === 0 &&
    poolMeta(world.pools.read(to.pool)).allocates
  );
}

/** The side that is to hold something else, or to take it from hosts no more: what is copied to, and what becomes a target. */
export function sideChanged(facts: CallFacts): VolumeHandle | undefined {
  if (doingAsked(facts)?.do !== 'reverse') return sidesOf(facts)?.to;
  const { volume } = facts.call;
  return volume === none ? undefined : volume;
}

/** Blocks that the copy needs, and the pool that gives them up. */
export function roomForCopy(facts: CallFacts): { readonly need: Blocks; readonly pool?: Readonly<PoolRow> } {
  const sides = sidesOf(facts);
  if (sides === undefined) return { need: 0 as Blocks };
  const { world } = facts;
  const need = roomFor(world, sides.to, differences(world, sides.from, sides.to));
  return { need, pool: world.pools.read(world.volumes.read(sides.to).pool) };
}

export function nameOfSide(facts: CallFacts, side: 'from' | 'to'): string {
  const sides = sidesOf(facts);
  return sides === undefined ? '' : facts.world.volumes.payload(sides[side]);
}
