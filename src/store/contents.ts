import { lifecycles } from '../lifecycle/lifecycles.js';
import type { LayerHandle, VolumeHandle } from '../vocabulary/units/ids.js';
import { none } from '../vocabulary/units/ids.js';
import { type Blocks, roundUpTo } from '../vocabulary/units/sizes.js';
import { jobWork } from './jobRow.js';
import { copiedNow } from './progress.js';
import type { VolumeRow } from './rows.js';
import type { Piece, Range } from './runs.js';
import type { World } from './world.js';

/** Blocks of a volume's extents that are allocated, whether it shares them or not. */
export function allocated(world: World, volume: VolumeHandle, row: Readonly<VolumeRow>): Blocks {
  if (row.thin === 0) return row.charge;
  return world.contents.peek(volume)?.mapped ?? (0 as Blocks);
}

/** What a range of a volume holds, its own and what it shares; undefined where nothing is allocated. */
export function piecesOf(world: World, volume: VolumeHandle, { start, end }: Range): Piece<string>[] {
  const contents = world.contents.peek(volume);
  if (contents === undefined) return [{ start, end, value: undefined }];
  return shownThrough(world, volume, world.contents.payload(volume).pieces(start, end));
}

/** What gaps of a volume's own show: the layers below it, and, of a snapshot, the volume that it is based on. */
export function shownThrough(world: World, volume: VolumeHandle, pieces: readonly Piece<string>[]): Piece<string>[] {
  const { basedOn } = world.volumes.read(volume);
  const found = fillFrom(world, world.contents.read(volume).parent, pieces);
  if (basedOn === none) return found;
  return found.flatMap((piece) => (isGap(piece) ? piecesOf(world, basedOn, piece) : [piece]));
}

/** Whether all of a volume is allocated, whatever was written to it: one that is not thin, or a snapshot of one. */
export function isWhole(world: World, volume: VolumeHandle): boolean {
  const { thin, basedOn } = world.volumes.read(volume);
  return thin === 0 || (basedOn !== none && isWhole(world, basedOn));
}

/** Looks up in a layer, and in those below it, what the gaps show. */
function fillFrom(world: World, layer: LayerHandle | -1, pieces: readonly Piece<string>[]): Piece<string>[] {
  let found = [...pieces];
  for (let at = layer; at !== none && found.some(isGap); at = world.layers.read(at).parent) {
    const { runs } = world.layers.payload(at);
    found = found.flatMap((piece) => (isGap(piece) ? runs.pieces(piece.start, piece.end) : [piece]));
  }
  return found;
}

/** The tags that a reader of a volume sees, in ascending order and as long as possible; nothing where nothing was
 * written, or copied yet. Volumes that hold the same give the same.
 */
export function tagsOf(world: World, volume: VolumeHandle, range: Range): (Range & { readonly tag: string })[] {
  const found: { start: number; end: number; tag: string }[] = [];
  const there = Math.min(range.end, endOfCopy(world, volume));
  if (there <= range.start) return found;
  for (const { start, end, value: tag } of piecesOf(world, volume, { start: range.start, end: there })) {
    if (tag === undefined || tag === '') continue;
    const last = found[found.length - 1];
    if (last?.end === start && last.tag === tag) last.end = end;
    else found.push({ start, end, tag });
  }
  return found;
}

/** The block from which on nothing of a copy is there when so many blocks are copied: all of a volume from its beginning,
 * or, where only that is copied, what is allocated of it.
 */
export function reachOf(world: World, target: VolumeHandle, copied: number): number {
  if (world.volumes.read(target).thin === 0 || world.contents.peek(target) === undefined) return copied;
  let left = copied;
  for (const { start, end } of world.contents.payload(target)) {
    if (left < end - start) return start + left;
    left -= end - start;
  }
  return Number.POSITIVE_INFINITY;
}

/** Where what an unfinished copy holds ends, for whoever reads it; infinite for what is whole. A target that hosts may use
 * shows them the rest, too: it is read from the source until it is copied. So does one that shares its source's extents.
 */
function endOfCopy(world: World, volume: VolumeHandle): number {
  const { state, job } = world.volumes.read(volume);
  if (state !== lifecycles.volume.initial && state !== restoring) return Number.POSITIVE_INFINITY;
  const row = world.jobs.peek(job);
  if (row === undefined || row.work !== jobWork.copy || row.room === 0) return Number.POSITIVE_INFINITY;
  return reachOf(world, volume, copiedNow(world, row));
}

/** What a write to a volume will change of what is allocated. */
export interface WritePlan {
  /** Extents that become the volume's own. */
  readonly fresh: readonly Range[];
  readonly hidden: Hidden;
  /** Room that the pool gives up for it: what is fresh, without what nobody sees any more. */
  readonly need: Blocks;
}

/** What layers lose when a child of theirs shows something of its own. */
export interface Hidden {
  /** New numbers of children that cover a range of a layer. */
  readonly covers: readonly (Range & { readonly layer: LayerHandle; readonly children: number })[];
  /** Ranges that no volume sees any more. */
  readonly freed: readonly (Range & { readonly layer: LayerHandle })[];
}

export function planWrite(world: World, volume: VolumeHandle, { start, end }: Range): WritePlan {
  if (world.volumes.read(volume).thin === 0) return { fresh: [], hidden: nothingHidden, need: 0 as Blocks };
  const extents = wholeExtents(world, { start, end });
  const contents = world.contents.peek(volume);
  const fresh = contents === undefined ? [extents] : world.contents.payload(volume).gaps(extents.start, extents.end);
  const hidden = hide(world, contents?.parent ?? none, fresh);
  // Extents are freed only where others become the volume's own.
  return { fresh, hidden, need: (lengthOf(fresh) - lengthOf(hidden.freed)) as Blocks };
}

/** What becomes of a layer, and of those below it, when one more of its children covers these ranges. */
export function hide(world: World, layer: LayerHandle | -1, ranges: readonly Range[]): Hidden {
  if (layer === none) return nothingHidden;
  const covers: { start: number; end: number; layer: LayerHandle; children: number }[] = [];
  const freed: { start: number; end: number; layer: LayerHandle }[] = [];
  let hidden = ranges;
  for (let at: LayerHandle | -1 = layer; at !== none && hidden.length > 0; at = world.layers.read(at).parent) {
    const { children } = world.layers.read(at);
    const { runs, covered } = world.layers.payload(at);
    // What no child shows through any more: gone if it is the layer's, and hidden from the layer below if it is not.
    const through: Range[] = [];
    for (const range of hidden) {
      for (const { start, end, value = 0 } of covered.pieces(range.start, range.end)) {
        covers.push({ layer: at, start, end, children: value + 1 });
        if (value + 1 < children) continue;
        for (const piece of runs.pieces(start, end)) {
          if (isGap(piece)) through.push(piece);
          else freed.push({ layer: at, start: piece.start, end: piece.end });
        }
      }
    }
    hidden = through;
  }
  return { covers, freed };
}

export function lengthOf(ranges: readonly Range[]): Blocks {
  let length = 0;
  for (const { start, end } of ranges) length += end - start;
  // A sum of whole blocks within one volume.
  return length as Blocks;
}

/** A volume's key among the children of a layer. */
export function keyOfVolume(volume: VolumeHandle): number {
  return 2 * volume;
}

export function keyOfLayer(layer: LayerHandle): number {
  return 2 * layer + 1;
}

/** The child of that key. */
export function childOf(key: number): { readonly volume: VolumeHandle } | { readonly layer: LayerHandle } {
  // `keyOfVolume` or `keyOfLayer` made it from such a handle.
  return key % 2 === 0 ? { volume: (key / 2) as VolumeHandle } : { layer: ((key - 1) / 2) as LayerHandle };
}

function wholeExtents(world: World, { start, end }: Range): Range {
  const { extentSize } = world.configuration;
  // A position is the size of what is before it.
  return { start: start - (start % extentSize), end: roundUpTo(end as Blocks, extentSize) };
}

function isGap({ value }: Piece<string>): boolean {
  return value === undefined;
}

/** A volume that is overwritten. */
const restoring = lifecycles.volume.stateIndex('restoring');

const nothingHidden: Hidden = { covers: [], freed: [] };
