import type { Call, Given, Reply } from '../../subject/call.js';
import type { RuleInput } from '../rule.js';
import { nobody, pick, type Situation } from '../situation.js';
import { unrestricted } from '../state.js';
import { creationJobs, isCreatedAtOnce, sizeOfNew, withNew, withUnobservedNew } from './creationEffect.js';
import { creationRules, hasGoals, wrongNearest } from './creationRules.js';
import { type MethodModel, successOf } from './method.js';

/** What both methods that create volumes have in common: one is called on a pool, the other on the system, which finds one. */
export function creationModel(
  on: 'pool' | 'system',
): Pick<
  MethodModel,
  | 'needs'
  | 'makes'
  | 'shortage'
  | 'rules'
  | 'success'
  | 'successes'
  | 'apply'
  | 'unanswered'
  | 'repeats'
  | 'failsLate'
  | 'steps'
  | 'late'
  | 'wrongOut'
  | 'wrongShortage'
  | 'jobs'
> {
  return {
    needs: 'creates',
    makes: { kind: 'volume', parameter: 'CreatedStorageVolume', called: 'created', copies: false },
    shortage: 'sizeNotSupported',
    rules: creationRules(on),
    success: ({ advertised }) => successOf(isCreatedAtOnce(advertised)),
    successes: (advertised) => successOf(isCreatedAtOnce(advertised)),
    apply: withNew,
    unanswered: (input, state) => [withUnobservedNew(input, state)],
    repeats: true,
    // A volume that can't be renamed is taken back.
    failsLate: ({ names }) => names.given !== 'byClient',
    steps: {
      cannotModifyVolume: 'rename',
      cimNoSuchProperty: 'rename',
      creationNotSupported: 'service',
      poolNotFound: on === 'pool' ? 'service' : 'array',
      noPoolFound: on === 'pool' ? 'array' : 'service',
      thinNotSupported: 'service',
      sizeAndMaximum: 'service',
      sizeZero: 'service',
      sizeNotSupported: 'array',
      poolPrimordial: 'service',
      poolReserved: 'service',
      settingNotCreated: 'invoke',
      settingNotModified: 'invoke',
      noSinglePointNotSupported: 'readCapabilities',
      packageRedundancyOutOfRange: 'readCapabilities',
      dataRedundancyOutOfRange: 'readCapabilities',
      parityOutOfRange: 'readCapabilities',
      parityLayoutsFailed: 'readCapabilities',
    },
    late: ['cimNotFound', 'poolNotFound', 'noPoolFound'],
    wrongOut,
    wrongShortage: wrongNearest(on),
    jobs: creationJobs,
  };
}

/** Size says how large it has become. */
function wrongOut(input: RuleInput, { Size: told }: Reply): string | null {
  const size = sizeOfNew(input);
  return size === null || told === size ? null : `Size is ${told}, and a volume of ${size} bytes was due`;
}

/** The pools that volumes are created in. */
export function fitPools({ state }: Situation): readonly string[] {
  return Object.entries(state.pools).flatMap(([name, { isPrimordial, isRemote, usage, state: word, deletion }]) => {
    const allocates = word === 'online' || word === 'degraded';
    return !isPrimordial && !isRemote && usage === unrestricted && allocates && deletion === null ? [name] : [];
  });
}

/** A size that a client asks for: whole extents, or a bit more or less of them. */
export function usualSize({ advertised }: Situation, b: number): Given {
  const { extent } = advertised.allocation;
  const size = pick([extent, 2 * extent, 3 * extent, 5 * extent, extent + 512, 3 * extent - 512, 512], b);
  return { Size: size ?? extent };
}

/** Now and then a name, now and then what kind of volume, and a goal. */
export function usualRest(on: 'pool' | 'system', { advertised }: Situation, b: number): Given {
  const { creates, allocation } = advertised;
  const takesThin = creates?.thin === true && allocation.kind !== 'unknown';
  return {
    ...(b % 3 === 0 ? { ElementName: `volume-${b % 1009}` } : {}),
    ...(takesThin && b % 4 === 1 ? { ThinlyProvisioned: b % 8 === 1 } : {}),
    ...(creates?.goals != null && hasGoals(on, advertised) && b % 7 === 2
      ? { DataRedundancyGoal: creates.goals.dataRedundancy[0] }
      : {}),
  };
}

/** The sizes around what a pool has free. */
export function tightSize({ state, advertised }: Situation, pool: string, b: number): Given | undefined {
  const { extent, kind } = advertised.allocation;
  const free = state.pools[pool]?.free ?? null;
  if (free === null || kind !== 'full') return undefined;
  const whole = Math.floor(free / extent) * extent;
  const size = pick([whole, whole + extent, whole - extent, 2 * whole + extent], b) ?? whole;
  return size > 0 ? { Size: size } : undefined;
}

/** What a pool has free for a volume that takes all of it; 0 where that can't be known. */
export function mostRoom({ state, advertised }: Situation, pool: string): number {
  return advertised.allocation.kind === 'full' ? (state.pools[pool]?.free ?? 0) : 0;
}

/** What a careful client would never ask for, of either method. */
export function oddGiven(on: 'pool' | 'system', { state, advertised }: Situation, a: number): readonly Given[] {
  const { creates, allocation, deniedIdentities, names } = advertised;
  const { account } = deniedIdentities;
  const sized = { Size: allocation.extent };
  const goals = creates?.goals ?? null;
  const taken = Object.values(state.volumes)[a % 7]?.name;
  return [
    {},
    { Size: 0 },
    { ...sized, ElementName: '' },
    { ...sized, username: 'somebody' },
    { ...sized, password: 'something' },
    ...(names.longest === null ? [] : [{ ...sized, ElementName: 'n'.repeat(names.longest + 1) }]),
    ...(taken == null ? [] : [{ ...sized, ElementName: taken }]),
    ...(creates?.thin === false ? [{ ...sized, ThinlyProvisioned: true }] : []),
    ...(account === null ? [] : [{ ...sized, ...account }, { ...account }]),
    ...(goals === null || !hasGoals(on, advertised)
      ? []
      : [
          { ...sized, PackageRedundancyGoal: goals.packageRedundancy[1] + 1 },
          { ...sized, DataRedundancyGoal: goals.dataRedundancy[1] + 1 },
          { ...sized, ParityLayout: 7 },
          { ...sized, NoSinglePointOfFailure: true },
        ]),
  ];
}

/** The call, by somebody who may not make it now and then. */
export function byAnyone(call: Call | undefined, { advertised }: Situation, b: number): Call | undefined {
  const { caller } = advertised.deniedIdentities;
  return call === undefined || caller === null || b % 5 !== 4 ? call : { ...call, caller };
}

export const nowhere = nobody.pool;
