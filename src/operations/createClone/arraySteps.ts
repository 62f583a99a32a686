import { lifecycles } from '../../lifecycle/lifecycles.js';
import { free, subscribable } from '../../store/capacity.js';
import { usedSince } from '../../store/progress.js';
import { jobList } from '../../store/rows.js';
import { poolUsages, volumeUsage, volumeUsages } from '../../vocabulary/replication.js';
import { none } from '../../vocabulary/units/ids.js';
import { type Blocks, formatSize, readableSize } from '../../vocabulary/units/sizes.js';
import type { CallFacts } from '../facts/call.js';
import { hasLostSession } from '../facts/callers.js';
import { poolMeta, sourceMeta } from '../facts/elements.js';
import { nameIsTaken } from '../facts/names.js';
import { need } from '../facts/room.js';
import type { Check } from '../operation.js';

// MSFT_SMPool.Usage and MSFT_SMStorageVolume.Usage share this number.
const { unrestricted } = volumeUsage;
const poolOffline = lifecycles.pool.stateIndex('offline');
const volumeOffline = lifecycles.volume.stateIndex('offline');

/** What the array itself judges: whether this source can be cloned there, and whether there is room. */
export const arraySteps = {
  array: [
    {
      refuse: 'methodInvocationFailed',
      because: 'providerGone',
      cause: 'the provider has been stopped before it handed the request to the array',
      whenSystem: ({ settings }) => settings.incarnation > 1,
      when: ({ call, settings }) => hasLostSession(call, settings),
      message: () => 'the provider was stopped before it handed the request to the array',
    },
    {
      refuse: 'notSupported',
      because: 'notThere',
      cause: 'the source or the pool is not there when the array looks for it',
      whenElements: ({ source, pool }) =>
        source === undefined || source.goneAt !== 0 || pool === undefined || pool.goneAt !== 0,
      message: ({ request, source }) =>
        source === undefined || source.goneAt !== 0
          ? `the array has no volume '${request.on}'`
          : `the array has no pool '${request.targetPool}'`,
    },
    {
      refuse: 'notSupported',
      because: 'snapshot',
      cause: 'the source is a snapshot, which this array does not clone',
      whenSystem: ({ configuration }) => !configuration.profile.clones.ofSnapshots,
      whenElements: ({ source }) => source?.snapshot === 1,
      message: ({ request }) => `'${request.on}' is a snapshot, which this array does not clone`,
    },
    {
      refuse: 'notSupported',
      because: 'sourceReserved',
      cause: 'the source is reserved for something else than data',
      whenElements: ({ source }) => source !== undefined && source.usage !== unrestricted,
      message: ({ request, source }) => `'${request.on}' is: ${labelOf(volumeUsages, source?.usage)}`,
    },
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
      whenElements: ({ pool }) => pool !== undefined && pool.usage !== unrestricted,
      message: (facts) => `pool ${poolName(facts)} is: ${labelOf(poolUsages, facts.pool?.usage)}`,
    },
    {
      refuse: 'failed',
      because: 'sourceLocked',
      cause: 'another operation has locked the source',
      whenElements: ({ source }) => source !== undefined && sourceMeta(source).locked,
      message: (facts) => `'${facts.request.on}' is locked: it is ${sourceState(facts)}`,
    },
    {
      refuse: 'failed',
      because: 'sourceNotUsable',
      cause: 'the source is not usable: its own copy still runs, or it has failed',
      whenElements: ({ source }) =>
        source !== undefined &&
        !sourceMeta(source).usable &&
        !sourceMeta(source).locked &&
        source.state !== volumeOffline,
      message: (facts) => `'${facts.request.on}' is not usable: it is ${sourceState(facts)}`,
    },
    {
      refuse: 'failed',
      because: 'sourceOffline',
      cause: 'the source is offline, and this array clones online volumes only',
      whenSystem: ({ live, configuration }) =>
        configuration.profile.clones.requireOnlineSource && !live.has.requiresOfflineSource,
      whenElements: ({ source }) => source?.state === volumeOffline,
      message: ({ request }) => `'${request.on}' is offline, and this array clones online volumes only`,
    },
    {
      refuse: 'failed',
      because: 'sourceOnline',
      cause: 'the source is online, and this array clones offline volumes only (feature 23)',
      whenSystem: ({ live }) => live.has.requiresOfflineSource,
      whenElements: ({ source }) => source !== undefined && source.state !== volumeOffline,
      message: ({ request }) => `'${request.on}' is online; feature 23 wants the source of a copy offline`,
    },
    {
      refuse: 'failed',
      because: 'nameTakenMeanwhile',
      cause: 'names are unique on this array, and another call took this one after the provider had looked',
      whenSystem: ({ live, configuration }) => live.has.acceptsElementName && configuration.profile.clones.uniqueNames,
      when: nameIsTaken,
      message: ({ request }) => `another call took the ElementName '${request.elementName}' meanwhile`,
    },
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
    {
      refuse: 'notEnoughResources',
      refuseBefore2016: 'failed',
      because: 'free',
      cause: 'the pool has not enough room for the target',
      when: (facts) => facts.pool !== undefined && need(facts) > free(facts.pool),
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
      refuseBefore2016: 'failed',
      because: 'overcommit',
      cause: 'the pool has promised as much to volumes as it may (allocation.overcommitLimit)',
      whenSystem: ({ configuration }) =>
        configuration.allocation !== 'full' && configuration.overcommitLimit !== Number.POSITIVE_INFINITY,
      when: ({ source, pool, configuration }) =>
        source !== undefined && pool !== undefined && source.size > subscribable(pool, configuration),
      message: (facts) => {
        const { source, pool, configuration } = facts;
        if (source === undefined || pool === undefined) return '';
        const limit = `${configuration.overcommitLimit} % of its ${formatSize(pool.total)}`;
        return `needs a promise of ${formatSize(source.size)}, pool ${poolName(facts)} has promised ${formatSize(pool.subscribed)} of at most ${limit}`;
      },
    },
    {
      refuse: 'notEnoughResources',
      refuseBefore2016: 'failed',
      because: 'replicas',
      cause: 'the source has as many replicas as it may (MaximumReplicasPerSourceClone)',
      when: ({ source, settings }) =>
        source !== undefined && source.replicas >= settings.capabilities.maximumReplicasPerSource,
      message: ({ request, source, settings }) =>
        `'${request.on}' has ${source?.replicas} of at most ${settings.capabilities.maximumReplicasPerSource} replicas`,
    },
    {
      refuse: 'notEnoughResources',
      refuseBefore2016: 'failed',
      because: 'volumes',
      cause: 'the array has as many volumes as it can',
      when: ({ world, settings }) => world.volumes.size - world.deletedButCached >= settings.limits.volumes,
      message: ({ world, settings }) =>
        `the array has ${world.volumes.size - world.deletedButCached} of at most ${settings.limits.volumes} volumes`,
    },
    {
      refuse: 'notEnoughResources',
      refuseBefore2016: 'failed',
      because: 'metadata',
      cause: 'there is no room for the metadata of another synchronization',
      when: ({ world, settings }) => world.synchronizations.size >= settings.limits.synchronizations,
      message: ({ world, settings }) =>
        `the array has metadata for ${settings.limits.synchronizations} synchronizations, and ${world.synchronizations.size} exist`,
    },
    {
      refuse: 'notEnoughResources',
      refuseBefore2016: 'failed',
      because: 'queue',
      cause: 'all job slots are taken, and the queue of jobs is full',
      when: (facts) => {
        const { jobLists } = facts.world;
        const { runningJobs, queuedJobs } = facts.settings.limits;
        const queued = jobLists[jobList.waiting].count;
        return jobLists[jobList.active].count >= runningJobs && queued >= queuedJobs && !copiesWithinCall(facts);
      },
      message: ({ world, settings }) =>
        `${world.jobLists[jobList.active].count} jobs hold the array's ${settings.limits.runningJobs} slots, and ${world.jobLists[jobList.waiting].count} of at most ${settings.limits.queuedJobs} wait`,
    },
    { refuse: 'failed', because: 'executionFailed', cause: 'the execution fails at once, for a known reason' },
    { refuse: 'unspecifiedError', because: 'executionUnknown', cause: 'the execution fails at once, nobody knows why' },
    {
      refuse: 'cimFailed',
      because: 'providerFailed',
      cause: 'the provider fails plainly while it executes the method',
    },
  ],
} satisfies Record<string, readonly Check<CallFacts>[]>;

/** Whether the copy is done within the call (0) or by a job (4096): CreateElementReplica is among the synchronous
 * actions, the asynchronous, or both, and then the source's size decides.
 * @see MSFT_SMReplicationCapabilities.SupportedSynchronousActions, value 2
 */
export function copiesWithinCall({ source, live, configuration }: CallFacts): boolean {
  if (live.copies !== 'bySize') return live.copies === 'withinCall';
  return source !== undefined && source.size <= configuration.synchronousUpTo;
}

function poolName({ world, poolHandle }: CallFacts): string {
  return poolHandle === -1 ? '' : world.pools.payload(poolHandle);
}

function sourceState({ source }: CallFacts): string {
  return source === undefined ? 'gone' : (lifecycles.volume.states[source.state] ?? 'gone');
}

function labelOf(labels: Readonly<Record<number, string>>, value: number | undefined): string {
  return labels[value ?? 0] ?? `usage ${value}`;
}
