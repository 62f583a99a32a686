import type { z } from 'zod';
import { serialNumber } from '../determinism/random.js';
import type { Plan } from '../faults/plan.js';
import type { PlanInput } from '../faults/planSchema.js';
import { fieldOfFaults, readPlan } from '../faults/readPlan.js';
import { type Configuration, configure, usualStartMs } from '../store/configuration.js';
import { badInput, parseInput } from '../vocabulary/input/badInput.js';
import type { Documented } from '../vocabulary/input/documented.js';
import type { ProfileChoice } from '../vocabulary/profile/choice.js';
import { resolveProfile } from '../vocabulary/profile/choice.js';
import { poolUsage, volumeUsage } from '../vocabulary/replication.js';
import { parseDuration } from '../vocabulary/units/durations.js';
import { parseMoment } from '../vocabulary/units/moments.js';
import { type Blocks, blocks, formatSize } from '../vocabulary/units/sizes.js';
import { initialCharge, readSizes } from './commit/newVolume.js';
import { type CheckedDrive, type DrivesOptions, readDrives, sizeOfPool, sizesByDrives } from './drives.js';
import type { AccountDocs, CredentialDocs, HistoryDocs, OptionDocs, PoolDocs, VolumeDocs } from './optionDocs.js';
import {
  type accountSchema,
  type credentialSchema,
  type historySchema,
  optionsSchema,
  type poolSchema,
  type volumeSchema,
} from './optionsSchema.js';

/** A pool of {@link ArrayOptions}. */
export type PoolOptions = Documented<PoolDocs, z.input<typeof poolSchema>>;
/** A volume of {@link ArrayOptions}. */
export type VolumeOptions = Documented<VolumeDocs, z.input<typeof volumeSchema>>;
/** An account of {@link ArrayOptions}. */
export type AccountOptions = Documented<AccountDocs, z.input<typeof accountSchema>>;
/** A credential of {@link ArrayOptions}. */
export type CredentialOptions = Documented<CredentialDocs, z.input<typeof credentialSchema>>;
/** What {@link ArrayOptions} say of the past. */
type HistoryOptions = Documented<HistoryDocs, z.input<typeof historySchema>>;

/** What {@link createArray} takes. */
export type ArrayOptions = Documented<
  OptionDocs,
  Omit<
    z.input<typeof optionsSchema>,
    'profile' | 'faults' | 'pools' | 'drives' | 'volumes' | 'accounts' | 'credential' | 'history'
  > & {
    readonly profile?: ProfileChoice | undefined;
    readonly pools?: readonly PoolOptions[] | undefined;
    readonly drives?: DrivesOptions | undefined;
    readonly volumes?: readonly VolumeOptions[] | undefined;
    readonly accounts?: readonly AccountOptions[] | undefined;
    readonly credential?: CredentialOptions | null | undefined;
    readonly history?: HistoryOptions | undefined;
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
  /** How many steps can be taken back. */
  readonly steps: number;
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
    steps: stepsToKeep(options),
  };
}

/** What was refused is told from what was done by what the trace has of it. */
function stepsToKeep({ history, trace }: z.output<typeof optionsSchema>): number {
  if (history !== undefined && trace === false)
    badInput({ field: 'history', value: history, expected: 'none where there is no trace: steps are taken from it' });
  return history?.retain ?? 0;
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
