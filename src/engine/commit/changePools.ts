import type { Change } from '../../operations/plan.js';
import { jobWork } from '../../store/jobRow.js';
import { isHeard, notePoolEvent } from '../../store/noteEvent.js';
import type { World } from '../../store/world.js';
import { none, type PoolHandle } from '../../vocabulary/units/ids.js';
import type { Blocks } from '../../vocabulary/units/sizes.js';
import type { Engine } from '../components.js';
import type { WorkSeed } from '../jobs/start.js';
import type { ChangeKind } from './changeKind.js';
import { addPool, growPool } from './pools.js';

type Creation = Extract<Change, { kind: 'poolCreation' }>;
type Growth = Extract<Change, { kind: 'poolGrowth' }>;

/** A concrete pool comes to be: its drives and its room are promised to it from the start. */
export const poolCreation: ChangeKind<Creation> = {
  details: ({ pools, codecs }, { name, home, size }) => ({
    created: name,
    madeOf: codecs.pool.encode(home),
    pool: pools.payload(home),
    blocks: size,
  }),
  apply: (engine, world, change) => void create(engine, world, change, true),
  begin: (engine, world, change) => jobOn(create(engine, world, change, false)),
  // The youngest has the last handle.
  made: ({ pools }) => (pools.length - 1) as PoolHandle,
};

/** Disk drives are added to a concrete pool. */
export const poolGrowth: ChangeKind<Growth> = {
  details: ({ pools, codecs }, { pool, size }) => ({
    changed: codecs.pool.encode(pool),
    name: pools.payload(pool),
    blocks: size,
  }),
  apply: (engine, world, change) => growPool(engine, world, change.pool, change, true),
  begin(engine, world, change) {
    growPool(engine, world, change.pool, change, false);
    return jobOn(change.pool);
  },
};

function create(engine: Engine, world: World, change: Creation, atOnce: boolean): PoolHandle {
  const { name, home, usage, setting, thin } = change;
  const state = engine.lifecycles.pool.initial;
  const size = 0 as Blocks; // grows at once, or at the end of the job
  const pool = addPool(world, {
    name,
    size,
    primordial: false,
    thin,
    usage,
    remote: false,
    state,
    parent: home,
    setting,
  });
  if (isHeard(world)) notePoolEvent(world, 'MSFT_SMStorageArrivalEvent', pool);
  growPool(engine, world, pool, change, atOnce);
  return pool;
}

function jobOn(pool: PoolHandle): WorkSeed {
  return { work: jobWork.growPool, target: none, pool, room: 0 as Blocks, lockedFrom: none };
}
