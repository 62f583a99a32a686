import type { Account } from '../store/callRow.js';
import { passwordDigest, type Settings } from '../store/settings.js';
import { TraceLog } from '../store/traceLog.js';
import { codecsOf, World } from '../store/world.js';
import { parseDuration } from '../vocabulary/units/durations.js';
import { type AccountHandle, none, type PoolHandle } from '../vocabulary/units/ids.js';
import { makeVolume } from './commit/newVolume.js';
import { addDrive, addPool, joinParent } from './commit/pools.js';
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
    controllerConfigurationService: 'present',
    managementController: 'running',
    methods: provider.methods,
    managesArray: true,
    indications: { destination: 'valid', subscription: 'none', changes: service.indications },
    replicationLink: engine.lifecycles.replicationLink.initial,
    partition: null,
  };
  const world = new World(configuration, codecsOf(configuration.serial), settings);
  const usable = engine.lifecycles.volume.stateIndex('online');
  const pools = buildPools(engine, world, options);
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

/** A pool may be listed before the one that it is made of: its handle is its place. */
function buildPools(engine: Engine, world: World, { pools, drives }: CheckedOptions): readonly PoolHandle[] {
  const state = engine.lifecycles.pool.stateIndex('online');
  // A table numbers its rows from 0.
  const handleOf = (place: number) => place as PoolHandle;
  const made = pools.map(({ madeOf: _, ...pool }) => addPool(world, { ...pool, state, parent: none, setting: none }));
  for (const [place, { madeOf }] of pools.entries())
    if (madeOf !== null) joinParent(world, handleOf(place), handleOf(madeOf));
  for (const { home, holder, ...drive } of drives)
    addDrive(engine, world, { ...drive, home: handleOf(home), holder: handleOf(holder) });
  return made;
}

export function addAccount(world: World, account: Account): AccountHandle {
  const handle = world.accounts.append(account);
  world.accountNames.insert(world.accounts, handle);
  return handle;
}

export function digested(username: string, password: string): NonNullable<Settings['credential']> {
  return { username, passwordDigest: passwordDigest(username, password) };
}
