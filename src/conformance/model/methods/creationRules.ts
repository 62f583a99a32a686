import { atLeast } from '../../../vocabulary/versions.js';
import type { Advertised } from '../../subject/advertised.js';
import type { Reply } from '../../subject/call.js';
import { mayGetRoom, sizeElsewhere, sizeIn } from '../room.js';
import type { Holds, Rule, RuleInput } from '../rule.js';
import { isOpen, type ModelPool, unrestricted } from '../state.js';
import { queueLimit, volumesLimit } from './cloneLimits.js';
import { nameExists, nameTaken } from './cloneRules.js';
import { isCreatedAtOnce, largestNew, needOfNew, sizeOfNew } from './creationEffect.js';
import { isMalformedName } from './names.js';
import { malformed, poolUnknown, role, roleAtProvider } from './shared.js';
import { provider } from './troubles.js';

/** What may stand against one pool, in the order in which a call meets it. */
interface AboutPool extends Omit<Rule, 'holds'> {
  readonly against: (input: RuleInput, pool: ModelPool, name: string) => Holds;
}

const ofPools: readonly AboutPool[] = [
  {
    step: 'service',
    because: 'primordial',
    outcome: 'poolPrimordial',
    property: 'CAUSE-COMPLETE',
    against: (_, { isPrimordial }) => isPrimordial,
  },
  {
    step: 'service',
    because: 'poolReserved',
    outcome: 'poolReserved',
    property: 'CAUSE-COMPLETE',
    against: (_, { usage }) => usage !== unrestricted,
  },
  {
    step: 'service',
    because: 'noThinVolumes',
    outcome: 'thinNotSupported',
    property: 'CAP-NO',
    against: ({ call, advertised }) => {
      if (call.with.ThinlyProvisioned !== true) return false;
      return advertised.creates?.thin == null ? undefined : !advertised.creates.thin;
    },
  },
];

const ofPoolsAtArray: readonly AboutPool[] = [
  {
    step: 'array',
    because: 'peerPool',
    outcome: 'notSupported',
    property: 'CAUSE-COMPLETE',
    against: (_, { isRemote }) => isRemote,
  },
  {
    step: 'array',
    because: 'poolState',
    outcome: 'failed',
    property: 'CAUSE-COMPLETE',
    against: (_, { state }) => state === 'offline' || state === 'readOnly',
  },
  {
    step: 'array',
    because: 'poolDeleting',
    outcome: 'inUse',
    property: 'CAUSE-COMPLETE',
    against: ({ state }, { deletion }) => {
      if (deletion === null) return false;
      const job = state.jobs[deletion.job ?? ''];
      return job?.fresh === true && isOpen(job) ? true : undefined;
    },
  },
  {
    step: 'array',
    because: 'room',
    outcome: 'sizeNotSupported',
    property: 'SHORTAGE-TIGHT',
    against: lacksRoom,
  },
];

function lacksRoom(input: RuleInput, pool: ModelPool, name: string): Holds {
  const { advertised, state, volumes } = input;
  const { overcommitLimit, kind } = advertised.allocation;
  const [size, need] = [sizeOfNew(input), needOfNew(input)];
  // How the size is rounded it does not say, or what a volume takes.
  if (size === null || need === null || kind === 'unknown') return undefined;
  // The largest that there is room for, and there is none.
  if (size === 0) return true;
  const mayGet = mayGetRoom(state, name, advertised);
  const most = overcommitLimit === null ? Number.POSITIVE_INFINITY : Math.floor((pool.total * overcommitLimit) / 100);
  const promised = sizeIn(name, volumes) + size;
  if (promised > most) return mayGet ? undefined : true;
  if (need > 0 && pool.free === null) return undefined;
  if (need > (pool.free ?? 0)) return mayGet ? undefined : true;
  return promised + sizeElsewhere(name, state) > most ? undefined : false;
}

/** What it may be that stands against a call, of the pool that it is called on. */
function ofPool({ against, ...rule }: AboutPool): Rule {
  return {
    ...rule,
    holds: (input) =>
      input.pool === undefined || input.poolName === null ? false : against(input, input.pool, input.poolName),
  };
}

const all = [...ofPools, ...ofPoolsAtArray];

/** The same of a pool that is found: where one is fit, none of them; else of which the answer is only the subject knows. */
function ofFound({ against, ...rule }: AboutPool): Rule {
  return {
    ...rule,
    holds: (input) => {
      const pools = Object.entries(input.state.pools).filter(([, { isRemote }]) => !isRemote);
      if (pools.some(([name, pool]) => all.every((one) => one.against(input, pool, name) === false))) return false;
      const found = pools.map(([name, pool]) => against(input, pool, name));
      if (found.every((holds) => holds === false)) return false;
      return found.every((holds) => holds === true) ? true : undefined;
    },
  };
}

/** What is wrong about the size that comes with 4097, for one that is not possible: it is the nearest that is.
 * @see CIM_StorageConfigurationService.CreateOrModifyElementFromStoragePool, Size
 */
export function wrongNearest(on: 'pool' | 'system') {
  return (input: RuleInput, { Size: told }: Reply): string | null => {
    if (typeof told !== 'number') return null;
    const { state, call } = input;
    const { UseMaximumSize: _, ...given } = call.with;
    const next: RuleInput = { ...input, call: { ...call, with: { ...given, Size: told } } };
    const pools = on === 'pool' ? [] : Object.entries(state.pools).filter(([, { isRemote }]) => !isRemote);
    const isShort =
      on === 'pool'
        ? input.pool !== undefined && input.poolName !== null && lacksRoom(next, input.pool, input.poolName) === true
        : pools.every(([name, pool]) => all.some(({ against }) => against(next, pool, name) === true));
    if (told > 0 && isShort) return `Size is ${told}, for which there is no room either`;
    const largest = on === 'pool' ? largestNew(input) : null;
    if (largest === null || told === largest) return null;
    return `Size is ${told}, and there is room for a volume of ${largest} bytes`;
  };
}

/** There is no pool that could take the volume: the last word, whatever each of them lacks. */
const noneFits: Rule = {
  step: 'array',
  because: 'noneFits',
  outcome: 'noPoolFound',
  property: 'SHORTAGE-TIGHT',
  holds: (input) => {
    const pools = Object.entries(input.state.pools).filter(([, { isRemote }]) => !isRemote);
    const unfit = pools.map(([name, pool]) => {
      const found = all.map(({ against }) => against(input, pool, name));
      if (found.includes(true)) return true;
      return found.includes(undefined) ? undefined : false;
    });
    if (unfit.includes(false)) return false;
    return unfit.includes(undefined) ? undefined : true;
  },
};

const noPool: Rule = {
  step: 'service',
  because: 'noPool',
  outcome: 'noPoolFound',
  property: 'CAUSE-COMPLETE',
  holds: ({ state }) => Object.values(state.pools).every(({ isRemote }) => isRemote),
};

/** What a client may set as a goal, and where that is out of range. */
const goals: readonly Rule[] = [
  goal('noSinglePoint', 'noSinglePointNotSupported', 'NoSinglePointOfFailure', (has, value) =>
    value === true ? !has.noSinglePointOfFailure : false,
  ),
  goal('packageRedundancy', 'packageRedundancyOutOfRange', 'PackageRedundancyGoal', (has, value) =>
    isOutside(value, has.packageRedundancy),
  ),
  goal('dataRedundancy', 'dataRedundancyOutOfRange', 'DataRedundancyGoal', (has, value) =>
    isOutside(value, has.dataRedundancy),
  ),
  goal('parity', 'parityOutOfRange', 'ParityLayout', (has, value) => !has.parityLayouts.some((one) => one === value)),
];

type Goals = NonNullable<NonNullable<Advertised['creates']>['goals']>;

function goal(
  because: string,
  outcome: string,
  parameter: string,
  isWrong: (has: Goals, value: unknown) => boolean,
): Rule {
  return {
    step: 'readCapabilities',
    because,
    outcome,
    property: 'CAP-NO',
    holds: ({ call, advertised }) => {
      const value = call.with[parameter];
      const has = advertised.creates?.goals ?? null;
      if (value === undefined) return false;
      return has === null ? undefined : isWrong(has, value);
    },
  };
}

function isOutside(value: unknown, [least, most]: readonly [number, number]): boolean {
  return typeof value === 'number' && (value < least || value > most);
}

/** The reasons that a client can give rise to itself.
 * @see MSFT_SMPool.CreateStorageVolume and MSFT_SMSystem.CreateStorageVolume, "Return value"
 */
export function creationRules(on: 'pool' | 'system'): readonly Rule[] {
  const isPool = on === 'pool';
  const about = isPool ? ofPool : ofFound;
  return [
    role,
    malformed((input) => {
      const { Size, UseMaximumSize } = input.call.with;
      const isSized = Size !== undefined || (isPool && UseMaximumSize === true);
      return isSized ? isMalformedName(input) : true;
    }),
    ...(isPool ? [sizeAndMaximum] : []),
    {
      step: 'service',
      because: 'sizeZero',
      outcome: 'sizeZero',
      property: 'CAUSE-COMPLETE',
      holds: ({ call }) => call.with.Size === 0,
    },
    isPool ? poolUnknown : noPool,
    {
      step: 'service',
      because: 'noCreation',
      outcome: 'creationNotSupported',
      property: 'CAP-NO',
      holds: ({ advertised }) => advertised.creates?.volumes === false,
    },
    ...ofPools.map(about),
    ...provider,
    roleAtProvider,
    ...goals,
    ...(isPool ? [settingUnknown] : []),
    nameTaken,
    ...ofPoolsAtArray.map(about),
    ...(isPool ? [] : [noneFits]),
    volumesLimit('failed', () => true),
    queueLimit('failed', ({ advertised }) => isCreatedAtOnce(advertised)),
    nameExists,
  ];
}

const sizeAndMaximum: Rule = {
  step: 'service',
  because: 'sizeAndMaximum',
  outcome: 'sizeAndMaximum',
  property: 'CAUSE-COMPLETE',
  holds: ({ call }) => call.with.UseMaximumSize === true && call.with.Size !== undefined,
};

const settingUnknown: Rule = {
  step: 'invoke',
  because: 'settingUnknown',
  outcome: 'cimInvalidParameter',
  since: '2012R2',
  property: 'CAUSE-COMPLETE',
  // The suite knows of no pool settings: any text but the empty one is none of the subject's.
  holds: ({ call: { with: given } }) => given.PoolSettingObjectId !== undefined && given.PoolSettingObjectId !== '',
};

/** Whether a release has the goals as parameters of both methods. */
export function hasGoals(on: 'pool' | 'system', { version }: Advertised): boolean {
  return on === 'system' || !atLeast(version, '2012R2');
}
