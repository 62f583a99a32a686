import { lifecycles } from '../lifecycle/lifecycles.js';
import { none, type PoolHandle } from '../vocabulary/units/ids.js';
import { childrenOf, drivesHeld, serves } from './drives.js';
import type { World } from './world.js';

const starting = lifecycles.pool.initial;

/** What concrete pools have of their primordial one, and what jobs were promised for them. */
interface Given {
  children: number;
  blocks: number;
  promised: number;
}

/** By primordial pool. */
export function givenByPrimordial({ pools }: World): ReadonlyMap<PoolHandle, Readonly<Given>> {
  const found = new Map<PoolHandle, Given>();
  for (const handle of pools.handles()) {
    const { parent, total, growth } = pools.read(handle);
    if (parent === none) continue;
    const given = found.get(parent) ?? { children: 0, blocks: 0, promised: 0 };
    given.children++;
    given.blocks += total + growth;
    given.promised += growth;
    found.set(parent, given);
  }
  return found;
}

/** What is wrong with what pools are made of, in sentences. */
export function poolFaults(world: World): string[] {
  const { pools, drives } = world;
  const found: string[] = [];
  const demand = (holds: boolean, sentence: string) => {
    if (!holds) found.push(sentence);
  };
  const given = givenByPrimordial(world);
  const belonging = new Map<PoolHandle, number>();
  for (const handle of drives.handles()) {
    const { home, holder, spare, joining } = drives.read(handle);
    const name = drives.payload(handle);
    demand(pools.peek(home)?.primordial === 1, `drive ${name} belongs to no primordial pool`);
    demand(holder === home || pools.peek(holder)?.parent === home, `drive ${name} is in a pool of another origin`);
    demand(spare === 0 || holder === home, `drive ${name} is a hot spare that a pool has`);
    demand(joining === 0 || (pools.peek(holder)?.growth ?? 0) > 0, `drive ${name} is added by no job`);
    belonging.set(home, (belonging.get(home) ?? 0) + 1);
    if (holder !== home) belonging.set(holder, (belonging.get(holder) ?? 0) + 1);
  }
  for (const handle of pools.handles()) {
    const pool = pools.read(handle);
    if (pool.goneAt !== 0) continue;
    const name = pools.payload(handle);
    const held = [...drivesHeld(world, handle)];
    demand(
      pool.children === (given.get(handle)?.children ?? 0),
      `pool ${name} counts ${pool.children} pools made of it`,
    );
    const children = [...childrenOf(world, handle)];
    demand(
      children.length === pool.children && children.every((one) => pools.read(one).parent === handle),
      `pool ${name} lists other pools than are made of it`,
    );
    demand(pool.drives === (belonging.get(handle) ?? 0), `pool ${name} counts ${pool.drives} drives`);
    demand(
      held.every((drive) => drives.read(drive).holder === handle),
      `pool ${name} lists drives of another`,
    );
    demand(
      pool.failedDrives === held.filter((drive) => !serves(drives.read(drive))).length,
      `pool ${name} counts ${pool.failedDrives} failed drives`,
    );
    demand(pool.state !== starting || pool.growth > 0, `pool ${name} is starting, and no job makes it`);
    if (pool.primordial === 0 && pool.drives > 0) {
      const size = held.reduce((sum, drive) => sum + drives.read(drive).size, 0);
      demand(size === pool.total + pool.growth, `pool ${name} is of another size than its drives`);
    }
  }
  return found;
}
