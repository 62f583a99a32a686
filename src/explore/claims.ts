import type { StorageArray } from '../engine/array.js';
import type { Branches } from '../engine/history/branches.js';
import type { claimableProperties } from '../scenario/read/explorationSchema.js';
import { violations } from '../store/invariants.js';
import { jobList } from '../store/jobRow.js';
import { usedSince } from '../store/progress.js';
import type { World } from '../store/world.js';
import type { PoolHandle } from '../vocabulary/units/ids.js';
import { type Blocks, formatSize } from '../vocabulary/units/sizes.js';
import { type ClaimKind, judgeOwn, type OwnClaim, wordsOf } from './ownClaim.js';
import type { State, TableSums } from './state.js';

/** What a predicate is shown: an array at one moment, and what those who act were answered so far. */
export interface Seen {
  /** The array: a fork, so that whatever is done to it is done to nobody else. */
  readonly array: StorageArray;
  /** The return codes of each, oldest first, by who acts; null where no reply came. */
  readonly answers: Readonly<Record<string, readonly (number | null)[]>>;
}

/** Whether something is so at a moment. */
export type Predicate = (seen: Seen) => boolean;

/** A claim, ready to be judged. */
export interface Claim {
  readonly kind: ClaimKind;
  readonly name: string;
  /** What is wrong, in a sentence; '' where it is as claimed, of `never` and `sometimes` where it is so. */
  readonly judge: (state: State) => string;
}

/** The name of one: what each means, the page on exploring says. */
export type PropertyName = (typeof claimableProperties)[number];

/** Properties of arrays that hold at every moment, by the names that the conformance suite has for them where it judges them. */
const properties = {
  INVARIANTS: (world: World) => violations(world)[0] ?? '',
  CONSERVE: (world: World) => firstOf(world, conserved),
  'NO-DOUBLE-SPEND': (world: World) => firstOf(world, spentOnce),
  'WITHIN-LIMITS': withinLimits,
  'UNIQUE-NAMES': uniqueNames,
} as const satisfies Readonly<Record<PropertyName, (world: World) => string>>;

/** Those that nothing but the tables of a world says: what was right stays right as long as nobody writes to them. */
const ofTables: ReadonlySet<PropertyName> = new Set(['NO-DOUBLE-SPEND', 'UNIQUE-NAMES']);

export function claimOfProperty(name: PropertyName): Claim {
  if (!ofTables.has(name)) return { kind: 'always', name, judge: ({ world }) => properties[name](world) };
  const right = new WeakSet<TableSums>();
  const judge = ({ world, tables }: State) => {
    if (tables !== undefined && right.has(tables)) return '';
    const wrong = properties[name](world);
    if (wrong === '' && tables !== undefined) right.add(tables);
    return wrong;
  };
  return { kind: 'always', name, judge };
}

/** @param who acts, by place */
export function claimOfPredicate(given: OwnClaim<Predicate>, branches: Branches, who: readonly string[]): Claim {
  const { kind, name } = wordsOf(given);
  const judge = (state: State) =>
    judgeOwn(kind, state.world, branches, (array) => given.holds({ array, answers: answersOf(state, who) }) === true);
  return { kind, name, judge };
}

function answersOf({ answers }: State, who: readonly string[]): Seen['answers'] {
  return Object.fromEntries(who.map((name, place) => [name, answers[place] ?? []]));
}

function firstOf(world: World, judge: (world: World, pool: PoolHandle, name: string) => string): string {
  let found = '';
  world.pools.forEach((_cells, _at, name, pool) => {
    if (found === '' && world.pools.read(pool).goneAt === 0) found = judge(world, pool, name);
  });
  return found;
}

/** What a pool says that it has given is no more than it has. */
function conserved(world: World, pool: PoolHandle, name: string): string {
  const { total, used, reserved, stolen } = world.pools.read(pool);
  const moved = usedSince(world, pool);
  const given = used + moved + (reserved - moved) + stolen;
  const isRight = given <= total && used + moved >= 0 && reserved - moved >= 0;
  return isRight ? '' : `pool '${name}' has ${sizeText(total)} and has given ${sizeText(given)}`;
}

/** What the volumes of a pool take is no more than it has, and no more than it says. */
function spentOnce(world: World, pool: PoolHandle, name: string): string {
  const { total, used, reserved, primordial } = world.pools.read(pool);
  // What it gives are pools.
  if (primordial === 1) return '';
  let taken = 0;
  for (const volume of world.volumes.handles()) {
    const row = world.volumes.read(volume);
    if (row.pool === pool && row.goneAt === 0) taken += row.charge;
  }
  for (const layer of world.layers.handles()) {
    const row = world.layers.read(layer);
    if (row.pool === pool) taken += row.size;
  }
  if (taken > total) return `the volumes of pool '${name}' take ${sizeText(taken)} of its ${sizeText(total)}`;
  const given = used + reserved;
  return taken <= given
    ? ''
    : `the volumes of pool '${name}' take ${sizeText(taken)}, and it has given ${sizeText(given)}`;
}

function withinLimits(world: World): string {
  const { limits, capabilities } = world.settings;
  const volumes = world.volumes.size - world.deletedButCached;
  if (volumes > limits.volumes) return `the array has ${volumes} volumes of at most ${limits.volumes}`;
  const { count: active } = world.jobLists[jobList.active];
  if (active > limits.runningJobs) return `${active} jobs run of at most ${limits.runningJobs}`;
  const { count: waiting } = world.jobLists[jobList.waiting];
  // Those that have a slot and have not got it yet wait, too.
  const queued = waiting - Math.max(0, limits.runningJobs - active);
  if (queued > limits.queuedJobs) return `${queued} jobs wait of at most ${limits.queuedJobs}`;
  const most = capabilities.maximumReplicasPerSource;
  for (const handle of world.volumes.handles()) {
    const { goneAt, replicas, snapshots } = world.volumes.read(handle);
    if (goneAt === 0 && replicas - snapshots > most)
      return `'${world.volumes.payload(handle)}' has ${replicas - snapshots} replicas of at most ${most}`;
  }
  return '';
}

/** Where the profile says that names are unique. */
function uniqueNames(world: World): string {
  if (!world.configuration.profile.clones.uniqueNames) return '';
  const names = new Set<string>();
  for (const handle of world.volumes.handles()) {
    if (world.volumes.read(handle).goneAt !== 0) continue;
    const name = world.volumes.payload(handle);
    if (names.has(name)) return `two volumes are called '${name}'`;
    names.add(name);
  }
  return '';
}

function sizeText(count: number): string {
  // Sums of whole blocks.
  return formatSize(count as Blocks);
}
