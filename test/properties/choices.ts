import type { JobControl, MethodName, Pool, StorageArray, Volume } from '../../src/index.js';
import { factsOf } from '../../src/vocabulary/methods/index.js';
import { signatures } from '../../src/vocabulary/methods/parameters.js';
import { isWithin, type Version } from '../../src/vocabulary/versions.js';
import { type ArrayKind, password } from './arrayKind.js';
import type { Call, Command, Parameters } from './commands.js';
import { pick } from './pick.js';

// What a number means on an array as it is now.

export const called = (method: MethodName, on: string, parameters: Parameters = {}, caller = 'client'): Call => ({
  do: 'call',
  method,
  on,
  with: parameters,
  caller,
});

export const cloneOf = (on: string, parameters: Parameters = {}, caller = 'client'): Call =>
  called('CreateClone', on, parameters, caller);

/** The configured account mostly. */
export function accountFrom(n: number): Parameters {
  if (n % 5 !== 0) return {};
  return pick([{ username: 'guest', password }, { username: 'narrow', password }, { username: 'service' }], n);
}

export const terminable: readonly JobControl[] = ['terminate', 'kill'];
export const controlsByState: Readonly<Record<string, readonly JobControl[]>> = {
  new: terminable,
  starting: terminable,
  running: ['suspend', 'terminate', 'enterService', 'query', 'suspend', 'kill'],
  suspended: ['resume', 'resume', ...terminable],
  service: ['leaveService', 'leaveService', ...terminable],
  queryPending: ['answer', 'answer', ...terminable],
  shuttingDown: ['kill'],
};

export function accepted(state: string): readonly JobControl[] {
  return controlsByState[state] ?? ['kill'];
}

export function controlled(array: StorageArray, n: number, control: (job: { state: string }) => JobControl): Command {
  const live = array.jobs().filter(({ state }) => controlsByState[state] !== undefined);
  const job = live[n % Math.max(1, live.length)];
  return job === undefined ? cloneOf(sourceFrom(array, n)) : { do: 'job', job: job.id, control: control(job) };
}

export function volumeFrom(array: StorageArray, n: number): Volume | undefined {
  const volumes = array.volumes();
  return volumes[n % Math.max(1, volumes.length)];
}

/** Of the volume that has been cloned most often. */
export function mostReplicas(array: StorageArray): number {
  return Math.max(0, ...array.volumes().map(({ replicas }) => replicas));
}

/** By id mostly, and by name: which several volumes may have. */
export function sourceFrom(array: StorageArray, n: number): string {
  const volume = volumeFrom(array, n);
  return volume === undefined ? 'db' : n % 4 === 0 ? volume.name : volume.id;
}

export function poolOf(array: StorageArray, n: number): Pool | undefined {
  const pools = array.pools();
  return pools[n % Math.max(1, pools.length)];
}

/** None, one of a few, or one that another volume has. */
export function nameFrom(array: StorageArray, n: number): Parameters {
  if (n % 2 === 0) return {};
  return { ElementName: n % 11 === 0 ? (volumeFrom(array, n)?.name ?? 'db') : `copy-${n % 7}` };
}

/** The pool that a clone can go to mostly; any other, by id or by name. */
export function poolFrom(array: StorageArray, n: number, { profile }: ArrayKind): Parameters {
  const { cloneLocal, features } = profile.capabilities;
  if (!cloneLocal && n % 3 !== 0) return { TargetPool: 'far' };
  const pool = n % (features.includes(40) ? 12 : 3) === 0 ? poolOf(array, Math.floor(n / 3)) : undefined;
  return pool === undefined ? {} : { TargetPool: n % 2 === 0 ? pool.id : pool.name };
}

/** A call of one of the methods, with arguments of the right types; undefined where the release has none. */
export function anyOf(
  methods: readonly MethodName[],
  array: StorageArray,
  version: Version,
  { a, b, c }: Numbers,
): Command | undefined {
  const having = methods.filter((method) => isWithin(version, factsOf(method)));
  if (having.length === 0) return undefined;
  const method = pick(having, a);
  const { className } = factsOf(method);
  // Most numbers mean nothing: three of four calls give that of a clone's replication type.
  const numberAt = (at: number) => ((c >> 1) % 4 !== 0 ? pick([11, 13, 11, 10, 11, 12], b + at) : (b + at) % 20);
  // One that deletes a pool is rare; the youngest jobs are of those that go on.
  const jobs = array.jobs();
  const rare = b % 2 === 0 ? jobs.findLast((one) => one.method === 'Pool.Delete') : undefined;
  const job = c % 4 === 0 ? undefined : (rare ?? jobs.at(-1 - (b % 4)))?.id;
  // Whoever is named at random is nobody.
  const inputs = signatures[method].inputs.filter(
    ({ name }) => c % 7 === 0 || (name !== 'username' && name !== 'password'),
  );
  const given = inputs.map(({ name, type, of, array: isList }, at) => {
    if (of === 'MSFT_SMJob' && job !== undefined) return [name, job];
    const value = type === 'boolean' ? b % 2 === 0 : /^[us]int/.test(type) ? numberAt(at) : `${type} ${c % 3}`;
    return [name, isList ? [value] : value];
  });
  if (className === 'MSFT_SMStorageDiscovery' && c % 4 !== 0)
    return called(method, className, { ...discoveryFrom(method, b), ...accountFrom(c) });
  const on = { MSFT_SMStorageVolume: sourceFrom(array, b), MSFT_SMPool: poolOf(array, b)?.id ?? 'gold' }[className];
  return called(method, on ?? className, { ...Object.fromEntries(given), ...accountFrom(c) });
}

/** Arguments of a discovery: of all, or of a class. */
function discoveryFrom(method: MethodName, n: number): Parameters {
  const where = { host: 'array.example', interopNamespace: 'interop' };
  if (method === 'StartDiscovery') return { ...where, forceRediscovery: n % 3 === 0, discoveryLevel: n % 4 };
  return { ...where, partialDiscoveryType: [0, 1, 3, 4][n % 4] ?? 0, targetObjectClassType: 0 };
}

interface Numbers {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}
