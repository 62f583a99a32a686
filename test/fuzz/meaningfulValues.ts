import type { StorageArray } from '../../src/index.js';
import { hostile } from './hostileValues.js';
import type { Draws } from './random.js';

/** What somebody could mean, as plain data: what is mutated, too. */
const meant: readonly unknown[] = [
  'db',
  'gold',
  'silver',
  'nobody',
  'CreateClone',
  'StorageVolume.Delete',
  'Pool.Delete',
  'CreateReplica',
  'ModifySize',
  'Diagnose',
  'StartDiscovery',
  'GetSupportedFeatures',
  'array',
  'invoke',
  'serviceReply',
  'jobEnd',
  'identity',
  'observable',
  'canonical',
  'MSFT_SMStorageVolume',
  'MSFT_SMPool',
  'MSFT_SMJob',
  'full-copy',
  'sim',
  'instant-clone',
  'thin-provisioned',
  '2012',
  '2016',
  '5 min',
  '1 h 30 min',
  '100 GiB',
  '1 TiB',
  '4096',
  '0 B',
  5,
  512,
  4096,
  40_002,
  2,
  43_001,
  1000,
  true,
  false,
  4096n,
  2n ** 40n,
  'lost-reply',
  'invoke Delete 20% 3*: return 43016',
  'array: return 40002',
  'invoke: loseReply',
  'jobChanged',
  'event',
  'http://user:password@127.0.0.1:1/cimom',
  'core',
  'CHARGE',
  'eve',
  'failed',
  'lost',
  'stand-in 1',
  'MSFT_SMSystem',
  { ElementName: 'monday', TargetPool: 'gold' },
  { ElementName: 'x', username: 'ops', password: 'secret' },
  { caller: 'eve' },
  { name: 'db' },
  { id: 'db' },
  { ObjectId: 'db' },
  { Size: '2 GiB' },
  { TargetStoragePool: 'silver' },
  { offset: 0, length: '1 MiB', tag: 'x' },
  { offset: '512', length: 512n, tag: 'y' },
  { offset: 0, length: 512 },
  { role: 'reader', caller: 'eve' },
  { role: 'administrator' },
  { credential: { username: 'ops', password: 'secret' } },
  { credential: null },
  { account: { name: 'ops', password: 'other', expiresIn: '1 h' } },
  { certificate: 'expired', expiresIn: 5 },
  { capabilities: { maximumReplicasPerSource: 2 } },
  { limits: { runningJobs: 0, sessions: 1 } },
  { volume: 'db', state: 'degraded' },
  { pool: 'gold', size: '900 GiB' },
  { pool: 'gold', hostLoad: true },
  { provider: { link: 'down', foreignSessions: 3 } },
  { provider: { server: 'stopped' } },
  { indications: { destination: 'invalid' } },
  { delete: 'db' },
  { create: { name: 'stranger', pool: 'gold', size: '1 GiB' } },
  { times: 2, method: 'CreateClone' },
  { at: 'array' },
  { at: 'jobStart', when: { volume: 'db' } },
  { method: 'Delete', code: 0, since: '1 s' },
  { resultClass: 'MSFT_SMStorageVolume' },
  { startsAt: '2026-11-28T09:00:00Z', manual: true },
  { calls: 1, clones: 1 },
  { version: '2012', seed: 5 },
  { levels: ['core'], runs: 1, seed: 3, timeMs: 100, only: ['CHARGE'], shrink: false },
  { deadlineMs: 100 },
  { method: 'CreateClone', on: 'db', with: { ElementName: 'x' } },
  { do: 'settle' },
  { do: 'advance', ms: 5 },
  { do: 'look' },
  { classes: ['refuse'], most: 2, methods: ['Delete'] },
  { password: 'x', insecure: true, mayDelete: [], jobsEndWithinMs: 5 },
  { id: 'f1', at: 'invoke', do: { return: 43_016 } },
  { id: 'f2', at: 'read', do: { wrongSize: 2 } },
  {
    id: 'f3',
    at: 'service',
    when: { all: [{ method: 'Delete' }, { not: { volume: 'db' } }] },
    fire: { max: 2, p: 0.5 },
    do: 'loseReply',
  },
  {
    id: 'f4',
    at: 'time',
    when: { time: ['1 min', '2 min'] },
    lasts: { ms: '5 s' },
    do: { poolState: 'degraded', pool: 'gold' },
  },
  { id: 'f5', at: 'jobPercent', when: { jobPercent: 50 }, do: { stallJob: '1 min' } },
  { id: 'f6', at: 'array', state: { in: 'start', to: 'other' }, do: { stealCapacity: '1 GiB' }, expect: 'must' },
  { id: 'f7', at: 'invoke', when: { argument: { ElementName: { matches: '^(a+)+$' } } }, do: { delay: '2 s' } },
  { id: 'f8', at: 'invoke', do: { hold: 'tag' } },
  { id: 'f9', at: 'array', do: { setCapability: { maximumReplicasPerSource: 1 } } },
  {
    version: 1,
    seed: 4,
    faults: [{ id: 'f10', at: 'invoke', do: 'loseRequest' }],
    heal: { at: '1 h' },
    budget: { fires: 3 },
  },
  {
    seed: 3,
    name: 'one',
    version: '2016',
    startsAt: '2026-11-28',
    profile: { base: 'thin-provisioned', limits: { runningJobs: 2 } },
    pools: [
      { name: 'gold', size: '100 GiB' },
      { name: 'silver', size: '1 TiB', system: 'peer' },
    ],
    volumes: [{ name: 'db', pool: 'gold', size: '10 GiB', written: '1 GiB' }],
    trace: true,
    retain: 50,
    accounts: [{ name: 'ops', password: 'secret', expiresIn: '2 h' }],
    credential: { username: 'ops', password: 'secret' },
    faults: 'invoke: loseReply',
  },
  {
    pools: [
      { name: 'raw', primordial: true },
      { name: 'gold', madeOf: 'raw' },
    ],
    drives: [{ pool: 'raw', count: 4, size: '1 TiB' }],
  },
  [],
  {},
  [0, 1],
  ['core', 'jobs'],
  ['f1'],
  ['db', 'gold'],
];

/** Values that somebody could mean for this array. */
export function meaningful(draws: Draws, array: StorageArray): unknown {
  switch (draws.below(12)) {
    case 0:
      return array;
    case 1:
      return array.volumes()[0];
    case 2:
      return array.pools()[0]?.id;
    case 3:
      return array.jobs()[0]?.id ?? null;
    case 4:
      return array.trace();
    default:
      return structuredClone(draws.pick(meant));
  }
}

/** Nearly what somebody could mean: one part of it is another. */
export function mutated(draws: Draws, array: StorageArray): unknown {
  const value = structuredClone(draws.pick(meant));
  const parts = containersIn(value);
  if (parts.length === 0) return hostile(draws);
  const part = draws.pick(parts);
  const keys = Object.keys(part);
  const odd = draws.chance(0.6) ? hostile(draws) : structuredClone(draws.pick(meant));
  const key = draws.chance(0.8) && keys.length > 0 ? draws.pick(keys) : draws.pick(['more', '__proto__', 'name', '0']);
  const kind = draws.next();
  if (kind < 0.15) delete part[key];
  else if (kind < 0.3)
    Object.defineProperty(part, key, { enumerable: true, configurable: true, get: once(odd, array.now) });
  else part[key] = odd;
  return draws.chance(0.1) ? Object.freeze(value) : value;
}

/** Answers what it should the first time, and something else from then on. */
function once(value: unknown, other: unknown): () => unknown {
  let asked = 0;
  return () => (asked++ === 0 ? value : other);
}

function containersIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  // Lists have their members by text as well.
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(containersIn)];
}
