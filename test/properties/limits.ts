import fc from 'fast-check';
import type { ArrayMaker } from '../../src/engine/createArray.js';
import type { AnyReply, CallId, Change, MethodName, Step, StorageArray } from '../../src/index.js';
import { isDocumented } from '../../src/vocabulary/methods/codes.js';
import { factsOf } from '../../src/vocabulary/methods/index.js';
import { steps } from '../../src/vocabulary/steps.js';
import { isWithin } from '../../src/vocabulary/versions.js';
import type { ArrayKind } from './arrayKind.js';
import type { Parameters } from './commands.js';
import { withoutLatency, withProfile } from './exactness.js';
import type { Relation } from './pairs.js';
import { demand, isFinal, isOk } from './transition.js';

/** A call that takes of what is limited, each time as much. */
interface Taking {
  readonly method: MethodName;
  readonly on: string;
  readonly given: Parameters;
  /** The parameter that names the pool of what a copy makes. */
  readonly where?: string;
  readonly isSnapshot?: boolean;
}

/** What one call takes of each. */
interface Taken {
  readonly volumes: number;
  readonly associations: number;
  readonly jobs: number;
}

/** A limit of n, and how far a call has to come to count against it; undefined for the whole call. */
interface Limit {
  readonly because: string;
  readonly set: (n: number, array: StorageArray) => readonly Change[];
  readonly until?: Step;
  /** What a call takes of it; nothing, where it is not about such calls. */
  readonly taken: (one: Taken, taking: Taking, of: ArrayKind) => number;
  /** How many more than n there is room for. */
  readonly more?: number;
}

const roomy = {
  volumes: 1000,
  synchronizations: 1000,
  sessions: 100,
  operations: 100,
  runningJobs: 50,
  queuedJobs: 50,
};
const manyReplicas = { maximumReplicasPerSource: 1000, maximumSnapshotsPerSource: 1000 };

const limits: readonly Limit[] = [
  {
    because: 'replicas',
    set: (n) => [{ capabilities: { maximumReplicasPerSource: n } }],
    taken: ({ associations }, { isSnapshot }) => (isSnapshot ? 0 : associations),
  },
  {
    because: 'snapshotsPerSource',
    set: (n) => [{ capabilities: { maximumSnapshotsPerSource: n } }],
    taken: ({ associations }, { isSnapshot }) => (isSnapshot ? associations : 0),
  },
  {
    because: 'volumes',
    set: (n, array) => [{ limits: { ...roomy, volumes: array.volumes().length + n } }],
    taken: ({ volumes }) => volumes,
  },
  {
    because: 'metadata',
    set: (n) => [{ limits: { ...roomy, synchronizations: n } }],
    taken: ({ associations }) => associations,
  },
  {
    because: 'queue',
    set: (n) => [{ limits: { ...roomy, runningJobs: 1, queuedJobs: n } }],
    taken: ({ jobs }) => jobs,
    // One has the slot.
    more: 1,
  },
  { because: 'sessions', set: (n) => [{ limits: { ...roomy, sessions: n } }], until: 'tls', taken: () => 1 },
  { because: 'operations', set: (n) => [{ limits: { ...roomy, operations: n } }], until: 'array', taken: () => 1 },
  {
    because: 'accountSessions',
    set: (n) => [{ account: { name: 'service', maximumSessions: n } }],
    until: 'findService',
    taken: (_, __, { profile }) => (profile.provider.authentication === 'none' ? 0 : 1),
  },
];

const volume = { Size: 4096 };
const clone: Taking = { method: 'CreateClone', on: 'odd', given: {}, where: 'TargetPool' };
const replica = { method: 'StorageVolume.CreateReplica', on: 'odd', where: 'TargetStoragePool' } as const;
/** Clones most often: every array but few makes them. */
const takings: readonly Taking[] = [
  clone,
  clone,
  clone,
  { method: 'CreateSnapshot', on: 'odd', given: {}, where: 'TargetPool', isSnapshot: true },
  { ...replica, given: { SyncType: 6 } },
  { ...replica, given: { SyncType: 7 }, isSnapshot: true },
  { ...replica, given: { SyncType: 8 } },
  { method: 'Pool.CreateStorageVolume', on: 'gold', given: volume },
  { method: 'System.CreateStorageVolume', on: 'MSFT_SMSystem', given: volume },
];

/** More than any limit that is drawn. */
const tries = 6;

export const exactLimits: Relation = {
  name: 'CAP-LIMIT',
  statement:
    'for all limits of n and calls that make volumes, clones, replicas or snapshots, the n-th call passes, and the next is refused because of that limit',
  property: (maker: ArrayMaker, arrayKinds: fc.Arbitrary<ArrayKind>, seen: () => void) =>
    fc.property(
      fc.record({
        drawn: arrayKinds,
        limit: fc.constantFrom(...limits),
        taking: fc.constantFrom(...takings),
        n: fc.integer({ min: 1, max: 4 }),
      }),
      ({ drawn, limit, taking, n }) => {
        const { method, on } = taking;
        // Time that passes in a call would let jobs end.
        const calm = withoutLatency(roomyKind(drawn));
        const { version } = calm.options;
        if (!isWithin(version, factsOf(method))) return;
        const array = maker.createArray(calm.options);
        for (const change of [{ limits: roomy }, { capabilities: manyReplicas }]) array.set(change);
        const parameters = givenTo(taking, calm);
        const one = takenBy(array, taking, parameters);
        demand(one !== undefined || !isDue(taking, calm), () => `${calm.name} (${version}) makes no clone`);
        if (one === undefined) return;
        const each = limit.taken(one, taking, calm);
        for (const change of limit.set(n, array)) array.set(change);
        const passing = each === 0 ? tries : n + (limit.more ?? 0);
        for (let number = 1; number <= tries; number++) {
          const refused = limit.until
            ? // Calls of one caller may share a session.
              stopped(array, array.begin(on, method, parameters, { caller: `client-${number}` }), limit.until)
            : refusal(array.invoke(on, method, parameters));
          const what = () => `call ${number} of ${method} with ${limit.because} ${n} (${calm.name}, ${version})`;
          demand((refused === undefined) === number <= passing, () => `${what()} is answered ${refused?.ReturnValue}`);
          if (refused === undefined) continue;
          const { because } = refused.decided;
          demand(because === limit.because, () => `${what()} is refused because of ${because}`);
          const code = codeOf(taking, calm, limit);
          demand(refused.ReturnValue === code, () => `${what()} is refused with ${refused.ReturnValue}`);
          seen();
          break;
        }
      },
    ),
};

/** The same array with room for everything, but for what is limited. */
function roomyKind(of: ArrayKind): ArrayKind {
  const pools = of.options.pools?.map((pool) =>
    pool.primordial === true || pool.madeOf !== undefined ? pool : { ...pool, size: '2 TiB' },
  );
  const { profile } = of;
  return withProfile(
    { ...of, options: { ...of.options, pools } },
    { ...profile, clones: { ...profile.clones, maximumFamily: null } },
  );
}

function givenTo({ given, where }: Taking, { profile }: ArrayKind): Parameters {
  return where === undefined || profile.capabilities.cloneLocal ? given : { ...given, [where]: 'far' };
}

/** Whether an array has to make it: clones, unless it offers none, or wants the source offline. */
function isDue({ method }: Taking, { profile: { capabilities } }: ArrayKind): boolean {
  const { cloneLocal, cloneRemote, features } = capabilities;
  return method === 'CreateClone' && (cloneLocal || cloneRemote) && !features.includes(23);
}

/** What a call takes that nothing limits, as it is seen on a fork; undefined where the array does no such thing. */
function takenBy(array: StorageArray, { on, method }: Taking, parameters: Parameters): Taken | undefined {
  const fork = array.fork();
  const had = countsOf(fork);
  if (refusal(fork.invoke(on, method, parameters)) !== undefined) return undefined;
  const has = countsOf(fork);
  return {
    volumes: has.volumes - had.volumes,
    associations: has.associations - had.associations,
    jobs: has.jobs - had.jobs,
  };
}

/** Of what is not listed yet the pools and the source tell. */
function countsOf(array: StorageArray): Taken {
  return {
    volumes: array.pools().reduce((sum, { volumes }) => sum + volumes, 0),
    associations: array.volume('odd').replicas,
    jobs: array.jobs().filter(({ state }) => !isFinal(state)).length,
  };
}

/** The code of a limit: of the array's, or of the provider's; those that do not document it fail. */
function codeOf({ method }: Taking, { options: { version } }: ArrayKind, { until }: Limit): number {
  const own = until === undefined ? 40_002 : 43_027;
  return isDocumented(method, own, version) ? own : 4;
}

function refusal(reply: AnyReply): AnyReply | undefined {
  return isOk(reply.ReturnValue) ? undefined : reply;
}

/** Takes a call up to a step, where it stays; the reply if it does not get there. */
function stopped(array: StorageArray, call: CallId, until: Step): AnyReply | undefined {
  for (let at = 0; at < steps.indexOf(until); at++) array.step(call);
  const { phase, step } = array.progress(call);
  if (phase === 'ready' && step === until) return undefined;
  return array.finish(call);
}
