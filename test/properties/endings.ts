import type { Job, MethodName, Volume } from '../../src/index.js';
import { parseDuration } from '../../src/vocabulary/units/durations.js';
import type { Glance, Transition } from './transition.js';

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

export const endings: readonly Ending[] = [
  {
    method: 'CreateClone',
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
    method: 'CreateClone',
    because: 'sourceLost',
    says: /^the source ('.*' is .*|is gone)$/,
    holds: ({ source }, { volumes }, { arrayKind: { profile } }) => {
      const state = volumes.get(source ?? '')?.state ?? 'failed';
      return state === 'failed' || (state === 'offline' && profile.clones.requireOnlineSource);
    },
  },
  {
    method: 'CreateClone',
    because: 'sourcePoolLost',
    says: /^the pool of the source '.*' is offline$/,
    holds: ({ source }, { volumes, pools }) => pools.get(volumes.get(source ?? '')?.pool ?? '')?.state === 'offline',
  },
  {
    method: 'CreateClone',
    because: 'targetLost',
    says: /^the target '.*' has failed$/,
    // What a failed job leaves has failed, too, or is gone: only the command tells that it had failed before.
    holds: ({ target }, _, { command }) =>
      (command.do === 'set' || command.do === 'outOfBand') &&
      'volume' in command.change &&
      command.change.volume === target &&
      command.change.state === 'failed',
  },
  {
    method: 'CreateClone',
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
