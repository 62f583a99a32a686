import { z } from 'zod';
import { lifecycles } from '../../lifecycle/lifecycles.js';
import type { Lifecycle } from '../../lifecycle/table.js';
import { jobsOn } from '../../store/progress.js';
import { findPool, thePool, theVolume } from '../../store/references.js';
import type { Account } from '../../store/rows.js';
import { jobList } from '../../store/rows.js';
import { certificates, passwordDigest, roles, type Settings, sharing } from '../../store/settings.js';
import type { World } from '../../store/world.js';
import { badInput, parseInput } from '../../vocabulary/input/badInput.js';
import { capabilitiesSchema, durationSchema, limitsSchema, sizeSchema } from '../../vocabulary/profile/profile.js';
import { volumeUsage } from '../../vocabulary/replication.js';
import { parseDuration } from '../../vocabulary/units/durations.js';
import type { PoolHandle, VolumeHandle } from '../../vocabulary/units/ids.js';
import { none } from '../../vocabulary/units/ids.js';
import { type Blocks, formatSize, parseSize } from '../../vocabulary/units/sizes.js';
import { addAccount, digested } from '../build.js';
import { forgetVolume, keepDeletedInCache } from '../commit/elements.js';
import { makeVolume, readSizes } from '../commit/newVolume.js';
import type { Engine } from '../components.js';
import { catchUp, share } from '../jobs/copying.js';
import { fillSlots, judgeJobs } from '../jobs/jobs.js';
import { accountSchema, credentialSchema } from '../options.js';

const reference = z.union([z.string().min(1), z.looseObject({ id: z.string() }).transform(({ id }) => id)]);
function others<State extends string, Without extends State>(
  { states }: Lifecycle<State, string, unknown>,
  without: readonly Without[],
) {
  const isOther = (state: State): state is Exclude<State, Without> => !without.some((one) => one === state);
  return z.enum(states.filter(isOther));
}

/** What can be set on an array while it runs; each change is one of these. */
const changeSchemas = {
  role: z.strictObject({ role: z.enum(roles), caller: z.string().min(1).optional() }),
  credential: z.strictObject({ credential: credentialSchema.nullable() }),
  account: z.strictObject({
    account: accountSchema.partial().extend({ name: z.string({ error: "an account's name" }).min(1).max(255) }),
  }),
  certificate: z.strictObject({ certificate: z.enum(certificates), expiresIn: durationSchema.optional() }),
  capabilities: z.strictObject({ capabilities: capabilitiesSchema.partial() }),
  limits: z.strictObject({ limits: limitsSchema.partial() }),
  volume: z.strictObject({ volume: reference, state: others(lifecycles.volume, ['starting', 'gone']) }),
  pool: z.strictObject({
    pool: reference,
    state: others(lifecycles.pool, ['gone']).optional(),
    size: sizeSchema.optional(),
  }),
  provider: z.strictObject({
    provider: z.strictObject({
      link: z.enum(['up', 'hung', 'down']).optional(),
      server: z.enum(['running', 'shuttingDown', 'stopped']).optional(),
      foreignSessions: z.number().int().min(0).optional(),
      foreignOperations: z.number().int().min(0).optional(),
      namespace: z.enum(['present', 'missing']).optional(),
      replicationService: z.enum(['present', 'missing']).optional(),
    }),
  }),
  indications: z.strictObject({
    indications: z.strictObject({
      destination: z.enum(['valid', 'invalid']).optional(),
      subscription: z.enum(['none', 'exists']).optional(),
    }),
  }),
};

const newVolumeSchema = z.strictObject({
  name: z.string().min(1),
  pool: reference,
  size: sizeSchema,
  written: sizeSchema.optional(),
});

/** What can happen to an array behind the service's back. */
const outOfBandSchemas = {
  delete: z.strictObject({ delete: reference }),
  create: z.strictObject({ create: newVolumeSchema }),
  volume: changeSchemas.volume,
  pool: changeSchemas.pool,
  capabilities: changeSchemas.capabilities,
};

export const changeSchema = z.union(Object.values(changeSchemas));
export const outOfBandSchema = z.union(Object.values(outOfBandSchemas));

/** A change as the library and scenarios write it: `{ volume: 'db', state: 'offline' }`. */
export type Change = z.input<typeof changeSchema>;
export type OutOfBandChange = z.input<typeof outOfBandSchema>;

/** Picks the schema by the key that names the change, so that a slip inside is told about that change alone. */
function readChange<Schemas extends Readonly<Record<string, z.ZodType>>>(
  schemas: Schemas,
  input: unknown,
  field: string,
): z.output<Schemas[keyof Schemas]> {
  const names = Object.keys(schemas);
  const keys = typeof input === 'object' && input !== null ? Object.keys(input) : [];
  const key = names.find((name) => keys.includes(name));
  const schema = key === undefined ? undefined : schemas[key];
  if (schema === undefined) {
    return badInput({ field, value: keys[0] ?? input, expected: `one of ${names.join(', ')}`, among: names });
  }
  // `key` is a key of Schemas, so this is the output of one of them.
  return parseInput(schema, input, field) as z.output<Schemas[keyof Schemas]>;
}

export const readSet = (input: unknown, field: string) => readChange(changeSchemas, input, field);
export const readOutOfBand = (input: unknown, field: string) => readChange(outOfBandSchemas, input, field);

type CheckedChange = ReturnType<typeof readSet> | ReturnType<typeof readOutOfBand>;

/** Carries out a change.
 * @param seen whether the storage service sees it at once; out of band it does not
 * @throws BadInputError, with nothing changed
 */
export function applyChange(engine: Engine, world: World, change: CheckedChange, seen: boolean, field: string): void {
  const { settings } = world;
  const replace = (part: Partial<Settings>) => {
    world.settings = { ...settings, ...part };
  };
  if ('role' in change) {
    if (change.caller === undefined) replace({ role: change.role });
    else replace({ roles: { ...settings.roles, [change.caller]: change.role } });
  } else if ('credential' in change) {
    replace({ credential: change.credential && digested(change.credential.username, change.credential.password) });
  } else if ('account' in change) {
    setAccount(world, change.account, field);
  } else if ('certificate' in change) {
    const { certificate, expiresIn } = change;
    const certificateExpiresAtMs =
      expiresIn === undefined ? null : world.nowMs + parseDuration(expiresIn, `${field}.expiresIn`);
    replace({ certificate, certificateExpiresAtMs });
  } else if ('capabilities' in change) {
    const capabilities = { ...settings.capabilities, ...defined(change.capabilities) };
    world.settings = sharing({ ...settings, capabilities, discovered: seen ? capabilities : settings.discovered });
  } else if ('limits' in change) {
    replace({ limits: { ...settings.limits, ...defined(change.limits) } });
    catchUp(world);
    fillSlots(engine, world);
    share(engine, world);
  } else if ('volume' in change) {
    setVolumeState(engine, world, theVolume(world, change.volume, `${field}.volume`), change.state, seen, field);
  } else if ('delete' in change) {
    deleteOutOfBand(engine, world, change.delete, field);
  } else if ('create' in change) {
    createOutOfBand(engine, world, change.create, field);
  } else if ('pool' in change) {
    setPool(engine, world, change, seen, field);
  } else if ('provider' in change) {
    const { link, server, ...rest } = change.provider;
    const connection = connect(engine, settings.connection, link, server);
    replace({ ...defined(rest), connection });
    const chart = engine.lifecycles.providerConnection;
    if (chart.meta(connection).server === 'stopped' && chart.meta(settings.connection).server !== 'stopped') {
      loseSessions(world);
    }
  } else {
    replace({ indications: { ...settings.indications, ...defined(change.indications) } });
  }
  world.revision++;
}

/** The provider's server stops: nobody is connected to it any more. */
export function loseSessions(world: World): void {
  world.settings = { ...world.settings, incarnation: world.settings.incarnation + 1 };
  world.connected = 0;
  world.operating = 0;
}

/** Starts or stops the provider's server, whatever the line does. */
export function moveServer(engine: Engine, world: World, server: 'running' | 'stopped'): void {
  const connection = connect(engine, world.settings.connection, undefined, server);
  world.settings = { ...world.settings, connection };
}

/** Moves a pool to a state, if its chart leads there from where it is, and lets the jobs feel it.
 * @returns the number of the state that it is in then
 */
export function setPoolState(engine: Engine, world: World, pool: PoolHandle, state: string): number {
  const chart = engine.lifecycles.pool;
  const row = world.pools.edit(pool);
  const to = chart.events.map((_, event) => chart.target(row.state, event)).find((one) => chart.states[one] === state);
  if (to !== undefined && to >= 0) {
    row.state = to;
    judgeJobs(engine, world, (job) => job.pool === pool);
  }
  return world.pools.read(pool).state;
}

/** Brings the service's cache up to date: it walks the array, as a discovery does. */
export function discover(world: World): void {
  const { volumes, pools } = world;
  for (const handle of [...volumes.handles()]) {
    const { goneAt, unseenChanges } = volumes.read(handle);
    if (goneAt !== 0) forgetVolume(world, handle);
    else if (unseenChanges !== 0) volumes.edit(handle).unseenChanges = 0;
  }
  for (const handle of [...pools.handles()]) {
    const { goneAt, unseenChanges } = pools.read(handle);
    if (goneAt !== 0) {
      world.poolNames.remove(pools, handle);
      pools.remove(handle);
    } else if (unseenChanges !== 0) pools.edit(handle).unseenChanges = 0;
  }
  world.settings = { ...world.settings, discovered: world.settings.reported ?? world.settings.capabilities };
  world.revision++;
}

function setAccount(world: World, change: z.output<typeof changeSchemas.account>['account'], field: string): void {
  const { name, password, expiresIn, ...rest } = change;
  const [handle] = world.accountNames.find(world.accounts, name);
  const known: Account | undefined = handle === undefined ? undefined : world.accounts.payload(handle);
  if (known === undefined && password === undefined) {
    const among = [...world.accounts.handles()].map((one) => world.accounts.payload(one).name);
    return badInput({
      field: `${field}.account.name`,
      value: name,
      expected: 'the name of an account, or a password for a new one',
      among,
    });
  }
  const base = known ?? {
    name,
    passwordDigest: '',
    expiresAtMs: null,
    revoked: false,
    deniedNamespace: false,
    mayModify: true,
    maximumSessions: null,
  };
  const account: Account = {
    ...base,
    ...defined(rest),
    ...(password === undefined ? {} : { passwordDigest: passwordDigest(name, password) }),
    ...(expiresIn === undefined
      ? {}
      : {
          expiresAtMs: expiresIn === null ? null : world.nowMs + parseDuration(expiresIn, `${field}.account.expiresIn`),
        }),
  };
  if (handle === undefined) addAccount(world, account);
  else world.accounts.setPayload(handle, account);
  world.ownAccount = 'not looked up';
}

function setVolumeState(
  engine: Engine,
  world: World,
  volume: VolumeHandle,
  state: string,
  seen: boolean,
  field: string,
): void {
  const row = world.volumes.read(volume);
  const next = eventTo(engine.lifecycles.volume, row.state, state, `${field}.state`);
  // The chart's way from starting to online is the copy's own: set from outside it would show half a clone to hosts.
  if (row.state === engine.lifecycles.volume.initial && state !== 'failed') {
    badInput({
      field: `${field}.state`,
      value: state,
      expected: "'failed', or a volume whose copy has ended: only that makes it usable",
    });
  }
  const edited = world.volumes.edit(volume);
  edited.state = next;
  if (!seen && edited.unseenChanges >= 0) edited.unseenChanges++;
  judgeJobs(engine, world, (job) => job.source === volume || job.target === volume);
}

function setPool(
  engine: Engine,
  world: World,
  change: { pool: string; state?: string | undefined; size?: string | number | bigint | undefined },
  seen: boolean,
  field: string,
): void {
  const pool = thePool(world, change.pool, `${field}.pool`);
  const row = world.pools.read(pool);
  const state =
    change.state === undefined ? row.state : eventTo(engine.lifecycles.pool, row.state, change.state, `${field}.state`);
  const total = change.size === undefined ? row.total : parseSize(change.size, `${field}.size`);
  if (total < row.used + row.reserved + row.stolen) {
    // All three are whole blocks, so their sum is.
    const least = formatSize((row.used + row.reserved + row.stolen) as Blocks);
    badInput({
      field: `${field}.size`,
      value: change.size,
      expected: `at least ${least}, what is used, reserved and stolen in '${world.pools.payload(pool)}'`,
    });
  }
  const edited = world.pools.edit(pool);
  edited.state = state;
  edited.total = total;
  if (!seen && edited.unseenChanges >= 0) edited.unseenChanges++;
  judgeJobs(engine, world, (job) => job.pool === pool);
}

function deleteOutOfBand(engine: Engine, world: World, element: string, field: string): void {
  const pool = findPool(world, element, `${field}.delete`);
  if (pool !== none && world.pools.read(pool).goneAt === 0) return deletePool(engine, world, pool, field);
  const volume = theVolume(world, element, `${field}.delete`);
  for (const list of [jobList.active, jobList.waiting] as const) {
    for (const job of jobsOn(world, list)) {
      const { source, target } = world.jobs.read(job);
      if (source !== volume && target !== volume) continue;
      const id = world.codecs.job.encode(job);
      badInput({
        field: `${field}.delete`,
        value: element,
        expected: `a volume that no job works on; ${id} still copies`,
      });
    }
  }
  keepDeletedInCache(engine, world, volume);
}

function deletePool(engine: Engine, world: World, pool: PoolHandle, field: string): void {
  const row = world.pools.edit(pool);
  if (row.volumes > 0) {
    badInput({
      field: `${field}.delete`,
      value: world.pools.payload(pool),
      expected: `an empty pool; it has ${row.volumes} volumes`,
    });
  }
  const { lifecycles } = engine;
  row.state = lifecycles.pool.target(row.state, lifecycles.pool.eventIndex('REMOVE'));
  row.goneAt = ++world.revision;
}

function createOutOfBand(engine: Engine, world: World, volume: z.output<typeof newVolumeSchema>, field: string): void {
  const pool = thePool(world, volume.pool, `${field}.create.pool`);
  if (world.configuration.profile.clones.uniqueNames && isNamed(world, volume.name)) {
    badInput({ field: `${field}.create.name`, value: volume.name, expected: 'a name that no other volume has' });
  }
  const home = { pool: world.pools.payload(pool), room: world.pools.read(pool) };
  makeVolume(world, {
    name: volume.name,
    pool,
    ...readSizes(volume, home, world.configuration, `${field}.create`),
    state: engine.lifecycles.volume.stateIndex('online'),
    usage: volumeUsage.unrestricted,
    snapshot: false,
    discovered: false,
  });
}

function isNamed({ volumes, volumeNames }: World, name: string): boolean {
  return volumeNames.find(volumes, name).some((volume) => volumes.read(volume).goneAt === 0);
}

function connect(engine: Engine, from: number, link: string | undefined, server: string | undefined): number {
  const chart = engine.lifecycles.providerConnection;
  const { link: linkNow } = chart.meta(from);
  const half = eventTo(chart, from, `${link ?? linkNow}+${chart.meta(from).server}`, 'set.provider.link');
  return eventTo(chart, half, `${link ?? linkNow}+${server ?? chart.meta(half).server}`, 'set.provider.server');
}

/** The state's number, if the chart leads there by one event.
 * @throws BadInputError naming the states that can be reached
 */
function eventTo<State extends string>(
  chart: Lifecycle<State, string, unknown>,
  from: number,
  wanted: string,
  field: string,
): number {
  const reachable = chart.events.map((_, event) => chart.target(from, event)).filter((state) => state >= 0);
  const found = [from, ...reachable].find((state) => chart.states[state] === wanted);
  if (found !== undefined) return found;
  const names = [...new Set(reachable.map((state) => chart.states[state]))].join(', ');
  return badInput({ field, value: wanted, expected: `a state that ${chart.states[from]} can change to: ${names}` });
}

/** Without the members that are undefined, so that a spread does not overwrite with them. */
function defined<T extends object>(members: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  // Only undefined members are left out.
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
