import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Change,
  type CreateCloneParameters,
  createArray,
  type StorageArray,
  type Version,
} from '../../src/index.js';
import { password } from './arrayKind.js';
import { share } from './environment.js';
import { demand } from './transition.js';

/** Something that a user sets up, and what it leads to alone. */
interface Cause {
  readonly name: string;
  /** By version; undefined where it is harmless. The same code for all when it is a number. */
  readonly code: number | ((version: Version) => number | undefined);
  readonly set?: Change;
  readonly parameters?: CreateCloneParameters;
  readonly profile?: Readonly<Record<string, object>>;
  readonly act?: (array: StorageArray) => void;
  /** Causes of one group use one setting: only one of them can be there. */
  readonly group?: string;
  /** Its place before 2016, when it is another: in front of the cause with that name. */
  readonly before2016InFrontOf?: string;
}

const modern = (version: Version) => version === '2016';
const forced = (name: string, at: Parameters<StorageArray['provider']['failAt']>[0], code: number): Cause => ({
  name,
  code,
  act: (array) => array.provider.failAt(at, code),
});
const shortage = (version: Version) => (modern(version) ? 40_002 : 4);

/** The documented order of the conversation: an earlier cause answers before a later one. */
const causes: readonly Cause[] = [
  {
    name: 'role',
    code: (v) => (modern(v) ? 40_001 : 43_002),
    set: { role: 'reader' },
    before2016InFrontOf: 'namespace denied',
  },
  { name: 'malformed', code: 5, parameters: { ElementName: '' }, group: 'name' },
  {
    name: 'unknown pool',
    code: (v) => (modern(v) ? 8 : 43_006),
    parameters: { TargetPool: 'nowhere' },
    group: 'pool',
    before2016InFrontOf: 'may not modify',
  },
  { name: 'no clones', code: 40_308, set: { capabilities: { cloneLocal: false } }, group: 'switches' },
  {
    name: 'remote',
    code: (v) => (modern(v) ? 40_500 : undefined),
    set: { capabilities: { replicationTypes: [6] } },
  },
  forced('service fails', 'service', 51_000),
  { name: 'link down', code: 40_300, set: { provider: { link: 'down' } }, group: 'link' },
  { name: 'link hung', code: 3, set: { provider: { link: 'hung' } }, group: 'link' },
  { name: 'sessions', code: 43_027, set: { provider: { foreignSessions: 1000 } } },
  { name: 'shutting down', code: 43_028, set: { provider: { server: 'shuttingDown' } } },
  { name: 'certificate', code: 51_010, set: { certificate: 'wrongHost' } },
  { name: 'no credential', code: 51_005, set: { credential: null }, group: 'credential' },
  {
    name: 'wrong password',
    code: 51_005,
    set: { credential: { username: 'service', password: 'wrong' } },
    group: 'credential',
  },
  { name: 'account revoked', code: 51_005, set: { account: { name: 'service', revoked: true } } },
  { name: 'namespace denied', code: 43_002, set: { account: { name: 'service', deniedNamespace: true } } },
  { name: 'account sessions', code: 43_027, set: { account: { name: 'service', maximumSessions: 0 } } },
  { name: 'no namespace', code: 43_003, set: { provider: { namespace: 'missing' } } },
  { name: 'no class', code: 43_005, set: { provider: { replicationService: 'missing' } } },
  forced('context lost', 'findService', 43_021),
  { name: 'no filters', code: 43_025, profile: { enumeration: { filters: false } } },
  { name: 'no language', code: 43_014, profile: { query: { language: false } } },
  forced('bad query', 'readCapabilities', 43_015),
  {
    name: 'stale source',
    code: (v) => (modern(v) ? 40_003 : undefined),
    act: (array) => array.outOfBand.set({ volume: 'db', state: 'degraded' }),
    group: 'source',
  },
  { name: 'may not modify', code: 43_002, set: { account: { name: 'service', mayModify: false } } },
  { name: 'provider operations', code: 43_027, set: { provider: { foreignOperations: 1000 } } },
  forced('class has children', 'invoke', 43_008),
  { name: 'primordial', code: 1, parameters: { TargetPool: 'raw' }, group: 'pool' },
  { name: 'source locked', code: 4, set: { volume: 'db', state: 'restoring' }, group: 'source' },
  { name: 'source offline', code: 4, set: { volume: 'db', state: 'offline' }, group: 'source' },
  { name: 'pool read-only', code: 4, parameters: { TargetPool: 'shut' }, group: 'pool' },
  { name: 'no room', code: shortage, parameters: { TargetPool: 'full' }, group: 'pool' },
  { name: 'replicas', code: shortage, set: { capabilities: { maximumReplicasPerSource: 0 } } },
  { name: 'volumes', code: shortage, set: { limits: { volumes: 1 } } },
  { name: 'metadata', code: shortage, set: { limits: { synchronizations: 0 } } },
  forced('unknown failure', 'array', 2),
  forced('provider fails', 'array', 43_001),
  forced('reply lost', 'invokeReply', 40_300),
  forced('odd response', 'readBack', 43_018),
  { name: 'destination', code: 43_019, set: { indications: { destination: 'invalid' } } },
  { name: 'subscription', code: 43_011, set: { indications: { subscription: 'exists' } } },
];

const versions = fc.constantFrom('2012' as const, '2012R2' as const, '2016' as const);

test('PRECEDENCE: for all pairs and triples of causes that hold at once, the earliest answers', () => {
  const tried = new Set<string>();
  fc.assert(
    fc.property(fc.subarray([...causes], { minLength: 2, maxLength: 3 }), versions, (drawn, version) => {
      const chosen = compatible(drawn);
      const order = inOrder(version);
      const effective = chosen.filter((cause) => codeOf(cause, version) !== undefined);
      const first = order.find((cause) => effective.includes(cause));
      const expected = first === undefined ? 4096 : codeOf(first, version);
      const { ReturnValue: code, decided } = answer(chosen, version);
      for (const { name } of chosen) tried.add(name);
      const names = chosen.map(({ name }) => name).join(' and ');
      demand(
        code === expected,
        () => `${version}: ${names} answer ${code} (${decided.step}, ${decided.because}), not ${expected}`,
      );
    }),
    share(4),
  );
  if (share(4).numRuns >= 300) expect(causes.filter(({ name }) => !tried.has(name))).toEqual([]);
});

test.each(['2012', '2012R2', '2016'] as const)('in %s every single cause leads to its code', (version) => {
  const answers = causes.map((cause) => `${cause.name} ${answer([cause], version).ReturnValue}`);
  expect(answers).toEqual(causes.map((cause) => `${cause.name} ${codeOf(cause, version) ?? 4096}`));
});

function codeOf({ code }: Cause, version: Version): number | undefined {
  return typeof code === 'number' ? code : code(version);
}

/** The first of each group, so that the causes hold together. */
function compatible(drawn: readonly Cause[]): readonly Cause[] {
  return drawn.filter(({ group }, at) => group === undefined || drawn.findIndex((one) => one.group === group) === at);
}

function inOrder(version: Version): readonly Cause[] {
  if (modern(version)) return causes;
  const moved = causes.filter(({ before2016InFrontOf: place }) => place !== undefined);
  return causes
    .filter((cause) => !moved.includes(cause))
    .flatMap((cause) => [...moved.filter(({ before2016InFrontOf: place }) => place === cause.name), cause]);
}

function answer(chosen: readonly Cause[], version: Version) {
  const provider = Object.assign({}, ...chosen.map(({ profile }) => profile));
  const array = createArray({
    version,
    profile: { base: 'full-copy', provider },
    pools: [
      { name: 'gold', size: '1 GiB' },
      { name: 'full', size: '1 MiB' },
      { name: 'shut', size: '1 GiB' },
      { name: 'raw', size: '1 GiB', primordial: true },
    ],
    volumes: [{ name: 'db', pool: 'gold', size: '100 MiB' }],
    accounts: [{ name: 'service', password }],
    credential: { username: 'service', password },
  });
  array.set({ pool: 'shut', state: 'readOnly' });
  for (const { set, act } of chosen) {
    if (set !== undefined) array.set(set);
    act?.(array);
  }
  return array.createClone('db', Object.assign({}, ...chosen.map(({ parameters }) => parameters)));
}
