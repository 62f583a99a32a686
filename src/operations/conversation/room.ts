import { lifecycles } from '../../lifecycle/lifecycles.js';
import { free, subscribable } from '../../store/capacity.js';
import { jobList } from '../../store/jobRow.js';
import { usedSince } from '../../store/progress.js';
import { poolUsages, volumeUsage } from '../../vocabulary/replication.js';
import { none } from '../../vocabulary/units/ids.js';
import { type Blocks, formatSize, readableSize } from '../../vocabulary/units/sizes.js';
import type { CallFacts } from '../facts/call.js';
import { labelOf, poolMeta, poolName } from '../facts/elements.js';
import { usageForTargets } from '../facts/poolOfCall.js';
import type { Row } from '../operation.js';

// What a new volume asks of the pool that it goes to, and of the array: for all methods that make one.

// MSFT_SMPool.Usage and MSFT_SMStorageVolume.Usage share this number.
const { unrestricted } = volumeUsage;
const poolOffline = lifecycles.pool.stateIndex('offline');

/** Whether volumes may be allocated from the pool at all. */
export const poolKind = [
  {
    refuse: 'notSupported',
    because: 'primordial',
    cause: 'the pool is primordial: nothing is allocated from it directly',
    whenElements: ({ pool }) => pool?.primordial === 1,
    message: (facts) => `pool ${poolName(facts)} is primordial: no volume can be allocated from it`,
  },
  {
    refuse: 'notSupported',
    because: 'poolReserved',
    cause: 'the pool is reserved for something else than volumes',
    whenElements: ({ live, pool }) =>
      pool !== undefined && pool.usage !== unrestricted && pool.usage !== usageForTargets({ live }, pool),
    message: (facts) => `pool ${poolName(facts)} is: ${labelOf(poolUsages, facts.pool?.usage)}`,
  },
  {
    refuse: 'notSupported',
    because: 'poolNotReserved',
    cause: 'the pool is not reserved for replication, and targets need one that is (feature 55)',
    whenSystem: ({ live }) => live.has.reservedPool,
    whenElements: ({ live, pool }) => pool !== undefined && pool.usage !== usageForTargets({ live }, pool),
    message: (facts) => {
      const wanted = facts.pool && usageForTargets(facts, facts.pool);
      return `pool ${poolName(facts)} is: ${labelOf(poolUsages, facts.pool?.usage)}; feature 55 asks for: ${labelOf(poolUsages, wanted)}`;
    },
  },
] as const satisfies readonly Row<CallFacts>[];

/** Whether the pool can allocate now. */
export const poolState = [
  {
    refuse: 'failed',
    because: 'poolOffline',
    cause: 'the pool is offline',
    whenElements: ({ pool }) => pool?.state === poolOffline,
    message: (facts) => `pool ${poolName(facts)} is offline`,
  },
  {
    refuse: 'failed',
    because: 'poolReadOnly',
    cause: 'the pool is read-only',
    whenElements: ({ pool }) => pool !== undefined && !poolMeta(pool).allocates && pool.state !== poolOffline,
    message: (facts) => `pool ${poolName(facts)} is read-only`,
  },
] as const satisfies readonly Row<CallFacts>[];

/** What is asked for: blocks that the pool must give up, and blocks that it must promise. */
interface Wanted {
  readonly need: (facts: CallFacts) => Blocks;
  readonly size: (facts: CallFacts) => Blocks;
}

/** Whether the pool has the room. */
export function poolRoom({ need, size }: Wanted) {
  return [
    {
      refuse: 'notEnoughResources',
      because: 'free',
      cause: 'the pool has not enough room for the target',
      when: (facts) => facts.pool !== undefined && need(facts) > free(facts.pool),
      counts: true,
      message: (facts) => {
        const { world, pool, poolHandle } = facts;
        if (pool === undefined || poolHandle === none) return '';
        const moved = usedSince(world, poolHandle);
        // What jobs have used of their reservations moves from the one to the other: both stay whole blocks, not negative.
        const used = readableSize((pool.used + moved) as Blocks);
        const reserved = readableSize((pool.reserved - moved) as Blocks);
        return `needs ${formatSize(need(facts))}, pool ${poolName(facts)} has ${formatSize(free(pool))} free of ${formatSize(pool.total)} (${used} used, ${reserved} reserved)`;
      },
    },
    {
      refuse: 'notEnoughResources',
      because: 'overcommit',
      cause: 'the pool has promised as much to volumes as it may (allocation.overcommitLimit)',
      whenSystem: ({ configuration }) => configuration.overcommitLimit !== Number.POSITIVE_INFINITY,
      when: (facts) => facts.pool !== undefined && size(facts) > subscribable(facts.pool, facts.configuration),
      counts: true,
      message: (facts) => {
        const { pool, configuration } = facts;
        if (pool === undefined) return '';
        const limit = `${configuration.overcommitLimit} % of its ${formatSize(pool.total)}`;
        return `needs a promise of ${formatSize(size(facts))}, pool ${poolName(facts)} has promised ${formatSize(pool.subscribed)} of at most ${limit}`;
      },
    },
  ] as const satisfies readonly Row<CallFacts>[];
}

/** Whether the array can take one volume more. */
export const volumeLimit = {
  refuse: 'notEnoughResources',
  because: 'volumes',
  cause: 'the array has as many volumes as it can',
  when: ({ world, settings }) => world.volumes.size - world.deletedButCached >= settings.limits.volumes,
  counts: true,
  message: ({ world, settings }) =>
    `the array has ${world.volumes.size - world.deletedButCached} of at most ${settings.limits.volumes} volumes`,
} as const satisfies Row<CallFacts>;

/** Whether a job can be started, or wait for a slot.
 * @param needsNone whether the call starts no job
 */
export function queueLimit(needsNone: (facts: CallFacts) => boolean) {
  return {
    refuse: 'notEnoughResources',
    because: 'queue',
    cause: 'all job slots are taken, and the queue of jobs is full',
    when: (facts) => {
      const { jobLists } = facts.world;
      const { runningJobs, queuedJobs } = facts.settings.limits;
      const queued = jobLists[jobList.waiting].count;
      return jobLists[jobList.active].count >= runningJobs && queued >= queuedJobs && !needsNone(facts);
    },
    counts: true,
    message: ({ world, settings }) =>
      `${world.jobLists[jobList.active].count} jobs hold the array's ${settings.limits.runningJobs} slots, and ${world.jobLists[jobList.waiting].count} of at most ${settings.limits.queuedJobs} wait`,
  } as const satisfies Row<CallFacts>;
}
