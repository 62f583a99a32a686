import type { PoolSeen, VolumeSeen } from '../../conformance/subject/observations.js';
import { defaultComponents } from '../../engine/defaultComponents.js';
import type { Charging } from '../../operations/facts/charging.js';
import { need } from '../../operations/facts/room.js';
import { free, subscribable } from '../../store/capacity.js';
import type { MethodName } from '../../vocabulary/methods/index.js';
import { blocks, roundUpTo } from '../../vocabulary/units/sizes.js';
import type { Simulator } from '../simulator.js';
import { type ArrayMutant, isOk, ofComponents, on, wrapped } from './mutant.js';
import { changed, ending, without } from './tables.js';
import type { Overrides } from './wrapDriver.js';

const none = blocks(0);
const thin = on('thin-provisioned');
const instant = on('instant-clone');
const shipped: Charging = defaultComponents.charging;

/** Arrays that are wrong about room: what a clone takes, what is left, and what comes back. */
export const wrongRoom: readonly ArrayMutant[] = [
  ofComponents('no-capacity-check', 'It makes clones for which there is no room.', without('array/free')),
  ofComponents(
    'refuses-the-last-room',
    'It refuses a clone that would fill its pool exactly.',
    changed(['array/free'], (row) => [
      { ...row, when: (facts) => facts.pool !== undefined && need(facts) > 0 && need(facts) >= free(facts.pool) },
    ]),
  ),
  charged('free-clone', 'Its clones take no room.', () => none),
  charged('half-charge', 'Its clones take half of the room that they need.', ({ size }) => blocks(Math.ceil(size / 2))),
  charged(
    'rounds-down-to-extents',
    'It gives a clone whole extents, and leaves out the last one that is not full.',
    ({ size }, { extentSize }) => blocks(Math.floor(size / extentSize) * extentSize),
  ),
  charged('ignores-extents', 'It gives a clone the blocks of its size, and no whole extents.', ({ size }) => size),
  charged('an-extent-too-many', 'It gives each clone an extent more than it needs.', (clone, configuration) =>
    blocks(shipped(clone, configuration) + configuration.extentSize),
  ),
  charged(
    'thin-clone-charged-whole',
    'Its thin clones take their whole size.',
    ({ size }, { extentSize }) => roundUpTo(size, extentSize),
    thin,
  ),
  charged('thin-clone-free', 'Its thin clones take no room.', () => none, thin),
  charged(
    'instant-clone-charged',
    'Its instant clones take the room that they share.',
    (clone, configuration) => shipped({ ...clone, shares: false }, configuration),
    instant,
  ),
  charged(
    'instant-clone-free-elsewhere',
    'Its instant clones take no room in another pool either, where they share nothing.',
    () => none,
    instant,
  ),
  ofComponents('overcommit-ignored', 'It promises any amount of a pool.', without('array/overcommit'), thin),
  ofComponents(
    'overcommit-by-what-is-written',
    'It counts what a clone takes as what it promises.',
    changed(['array/overcommit'], (row) => [
      {
        ...row,
        when: ({ pool, configuration }) =>
          pool !== undefined && pool.used + pool.reserved > subscribable(pool, configuration) + pool.subscribed,
      },
    ]),
    thin,
  ),
  ofComponents(
    'reserves-nothing',
    'A job that was accepted ends with a shortage when its pool is full.',
    ending('ranOut', (row) => [{ ...row, when: ({ pool }) => pool !== undefined && free(pool) === 0 }]),
  ),
  wrapped('leaks-on-delete', 'A clone that is deleted leaves an extent behind.', (inner) => ({
    ...hidingLeaks,
    deletes: (volume, next) => {
      const pool = inner.observe({ kind: 'volume', id: volume })?.pool;
      const done = next();
      if (done && pool !== undefined) leak(inner, pool);
      return done;
    },
  })),
  wrapped('leaks-on-refusal', 'A call that is refused leaves an extent behind.', (inner) => ({
    ...hidingLeaks,
    answers: (reply, { on: source }) => {
      const pool = inner.observe({ kind: 'volume', id: source })?.pool;
      if (!isOk(reply) && pool !== undefined) leak(inner, pool);
      return reply;
    },
  })),
  wrapped('double-refund', 'What a volume took is given back twice when it is deleted.', (inner) => {
    const extra = new Map<string, number>();
    return {
      deletes: (volume, next) => {
        const gone = inner.observe({ kind: 'volume', id: volume });
        const done = next();
        if (done && gone !== null) extra.set(gone.pool, (extra.get(gone.pool) ?? 0) + (gone.charge ?? 0));
        return done;
      },
      pool: (one) => shifted(one, Math.min(extra.get(one.id) ?? 0, one.used ?? 0), 'used', 'free'),
    };
  }),
  wrapped(
    'reservation-kept',
    'What was reserved for a job that did not complete stays reserved.',
    keepingReservations('CreateClone'),
  ),
  wrapped('room-out-of-nowhere', 'It shows a block more free than there is.', () => ({
    pool: (one) => ((one.used ?? 0) > 0 ? { ...one, free: one.free + 512 } : one),
  })),
  wrapped('reserved-shown-as-used', 'It shows a block that is reserved as used.', () => ({
    pool: (one) => shifted(one, Math.min(512, one.reserved ?? 0), 'reserved', 'used'),
  })),
  wrapped('stolen-shown-as-free', 'It shows room that is stolen as free.', () => ({
    pool: (one) => shifted(one, one.stolen ?? 0, 'stolen', 'free'),
  })),
  wrapped('charges-hidden', 'It shows that its clones take nothing, and counts what they take.', () => ({
    volume: (one) => (one.source === null ? one : { ...one, charge: 0 }),
  })),
  wrapped('shrinking-pool', 'Its pools become smaller with each clone.', (inner) => {
    let made = 0;
    return {
      answers: (reply) => {
        if (isOk(reply)) made += 512;
        return reply;
      },
      pool: (one) =>
        one.free < made || inner.array.pool(one.id).volumes === 0
          ? one
          : { ...one, total: one.total - made, free: one.free - made },
    };
  }),
];

/** An array with another way of charging. */
function charged(name: string, wrong: string, charging: Charging, base = {}): ArrayMutant {
  return ofComponents(name, wrong, { charging }, base);
}

/** Pools keep what was reserved for jobs of a method that did not complete. */
export function keepingReservations(of: MethodName): (inner: Simulator) => Overrides {
  return (inner) => {
    const targets = new Map<string, { readonly pool: string; readonly bytes: number }>();
    return {
      of,
      pool: (one) => {
        const kept = inner
          .observe({ kind: 'jobs' })
          .filter(({ jobState }) => jobState >= 8 && jobState <= 10)
          .map(({ target }) => targets.get(target ?? ''))
          .reduce((sum, target) => sum + (target?.pool === one.id ? target.bytes : 0), 0);
        return shifted(one, Math.min(kept, one.free), 'free', 'reserved');
      },
      answers: (reply) => {
        const id = reply.TargetStorageVolume ?? reply.CreatedStorageVolume ?? '';
        const target = inner.observe({ kind: 'volume', id });
        if (target !== null) targets.set(id, { pool: target.pool, bytes: target.charge ?? 0 });
        return reply;
      },
    };
  };
}

/** So much of a pool that counts as one thing counts as another. */
function shifted(pool: PoolSeen, bytes: number, from: Share, to: Share): PoolSeen {
  return { ...pool, [from]: (pool[from] ?? 0) - bytes, [to]: (pool[to] ?? 0) + bytes };
}

type Share = 'free' | 'used' | 'reserved' | 'stolen';

/** Room that belongs to nothing that anybody sees. */
export function leak(inner: Simulator, pool: string): void {
  const size = inner.capabilities().allocation.extent;
  if (inner.array.pool(pool).free < size) return;
  inner.array.outOfBand.create({ name: leaked, pool, size });
  inner.array.discover();
}

const leaked = ' ';
const hidingLeaks = {
  volume: (one: VolumeSeen) => (one.name === leaked ? null : one),
};
