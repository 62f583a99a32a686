import { z } from 'zod';
import { serialNumber } from '../determinism/random.js';
import type { Plan } from '../faults/plan.js';
import type { PlanInput } from '../faults/planSchema.js';
import { fieldOfFaults, readPlan } from '../faults/readPlan.js';
import { type Configuration, configure, usualStartMs } from '../store/configuration.js';
import { badInput, parseInput } from '../vocabulary/input/badInput.js';
import type { Documented } from '../vocabulary/input/documented.js';
import type { ProfileChoice } from '../vocabulary/profile/choice.js';
import { resolveProfile } from '../vocabulary/profile/choice.js';
import { durationSchema, sizeSchema, writableText } from '../vocabulary/profile/profile.js';
import { poolUsage, volumeUsage } from '../vocabulary/replication.js';
import { parseDuration } from '../vocabulary/units/durations.js';
import { parseMoment } from '../vocabulary/units/moments.js';
import { type Blocks, blocks, formatSize } from '../vocabulary/units/sizes.js';
import { versions } from '../vocabulary/versions.js';
import { initialCharge, readSizes } from './commit/newVolume.js';
import {
  type CheckedDrive,
  type DrivesOptions,
  drivesSchema,
  readDrives,
  sizeOfPool,
  sizesByDrives,
} from './drives.js';
import type { AccountDocs, CredentialDocs, OptionDocs, PoolDocs, VolumeDocs } from './optionDocs.js';

/** What elements and accounts are called. */
export const nameSchema = writableText.min(1).max(255);
const keysOf = <Name extends string>(table: Readonly<Record<Name, number>>) =>
  z.enum(Object.keys(table) as [Name, ...Name[]]);

const poolSchema = z.strictObject({
  name: nameSchema,
  /** May be left out where drives say it. */
  size: sizeSchema.optional(),
  primordial: z.boolean().optional(),
  /** Whether its volumes may take room only for what was written; as the profile's allocation when left out. */
  thin: z.boolean().optional(),
  /** The primordial pool whose room it takes. */
  madeOf: nameSchema.optional(),
  usage: keysOf(poolUsage).optional(),
  /** Whose pool it is: this system's, or a peer's that it can clone to. */
  system: z.enum(['local', 'peer']).optional(),
});

const volumeSchema = z.strictObject({
  name: nameSchema,
  pool: nameSchema,
  size: sizeSchema,
  /** How much of it was written before, from its beginning; tagged with the volume's name. */
  written: sizeSchema.optional(),
  /** Whether it takes room only for what was written; as the profile's allocation when left out, where its pool allows it. */
  thin: z.boolean().optional(),
  snapshot: z.boolean().optional(),
  /** Whether it is exposed to hosts: then it can't be deleted. Masking itself is not modelled. */
  exposed: z.boolean().optional(),
  usage: keysOf(volumeUsage).optional(),
});

export const accountSchema = z.strictObject({
  name: nameSchema,
  password: writableText.min(1),
  /** From now on; never when left out. */
  expiresIn: durationSchema.nullish(),
  revoked: z.boolean().optional(),
  deniedNamespace: z.boolean().optional(),
  mayModify: z.boolean().optional(),
  maximumSessions: z.number().int().min(0).nullish(),
});

export const credentialSchema = z.strictObject({ username: nameSchema, password: writableText.min(1) });

export const optionsSchema = z.strictObject({
  /** What it is called: ids of arrays with other names are other ids, although the seed is the same. */
  name: nameSchema.optional(),
  /** All chance comes from it; 0 when left out. */
  seed: z.number().int().optional(),
  /** The release of Windows Server whose methods, codes and classes it has; '2016' when left out. */
  version: z.enum(versions).optional(),
  /** The moment at which virtual time begins: a date, or its text such as '2026-11-28T09:00:00Z'; the first moment of 2016, UTC,
   * when left out.
   */
  startsAt: z.union([z.string(), z.date()]).optional(),
  /** A shipped profile's name, or `{ base, ...changes }`. */
  profile: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  pools: z.array(poolSchema).optional(),
  drives: drivesSchema.optional(),
  volumes: z.array(volumeSchema).optional(),
  /** The provider's accounts; one named 'service' when left out. */
  accounts: z.array(accountSchema).optional(),
  /** What the configuration provider has for calls without credentials; null for nothing. */
  credential: credentialSchema.nullish(),
  /** A fault plan, in its long or its short form. */
  faults: z.unknown().optional(),
  /** Whether to record what happens; true when left out. */
  trace: z.boolean().optional(),
  /** How many events the trace keeps at least. */
  retain: z.number().int().min(1).optional(),
});

/** A pool of {@link ArrayOptions}. */
export type PoolOptions = Documented<PoolDocs, z.input<typeof poolSchema>>;
/** A volume of {@link ArrayOptions}. */
export type VolumeOptions = Documented<VolumeDocs, z.input<typeof volumeSchema>>;
/** An account of {@link ArrayOptions}. */
export type AccountOptions = Documented<AccountDocs, z.input<typeof accountSchema>>;
/** A credential of {@link ArrayOptions}. */
export type CredentialOptions = Documented<CredentialDocs, z.input<typeof credentialSchema>>;

/** What {@link createArray} takes. */
export type ArrayOptions = Documented<
  OptionDocs,
  Omit<
    z.input<typeof optionsSchema>,
    'profile' | 'faults' | 'pools' | 'drives' | 'volumes' | 'accounts' | 'credential'
  > & {
    readonly profile?: ProfileChoice | undefined;
    readonly pools?: readonly PoolOptions[] | undefined;
    readonly drives?: DrivesOptions | undefined;
    readonly volumes?: readonly VolumeOptions[] | undefined;
    readonly accounts?: readonly AccountOptions[] | undefined;
    readonly credential?: CredentialOptions | null | undefined;
    readonly faults?: PlanInput | undefined;
  }
>;

/** Options that have been judged as a whole: sizes read, pools found, room checked. */
export interface CheckedOptions {
  /** As they were written; each was read once. */
  readonly given: ArrayOptions;
  readonly configuration: Configuration;
  readonly pools: readonly {
    readonly name: string;
    readonly size: Blocks;
    readonly primordial: boolean;
    readonly thin: boolean;
    readonly usage: number;
    readonly remote: boolean;
    /** The place of the primordial pool that it is made of; null for none. */
    readonly madeOf: number | null;
  }[];
  readonly drives: readonly CheckedDrive[];
  readonly volumes: readonly {
    readonly name: string;
    readonly pool: number;
    readonly size: Blocks;
    readonly written: Blocks;
    readonly thin: boolean;
    readonly snapshot: boolean;
    readonly exposed: boolean;
    readonly usage: number;
  }[];
  readonly accounts: readonly z.output<typeof accountSchema>[];
  readonly credential: z.output<typeof credentialSchema> | null;
  readonly faults: Plan | undefined;
  /** How complaints name the fields of the plan as it was written. */
  readonly faultsField: (field: string) => string;
  readonly trace: boolean;
  readonly retain: number;
}

/** The provider's account where the options name none; its password is no secret. */
export const defaultAccount = { name: 'service', password: 'service' };

/** @throws BadInputError naming field, value and expectation */
export function checkOptions(input: unknown): CheckedOptions {
  const options = parseInput(optionsSchema, input, 'options');
  // The profile's own schema judges it now.
  const profile = resolveProfile((options.profile ?? 'full-copy') as ProfileChoice, 'profile');
  const seed = options.seed ?? 0;
  const configuration = configure({
    seed,
    version: options.version ?? '2016',
    profile,
    serial: serialNumber(seed, options.name === undefined ? 'array' : `array ${options.name}`, 8),
    name: options.name ?? null,
    startsAtMs: options.startsAt === undefined ? usualStartMs : parseMoment(options.startsAt, 'startsAt'),
  });
  const { pools, drives } = checkPools(options, configuration.allocation !== 'full');
  const homes = pools.map(({ name, size, thin }) => ({
    pool: name,
    room: {
      total: size,
      used: blocks(0),
      reserved: blocks(0),
      stolen: blocks(0),
      subscribed: blocks(0),
      thin: thin ? 1 : 0,
    },
  }));
  const poolIndex = new Map(pools.map((pool, index) => [pool.name, index]));
  const volumes = (options.volumes ?? []).map((volume, index) => {
    const pool = poolIndex.get(volume.pool);
    const home = pool === undefined ? undefined : homes[pool];
    if (pool === undefined || home === undefined) {
      return badInput({
        field: `volumes[${index}].pool`,
        value: volume.pool,
        expected: 'the name of a pool of this array',
        among: [...poolIndex.keys()],
      });
    }
    const sizes = readSizes(volume, home, configuration, `volumes[${index}]`);
    home.room.used = blocks(home.room.used + initialCharge(sizes, configuration));
    home.room.subscribed = blocks(home.room.subscribed + sizes.size);
    return {
      name: volume.name,
      pool,
      ...sizes,
      snapshot: volume.snapshot ?? false,
      exposed: volume.exposed ?? false,
      usage: volumeUsage[volume.usage ?? 'unrestricted'],
    };
  });
  refuseDuplicates(volumes, 'volumes');
  const accounts = options.accounts ?? [{ ...defaultAccount, expiresIn: null }];
  refuseDuplicates(accounts, 'accounts');
  for (const [index, account] of accounts.entries()) {
    if (account.expiresIn != null) parseDuration(account.expiresIn, `accounts[${index}].expiresIn`);
  }
  const ownCredential =
    options.accounts === undefined ? { username: defaultAccount.name, password: defaultAccount.password } : null;
  return {
    given: options as ArrayOptions, // the schema is that of these
    configuration,
    pools,
    drives,
    volumes,
    accounts,
    credential: options.credential === undefined ? ownCredential : options.credential,
    trace: options.trace ?? true,
    faults: options.faults === undefined ? undefined : readPlan(options.faults, 'faults'),
    faultsField: fieldOfFaults(options.faults, 'faults'),
    retain: options.retain ?? 100_000,
  };
}

/** @param thin whether pools that say nothing are thin */
function checkPools(options: z.output<typeof optionsSchema>, thin: boolean): Pick<CheckedOptions, 'pools' | 'drives'> {
  const given = options.pools ?? [];
  refuseDuplicates(given, 'pools');
  const kinds = given.map((pool, index) => ({
    name: pool.name,
    primordial: pool.primordial ?? false,
    thin: pool.thin ?? thin,
    usage: poolUsage[pool.usage ?? 'unrestricted'],
    remote: pool.system === 'peer',
    madeOf: primordialOf(given, index),
  }));
  const drives = options.drives === undefined ? [] : readDrives(options.drives, kinds);
  refuseDuplicates(drives, 'drives');
  const byDrives = sizesByDrives(drives);
  const pools = kinds.map((pool, index) => ({
    ...pool,
    size: sizeOfPool(given[index]?.size, byDrives.get(index), `pools[${index}].size`),
  }));
  for (const [index, { name, size }] of pools.entries()) {
    const made = pools.filter(({ madeOf }) => madeOf === index);
    const taken = blocks(made.reduce((sum, one) => sum + one.size, 0));
    if (taken > size) {
      const expected = `at least ${formatSize(taken)}, what the pools have that are made of '${name}'`;
      badInput({ field: `pools[${index}].size`, value: given[index]?.size, expected });
    }
    const bare = byDrives.has(index) ? pools.findIndex((one, at) => one.madeOf === index && !byDrives.has(at)) : -1;
    if (bare >= 0) {
      const expected = `a pool with drives, or a primordial pool without: those of '${name}' are what it is made of`;
      badInput({ field: `pools[${bare}].madeOf`, value: name, expected });
    }
  }
  return { pools, drives };
}

/** The place of the primordial pool that a pool is made of. */
function primordialOf(pools: readonly z.output<typeof poolSchema>[], index: number): number | null {
  const pool = pools[index];
  if (pool?.madeOf === undefined) return null;
  const { madeOf } = pool;
  const place = pools.findIndex(({ name, primordial, system }) => {
    return name === madeOf && primordial === true && (system ?? 'local') === (pool.system ?? 'local');
  });
  const among = pools.flatMap(({ name, primordial }) => (primordial === true ? [name] : []));
  const field = `pools[${index}].madeOf`;
  if (pool.primordial === true)
    badInput({ field, value: madeOf, expected: 'none: a primordial pool is made of no other' });
  if (place < 0)
    badInput({ field, value: madeOf, expected: 'the name of a primordial pool of the same system', among });
  return place;
}

/** Names may repeat later, but a configuration that repeats one is a slip. */
function refuseDuplicates(elements: readonly { readonly name: string }[], field: string): void {
  const seen = new Map<string, number>();
  for (const [index, { name: value }] of elements.entries()) {
    const first = seen.get(value);
    if (first !== undefined)
      badInput({ field: `${field}[${index}].name`, value, expected: `a name other than that of ${field}[${first}]` });
    seen.set(value, index);
  }
}
