import type { Advertised } from '../../subject/advertised.js';
import type { Call, Given } from '../../subject/call.js';
import { idle, nobody, pick, poolsWhere, type Situation, volumesWhere } from '../situation.js';
import type { ModelPool, ModelState } from '../state.js';
import { copyJobs, isWithinCall, withClone, withUnobservedClone } from './cloneEffect.js';
import { cloneRules } from './cloneRules.js';
import { type MethodModel, successOf } from './method.js';
import { usualLength } from './names.js';
import { pickedPool, usageForTargets } from './pickedPool.js';

/** MSFT_SMStorageVolume.CreateClone */
export const createClone: MethodModel = {
  method: 'CreateClone',
  calledOn: 'volume',
  makes: { kind: 'volume', parameter: 'TargetStorageVolume', called: 'clone', copies: true },
  poolOf: ({ with: { TargetPool: pool } }, volume) => (typeof pool === 'string' ? pool : (volume?.pool ?? null)),
  picked: pickedPool,
  rules: cloneRules,
  success: (input) => successOf(isWithinCall(input)),
  successes: ({ clones: { copies } }) =>
    copies === 'bySize'
      ? ['success', 'jobStarted']
      : successOf(copies === 'unknown' ? undefined : copies === 'withinCall'),
  apply: withClone,
  unanswered: (input, state, late) => [withUnobservedClone(input, state, late)],
  repeats: true,
  // A target that can't be renamed is taken back.
  failsLate: ({ names }) => names.given !== 'byClient',
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
  const isPicked = picks(advertised) && maySkipPool(advertised) && b % 3 !== 0;
  const pool = isPicked ? nothing : usualPool({ state, advertised }, b);
  return cloneOf(on, { ...nameFrom(b, advertised, state), ...pool });
}

/** Whether the subject says that it picks a pool where none is named, and how. */
function picks({ declares: { poolNotGiven = 'sourcePool' } }: Advertised): boolean {
  return poolNotGiven !== 'sourcePool';
}

function maySkipPool({ targetPool: { given } }: Advertised): boolean {
  return given === 'optional' || given === 'unknown';
}

function isFor(pool: ModelPool | undefined, advertised: Advertised): boolean {
  return pool !== undefined && pool.usage === usageForTargets(pool, advertised);
}

/** A pool that has to be named is: the source's own, or the peer's. So is one that the subject would pick, but for the calls that are
 * about that: all else is to be known beforehand.
 */
export function usualPool({ state, advertised }: Situation, b: number): Given {
  const { targetPool, clones } = advertised;
  const { given } = targetPool;
  const isPicked = picks(advertised) && given !== 'forbidden';
  if (given === 'required' || isPicked || (given === 'requiredForRemote' && !clones.local)) {
    const those = clones.local ? poolsWhere(state, true) : poolsWhere(state, false);
    const fitting = those.filter((name) => isFor(state.pools[name], advertised));
    const wanted = fitting.length === 0 ? those : fitting;
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
  const { deniedIdentities, names, declares } = advertised;
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
  if (declares.namesCountedIn !== undefined) wrong.push(...countedNames(names.longest ?? usualLength).map(name));
  if (declares.nameCharacters !== undefined) wrong.push(...unwritableNames.map(name));
  if (caller !== null)
    wrong.push([on, nothing, caller], [nobody.volume, nothing, caller], [on, { ElementName: '' }, caller]);
  if (account !== null)
    wrong.push([on, account], [on, { ...account, password: `${account.password}, or not` }], [nobody.volume, account]);
  const [where = on, given = nothing, by] = pick(wrong, b) ?? [];
  const call = cloneOf(where, given);
  return by === undefined ? call : { ...call, caller: by };
}

/** Of what volume, with what, and by whom. */
type Odd = readonly [on: string, given: Given, caller?: string];
const nothing: Given = {};

/** A client gets back what it gave, to the letter; or the name is refused. */
const unusualNames = ['Copy', 'copy', ' copy ', 'Kopié 😀', `<a & "b">`];

/** Names that are longer or shorter, by what is counted. */
function countedNames(longest: number): string[] {
  return [
    '😀'.repeat(longest),
    '😀'.repeat(longest + 1),
    `n${'é'.repeat(longest - 1)}`,
    `${'n'.repeat(longest - 1)}😀`,
  ];
}

/** Of each kind of what XML can't carry one. */
const unwritableNames = ['a\u0001', 'a\ud800b', 'a\ufffe'];

/** Now and then a name, now and then one that is taken where names are unique. */
function nameFrom(n: number, { names, declares }: Advertised, { volumes }: ModelState): Given {
  if (n % 2 === 0) return {};
  if (names.unique !== false && n % 6 === 1)
    return { ElementName: pick(Object.values(volumes), n >> 3)?.name ?? 'copy' };
  // Where names are unique, it is open whether case and spaces tell them apart.
  if (names.unique === false && n % 8 === 7) {
    const longest = 'n'.repeat(names.longest ?? usualLength);
    const counted = declares.namesCountedIn === undefined ? [] : countedNames(names.longest ?? usualLength);
    const unwritable = declares.nameCharacters === undefined ? [] : unwritableNames;
    const among = [...unusualNames, longest, `${longest}n`, ...counted, ...unwritable];
    return { ElementName: pick(among, n >> 3) ?? longest };
  }
  // Where names are unique, those of volumes that went come again.
  return { ElementName: `copy-${n % (names.unique !== false ? 13 : 1009)}` };
}
