import type { Job, MethodName, Volume } from '../../src/index.js';
import { parseDuration } from '../../src/vocabulary/units/durations.js';
import { copying, type Glance, type Transition } from './transition.js';

/** Why a job may end in Exception: told from the outside, as the causes of a refusal are. */
export interface Ending {
  readonly method: MethodName;
  readonly because: string;
  /** What its ErrorDescription says. */
  readonly says: RegExp;
  /** Whether it held at the command's beginning or end. */
  readonly holds: (job: Job, view: Glance, transition: Transition) => boolean;
}

const lostDiscoveries = {
  providerLost: /^the provider cannot be reached any more$/,
  namespaceLost: /has no such namespace any more$/,
  arrayNotManaged: /does not manage this array any more$/,
  arrayLost: /^the array's management controller is (failing|out of reach)$/,
};

// What a failed job leaves has failed, too, or is gone: only the command tells that it had failed before.
const failedBefore: Ending['holds'] = ({ target }, _, { command }) =>
  (command.do === 'set' || command.do === 'outOfBand') &&
  'volume' in command.change &&
  command.change.volume === target &&
  command.change.state === 'failed';

/** What ends any of them. */
const copyEndings: readonly Omit<Ending, 'method'>[] = [
  {
    because: 'poolLost',
    says: /^(pool '.*' of the target is offline|the pool of the target is gone)$/,
    holds: ({ target }, { pools }, { before, after }) => {
      const known = before.volumes.get(target ?? '') ?? after.volumes.get(target ?? '');
      const pool = pools.get(known?.pool ?? '');
      // A target that came and went within one command was not seen anywhere.
      return known === undefined || pool === undefined || pool.state === 'offline';
    },
  },
  {
    because: 'sourceLost',
    says: /^the source ('.*' is .*|is gone)$/,
    holds: ({ source }, { volumes }, { arrayKind: { profile } }) => {
      const state = volumes.get(source ?? '')?.state ?? 'failed';
      return state === 'failed' || (state === 'offline' && profile.clones.requireOnlineSource);
    },
  },
  {
    because: 'sourcePoolLost',
    says: /^the pool of the source '.*' is offline$/,
    holds: ({ source }, { volumes, pools }) => pools.get(volumes.get(source ?? '')?.pool ?? '')?.state === 'offline',
  },
  {
    because: 'targetLost',
    says: /^the target '.*' has failed$/,
    holds: failedBefore,
  },
  {
    because: 'linkLost',
    says: /^the replication link has been partitioned for .*$/,
    // The link itself nobody sees from the outside: what waits for it crosses it, for as long as its array says.
    holds: ({ source, target, errorDescription }, { volumes, pools }, { arrayKind: { profile } }) => {
      const { failsWithoutLinkAfter: waits } = profile.jobs;
      const time = /partitioned for (.*)$/.exec(errorDescription ?? '')?.[1] ?? '0 s';
      if (waits === null || parseDuration(time, 'time') < parseDuration(waits, 'waits')) return false;
      const [from, to] = [source, target].map((id) => pools.get(volumes.get(id ?? '')?.pool ?? '')?.isRemote);
      // A target that is not listed until its job completes was not seen anywhere, nor was a source that went.
      return from === undefined || to === undefined || from !== to;
    },
  },
];

export const endings: readonly Ending[] = [
  ...copying.flatMap((method) => copyEndings.map((ending) => ({ ...ending, method }))),
  {
    method: 'StorageVolume.SetReplicationRelationship',
    because: 'writtenMeanwhile',
    says: /^hosts have written more to the side that is copied than the pool of the other has room for$/,
    // How much differs nobody sees from the outside: a pool with room for all of it has room for that.
    holds: ({ source, target }, { volumes, pools }) => {
      const pool = pools.get(volumes.get(target ?? '')?.pool ?? '');
      const most = volumes.get(source ?? '')?.size ?? 0n;
      return pool === undefined || pool.free < most;
    },
  },
  ...(['Pool.CreateStorageVolume', 'System.CreateStorageVolume', 'StorageVolume.ModifySize'] as const).flatMap(
    (method): readonly Ending[] => [
      {
        method,
        because: 'poolLost',
        says: /^(the pool is gone|(pool '.*'|the pool of '.*') is (offline|readOnly|gone))$/,
        holds: (job, view, { before, after }) => {
          const states = method === 'StorageVolume.ModifySize' ? ['offline', 'readOnly'] : ['offline'];
          const pool = view.pools.get((targetOf(job, before) ?? targetOf(job, after))?.pool ?? '');
          return pool === undefined || states.includes(pool.state);
        },
      },
      { method, because: 'volumeLost', says: /^(the volume )?'.*' has failed$/, holds: failedBefore },
    ],
  ),
  ...(['CreatePool', 'AddDiskDrives'] as const).map(
    (method): Ending => ({
      method,
      because: 'driveLost',
      says: /^drive '.*' failed while it was added$/,
      holds: ({ errorDescription }, { drives }) =>
        drives.some(({ name, state }) => state === 'failed' && errorDescription?.includes(`'${name}'`)),
    }),
  ),
  {
    method: 'AddDiskDrives',
    because: 'poolLost',
    says: /^the pool went offline while drives were added to it$/,
    holds: (_, { pools }) => [...pools.values()].some(({ state }) => state === 'offline'),
  },
  ...(['poolTakesNothing', 'resourcePoolTakesNothing'] as const).map(
    (because): Ending => ({
      method: 'StorageVolume.Delete',
      because,
      says: /^the pool of '.*' takes no room back$/,
      holds: (job, view, { before, after }) => {
        const pool = view.pools.get((targetOf(job, before) ?? targetOf(job, after))?.pool ?? '');
        const isReserved = pool !== undefined && pool.usage !== unrestricted;
        const kind = isReserved ? 'resourcePoolTakesNothing' : 'poolTakesNothing';
        return (pool === undefined || ['offline', 'readOnly'].includes(pool.state)) && kind === because;
      },
    }),
  ),
  {
    method: 'StorageVolume.Delete',
    because: 'copied',
    says: /^a copy of '.*' was started meanwhile$/,
    holds: ({ id, target }, { jobs }) =>
      [...jobs.values()].some((one) => one.id !== id && (one.source === target || one.target === target)),
  },
  {
    method: 'StorageVolume.Delete',
    because: 'linkedClones',
    says: /^'.*' has \d+ linked clones? meanwhile$/,
    holds: ({ target }, { volumes }, { arrayKind: { profile } }) =>
      profile.clones.keepsParent && [...volumes.values()].some(({ synchronization: one }) => one?.source === target),
  },
  {
    method: 'StorageVolume.Delete',
    because: 'snapshots',
    says: /^'.*' has \d+ snapshots? meanwhile$/,
    holds: ({ target }, { volumes }, { arrayKind: { profile } }) =>
      profile.snapshots.sources === 'kept' &&
      [...volumes.values()].some(({ isSnapshot, synchronization: one }) => isSnapshot && one?.source === target),
  },
  {
    method: 'Pool.Delete',
    because: 'poolLost',
    says: /^the pool went offline or away while it was deleted$/,
    holds: (_, { pools }, { arrayKind: { options } }) =>
      [...pools.values()].some(({ state }) => state === 'offline') || pools.size < (options.pools?.length ?? 0),
  },
  {
    method: 'Pool.Delete',
    because: 'poolTaken',
    says: /^the pool has got \d+ volumes? meanwhile$/,
    holds: (_, { pools }) => [...pools.values()].some(({ volumes }) => volumes > 0),
  },
  ...(['StartDiscovery', 'PartialDiscovery'] as const).flatMap((method) =>
    Object.entries(lostDiscoveries).map(
      // What the provider is like nobody sees from the outside.
      ([because, says]): Ending => ({ method, because, says, holds: () => true }),
    ),
  ),
];

/** MSFT_SMPool.Usage of a pool that is not reserved for anything. */
const unrestricted = 2;

function targetOf({ target }: Job, { volumes }: Glance): Volume | undefined {
  return volumes.get(target ?? '');
}
