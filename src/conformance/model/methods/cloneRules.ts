import type { MethodName } from '../../../vocabulary/methods/index.js';
import { mayGetRoom, needOf, saysNothingOfRoom, sizeElsewhere, sizeIn } from '../room.js';
import type { Rule, RuleInput } from '../rule.js';
import {
  goesOnUnseen,
  isOpen,
  isPending,
  type ModelJob,
  type ModelState,
  unknownPool,
  unrestricted,
} from '../state.js';
import { familyRules } from './cloneFamilies.js';
import { isNameTaken, limits } from './cloneLimits.js';
import { isMalformedName } from './names.js';
import { poolGiven, usageForTargets } from './pickedPool.js';
import { isLocked, isMissing, isReserved, malformed, role, roleAtProvider } from './shared.js';
import { poolForbidden, poolNotOfSource, poolRequired } from './targetPoolRules.js';
import { clonesUnavailable, provider } from './troubles.js';

/** Whether it is known which pool the call is about. */
const isKnown = ({ poolName }: RuleInput): boolean => poolName !== unknownPool;
/** Whether a job makes a snapshot: it copies nothing. */
const isOfSnapshot = ({ method, target }: ModelJob, volumes: ModelState['volumes']): boolean =>
  method === 'CreateSnapshot' || (method === replicas && volumes[target ?? '']?.isSnapshot === true);
const replicas: MethodName = 'StorageVolume.CreateReplica';
const isRemote = ({ pool }: RuleInput): boolean => pool?.isRemote ?? false;
const namesPool = ({ call }: RuleInput): boolean => poolGiven(call) !== undefined;

/** However a clone takes room, and however often the array keeps it: so many times its size is enough. */
const surelyEnough = 4;

/** The name is taken: the provider finds out, or the service when it renames what was made. */
export const nameTaken: Rule = {
  step: 'invoke',
  because: 'nameTaken',
  outcome: 'cimInvalidParameter',
  property: 'CAUSE-COMPLETE',
  holds: (input) => (input.advertised.names.given === 'byRename' ? false : isNameTaken(input)),
};

export const nameExists: Rule = {
  step: 'rename',
  because: 'nameExists',
  outcome: 'cimAlreadyExists',
  property: 'CAUSE-COMPLETE',
  holds: (input) => (input.advertised.names.given === 'byClient' ? false : isNameTaken(input)),
};

/** The reasons that a client can give rise to itself.
 * @see MSFT_SMStorageVolume.CreateClone, "Return value"
 */
export const cloneRules: readonly Rule[] = [
  role,
  malformed(({ call, advertised, state }) => {
    const pool = poolGiven(call);
    const name = isMalformedName({ call, advertised });
    if (name === true) return true;
    const volume = state.volumes[pool ?? ''];
    // Of one that is not listed yet nobody knows the id.
    if (pool === '' || (volume !== undefined && !isPending(volume, state, advertised))) return true;
    if (name === undefined) return undefined;
    // Whether the id of a volume that went still tells that it is none of a pool is the subject's affair.
    return pool !== undefined && /^(clone|snapshot|found)\d+(#\d+)?$/.test(pool) ? undefined : false;
  }),
  {
    step: 'service',
    because: 'sourceUnknown',
    outcome: 'objectNotFound',
    since: '2016',
    property: 'CAUSE-COMPLETE',
    holds: isMissing,
  },
  {
    step: 'service',
    because: 'poolUnknown',
    outcome: 'objectNotFound',
    since: '2016',
    property: 'CAUSE-COMPLETE',
    holds: (input) => namesPool(input) && input.pool === undefined,
  },
  {
    step: 'service',
    because: 'noClones',
    outcome: 'cloneNotSupported',
    property: 'CAP-NO',
    holds: ({ advertised: { clones } }) => !clones.local && !clones.remote,
  },
  {
    step: 'service',
    because: 'locality',
    outcome: 'replicationTypeNotSupported',
    property: 'CAP-NO',
    holds: (input) => {
      const { clones, targetPool } = input.advertised;
      // Which type is not supported matters to an array that has others.
      if (!clones.local && !clones.remote) return false;
      if (isRemote(input)) return !clones.remote;
      // An array that clones to the peer only, and needs a target pool, takes a call without a pool for a remote one.
      return !clones.local && (namesPool(input) || targetPool.given !== 'requiredForRemote');
    },
  },
  ...provider,
  roleAtProvider,
  {
    step: 'invoke',
    because: 'notFound',
    outcome: 'cimNotFound',
    before: '2016',
    property: 'CAUSE-COMPLETE',
    holds: (input) => (namesPool(input) && input.pool === undefined ? true : isMissing(input)),
  },
  poolForbidden,
  poolRequired(({ clones }) => !clones.local),
  poolNotOfSource,
  nameTaken,
  clonesUnavailable,
  {
    step: 'array',
    because: 'snapshot',
    outcome: 'notSupported',
    property: 'CAUSE-COMPLETE',
    holds: ({ volume, advertised }) => {
      const { ofSnapshots } = advertised.clones;
      return volume?.isSnapshot === true && (ofSnapshots === null ? undefined : !ofSnapshots);
    },
  },
  {
    step: 'array',
    because: 'sourceReserved',
    outcome: 'notSupported',
    property: 'CAUSE-COMPLETE',
    holds: ({ volume }) => volume !== undefined && isReserved(volume.usage),
  },
  {
    step: 'array',
    because: 'primordial',
    outcome: 'notSupported',
    property: 'CAUSE-COMPLETE',
    holds: ({ pool }) => pool?.isPrimordial === true,
  },
  {
    step: 'array',
    because: 'poolReserved',
    outcome: 'notSupported',
    property: 'CAUSE-COMPLETE',
    holds: ({ pool, advertised }) => {
      if (pool === undefined || pool.usage === unrestricted) return false;
      if (advertised.targetPool.reserved === null) return undefined;
      return pool.usage !== usageForTargets(pool, advertised);
    },
  },
  {
    step: 'array',
    because: 'poolNotReserved',
    outcome: 'notSupported',
    property: 'CAP-NO',
    holds: (input) => {
      const { pool, advertised } = input;
      const { reserved } = advertised.targetPool;
      if (reserved === null && pool?.usage === unrestricted) return undefined;
      if (reserved !== true) return false;
      if (!isKnown(input)) return undefined;
      return pool !== undefined && pool.usage !== usageForTargets(pool, advertised);
    },
    isUnpredictable: ({ targetPool }) => targetPool.reserved === null,
  },
  {
    step: 'array',
    because: 'sourceNotUsable',
    outcome: 'failed',
    property: 'CAUSE-COMPLETE',
    holds: ({ volume, advertised }) => {
      if (volume === undefined) return false;
      if (volume.usable === null) return undefined;
      const isSeenLocked = isLocked({ volume });
      if (isSeenLocked !== false) return isSeenLocked;
      const { source: wanted } = advertised.clones;
      if (wanted === 'unknown') return volume.usable ? false : undefined;
      if (volume.state === 'offline') return wanted === 'online';
      if (wanted === 'offline' && volume.state !== null) return true;
      // It may be offline, which is what it is to be, or may be.
      if (volume.state === null && wanted !== 'online') return undefined;
      return !volume.usable;
    },
  },
  {
    step: 'array',
    because: 'sourceBusy',
    outcome: 'failed',
    property: 'CAUSE-COMPLETE',
    holds: (input) => {
      const { busySources } = input.advertised.declares;
      if (busySources === 'copied') return false;
      const { jobs, volumes, unobserved } = input.state;
      const copies = Object.values(jobs).filter((job) => {
        const isOfIt = job.target === input.call.on || volumes[job.target ?? '']?.madeOf === input.call.on;
        return !isOfSnapshot(job, volumes) && isOfIt && (isOpen(job) || goesOnUnseen(job));
      });
      const most = typeof busySources === 'number' ? busySources : 1;
      if (copies.length + unobserved.length < most) return false;
      const certain = copies.filter((job) => job.fresh && isOpen(job) && job.target !== input.call.on);
      return busySources !== undefined && certain.length >= most ? true : undefined;
    },
    isUnpredictable: ({ declares }) => declares.busySources === undefined,
  },
  {
    step: 'array',
    because: 'poolState',
    outcome: 'failed',
    property: 'CAUSE-COMPLETE',
    holds: (input) =>
      isKnown(input) ? input.pool?.state === 'offline' || input.pool?.state === 'readOnly' : undefined,
  },
  {
    step: 'array',
    because: 'sourcePoolOffline',
    outcome: 'failed',
    property: 'CAUSE-COMPLETE',
    holds: ({ state, volume, advertised }) => {
      if (volume === undefined || state.pools[volume.pool]?.state !== 'offline') return false;
      return advertised.declares.offlinePools === 'stopVolumes' ? true : undefined;
    },
    isUnpredictable: ({ declares }) => declares.offlinePools === undefined,
  },
  {
    step: 'array',
    because: 'linkPartitioned',
    outcome: 'failed',
    property: 'CAUSE-COMPLETE',
    holds: ({ state, volume, pool }) =>
      state.link === 'partitioned' &&
      volume !== undefined &&
      pool !== undefined &&
      state.pools[volume.pool]?.isRemote !== pool.isRemote,
  },
  {
    step: 'array',
    because: 'free',
    outcome: 'notEnoughResources',
    property: 'SHORTAGE-TIGHT',
    holds: ({ state, volume, pool, poolName, advertised, allocated }) => {
      if (volume !== undefined && poolName === unknownPool) return undefined;
      if (volume === undefined || pool === undefined || poolName === null) return false;
      const need = needOf(advertised, volume, poolName, allocated);
      if (saysNothingOfRoom(advertised) && pool.free !== null && pool.free >= surelyEnough * volume.size) return false;
      if (need === null || pool.free === null) return undefined;
      return need > pool.free && (mayGetRoom(state, poolName, advertised) ? undefined : true);
    },
  },
  {
    step: 'array',
    because: 'overcommit',
    outcome: 'notEnoughResources',
    property: 'CAP-LIMIT',
    holds: (input) => {
      const { volume, pool, poolName, state, volumes } = input;
      const { allocation } = input.advertised;
      if (volume !== undefined && poolName === unknownPool && allocation.overcommitLimit !== null) return undefined;
      if (volume === undefined || pool === undefined || poolName === null) return false;
      if (allocation.overcommitLimit === null) return false;
      const most = Math.floor((pool.total * allocation.overcommitLimit) / 100);
      const promised = sizeIn(poolName, volumes) + volume.size;
      if (promised > most) return mayGetRoom(state, poolName, input.advertised) ? undefined : true;
      return promised + sizeElsewhere(poolName, state) > most ? undefined : false;
    },
  },
  ...limits,
  ...familyRules,
  nameExists,
];
