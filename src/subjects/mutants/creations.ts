import { defaultComponents } from '../../engine/defaultComponents.js';
import type { CallFacts } from '../../operations/facts/call.js';
import { blocksIn } from '../../operations/facts/volumeSize.js';
import type { AnyOperation } from '../../operations/operation.js';
import type { Plan } from '../../operations/plan.js';
import { free } from '../../store/capacity.js';
import { blocks } from '../../vocabulary/units/sizes.js';
import { type ArrayMutant, isOk, ofComponents, on, pretending, wrapped } from './mutant.js';
import { keepingReservations } from './room.js';
import { answering, ending, swapped, without } from './tables.js';
import { callOf } from './wrapDriver.js';

const inPool = 'Pool.CreateStorageVolume';
const inSystem = 'System.CreateStorageVolume';
const sizeNotSupported = 4097;
const extent = 2 ** 20;
const byJob = on({ base: 'full-copy', creation: { by: 'job', takes: '2 s' } });
const createsNone = on({ base: 'full-copy', capabilities: { createsVolumes: false } });
const thin = on('thin-provisioned');

/** Arrays that are wrong about the creation of volumes. */
export const wrongCreations: readonly ArrayMutant[] = [
  ofComponents(
    'anybody-creates',
    'It lets anybody create volumes.',
    without(`${inPool} service/role`, `${inPool} authenticate/role`),
  ),
  ofComponents(
    'creates-for-half-a-credential',
    'It creates a volume for a caller who gives half of a credential.',
    without(`${inSystem} service/malformed`),
  ),
  ofComponents(
    'creates-without-saying-so',
    'It creates volumes although it says that it does not.',
    without(`${inPool} service/noCreation`, `${inPool} readCapabilities/creationWithdrawn`),
    createsNone,
  ),
  ofComponents(
    'no-creation-called-not-supported',
    'It answers 1 where 40308 says that it creates no volumes.',
    answering([`${inSystem} service/noCreation`], 'notSupported'),
    createsNone,
  ),
  ofComponents(
    'size-zero-called-unsupported',
    'It answers 4097 for a volume of no bytes, where 40321 says so.',
    without(`${inPool} service/sizeZero`),
  ),
  wrapped('size-zero-becomes-an-extent', 'It creates a volume of an extent when one of no bytes is asked for.', () => ({
    of: inSystem,
    asks: (call) => (call.with.Size === 0 ? { ...call, with: { ...call.with, Size: extent } } : call),
  })),
  ofComponents(
    'size-given-and-maximum-taken',
    'It takes the largest size although another is given, too.',
    without(`${inPool} service/sizeAndMaximum`),
  ),
  ofComponents(
    'primordial-pool-gives-volumes',
    'It creates a volume in a primordial pool.',
    without(`${inPool} service/primordial`),
  ),
  ofComponents(
    'zero-before-role',
    'It tells anybody what is wrong with the size of a volume.',
    swapped(`${inPool} service/role`, `${inPool} service/sizeZero`),
  ),
  ofComponents(
    'any-setting-of-a-pool',
    'It creates a volume by a pool setting that does not exist.',
    without(`${inPool} invoke/settingUnknown`),
  ),
  ofComponents(
    'creates-in-a-read-only-pool',
    'It creates a volume in a pool that is read-only.',
    without(`${inPool} array/poolReadOnly`),
  ),
  ofComponents(
    'too-large-called-failed',
    'It answers 4 for a volume that there is no room for, where 4097 says so.',
    answering([`${inPool} array/room`], 'failed'),
  ),
  ofComponents(
    'volume-without-room',
    'It creates a volume, and takes no room for it.',
    making(() => ({ room: blocks(0) })),
  ),
  ofComponents(
    'volume-takes-twice',
    'It takes twice the room that a volume needs, where it has that.',
    making(({ room }, { pool }) => ({ room: blocks(Math.min(2 * room, pool === undefined ? 0 : free(pool))) })),
  ),
  ofComponents(
    'volume-rounded-down',
    'It rounds the size of a volume down to whole extents.',
    making(({ size }, { request, configuration: { extentSize } }) => {
      const whole = Math.floor(blocksIn(request.given) / extentSize) * extentSize;
      return whole === 0 ? {} : resized(Math.min(size, whole));
    }),
  ),
  ofComponents(
    'maximum-leaves-an-extent',
    'The largest volume that it creates is an extent smaller than there is room for.',
    making(({ size }, { request, configuration: { extentSize } }) =>
      request.given.UseMaximumSize === true && size > extentSize ? resized(size - extentSize) : {},
    ),
  ),
  ofComponents(
    'thin-where-full-was-asked',
    'It creates a thin volume where one is asked for that is not.',
    making((_, { request }) => (request.given.ThinlyProvisioned === false ? { thin: true, room: blocks(0) } : {})),
    thin,
  ),
  ofComponents(
    'full-where-thin-was-asked',
    'It takes room at once for a volume that is to be thin.',
    making(({ size }, { request, pool }) =>
      request.given.ThinlyProvisioned === true && pool !== undefined
        ? { thin: false, room: blocks(Math.min(size, free(pool))) }
        : {},
    ),
    thin,
  ),
  wrapped('size-told-too-large', 'It tells an extent more than the volume has that it has created.', () => ({
    of: inPool,
    answers: (reply) => (isOk(reply) ? { ...reply, Size: (reply.Size ?? 0) + extent } : reply),
  })),
  wrapped('nearest-has-no-room', 'It tells a size with 4097 that there is no room for.', () => ({
    of: inPool,
    answers: (reply) =>
      reply.ReturnValue === sizeNotSupported ? { ...reply, Size: (reply.Size ?? 0) + extent } : reply,
  })),
  wrapped('nearest-is-half', 'It tells a size with 4097 that is half of the nearest.', () => ({
    of: inPool,
    answers: (reply) =>
      reply.ReturnValue === sizeNotSupported ? { ...reply, Size: Math.floor((reply.Size ?? 0) / 2) } : reply,
  })),
  wrapped(
    'nearest-of-all-pools-together',
    'It tells for the system what all of its pools have free together.',
    (inner) => ({
      of: inSystem,
      answers: (reply) => {
        if (reply.ReturnValue !== sizeNotSupported) return reply;
        const pools = inner.observe({ kind: 'pools' }).filter(({ isPrimordial }) => !isPrimordial);
        return { ...reply, Size: pools.reduce((sum, pool) => sum + pool.free, 0) };
      },
    }),
  ),
  wrapped('finds-the-fullest-pool', 'It looks for room in the pool that has the least.', (inner) => ({
    of: inSystem,
    call: (call, next) => {
      const pools = inner
        .observe({ kind: 'pools' })
        .filter(({ isPrimordial, isRemote, state }) => !isPrimordial && !isRemote && state === 'online');
      const [fullest] = pools.toSorted((one, other) => one.free - other.free);
      const { Size: size, ...others } = call.with;
      if (fullest === undefined || typeof size !== 'number' || size <= fullest.free) return next(call);
      if (Object.keys(others).length > 0 || call.caller !== undefined) return next(call);
      return callOf(inner, { method: inPool, on: fullest.id, with: { Size: size } });
    },
  })),
  wrapped(
    'failed-creation-keeps-its-room',
    'What was reserved for a volume stays reserved when the job that creates it fails.',
    keepingReservations(inPool),
    byJob,
  ),
  wrapped(
    'usable-before-it-is-created',
    'A volume can be used before the job is done that creates it.',
    () => ({ volume: (one) => (one.state === 'starting' && one.source === null ? { ...one, usable: true } : one) }),
    byJob,
  ),
  ofComponents(
    'creation-outlives-its-pool',
    'A job that creates a volume goes on when its pool is offline.',
    ending(`${inPool} poolLost`, () => []),
    byJob,
  ),
  pretending('says-creates-by-job', 'It says that jobs create, and creates within the call.', {}, (advertised) =>
    advertised.creates === undefined ? advertised : { ...advertised, creates: { ...advertised.creates, by: 'job' } },
  ),
];

type Made = NonNullable<Plan['make']>;

/** The size of a volume that takes all its room. */
function resized(size: number): Partial<Made> {
  return { size: blocks(size), room: blocks(size) };
}

/** The methods with another plan of what they make; what is told is its size. */
function making(change: (made: Made, facts: CallFacts) => Partial<Made>) {
  const { operations } = defaultComponents;
  const planned = (operation: AnyOperation): AnyOperation => ({
    ...operation,
    plan: (facts) => {
      const plan = operation.plan(facts);
      if (plan.make === null) return plan;
      const make = { ...plan.make, ...change(plan.make, facts) };
      return { ...plan, make, out: { ...plan.out, Size: make.size } };
    },
  });
  return {
    operations: { ...operations, [inPool]: planned(operations[inPool]), [inSystem]: planned(operations[inSystem]) },
  };
}
