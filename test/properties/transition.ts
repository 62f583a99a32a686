import {
  type Drive,
  type Job,
  type MethodName,
  type Pool,
  parseBytes,
  type StorageArray,
  type Volume,
} from '../../src/index.js';
import type { ArrayKind } from './arrayKind.js';
import type { Command, Outcome } from './commands.js';

/** The array's own views at one moment. */
export interface Glance {
  readonly now: number;
  readonly pools: ReadonlyMap<string, Pool>;
  readonly volumes: ReadonlyMap<string, Volume>;
  readonly jobs: ReadonlyMap<string, Job>;
  readonly drives: readonly Drive[];
}

/** A command and what it did: what every property judges. */
export interface Transition {
  readonly command: Command;
  readonly outcome: Outcome;
  readonly before: Glance;
  readonly after: Glance;
  readonly array: StorageArray;
  /** A fork from before the command; nobody changes it. */
  readonly untouched: StorageArray;
  readonly arrayKind: ArrayKind;
}

/** Judges one transition after the other of one run; keeps what it needs in its closure. */
export type Watch = (transition: Transition, seen: () => void) => void;

/** A property: a sentence that starts "for all", and a watch for each run that throws when it does not hold. */
export interface Property {
  readonly name: string;
  readonly statement: string;
  readonly watch: () => Watch;
}

export function glance(array: StorageArray): Glance {
  return {
    now: array.now,
    pools: new Map(array.pools().map((pool) => [pool.id, pool])),
    volumes: new Map(array.volumes().map((volume) => [volume.id, volume])),
    jobs: new Map(array.jobs().map((job) => [job.id, job])),
    drives: array.drives(),
  };
}

/** @throws an Error with the sentence, when the condition does not hold; `expect` would cost 15 microseconds a call */
export function demand(holds: boolean, sentence: () => string): void {
  if (!holds) throw new Error(sentence());
}

/** The methods that copy a volume, or make what is like a copy. */
export const copying = [
  'CreateClone',
  'CreateSnapshot',
  'StorageVolume.CreateReplica',
  'StorageVolume.SetReplicationRelationship',
] as const satisfies readonly MethodName[];

export function isCopying(method: MethodName): boolean {
  return (copying as readonly MethodName[]).includes(method);
}

/** The copies whose targets are not listed yet; their jobs know the sources only. */
export function unlistedCopies({ jobs }: Glance): readonly Job[] {
  return [...jobs.values()].filter(
    ({ method, state, target }) => isCopying(method) && target === null && !isFinal(state),
  );
}

const finals = ['completed', 'terminated', 'killed', 'exception'];

/** Whether a job is over: by the documents' words, not by the array's chart. */
export function isFinal(state: string): boolean {
  return finals.includes(state);
}

/** Whole extents that hold a size. */
export function inExtents(size: bigint, extent: bigint): bigint {
  return ((size + extent - 1n) / extent) * extent;
}

/** Bytes of a size as options write it. */
export function bytesOf(size: string | number | bigint): bigint {
  return parseBytes(size, 'size');
}

/** The reply to a call that this very command both began and ended. */
export function replyOf({ outcome }: Transition) {
  return outcome.kind === 'reply' ? outcome.reply : undefined;
}

/** Bytes that a clone of the source takes from a pool. */
export function needOf(source: Volume, pool: { readonly id: string }, { profile, extent }: ArrayKind): bigint {
  const { kind } = profile.allocation;
  if (kind === 'full') return inExtents(source.size, extent);
  return kind === 'instant' && source.pool === pool.id ? 0n : source.allocated;
}

/** Bytes of volumes that a pool may promise; undefined for any amount. */
export function mostPromised(pool: Pool, { profile }: ArrayKind): bigint | undefined {
  const { overcommitLimit } = profile.allocation;
  return overcommitLimit === null ? undefined : (pool.total * BigInt(overcommitLimit)) / 100n;
}

/** Whether an answer is one: all others are errors. */
export function isOk(code: number): boolean {
  return code === 0 || code === 4096;
}
