import fc from 'fast-check';
import type { ArrayMaker } from '../../src/engine/createArray.js';
import type { AnyReply, CallId, Change, Step, StorageArray } from '../../src/index.js';
import { steps } from '../../src/vocabulary/steps.js';
import type { ArrayKind } from './arrayKind.js';
import { withoutLatency } from './exactness.js';
import type { Relation } from './pairs.js';
import { bytesOf, demand, isOk } from './transition.js';

/** A limit of n, and how far a call has to come to count against it; undefined for the whole call. */
interface Limit {
  readonly because: string;
  readonly set: (n: number, array: StorageArray) => readonly Change[];
  readonly until?: Step;
  /** How many pass, where it is not n. */
  readonly passes?: (n: number, of: ArrayKind, withinCall: boolean) => number;
}

const roomy = {
  volumes: 1000,
  synchronizations: 1000,
  sessions: 100,
  operations: 100,
  runningJobs: 50,
  queuedJobs: 50,
};
const none = Number.POSITIVE_INFINITY;
/** A copy that is done within the call leaves no association behind, where the array or the service detaches its clones. */
const associations = (n: number, { profile: { capabilities, service } }: ArrayKind, withinCall: boolean) => {
  const detaches =
    capabilities.features.includes(18) || (service.detaches === 'atCompletion' && !capabilities.features.includes(16));
  return withinCall && detaches ? none : n;
};

const limits: readonly Limit[] = [
  {
    because: 'replicas',
    set: (n) => [{ limits: roomy }, { capabilities: { maximumReplicasPerSource: n } }],
    passes: associations,
  },
  {
    because: 'volumes',
    set: (n, array) => [{ limits: { ...roomy, volumes: array.volumes().length + n } }],
  },
  {
    because: 'metadata',
    set: (n) => [{ limits: { ...roomy, synchronizations: n } }],
    passes: associations,
  },
  {
    because: 'queue',
    set: (n) => [{ limits: { ...roomy, runningJobs: 1, queuedJobs: n } }],
    // One more has the slot.
    passes: (n, _, withinCall) => (withinCall ? none : n + 1),
  },
  { because: 'sessions', set: (n) => [{ limits: { ...roomy, sessions: n } }], until: 'tls' },
  { because: 'operations', set: (n) => [{ limits: { ...roomy, operations: n } }], until: 'array' },
  {
    because: 'accountSessions',
    set: (n) => [{ limits: roomy }, { account: { name: 'service', maximumSessions: n } }],
    until: 'findService',
    passes: (n, { profile }) => (profile.provider.authentication === 'none' ? none : n),
  },
];

/** More than any limit that is drawn. */
const tries = 6;

export const exactLimits: Relation = {
  name: 'CAP-LIMIT',
  statement: 'for all limits of n, the n-th call passes, and the next is refused because of that limit',
  property: (maker: ArrayMaker, arrayKinds: fc.Arbitrary<ArrayKind>, seen: () => void) =>
    fc.property(
      fc.record({ drawn: arrayKinds, limit: fc.constantFrom(...limits), n: fc.integer({ min: 1, max: 4 }) }),
      ({ drawn, limit, n }) => {
        // Time that passes in a call would let jobs end.
        const calm = withoutLatency({ ...drawn, options: { ...drawn.options, pools: roomyPools(drawn) } });
        const array = maker.createArray(calm.options);
        const { cloneLocal, cloneRemote, features } = calm.profile.capabilities;
        // Others want the source offline.
        if ((!cloneLocal && !cloneRemote) || features.includes(23)) return;
        const parameters = cloneLocal ? {} : { TargetPool: 'far' };
        for (const change of [{ capabilities: { maximumReplicasPerSource: 1000 } }, ...limit.set(n, array)])
          array.set(change);
        const withinCall = isWithinCall(calm, array.volume('odd').size);
        const passing = limit.passes?.(n, calm, withinCall) ?? n;
        for (let number = 1; number <= tries; number++) {
          const refused = limit.until
            ? stopped(array, array.begin('odd', 'CreateClone', parameters), limit.until)
            : refusal(array.createClone('odd', parameters));
          const what = () => `call ${number} with ${limit.because} ${n} (${calm.name}, ${calm.options.version})`;
          demand((refused === undefined) === number <= passing, () => `${what()} is answered ${refused?.ReturnValue}`);
          if (refused === undefined) continue;
          const { because } = refused.decided;
          demand(because === limit.because, () => `${what()} is refused because of ${because}`);
          const shortage = calm.options.version === '2016' ? 40_002 : 4;
          const code = limit.until === undefined ? shortage : 43_027;
          demand(refused.ReturnValue === code, () => `${what()} is refused with ${refused.ReturnValue}`);
          seen();
          break;
        }
      },
    ),
};

function roomyPools({ options }: ArrayKind): ArrayKind['options']['pools'] {
  return options.pools?.map((pool) =>
    pool.primordial === true || pool.madeOf !== undefined ? pool : { ...pool, size: '2 TiB' },
  );
}

function refusal(reply: AnyReply): AnyReply | undefined {
  return isOk(reply.ReturnValue) ? undefined : reply;
}

/** Whether a copy of that size is done when the call is answered. */
function isWithinCall({ profile: { capabilities, clones } }: ArrayKind, size: bigint): boolean {
  if (!capabilities.synchronousActions.includes(2)) return false;
  return !capabilities.asynchronousActions.includes(2) || size <= bytesOf(clones.synchronousUpTo);
}

/** Takes a call up to a step, where it stays; the reply if it does not get there. */
function stopped(array: StorageArray, call: CallId, until: Step): AnyReply | undefined {
  for (let at = 0; at < steps.indexOf(until); at++) array.step(call);
  const { phase, step } = array.progress(call);
  if (phase === 'ready' && step === until) return undefined;
  return array.finish(call);
}
