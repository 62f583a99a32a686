import { z } from 'zod';
import { type DriveState, lifecycles } from '../lifecycle/lifecycles.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { sizeSchema, writableText } from '../vocabulary/profile/profile.js';
import { type Blocks, blocks, formatSize, parseSize } from '../vocabulary/units/sizes.js';

const name = writableText.min(1).max(255);

/** A disk drive of an array's options. */
interface DriveOptions {
  /** What it is called; no other drive has the name. */
  readonly name: string;
  /** How large it is: '1 TiB', or bytes. */
  readonly size: string | number | bigint;
  /** The name of the pool that it is in: a primordial one, or one that says what it is made of (`madeOf`). The only primordial pool of
   * this system when left out.
   */
  readonly pool?: string | undefined;
  /** Where it is on the chart that `arraysim charts drive` prints; 'ok' when left out. */
  readonly state?: DriveState | undefined;
  /** Whether it is a hot spare, which no pool can be made of; false when left out. */
  readonly spare?: boolean | undefined;
}

/** Many drives of one kind: disk1, disk2, ... */
interface ShelfOptions {
  /** How many there are. */
  readonly count: number;
  /** How large each is: '1 TiB', or bytes. */
  readonly size: string | number | bigint;
  /** The name of the pool that they are in, as of a single drive. */
  readonly pool?: string | undefined;
  /** How many of them are hot spares: the last ones; none when left out. */
  readonly spares?: number | undefined;
}

/** Drives of {@link ArrayOptions}: each, or how many of a size. */
export type DrivesOptions = readonly DriveOptions[] | ShelfOptions;

const driveSchema = z.strictObject({
  name,
  size: sizeSchema,
  pool: name.optional(),
  state: z.enum(lifecycles.drive.states).optional(),
  spare: z.boolean().optional(),
});

const shelfSchema = z.strictObject({
  count: z.number().int().min(1).max(1_000_000),
  size: sizeSchema,
  pool: name.optional(),
  spares: z.number().int().min(0).optional(),
});

export const drivesSchema: z.ZodType<DrivesOptions, DrivesOptions> = z.union([z.array(driveSchema), shelfSchema]);

/** A pool as far as drives are concerned. */
interface PoolOfDrives {
  readonly name: string;
  readonly primordial: boolean;
  readonly remote: boolean;
  /** The place of the primordial pool that it is made of. */
  readonly madeOf: number | null;
}

/** A drive that has been judged. Pools are places among those of the options. */
export interface CheckedDrive {
  readonly name: string;
  readonly size: Blocks;
  readonly state: number;
  readonly spare: boolean;
  readonly home: number;
  readonly holder: number;
}

/** Reads drives: each is in the pool that it names, a primordial one or one that says what it is made of; else in the only primordial
 * pool.
 * @throws BadInputError naming field, value and expectation
 */
export function readDrives(input: DrivesOptions, pools: readonly PoolOfDrives[]): CheckedDrive[] {
  if ('length' in input) {
    return input.map((drive, index) => {
      const field = `drives[${index}]`;
      const holder = holderOf(drive.pool, pools, `${field}.pool`);
      const home = homeOf(holder, pools, `${field}.pool`);
      const spare = drive.spare ?? false;
      if (spare && holder !== home) {
        const expected = 'false, or a primordial pool: a hot spare is part of no concrete one';
        badInput({ field: `${field}.spare`, value: spare, expected });
      }
      const state = lifecycles.drive.stateIndex(drive.state ?? 'ok');
      return { name: drive.name, size: sizeOf(drive.size, `${field}.size`), state, spare, home, holder };
    });
  }
  const { count, spares = 0 } = input;
  const size = sizeOf(input.size, 'drives.size');
  const holder = holderOf(input.pool, pools, 'drives.pool');
  const home = homeOf(holder, pools, 'drives.pool');
  if (spares > count || (spares > 0 && holder !== home))
    badInput({ field: 'drives.spares', value: spares, expected: `at most ${count}, and drives of a primordial pool` });
  const state = lifecycles.drive.initial;
  return Array.from({ length: count }, (_, index) => {
    return { name: `disk${index + 1}`, size, state, spare: index >= count - spares, home, holder };
  });
}

/** What the drives of each pool come to, by its place: what a primordial pool has in all, and what a concrete one is made of. */
export function sizesByDrives(drives: readonly CheckedDrive[]): ReadonlyMap<number, Blocks> {
  const sizes = new Map<number, Blocks>();
  const add = (pool: number, size: Blocks) => sizes.set(pool, blocks((sizes.get(pool) ?? 0) + size));
  for (const { size, spare, home, holder } of drives) {
    add(home, spare ? blocks(0) : size);
    if (holder !== home) add(holder, size);
  }
  return sizes;
}

/** The size of a pool: what it says, else that of its drives.
 * @throws BadInputError for a pool without either, and for one where they differ
 */
export function sizeOfPool(
  given: string | number | bigint | undefined,
  byDrives: Blocks | undefined,
  field: string,
): Blocks {
  if (given === undefined) {
    return byDrives ?? badInput({ field, value: given, expected: "a size such as '1 TiB', or drives of the pool" });
  }
  const size = parseSize(given, field);
  if (byDrives !== undefined && byDrives !== size)
    badInput({ field, value: given, expected: `none, or ${formatSize(byDrives)}, which its drives come to` });
  return size;
}

function sizeOf(given: string | number | bigint, field: string): Blocks {
  const size = parseSize(given, field);
  if (size === 0) badInput({ field, value: given, expected: 'a size of at least one block, 512 B' });
  return size;
}

function holderOf(pool: string | undefined, pools: readonly PoolOfDrives[], field: string): number {
  const primordial = pools.filter((one) => one.primordial && !one.remote);
  const among = pools.map((one) => one.name);
  const found = pool === undefined && primordial.length === 1 ? primordial[0]?.name : pool;
  const place = among.indexOf(found ?? '');
  if (place >= 0) return place;
  const expected =
    pool === undefined
      ? `the name of a pool, because there are ${primordial.length} primordial pools of this system`
      : 'the name of a pool of this array';
  return badInput({ field, value: pool, expected, among });
}

function homeOf(holder: number, pools: readonly PoolOfDrives[], field: string): number {
  const pool = pools[holder];
  if (pool?.remote === true)
    badInput({ field, value: pool.name, expected: 'a pool of this system: drives of the peer are not modelled' });
  if (pool?.primordial === true) return holder;
  if (pool?.madeOf != null) return pool.madeOf;
  const expected = 'a primordial pool, or one that says of which it is (madeOf)';
  return badInput({ field, value: pool?.name, expected });
}
