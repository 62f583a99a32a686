import { z } from 'zod';
import { lookAtWrite, refusalOf, type WriteRefusal } from '../../operations/hostWrite.js';
import { isLowOnSpace } from '../../store/capacity.js';
import { lengthOf, tagsOf } from '../../store/contents.js';
import { jobList, jobWork } from '../../store/jobRow.js';
import type { VolumeRow } from '../../store/rows.js';
import type { Range } from '../../store/runs.js';
import { isOffline } from '../../store/shownState.js';
import type { World } from '../../store/world.js';
import { badInput, parseInput } from '../../vocabulary/input/badInput.js';
import type { Documented } from '../../vocabulary/input/documented.js';
import { sizeSchema } from '../../vocabulary/profile/profile.js';
import { none, type PoolHandle, type VolumeHandle } from '../../vocabulary/units/ids.js';
import { printable } from '../../vocabulary/units/printable.js';
import { type Blocks, formatSize, parseSize, toBytes } from '../../vocabulary/units/sizes.js';
import { noteHostWrite } from '../commit/contents.js';
import { writeThrough } from '../commit/mirrorWrites.js';
import { moveIfPossible } from '../commit/relations.js';
import { loseSnapshot } from '../commit/snapshots.js';
import type { Engine } from '../components.js';
import { judgeJobsOfVolumes } from '../jobs/end.js';
import { loseMirror } from '../jobs/loseMirror.js';

const rangeSchema = z.strictObject({ offset: sizeSchema, length: sizeSchema });

const hostWriteSchema = z.strictObject({
  offset: sizeSchema,
  length: sizeSchema,
  tag: z.string().min(1).max(255),
});

/** A write of a host: where, how much, and a tag that stands for the data. */
export type HostWrite = Documented<HostWriteDocs, z.input<typeof hostWriteSchema>>;

interface HostWriteDocs {
  /** Where it begins: '1 GiB' from the volume's beginning, or bytes. */
  readonly offset?: unknown;
  /** How much it is: '4 KiB', or bytes. */
  readonly length?: unknown;
  /** What stands for the data: `array.host.read` shows it. */
  readonly tag?: unknown;
}

/** What came of a write; one that was refused has changed nothing. */
export type HostReply =
  | {
      /** Whether it was written. */
      readonly written: true;
      /** Bytes that pools gave up for it: for the volume, and for what its snapshots keep. */
      readonly took: bigint;
    }
  | {
      /** Whether it was written. */
      readonly written: false;
      /** What spoke against it. */
      readonly because: WriteRefusal;
      /** The same in a sentence, with its numbers. */
      readonly message: string;
    };

/** A part of a volume that holds one tag; in bytes. */
export interface TaggedRange {
  /** Where it begins, in bytes. */
  readonly offset: bigint;
  /** How long it is, in bytes. */
  readonly length: bigint;
  /** What was written there last. */
  readonly tag: string;
}

/** @throws BadInputError for a range that is empty or not within the volume */
export function readWrite(world: World, volume: VolumeHandle, input: unknown): Range & { readonly tag: string } {
  const { offset, length, tag } = parseInput(hostWriteSchema, input, 'write');
  return { ...readRange(world, volume, { offset, length }, 'write'), tag };
}

/** What is to be read: all of the volume when no range is given.
 * @throws BadInputError for a range that is empty or not within the volume
 */
export function rangeToRead(world: World, volume: VolumeHandle, range: unknown): Range {
  if (range === undefined) return { start: 0, end: world.volumes.read(volume).size };
  return readRange(world, volume, parseInput(rangeSchema, range, 'read'), 'read');
}

/** @throws BadInputError for a range that is empty or not within the volume */
function readRange(
  world: World,
  volume: VolumeHandle,
  range: Pick<HostWrite, 'offset' | 'length'>,
  field: string,
): Range {
  const { size } = world.volumes.read(volume);
  const name = world.volumes.payload(volume);
  const start = parseSize(range.offset, `${field}.offset`);
  if (start >= size) {
    const expected = `less than ${formatSize(size)}, the size of volume '${name}'`;
    badInput({ field: `${field}.offset`, value: range.offset, expected });
  }
  const length = parseSize(range.length, `${field}.length`);
  if (length === 0 || length > size - start) {
    // What is left after an offset within the volume.
    const most = formatSize((size - start) as Blocks);
    const expected = `more than 0 and at most ${most}, to the end of volume '${name}'`;
    badInput({ field: `${field}.length`, value: range.length, expected });
  }
  return { start, end: start + length };
}

/** Writes if nothing speaks against it, and says what came of it. */
export function hostWrite(
  engine: Engine,
  world: World,
  volume: VolumeHandle,
  write: Range & { readonly tag: string },
): HostReply {
  const facts = lookAtWrite(world, volume, write);
  const refusal = refusalOf(facts);
  const { kept } = facts.keeping;
  const need = kept.reduce((sum, { extents }) => sum + lengthOf(extents), facts.plan.need as number) as Blocks; // a sum of extents
  const { pool } = facts.volume;
  if (refusal === undefined) {
    const wasLow = isLowOnSpace(facts.pool, world.configuration);
    for (const lost of writeThrough(world, volume, write, facts.plan)) loseMirror(engine, world, lost);
    if (isCopiedTo(world, facts.volume)) noteHostWrite(world, volume, write);
    skew(engine, world, volume);
    world.revision++;
    if (!wasLow) warnOfLowSpace(world, pool);
    loseSnapshots(engine, world, facts.keeping.lost);
  }
  world.trace?.add({
    atMs: world.nowMs,
    kind: 'write',
    volume: world.codecs.volume.encode(volume),
    ...(refusal === undefined ? { blocks: need } : { because: refusal.because }),
  });
  return refusal === undefined
    ? printable<HostReply>({ written: true, took: toBytes(need) })
    : { written: false, ...refusal };
}

/** Snapshots that could not keep what was overwritten fail, and so do jobs that work on them. */
function loseSnapshots(engine: Engine, world: World, lost: readonly VolumeHandle[]): void {
  if (lost.length === 0) return;
  for (const snapshot of lost) loseSnapshot(engine, world, snapshot);
  judgeJobsOfVolumes(engine, world, ...lost);
}

/** A target that is written to is no copy any more of the moment that it was made of, once its copy is complete. */
function skew(engine: Engine, world: World, volume: VolumeHandle): void {
  const { synchronization } = world.volumes.read(volume);
  if (synchronization === none) return;
  world.synchronizations.edit(synchronization).written = 1;
  moveIfPossible(engine, world, synchronization, 'SKEW');
}

/** Whether a job still copies to a volume. */
function isCopiedTo({ jobs }: World, { job }: Readonly<VolumeRow>): boolean {
  const row = jobs.peek(job);
  return row !== undefined && row.work === jobWork.copy && row.list !== jobList.finished;
}

/** @throws BadInputError for a volume of a pool that is offline: nobody can read it */
export function demandReadable({ volumes, pools }: World, volume: VolumeHandle): void {
  const { pool } = volumes.read(volume);
  if (!isOffline(pools.read(pool))) return;
  const expected = `a volume that can be read: its pool '${pools.payload(pool)}' is offline`;
  badInput({ field: 'host.read', value: volumes.payload(volume), expected });
}

/** What a reader of a volume sees. */
export function hostRead(world: World, volume: VolumeHandle, range: Range): TaggedRange[] {
  return tagsOf(world, volume, range).map(({ start, end, tag }) =>
    printable<TaggedRange>({
      // Positions and lengths within a volume are whole blocks.
      offset: toBytes(start as Blocks),
      length: toBytes((end - start) as Blocks),
      tag,
    }),
  );
}

/** Records that a pool has come below its threshold; for pools that were not below it before. */
export function warnOfLowSpace(world: World, pool: PoolHandle): void {
  const row = world.pools.read(pool);
  if (world.trace === undefined || !isLowOnSpace(row, world.configuration)) return;
  world.trace.add({ atMs: world.nowMs, kind: 'lowSpace', pool: world.pools.payload(pool) });
}
