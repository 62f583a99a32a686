import type { Call, Given, Reply } from '../../subject/call.js';
import { mayGetRoom, sizeElsewhere, sizeIn } from '../room.js';
import type { Rule, RuleInput } from '../rule.js';
import { nobody, pick, type Situation } from '../situation.js';
import type { MethodModel } from './method.js';
import { malformed, poolUnknown } from './shared.js';
import { provider } from './troubles.js';

const rules: readonly Rule[] = [
  malformed(({ call }) => call.with.PoolSettingObjectId === undefined),
  poolUnknown,
  ...provider,
  {
    step: 'invoke',
    because: 'settingUnknown',
    outcome: 'cimInvalidParameter',
    property: 'CAUSE-COMPLETE',
    // The suite knows of no pool settings: any text but the empty one is none of the subject's.
    holds: ({ call }) => call.with.PoolSettingObjectId !== '',
  },
  {
    step: 'array',
    because: 'noSizes',
    outcome: 'notSupported',
    property: 'CAP-NO',
    holds: ({ advertised: { sizes } }) => sizes !== undefined && !sizes.listed && !sizes.range,
  },
  {
    step: 'array',
    because: 'poolOfflineForSizes',
    outcome: 'sizesFailed',
    property: 'CAUSE-COMPLETE',
    holds: (input) => isOffline(input) && input.advertised.sizes?.listed === true,
  },
  {
    step: 'array',
    because: 'poolOfflineForRange',
    outcome: 'sizeRangeFailed',
    property: 'CAUSE-COMPLETE',
    holds: (input) => isOffline(input) && input.advertised.sizes?.range === true,
  },
];

/** MSFT_SMPool.GetSizesInfo, which only asks
 * @see MSFT_SMPool.GetSizesInfo, "Return value"
 */
export const getSizesInfo: MethodModel = {
  method: 'GetSizesInfo',
  calledOn: 'pool',
  needs: 'sizes',
  makes: null,
  poolOf: ({ on }) => on,
  rules,
  success: () => ['success'],
  successes: () => ['success'],
  apply: ({ state }) => state,
  unanswered: () => [],
  repeats: false,
  failsLate: () => false,
  steps: {
    sizesFailed: 'array',
    sizeRangeFailed: 'array',
    // It subscribes to nothing.
    cimAlreadyExists: 'invoke',
    cimInvalidResponseDestination: 'invoke',
  },
  late: ['cimNotFound'],
  wrongOut,
  jobs: null,
  careful: ({ state }, a) => {
    const on = pick(Object.keys(state.pools), a);
    return on === undefined ? undefined : sizesOf(on);
  },
  draws: {
    core: [
      [usual, 1],
      [odd, 1],
    ],
    jobs: [[unready, 2]],
  },
};

function sizesOf(on: string, given: Given = { PoolSettingObjectId: '' }): Call {
  return { method: 'GetSizesInfo', on, with: given };
}

/** What is told has to fit together, and into the pool. */
function wrongOut(input: RuleInput, reply: Reply): string | null {
  const {
    SupportedSizes: sizes,
    MinimumVolumeSize: least,
    MaximumVolumeSize: most,
    VolumeSizeDivisor: divisor,
  } = reply;
  const { listed, range } = input.advertised.sizes ?? { listed: sizes != null, range: most != null };
  if ((sizes != null) !== listed)
    return listed ? 'SupportedSizes is missing' : 'SupportedSizes is there, unlike advertised';
  const told = [least, most, divisor].filter((one) => one != null).length;
  if (told !== (range ? 3 : 0)) return `${told} of the 3 numbers of the range of sizes are there`;
  const fits = roomFor(input);
  const within = (size: number) => fits === null || size <= fits;
  for (const [at, size] of (sizes ?? []).entries()) {
    if (size <= (sizes?.[at - 1] ?? 0)) return `SupportedSizes has ${size} after ${sizes?.[at - 1] ?? 0}`;
    if (!within(size)) return `SupportedSizes has ${size}, and the pool has room for ${fits}`;
  }
  if (least == null || most == null || divisor == null) return null;
  if (divisor <= 0) return `VolumeSizeDivisor is ${divisor}`;
  if (least > most) return `MinimumVolumeSize is ${least}, and MaximumVolumeSize ${most}`;
  if (most > 0 && least <= 0) return `MinimumVolumeSize is ${least}`;
  if (least % divisor !== 0 || most % divisor !== 0)
    return `of MinimumVolumeSize ${least} and MaximumVolumeSize ${most}, one is no multiple of VolumeSizeDivisor ${divisor}`;
  return within(most) ? null : `MaximumVolumeSize is ${most}, and the pool has room for ${fits}`;
}

/** Bytes of the largest volume that a pool can take; null where that can't be known. */
function roomFor({ advertised, state, pool, poolName, volumes }: RuleInput): number | null {
  const { allocation } = advertised;
  if (pool === undefined || poolName === null || mayGetRoom(state, poolName, advertised)) return null;
  if (allocation.kind === 'full') return pool.free;
  // What a job may have taken away again was not promised then.
  if (allocation.overcommitLimit === null || volumes.some(({ usable }) => usable === null)) return null;
  if (sizeElsewhere(poolName, state) > 0) return null;
  return Math.max(0, Math.floor((pool.total * allocation.overcommitLimit) / 100) - sizeIn(poolName, volumes));
}

function isOffline({ pool }: RuleInput): boolean {
  return pool?.state === 'offline';
}

function usual({ state }: Situation, a: number): Call | undefined {
  const on = pick(Object.keys(state.pools), a);
  return on === undefined ? undefined : sizesOf(on);
}

/** Of a pool that is not online. */
function unready({ state }: Situation, a: number): Call | undefined {
  const on = pick(
    Object.keys(state.pools).filter((name) => state.pools[name]?.state !== 'online'),
    a,
  );
  return on === undefined ? undefined : sizesOf(on);
}

/** What a careful client would never ask for. */
function odd({ state, advertised }: Situation, a: number, b: number): Call {
  const on = pick(Object.keys(state.pools), a) ?? nobody.pool;
  const { account, caller } = advertised.deniedIdentities;
  const setting = { PoolSettingObjectId: '' };
  const wrong: readonly Call[] = [
    sizesOf(nobody.pool),
    sizesOf(on, {}),
    sizesOf(nobody.pool, {}),
    sizesOf(on, { PoolSettingObjectId: 'no such setting' }),
    sizesOf(on, { ...setting, username: 'somebody' }),
    sizesOf(on, { ...setting, password: 'something' }),
    // Anybody may ask.
    ...(caller === null ? [] : [{ ...sizesOf(on), caller }]),
    ...(account === null
      ? []
      : [
          sizesOf(on, { ...setting, ...account }),
          sizesOf(on, { ...setting, ...account, password: `${account.password}, or not` }),
        ]),
  ];
  return pick(wrong, b) ?? sizesOf(on);
}
