import fc from 'fast-check';
import type { CallId, Change, CreateCloneParameters, JobControl, Pool, StorageArray, Volume } from '../../src/index.js';
import { type ArrayKind, password } from './arrayKind.js';
import { needOf } from './causes.js';
import type { Command } from './commands.js';

/** One abstract choice; what it means is decided when the array's state is known, so none is ever thrown away. */
export interface Draw {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** A run: an array, the kinds of command that it may use (a random subset: swarm testing), and the choices. */
export interface Script {
  readonly arrayKind: ArrayKind;
  readonly kinds: readonly Kind[];
  readonly draws: readonly Draw[];
}

/** What the interpreter remembers beside the array. */
export interface Memory {
  readonly calls: CallId[];
  /** The volume whose state was changed last, or that went: there it hurts most. */
  touched: string | undefined;
  readonly arrayKind: ArrayKind;
}

type Interpreter = (array: StorageArray, draw: Draw, memory: Memory) => Command;
export type Kind = keyof typeof interpreters;

const number = fc.nat(9999);
const draw: fc.Arbitrary<Draw> = fc.record({ kind: number, a: number, b: number, c: number });

/** Without clones, clones of clones and time a run tells nothing, and looks and nonsense cost little: always there. */
const everywhere: readonly Kind[] = ['clone', 'clone', 'clone', 'chain', 'chain', 'advance', 'read', 'nonsense'];

/** Scripts of up to `longest` commands. */
export function scripts({
  arrayKinds,
  longest = 50,
  without = [],
}: {
  readonly arrayKinds: fc.Arbitrary<ArrayKind>;
  readonly longest?: number;
  /** Kinds of command that are not drawn. */
  readonly without?: readonly Kind[];
}): fc.Arbitrary<Script> {
  return fc.record({
    arrayKind: arrayKinds,
    // The keys of the table are the kinds.
    kinds: fc.subarray(
      (Object.keys(interpreters) as Kind[]).filter((kind) => !everywhere.includes(kind) && !without.includes(kind)),
      { minLength: 3, maxLength: 10 },
    ),
    draws: fc.array(draw, { maxLength: longest, size: 'max' }),
  });
}

/** The concrete command that a choice means now. */
export function concrete(array: StorageArray, script: Script, choice: Draw, memory: Memory): Command {
  const kinds: readonly Kind[] = [...everywhere, ...script.kinds, ...script.kinds];
  return interpreters[pick(kinds, choice.kind)](array, choice, memory);
}

/** The n-th of the candidates, around and around. @throws when there are none */
export function pick<Item>(items: readonly Item[], n: number): Item {
  const item = items[n % items.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

const cloneOf: (on: string, parameters?: CreateCloneParameters, caller?: string) => Command = (
  on,
  parameters = {},
  caller = 'client',
) => ({ do: 'clone', on, with: parameters, caller });

const interpreters = {
  clone: (array, { a, b, c }, { arrayKind, touched }) => {
    const source = a % 2 === 1 && touched !== undefined ? touched : sourceFrom(array, a);
    return cloneOf(source, { ...nameFrom(array, b), ...poolFrom(array, c, arrayKind) });
  },
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
    const wrong: CreateCloneParameters[] = [
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
  begin: (array, { a, b, c }, { calls, arrayKind }) => {
    const call = calls[0];
    if (calls.length >= 4 && call !== undefined) return { do: 'finish', call };
    const account: CreateCloneParameters = a % 3 === 0 ? { username: 'narrow', password } : {};
    return {
      do: 'begin',
      on: sourceFrom(array, a),
      with: { ...nameFrom(array, b), ...poolFrom(array, c, arrayKind), ...account },
      caller: 'client',
    };
  },
  step: (array, { a, b }, { calls }) => {
    const call = calls[a % Math.max(1, calls.length)];
    if (call === undefined)
      return { do: 'begin', on: sourceFrom(array, a), with: nameFrom(array, b), caller: 'client' };
    return { do: 'step', call };
  },
  finish: (array, { a, b }, { calls }) => {
    const call = calls[a % Math.max(1, calls.length)];
    if (call === undefined)
      return { do: 'begin', on: sourceFrom(array, a), with: nameFrom(array, b), caller: 'client' };
    return { do: 'finish', call };
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
    const limits = [
      { volumes: volumes + (b % 2) },
      { volumes: 40 },
      { queuedJobs: b % 3 },
      { runningJobs: 1 + (b % 4) },
      { synchronizations: b % 15 },
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
    const losses: readonly Command[] = [
      { do: 'set', change: { pool: target.pool, state: 'offline' } },
      { do: 'set', change: { volume: job.source, state: 'failed' } },
      { do: 'outOfBand', change: { delete: job.source } },
      { do: 'set', change: { volume: target.id, state: 'failed' } },
    ];
    return pick(losses, b);
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

const volumeStates = [
  'online',
  'offline',
  'online',
  'degraded',
  'resizing',
  'restoring',
  'failed',
  'deleting',
] as const;
const poolStates = ['online', 'readOnly', 'online', 'offline', 'degraded'] as const;

const providerChanges: readonly Change[] = [
  { provider: { link: 'up', server: 'running', foreignSessions: 0, foreignOperations: 0 } },
  { provider: { link: 'down' } },
  { provider: { link: 'up', namespace: 'present', replicationService: 'present' } },
  { provider: { link: 'hung' } },
  { provider: { link: 'up', server: 'running' } },
  { provider: { server: 'shuttingDown' } },
  { provider: { server: 'stopped' } },
  { provider: { foreignSessions: 5 } },
  { provider: { foreignOperations: 4 } },
  { provider: { namespace: 'missing' } },
  { provider: { replicationService: 'missing' } },
  { indications: { destination: 'invalid' } },
  { indications: { destination: 'valid', subscription: 'none' } },
  { indications: { subscription: 'exists' } },
];

const rightsChanges: readonly Change[] = [
  { role: 'administrator' },
  { role: 'reader', caller: 'other' },
  { role: 'operator' },
  { role: 'reader' },
  { certificate: 'valid' },
  { certificate: 'expired' },
  { certificate: 'valid', expiresIn: 2000 },
  { credential: { username: 'service', password } },
  { credential: null },
  { credential: { username: 'narrow', password } },
  { account: { name: 'service', revoked: true } },
  { account: { name: 'service', revoked: false, deniedNamespace: false, mayModify: true, expiresIn: null } },
  { account: { name: 'service', deniedNamespace: true } },
  { account: { name: 'service', expiresIn: 500 } },
];

type CapabilityChange = Extract<Change, { capabilities: unknown }>['capabilities'];

const capabilityChanges = (n: number): readonly CapabilityChange[] => [
  { cloneLocal: true, cloneRemote: true, replicationTypes: [11, 13] },
  { maximumReplicasPerSource: n % 5 },
  { synchronousActions: [2], asynchronousActions: [] },
  { synchronousActions: [], asynchronousActions: [2] },
  { synchronousActions: [2], asynchronousActions: [2] },
  { cloneLocal: false, cloneRemote: false },
  { replicationTypes: n % 2 === 0 ? [] : [13] },
  { features: pick([[8, 51], [8], [8, 18, 51], [8, 44, 51]], n) },
];

const forcible = [
  { at: 'service', code: 51000 },
  { at: 'connect', code: 3 },
  { at: 'findService', code: 43021 },
  { at: 'readCapabilities', code: 43015 },
  { at: 'invoke', code: 43020 },
  { at: 'array', code: 2 },
  { at: 'array', code: 43001 },
  { at: 'array', code: 4 },
  { at: 'invokeReply', code: 3 },
  { at: 'invokeReply', code: 40300 },
  { at: 'readBack', code: 43018 },
  { at: 'rename', code: 40304 },
  { at: 'subscribe', code: 43011 },
  { at: 'serviceReply', code: 'lost' },
] as const;

const terminable: readonly JobControl[] = ['terminate', 'kill'];
const controlsByState: Readonly<Record<string, readonly JobControl[]>> = {
  new: terminable,
  starting: terminable,
  running: ['suspend', 'terminate', 'enterService', 'query', 'suspend', 'kill'],
  suspended: ['resume', 'resume', ...terminable],
  service: ['leaveService', 'leaveService', ...terminable],
  queryPending: ['answer', 'answer', ...terminable],
  shuttingDown: ['kill'],
};

function accepted(state: string): readonly JobControl[] {
  return controlsByState[state] ?? ['kill'];
}

function controlled(array: StorageArray, n: number, control: (job: { state: string }) => JobControl): Command {
  const live = array.jobs().filter(({ state }) => controlsByState[state] !== undefined);
  const job = live[n % Math.max(1, live.length)];
  return job === undefined ? cloneOf(sourceFrom(array, n)) : { do: 'job', job: job.id, control: control(job) };
}

function volumeFrom(array: StorageArray, n: number): Volume | undefined {
  const volumes = array.volumes();
  return volumes[n % Math.max(1, volumes.length)];
}

/** By id mostly, and by name: which several volumes may have. */
function sourceFrom(array: StorageArray, n: number): string {
  const volume = volumeFrom(array, n);
  return volume === undefined ? 'db' : n % 4 === 0 ? volume.name : volume.id;
}

function poolOf(array: StorageArray, n: number): Pool | undefined {
  const pools = array.pools();
  return pools[n % Math.max(1, pools.length)];
}

/** None, one of a few, or one that another volume has. */
function nameFrom(array: StorageArray, n: number): CreateCloneParameters {
  if (n % 2 === 0) return {};
  return { ElementName: n % 11 === 0 ? (volumeFrom(array, n)?.name ?? 'db') : `copy-${n % 7}` };
}

/** The pool that a clone can go to mostly; any other, by id or by name. */
function poolFrom(array: StorageArray, n: number, { profile }: ArrayKind): CreateCloneParameters {
  const { cloneLocal, features } = profile.capabilities;
  if (!cloneLocal && n % 3 !== 0) return { TargetPool: 'far' };
  const pool = n % (features.includes(40) ? 12 : 3) === 0 ? poolOf(array, Math.floor(n / 3)) : undefined;
  return pool === undefined ? {} : { TargetPool: n % 2 === 0 ? pool.id : pool.name };
}
