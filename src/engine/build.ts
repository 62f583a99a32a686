import type { Account } from '../store/callRow.js';
import { passwordDigest, type Settings } from '../store/settings.js';
import { TraceLog } from '../store/traceLog.js';
import { codecsOf, World } from '../store/world.js';
import { parseDuration } from '../vocabulary/units/durations.js';
import { type AccountHandle, none } from '../vocabulary/units/ids.js';
import type { Blocks } from '../vocabulary/units/sizes.js';
import { makeVolume } from './commit/newVolume.js';
import type { Engine } from './components.js';
import type { CheckedOptions } from './options.js';

/** Makes the world that checked options describe. */
export function buildWorld(engine: Engine, options: CheckedOptions): World {
  const { configuration, credential } = options;
  const { capabilities, limits, provider, service } = configuration.profile;
  const settings: Settings = {
    roles: {},
    role: 'administrator',
    capabilities,
    discovered: capabilities,
    reported: null,
    limits,
    credential: credential && digested(credential.username, credential.password),
    configurationProvider: 'present',
    connection: engine.lifecycles.providerConnection.initial,
    incarnation: 1,
    certificate: 'valid',
    certificateExpiresAtMs: null,
    foreignSessions: 0,
    foreignOperations: 0,
    namespace: 'present',
    replicationService: 'present',
    storageConfigurationService: 'present',
    managementController: 'running',
    methods: provider.methods,
    managesArray: true,
    indications: { destination: 'valid', subscription: 'none', changes: service.indications },
    replicationLink: engine.lifecycles.replicationLink.initial,
    partition: null,
  };
  const world = new World(configuration, codecsOf(configuration.serial), settings);
  const usable = engine.lifecycles.volume.stateIndex('online');
  const pools = options.pools.map((pool) => addPool(engine, world, pool, true));
  for (const volume of options.volumes) {
    const pool = pools[volume.pool];
    if (pool === undefined) throw new Error(`options were checked, but volume ${volume.name} has no pool`);
    // Not spread: seeds of one hidden class keep `addVolume` fast for all clones to come.
    const { name, size, written, usage, snapshot, exposed, thin } = volume;
    makeVolume(world, { name, pool, size, written, state: usable, usage, snapshot, exposed, thin, discovered: true });
  }
  for (const account of options.accounts) {
    addAccount(world, {
      name: account.name,
      passwordDigest: passwordDigest(account.name, account.password),
      expiresAtMs: account.expiresIn == null ? null : parseDuration(account.expiresIn, 'accounts.expiresIn'),
      revoked: account.revoked ?? false,
      deniedNamespace: account.deniedNamespace ?? false,
      mayModify: account.mayModify ?? true,
      maximumSessions: account.maximumSessions ?? null,
    });
  }
  // What an array begins with has not arrived.
  if (options.trace) world.trace = new TraceLog(options.retain);
  return world;
}

function addPool(
  engine: Engine,
  world: World,
  pool: {
    readonly name: string;
    readonly size: Blocks;
    readonly primordial: boolean;
    readonly thin: boolean;
    readonly usage: number;
    readonly remote: boolean;
  },
  discovered: boolean,
) {
  const handle = world.pools.append(pool.name);
  const row = world.pools.edit(handle);
  row.total = pool.size;
  row.state = engine.lifecycles.pool.initial;
  row.primordial = pool.primordial ? 1 : 0;
  row.thin = pool.thin ? 1 : 0;
  row.usage = pool.usage;
  row.remote = pool.remote ? 1 : 0;
  row.firstVolume = none;
  row.firstJob = none;
  row.unseenChanges = discovered ? 0 : -1;
  world.poolNames.insert(world.pools, handle);
  return handle;
}

export function addAccount(world: World, account: Account): AccountHandle {
  const handle = world.accounts.append(account);
  world.accountNames.insert(world.accounts, handle);
  return handle;
}

export function digested(username: string, password: string): NonNullable<Settings['credential']> {
  return { username, passwordDigest: passwordDigest(username, password) };
}
