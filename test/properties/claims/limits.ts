import type { AnyReply, MethodName } from '../../../src/index.js';
import {
  demand,
  type Glance,
  isFinal,
  isOk,
  mostPromised,
  type Property,
  replyOf,
  type Transition,
  unlistedCopies,
} from '../transition.js';

/** All that make a volume. */
const making: readonly MethodName[] = [
  'CreateClone',
  'CreateSnapshot',
  'StorageVolume.CreateReplica',
  'Pool.CreateStorageVolume',
  'System.CreateStorageVolume',
];

/** What an array has of each, and the most of it that it may have, by its own settings. */
export const limits: readonly Property[] = [
  {
    name: 'WITHIN-LIMITS',
    statement:
      'for all clones, replicas, snapshots and new volumes, the source has no more replicas than its limit, the array no more volumes, synchronizations and jobs than its own, the pool has promised no more',
    watch: () => (transition, seen) => {
      const { command, before, after, array, arrayKind } = transition;
      const reply = replyOf(transition);
      if (reply === undefined || command.do !== 'call' || !making.includes(command.method)) return;
      if (!isOk(reply.ReturnValue)) return;
      const target = after.volumes.get(madeBy(reply) ?? '');
      const job = 'Job' in reply ? after.jobs.get(reply.Job ?? '') : undefined;
      const unlisted = unlistedCopies(after);
      const isUnlisted = job !== undefined && unlisted.includes(job);
      // Where an unlisted target is only the pools' numbers tell.
      const pool = isUnlisted
        ? [...after.pools.values()].find(({ id, volumes }) => volumes > (before.pools.get(id)?.volumes ?? 0))
        : after.pools.get(target?.pool ?? '');
      if (pool === undefined) return;
      seen();
      const { limits: most, capabilities } = settingsOf(array);
      const volumes = after.volumes.size + unlisted.length;
      demand(volumes <= most.volumes, () => `there are ${volumes} volumes, of ${most.volumes}`);
      const promised = mostPromised(pool, arrayKind);
      demand(promised === undefined || pool.subscribed <= promised, () => `${pool.name} promised ${pool.subscribed}`);
      const source = isUnlisted ? job.source : target?.synchronization?.source;
      demandAssociations(after, source ?? undefined, { ...most, ...capabilities });
      const jobs = [...after.jobs.values()].filter(({ state }) => !isFinal(state));
      const waiting = jobs.filter(({ state }) => state === 'new').length;
      const was = [...before.jobs.values()].filter(({ state }) => state === 'new').length;
      // Those that wait already stay when the queue is made shorter.
      const fits = waiting <= most.queuedJobs || waiting <= was || jobs.length <= most.runningJobs + most.queuedJobs;
      demand(fits, () => `${waiting} jobs wait, of ${most.queuedJobs}`);
    },
  },
];

interface PerSource {
  readonly maximumReplicasPerSource: number;
}

interface Most {
  readonly volumes: number;
  readonly synchronizations: number;
  readonly runningJobs: number;
  readonly queuedJobs: number;
}

/** The volume that a reply names. */
function madeBy(reply: AnyReply): string | null {
  if ('TargetStorageVolume' in reply) return reply.TargetStorageVolume;
  return 'CreatedStorageVolume' in reply ? reply.CreatedStorageVolume : null;
}

/** A clone that was detached at once counts against neither limit. */
function demandAssociations(after: Glance, source: string | undefined, most: Most & PerSource): void {
  if (source === undefined) return;
  const listed = [...after.volumes.values()].filter(({ synchronization }) => synchronization !== null).length;
  const all = listed + unlistedCopies(after).length;
  demand(all <= most.synchronizations, () => `there are ${all} synchronizations, of ${most.synchronizations}`);
  const snapshots = [...after.volumes.values()].filter(
    (one) => one.isSnapshot && one.synchronization?.source === source,
  );
  const unlisted = unlistedCopies(after).filter((job) => job.method === 'CreateSnapshot' && job.source === source);
  // Snapshots have a limit of their own.
  const replicas = (after.volumes.get(source)?.replicas ?? 0) - snapshots.length - unlisted.length;
  const limit = most.maximumReplicasPerSource;
  demand(replicas <= limit, () => `the source has ${replicas} replicas, of ${limit}`);
}

function settingsOf(array: Transition['array']) {
  return JSON.parse(array.save()).world.settings as { readonly limits: Most; readonly capabilities: PerSource };
}
