import type { CallId, StorageArray } from '../../src/index.js';
import { type ArrayKind, password } from './arrayKind.js';
import { anyBegun, callDraws } from './callDraws.js';
import { capabilityChanges, forcible, poolStates, providerChanges, rightsChanges, volumeStates } from './changes.js';
import {
  accepted,
  cloneOf,
  controlled,
  controlsByState,
  mostReplicas,
  poolFrom,
  poolOf,
  sourceFrom,
  terminable,
  volumeFrom,
} from './choices.js';
import type { Command, Parameters } from './commands.js';
import { lifeDraws } from './lifeDraws.js';
import { pick } from './pick.js';
import { needOf } from './transition.js';

/** One abstract choice; what it means is decided when the array's state is known, so none is ever thrown away. */
export interface Draw {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** What the interpreter remembers beside the array. */
export interface Memory {
  readonly calls: CallId[];
  /** The volume whose state was changed last, or that went: there it hurts most. */
  touched: string | undefined;
  readonly arrayKind: ArrayKind;
}

export type Interpreter = (array: StorageArray, draw: Draw, memory: Memory) => Command;

export const interpreters = {
  // A clone of a clone, then something that happens to those before it: whatever is missing for that comes next.
  chain: (array, { a, b, c }, { arrayKind }) => {
    const volumes = array.volumes();
    const usable = volumes.filter(({ synchronization, usable }) => synchronization !== null && usable);
    const isClone = (id: string | undefined) => usable.some((one) => one.id === id);
    const parents = usable.filter(({ id }) => volumes.some(({ synchronization: one }) => one?.source === id));
    const parent = parents[a % Math.max(1, parents.length)];
    if (parent !== undefined && b % 3 !== 0) {
      const source = parent.synchronization?.source;
      const victim = c % 3 === 0 && source !== undefined ? source : parent.id;
      if (c % 4 === 3) return { do: 'outOfBand', change: { delete: parent.id } };
      return { do: 'write', on: victim, offset: 0, length: Math.min(4096, 512), tag: `chain-${c}` };
    }
    const lone = usable.filter(({ id }) => !volumes.some(({ synchronization: one }) => one?.source === id));
    const clone = lone.sort((one, other) => Number(one.size - other.size))[a % Math.min(2, Math.max(1, lone.length))];
    if (clone !== undefined && isClone(clone.id)) return cloneOf(clone.id, poolFrom(array, 1, arrayKind));
    if (array.jobs().some(({ removedAtMs }) => removedAtMs === null)) return { do: 'settle' };
    const small = volumes.filter(({ size }) => size <= 64n * 1024n * 1024n);
    const [source] = [small[b % Math.max(1, small.length)], ...volumes].filter((one) => one !== undefined);
    return source === undefined ? { do: 'discover' } : cloneOf(source.id, poolFrom(array, 1, arrayKind));
  },
  ...callDraws,
  ...lifeDraws,
  // What was cloned, and clones, are where it hurts; extents are met at their borders and in their middle.
  write: (array, { a, b, c }, { arrayKind }) => {
    const related = array.volumes().filter(({ replicas, synchronization }) => replicas > 0 || synchronization !== null);
    const volume = a % 4 !== 0 && related.length > 0 ? pick(related, a >> 2) : volumeFrom(array, a);
    if (volume === undefined) return { do: 'settle' };
    const [size, extent] = [Number(volume.size), Number(arrayKind.extent)];
    const near = pick([0, 512, extent, extent + 512, 3 * extent, (b % 97) * extent, b * 512, size - 512], b);
    const offset = Math.min(near, size - 512);
    const lengths = [512, extent, extent - 512, 2 * extent + 512, (c % 60) * extent, size, 40 * 1024 * 1024];
    const length = Math.max(512, Math.min(pick(lengths, c), size - offset));
    return { do: 'write', on: volume.id, offset, length, tag: `host-${c % 5 === 0 ? 0 : a}` };
  },
  // A pool made just large enough, or one block too small, for the clone that comes next.
  fit: (array, { a, b }, { arrayKind }) => {
    const source = volumeFrom(array, a);
    const pool = source === undefined ? undefined : array.pools().find(({ id }) => id === source.pool);
    if (source === undefined || pool === undefined) return { do: 'settle' };
    const copies = BigInt(1 + (b % 3));
    const need = needOf(source, pool, arrayKind);
    const room = pool.used + pool.reserved + copies * need;
    const size = b % 2 === 0 || room === 0n ? room : room - 512n;
    return { do: 'set', change: { pool: pool.id, size: `${size} B` } };
  },
  malformed: (array, { a, b }, { arrayKind }) => {
    const on = sourceFrom(array, a);
    const wrong: Parameters[] = [
      { ElementName: '' },
      { ElementName: 'x'.repeat(arrayKind.profile.clones.maximumNameLength + 1) },
      { username: 'service' },
      { password },
      { TargetPool: '' },
      { TargetPool: on },
      { TargetPool: 'no such pool' },
      { ElementName: 'good', TargetPool: 'raw' },
      { TargetPool: 'far' },
      { username: 'service', password: 'wrong' },
      { username: 'guest', password },
      { username: 'narrow', password },
      { username: 'nobody', password },
    ];
    return cloneOf(b % 7 === 0 ? 'no such volume' : on, pick(wrong, b), b % 5 === 0 ? 'other' : 'client');
  },
  advance: (array, { a, b }) => {
    const [job] = array.jobs();
    const spans = [
      a,
      0,
      1,
      200,
      500,
      a * 10,
      1000,
      30_000,
      300_000,
      job?.removedAtMs ? job.removedAtMs - array.now : 100,
    ];
    return { do: 'advance', ms: Math.max(0, pick(spans, b)) };
  },
  settle: () => ({ do: 'settle' }),
  discover: () => ({ do: 'discover' }),
  read: () => ({ do: 'read' }),
  begin: (array, draw, memory) => {
    const [call] = memory.calls;
    return memory.calls.length >= 4 && call !== undefined ? { do: 'finish', call } : anyBegun(array, draw, memory);
  },
  step: (array, draw, memory) => {
    const call = memory.calls[draw.a % Math.max(1, memory.calls.length)];
    return call === undefined ? anyBegun(array, draw, memory) : { do: 'step', call };
  },
  finish: (array, draw, memory) => {
    const call = memory.calls[draw.a % Math.max(1, memory.calls.length)];
    return call === undefined ? anyBegun(array, draw, memory) : { do: 'finish', call };
  },
  volumeState: (array, { a, b, c }) => {
    // The targets of running copies are where it hurts.
    const targets = array.volumes().filter(({ synchronization: one }) => one !== null && one.synchronizedMs === null);
    const volume = c % 3 === 0 && targets.length > 0 ? pick(targets, a) : volumeFrom(array, a);
    if (volume === undefined) return { do: 'settle' };
    return { do: 'set', change: { volume: volume.id, state: pick(volumeStates, b) } };
  },
  poolState: (array, { a, b, c }) => {
    const busy = array.pools().filter(({ reserved }) => reserved > 0n);
    const pool = c % 2 === 0 && busy.length > 0 ? pick(busy, a) : poolOf(array, a);
    if (pool === undefined) return { do: 'settle' };
    return { do: 'set', change: { pool: pool.id, state: pick(poolStates, b) } };
  },
  provider: (_, { a }) => ({ do: 'set', change: pick(providerChanges, a) }),
  rights: (_, { a }) => ({ do: 'set', change: pick(rightsChanges, a) }),
  capabilities: (_, { a, b }) => ({ do: 'set', change: { capabilities: pick(capabilityChanges(b), a) } }),
  limits: (array, { a, b }) => {
    const volumes = array.volumes().length;
    if (b % 4 === 3) return { do: 'set', change: { capabilities: { maximumReplicasPerSource: mostReplicas(array) } } };
    const associated = array.volumes().filter(({ synchronization }) => synchronization !== null).length;
    const limits = [
      { volumes: volumes + (b % 2) },
      { volumes: 40 },
      { queuedJobs: b % 3 },
      { runningJobs: 1 + (b % 4) },
      // As many as there are, or a few more: what comes next meets it.
      { synchronizations: associated + (b % 3) },
      { sessions: b % 8 },
      { operations: 1 + (b % 4) },
    ];
    return { do: 'set', change: { limits: pick(limits, a) } };
  },
  delete: (array, { a }) => {
    const volume = volumeFrom(array, a);
    const name = a % 11 === 0 ? array.pools().at(-1)?.id : volume?.id;
    return name === undefined ? { do: 'discover' } : { do: 'outOfBand', change: { delete: name } };
  },
  create: (array, { a, b }) => {
    const pool = poolOf(array, a);
    if (pool === undefined) return { do: 'discover' };
    const size = pick([512, Number(pool.free), 3_000_064, 40 * 1024 * 1024], b);
    const whole = size - (size % 512);
    const written = b % 3 === 0 ? { written: 512 } : {};
    return { do: 'outOfBand', change: { create: { name: `out-${b % 5}`, pool: pool.id, size: whole, ...written } } };
  },
  // Three kinds, since what hides one cause of a stale cache is the next one.
  volumeUnseen: (array, { a, b }) => {
    const volume = volumeFrom(array, a);
    if (volume === undefined) return { do: 'discover' };
    return { do: 'outOfBand', change: { volume: volume.id, state: pick(['degraded', ...volumeStates] as const, b) } };
  },
  poolUnseen: (array, { a, b }) => {
    const pool = poolOf(array, a);
    if (pool === undefined) return { do: 'discover' };
    return { do: 'outOfBand', change: { pool: pool.id, state: pick(poolStates, b) } };
  },
  capabilitiesUnseen: (_, { b, c }) => ({
    do: 'outOfBand',
    change: { capabilities: pick(capabilityChanges(c), b) },
  }),
  // What a running job needs is lost, and comes back.
  loss: (array, { a, b }) => {
    const lost = array.pools().find(({ state }) => state === 'offline');
    if (lost !== undefined) return { do: 'set', change: { pool: lost.id, state: 'online' } };
    const live = array.jobs().filter(({ removedAtMs }) => removedAtMs === null);
    const job = live[a % Math.max(1, live.length)];
    const target = array.volumes().find(({ id }) => id === job?.target);
    if (job === undefined || target === undefined) return cloneOf(sourceFrom(array, a));
    // A deletion has no source: its target is lost instead.
    const source = job.source ?? target.id;
    const losses: readonly Command[] = [
      { do: 'set', change: { pool: target.pool, state: 'offline' } },
      { do: 'set', change: { volume: source, state: 'failed' } },
      { do: 'outOfBand', change: { delete: source } },
      { do: 'set', change: { volume: target.id, state: 'failed' } },
    ];
    return pick(losses, b);
  },
  // The link to the peer system breaks while copies cross it, is slow, or is repaired.
  replicationLink: (array, { a, b }) => {
    const peer = array.pools().find(({ name }) => name === 'far');
    const crossing = array
      .volumes()
      .filter((one) => one.pool === peer?.id && one.synchronization?.percentSynced !== 100);
    if (peer !== undefined && crossing.length === 0 && b % 3 !== 0)
      return cloneOf(sourceFrom(array, a), { TargetPool: peer.id });
    return { do: 'set', change: { link: pick(['partitioned', 'degraded', 'up', 'partitioned'] as const, a) } };
  },
  nonsense: (array, { a, b }) => {
    const volume = volumeFrom(array, a);
    const size = Number(volume?.size ?? 512);
    const nothing: readonly Command[] = [
      { do: 'write', on: volume?.id ?? 'db', offset: size, length: 512, tag: 'too far' },
      { do: 'write', on: volume?.id ?? 'db', offset: 1, length: 512, tag: 'askew' },
      { do: 'write', on: 'no such volume', offset: 0, length: 512, tag: 'nowhere' },
      { do: 'job', job: 'no such job', control: 'kill' },
      { do: 'advance', ms: -1 },
    ];
    return pick(nothing, b);
  },
  jobControl: (array, { a, b }) => {
    const live = array.jobs().filter(({ state }) => (controlsByState[state] ?? []).length > terminable.length);
    const job = live[a % Math.max(1, live.length)];
    // Only a job that runs, or stands aside, has more to offer than its end: let one come so far.
    if (job === undefined)
      return array.jobs().some(({ state }) => state === 'starting')
        ? { do: 'advance', ms: 200 }
        : cloneOf(sourceFrom(array, a));
    return { do: 'job', job: job.id, control: pick(accepted(job.state), b) };
  },
  terminate: (array, { a }) =>
    controlled(array, a, ({ state }) => (accepted(state).includes('terminate') ? 'terminate' : 'kill')),
  kill: (array, { a }) => controlled(array, a, () => 'kill'),
  failAt: (_, { a, b }) => ({ do: 'failAt', ...pick(forcible, a), times: 1 + (b % 2) }),
  failJob: (_, { a }) => ({ do: 'failAt', at: 'jobEnd', code: pick([4, 2, 43001], a), times: 1 }),
} as const satisfies Record<string, Interpreter>;
