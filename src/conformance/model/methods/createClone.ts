import type { Advertised } from '../../subject/advertised.js';
import type { Call, Given } from '../../subject/call.js';
import { idle, nobody, pick, poolsWhere, type Situation, volumesWhere } from '../situation.js';
import type { ModelState } from '../state.js';
import { copyJobs, isWithinCall, withClone, withUnobservedClone } from './cloneEffect.js';
import { cloneRules } from './cloneRules.js';
import type { MethodModel } from './method.js';

/** MSFT_SMStorageVolume.CreateClone */
export const createClone: MethodModel = {
  method: 'CreateClone',
  calledOn: 'volume',
  makes: { parameter: 'TargetStorageVolume', called: 'clone' },
  poolOf: ({ with: { TargetPool: pool } }, volume) => (typeof pool === 'string' ? pool : (volume?.pool ?? null)),
  rules: cloneRules,
  success: (input) => (isWithinCall(input) ? 'success' : 'jobStarted'),
  successes: ({ clones: { copies } }) =>
    copies === 'bySize' ? ['success', 'jobStarted'] : [copies === 'withinCall' ? 'success' : 'jobStarted'],
  apply: withClone,
  unanswered: (input, state, late) => [withUnobservedClone(input, state, late)],
  repeats: true,
  // A target that can't be renamed is taken back.
  failsLate: ({ names }) => names.given === 'byRename',
  steps: {
    cacheOutOfDate: 'invoke',
    cannotModifyVolume: 'rename',
    cloneNotSupported: 'service',
    replicationTypeNotSupported: 'service',
    cimNoSuchProperty: 'rename',
  },
  late: ['cimNotFound', 'notSupported'],
  jobs: copyJobs,
  careful,
  race,
  draws: {
    core: [
      [plain, 8],
      [intoPool, 3],
      [ofClone, 3],
      [odd, 4],
    ],
    jobs: [[unready, 2]],
  },
};

/** A call of CreateClone. */
export function cloneOf(on: string, given: Given = {}): Call {
  return { method: 'CreateClone', on, with: given };
}

function careful({ state, advertised }: Situation, a: number, b: number): Call {
  const on = pick(idle(state), a) ?? nobody.volume;
  const pool = b % 4 === 2 ? pick(poolsWhere(state, true), b >> 3) : undefined;
  const { given } = advertised.targetPool;
  return cloneOf(on, {
    ...(pool === undefined || given === 'forbidden' ? {} : { TargetPool: pool }),
    ...usualPool({ state, advertised }, b),
  });
}

/** Two of one source, or two of one name, are where it hurts. */
function race({ state, advertised }: Situation, a: number, b: number): Call {
  const on = pick(Object.keys(state.volumes), a) ?? nobody.volume;
  const named = b % 3 === 1 ? { ElementName: 'same' } : b % 2 === 0 ? nameFrom(a, advertised, state) : {};
  return cloneOf(on, { ...named, ...usualPool({ state, advertised }, b) });
}

function plain({ state, advertised }: Situation, a: number, b: number): Call {
  const on = pick(Object.keys(state.volumes), a) ?? nobody.volume;
  return cloneOf(on, { ...nameFrom(b, advertised, state), ...usualPool({ state, advertised }, b) });
}

/** A pool that has to be named is: the source's own, or the peer's. */
export function usualPool({ state, advertised: { targetPool, clones } }: Situation, b: number): Given {
  const { given } = targetPool;
  if (given === 'required' || (given === 'requiredForRemote' && !clones.local)) {
    const wanted = clones.local
      ? poolsWhere(state, true)
      : Object.keys(state.pools).filter((name) => state.pools[name]?.isRemote);
    const pool = pick(wanted, b >> 3);
    return pool === undefined ? {} : { TargetPool: pool };
  }
  return {};
}

function intoPool({ state, advertised }: Situation, a: number, b: number): Call {
  const on = pick(Object.keys(state.volumes), a) ?? nobody.volume;
  const pool = pick(Object.keys(state.pools), b);
  return cloneOf(on, { ...(pool === undefined ? {} : { TargetPool: pool }), ...nameFrom(b >> 4, advertised, state) });
}

function ofClone({ state, advertised }: Situation, a: number, b: number): Call | undefined {
  const on = pick(
    volumesWhere(state, ({ madeOf }) => madeOf !== null),
    a,
  );
  return on === undefined ? undefined : cloneOf(on, usualPool({ state, advertised }, b));
}

/** The largest volume of a pool that is not online: two reasons at once, where there is no room for it either. */
function unready({ state, advertised }: Situation, a: number, b: number): Call | undefined {
  const there = Object.entries(state.volumes).filter(
    ([, { pool }]) => (state.pools[pool]?.state ?? 'online') !== 'online',
  );
  const [largest] = there.toSorted(([, one], [, other]) => other.size - one.size);
  const on = (a % 3 === 0 ? pick(there, b) : largest)?.[0];
  return on === undefined ? undefined : cloneOf(on, usualPool({ state, advertised }, b));
}

/** What a careful client would never ask for. */
function odd({ state, advertised }: Situation, a: number, b: number): Call {
  const on = pick(Object.keys(state.volumes), a) ?? nobody.volume;
  const { deniedIdentities, names } = advertised;
  const { account, caller } = deniedIdentities;
  const name = (ElementName: string): Odd => [on, { ElementName }];
  // As parts, of which one becomes a call: every other step or so draws one.
  const wrong: Odd[] = [
    name(''),
    name('n'.repeat((names.longest ?? usualLength) + 1)),
    name('n'.repeat(names.longest ?? usualLength)),
    [nobody.volume, nothing],
    [on, { TargetPool: nobody.pool }],
    [on, { TargetPool: on }],
    [on, { TargetPool: '' }],
    [on, { username: 'somebody' }],
    [on, { password: 'something' }],
    // Several reasons at once: the earliest answers.
    [nobody.volume, { ElementName: '' }],
    [nobody.volume, { TargetPool: nobody.pool }],
    name(Object.values(state.volumes)[a % 7]?.name ?? 'twice'),
    [on, { ElementName: 'n'.repeat((names.longest ?? usualLength) + 1), TargetPool: nobody.pool }],
  ];
  for (const TargetPool of Object.keys(state.pools)) wrong.push([on, { TargetPool }]);
  if (caller !== null)
    wrong.push([on, nothing, caller], [nobody.volume, nothing, caller], [on, { ElementName: '' }, caller]);
  if (account !== null)
    wrong.push([on, account], [on, { ...account, password: `${account.password}, or not` }], [nobody.volume, account]);
  const [where = on, given = nothing, by] = pick(wrong, b) ?? [];
  const call = cloneOf(where, given);
  return by === undefined ? call : { ...call, caller: by };
}

/** Where the subject does not say how long a name may be. */
const usualLength = 64;

/** Of what volume, with what, and by whom. */
type Odd = readonly [on: string, given: Given, caller?: string];
const nothing: Given = {};

/** A client gets back what it gave, to the letter; or the name is refused. */
const unusualNames = ['Copy', 'copy', ' copy ', 'Kopié 😀', `<a & "b">`];

/** Now and then a name, now and then one that is taken where names are unique. */
function nameFrom(n: number, { names }: Advertised, { volumes }: ModelState): Given {
  if (n % 2 === 0) return {};
  if (names.unique && n % 6 === 1) return { ElementName: pick(Object.values(volumes), n >> 3)?.name ?? 'copy' };
  // Where names are unique, it is open whether case and spaces tell them apart.
  if (!names.unique && n % 8 === 7) {
    const longest = 'n'.repeat(names.longest ?? usualLength);
    return { ElementName: pick([...unusualNames, longest, `${longest}n`], n >> 3) ?? longest };
  }
  // Where names are unique, those of volumes that went come again.
  return { ElementName: `copy-${n % (names.unique ? 13 : 1009)}` };
}
