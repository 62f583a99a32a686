import { Hasher } from '../../determinism/hash.js';
import {
  childOf,
  type Hidden,
  hide,
  isWhole,
  keyOfLayer,
  keyOfVolume,
  lengthOf,
  piecesOf,
  planWrite,
  reachOf,
  shownThrough,
  type WritePlan,
} from '../../store/contents.js';
import type { LayerPayload } from '../../store/contentsRow.js';
import { type Range, Runs } from '../../store/runs.js';
import type { World } from '../../store/world.js';
import type { LayerHandle, VolumeHandle } from '../../vocabulary/units/ids.js';
import { none } from '../../vocabulary/units/ids.js';
import { type Blocks, roundUpTo } from '../../vocabulary/units/sizes.js';

/** Writes a tag to a range of a volume, with the room that the plan says. */
export function writeTag(
  world: World,
  volume: VolumeHandle,
  { start, end, tag }: Range & { readonly tag: string },
  { fresh, hidden, need }: WritePlan = planWrite(world, volume, { start, end }),
): void {
  if (!world.contents.has(volume)) addContents(world, volume, { runs: emptyRuns, parent: none, mapped: 0, history: 0 });
  const row = world.contents.edit(volume);
  const runs = world.contents.payload(volume).ownedBy(world.epoch);
  const whole = isWhole(world, volume);
  for (const extents of fresh) {
    // An extent becomes the volume's own as a whole, with what is seen in the rest of it.
    for (const piece of shownThrough(world, volume, [{ ...extents, value: undefined }])) {
      const [until, from] = [Math.min(piece.end, start), Math.max(piece.start, end)];
      if (piece.start < until) runs.put(piece.start, until, piece.value ?? '');
      if (from < piece.end) runs.put(from, piece.end, piece.value ?? '');
      if (piece.value === undefined && !whole) row.mapped = (row.mapped + piece.end - piece.start) as Blocks;
    }
  }
  runs.put(start, end, tag);
  row.history = historyAfter(row.history, start, end, tag);
  world.contents.setPayload(volume, runs);
  charge(world, volume, lengthOf(fresh));
  giveUp(world, hidden);
  const pool = world.pools.edit(world.volumes.read(volume).pool);
  pool.used = (pool.used + need) as Blocks;
}

/** Lets a target show what its source shows, in extents that both share from now on. Costs the same whatever is shared. */
export function shareContents(world: World, source: VolumeHandle, target: VolumeHandle): void {
  const contents = world.contents.peek(source);
  if (contents === undefined) return;
  const { mapped, history, parent: below } = contents;
  const own = world.contents.payload(source);
  // What nothing was written to since it was last cloned shares the same layer again.
  const parent = own.isEmpty ? below : freeze(world, source, own);
  addContents(world, target, { runs: emptyRuns, parent, mapped, history });
  if (parent === none) return;
  const layer = world.layers.edit(parent);
  layer.children++;
  layer.childKeys += keyOfVolume(target);
}

/** Lets a target hold what its source shows now, in extents of its own that are charged to it already. */
export function copyContents(world: World, source: VolumeHandle, target: VolumeHandle): void {
  const contents = world.contents.peek(source);
  const { thin: isThin, basedOn } = world.volumes.read(source);
  const { thin: becomesThin } = world.volumes.read(target);
  // All of a volume that is not thin is allocated, and so is all of its copy.
  const fills = becomesThin === 1 && isWhole(world, source);
  if (contents === undefined && !fills) return;
  const { mapped = 0, history = 0, parent = none } = contents ?? {};
  const isAsItIs = contents !== undefined && parent === none && basedOn === none && isThin === becomesThin;
  const runs = isAsItIs ? world.contents.payload(source).clone(world.epoch) : flattened(world, source, target);
  addContents(world, target, {
    runs,
    parent: none,
    mapped: becomesThin === 0 ? 0 : fills ? world.volumes.read(target).charge : mapped,
    history,
  });
}

/** What was not copied of a target is not there, but for what hosts have written; it keeps its room. */
export function cutContents(world: World, target: VolumeHandle, copied: number): void {
  if (world.contents.peek(target) === undefined) return;
  const from = reachOf(world, target, copied);
  const own = world.contents.payload(target);
  const written = world.hostWrites.get(target) ?? emptyRuns;
  const lost = [...own]
    .filter(({ end }) => end > from)
    .flatMap(({ start, end }) => written.gaps(Math.max(start, from), end));
  if (lost.length === 0) return;
  const runs = own.ownedBy(world.epoch);
  const row = world.contents.edit(target);
  for (const { start, end } of lost) {
    // Those of a thin volume stay allocated, and nothing is written there.
    if (world.volumes.read(target).thin === 0) runs.remove(start, end);
    else runs.put(start, end, '');
    row.history = historyAfter(row.history, start, end, '');
  }
  world.contents.setPayload(target, runs);
}

/** Forgets what a volume that shares no extents holds from a block on, where an extent begins.
 * @returns blocks of extents that it has no more
 */
export function cutBeyond(world: World, volume: VolumeHandle, from: Blocks): number {
  if (world.contents.peek(volume) === undefined) return 0;
  const own = world.contents.payload(volume);
  const cut = [...own].filter(({ end }) => end > from).map(({ start, end }) => ({ start: Math.max(start, from), end }));
  const [first, last] = [cut[0], cut.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const runs = own.ownedBy(world.epoch);
  runs.remove(first.start, last.end);
  world.contents.setPayload(volume, runs);
  const row = world.contents.edit(volume);
  row.history = historyAfter(row.history, first.start, last.end, '');
  if (world.volumes.read(volume).thin === 0) return 0;
  row.mapped = (row.mapped - lengthOf(cut)) as Blocks;
  return lengthOf(cut);
}

/** Remembers what hosts have written to a target that is being copied to: no failure of its job takes it away. */
export function noteHostWrite(world: World, volume: VolumeHandle, { start, end }: Range): void {
  const written = (world.hostWrites.get(volume) ?? emptyRuns).ownedBy(world.epoch);
  written.put(start, end, '');
  world.hostWrites.set(volume, written);
}

/** Forgets what a volume held, and frees what only it has shown of the extents that it shared. */
export function dropContents(world: World, volume: VolumeHandle): void {
  world.hostWrites.delete(volume);
  const contents = world.contents.peek(volume);
  if (contents === undefined) return;
  const { parent } = contents;
  const own = world.contents.payload(volume);
  world.contents.remove(volume);
  if (parent !== none) detach(world, parent, volume, own);
}

interface NewContents {
  readonly runs: Runs<string>;
  readonly parent: LayerHandle | -1;
  readonly mapped: number;
  readonly history: number;
}

export function addContents(world: World, volume: VolumeHandle, { runs, parent, mapped, history }: NewContents): void {
  world.contents.skipTo(volume + 1);
  world.contents.place(volume, runs);
  const row = world.contents.edit(volume);
  row.parent = parent;
  row.mapped = mapped as Blocks;
  row.history = history;
}

/** Turns all that a volume holds of its own into a layer that others can share. */
function freeze(world: World, volume: VolumeHandle, runs: Runs<string>): LayerHandle {
  const contents = world.contents.edit(volume);
  const held = world.volumes.edit(volume);
  const { charge: size, pool } = held;
  held.charge = 0 as Blocks;
  const layer = world.layers.append({ runs, covered: uncovered });
  const row = world.layers.edit(layer);
  row.parent = contents.parent;
  row.pool = pool;
  row.size = size;
  row.children = 1;
  row.childKeys = keyOfVolume(volume);
  if (row.parent !== none) world.layers.edit(row.parent).childKeys += keyOfLayer(layer) - row.childKeys;
  contents.parent = layer;
  world.contents.setPayload(volume, emptyRuns);
  return layer;
}

/** Takes a volume from the children of a layer. */
function detach(world: World, layer: LayerHandle, volume: VolumeHandle, own: Runs<string>): void {
  const row = world.layers.edit(layer);
  row.children--;
  row.childKeys -= keyOfVolume(volume);
  const { runs, covered } = changeLayer(world, layer);
  // What all the other children cover has been seen by this one only.
  const unseen = [...covered]
    .filter(({ value }) => value === row.children)
    .flatMap(({ start, end }) => own.gaps(start, end));
  for (const { start, end } of own) {
    for (const piece of covered.pieces(start, end)) {
      if (piece.value === undefined) continue;
      if (piece.value === 1) covered.remove(piece.start, piece.end);
      else covered.put(piece.start, piece.end, piece.value - 1);
    }
  }
  const freed: (Range & { readonly layer: LayerHandle })[] = [];
  const through: Range[] = [];
  for (const { start, end } of unseen) {
    for (const piece of runs.pieces(start, end)) {
      if (piece.value === undefined) through.push(piece);
      else freed.push({ layer, start: piece.start, end: piece.end });
    }
  }
  const below = hide(world, row.parent, through);
  const all = { covers: below.covers, freed: [...freed, ...below.freed] };
  giveUp(world, all);
  const pool = world.pools.edit(row.pool);
  pool.used = (pool.used - lengthOf(all.freed)) as Blocks;
  if (row.children === 1) merge(world, layer);
}

/** A layer with one child left becomes part of it: they have no extent twice, since what a child covers alone is freed. */
function merge(world: World, layer: LayerHandle): void {
  const { parent, size, childKeys: key } = world.layers.read(layer);
  const { runs } = world.layers.payload(layer);
  const child = childOf(key);
  if ('volume' in child) {
    const row = world.contents.edit(child.volume);
    row.parent = parent;
    world.contents.setPayload(child.volume, union(world, runs, world.contents.payload(child.volume)));
    charge(world, child.volume, size);
  } else {
    const row = world.layers.edit(child.layer);
    row.parent = parent;
    row.size = (row.size + size) as Blocks;
    const payload = world.layers.payload(child.layer);
    world.layers.setPayload(child.layer, { ...payload, runs: union(world, runs, payload.runs) });
  }
  if (parent !== none) world.layers.edit(parent).childKeys += key - keyOfLayer(layer);
  world.layers.remove(layer);
}

/** Writes what layers lose; the room is for the caller to give back. */
function giveUp(world: World, { covers, freed }: Hidden): void {
  const changing = new Map<LayerHandle, LayerPayload>();
  const change = (layer: LayerHandle) => {
    const changed = changing.get(layer) ?? changeLayer(world, layer);
    changing.set(layer, changed);
    return changed;
  };
  for (const { layer, start, end, children } of covers) change(layer).covered.put(start, end, children);
  for (const { layer, start, end } of freed) {
    change(layer).runs.remove(start, end);
    const row = world.layers.edit(layer);
    row.size = (row.size - (end - start)) as Blocks;
  }
}

/** A layer's runs for writing. */
function changeLayer(world: World, layer: LayerHandle): LayerPayload {
  const { runs, covered } = world.layers.payload(layer);
  const changing = { runs: runs.ownedBy(world.epoch), covered: covered.ownedBy(world.epoch) };
  world.layers.setPayload(layer, changing);
  return changing;
}

function charge(world: World, volume: VolumeHandle, size: number): void {
  const row = world.volumes.edit(volume);
  row.charge = (row.charge + size) as Blocks;
}

/** Two that have no block in common, as one. */
function union(world: World, left: Runs<string>, right: Runs<string>): Runs<string> {
  const [fewer, more] = left.count < right.count ? [left, right] : [right, left];
  const both = more.ownedBy(world.epoch);
  for (const { start, end, value } of fewer) both.put(start, end, value);
  return both;
}

/** What a volume shows, as another of its size holds it: to the end of the last extent. */
function flattened(world: World, volume: VolumeHandle, target: VolumeHandle): Runs<string> {
  const { size } = world.volumes.read(volume);
  const becomesThin = world.volumes.read(target).thin;
  // What is allocated, and what is written where all is.
  const nothing = becomesThin === 1 && isWhole(world, volume) ? '' : undefined;
  const runs = Runs.empty<string>();
  const end = roundUpTo(size, world.configuration.extentSize);
  for (const piece of piecesOf(world, volume, { start: 0, end })) {
    const value = piece.value ?? nothing;
    if (value !== undefined && (value !== '' || becomesThin === 1)) runs.put(piece.start, piece.end, value);
  }
  return runs;
}

/** A 53-bit hash, which a cell can hold. */
export function historyAfter(history: number, start: number, end: number, tag: string): number {
  const { hi, lo } = new Hasher().number(history).number(start).number(end).text(tag).end();
  return hi * 0x20_0000 + (lo >>> 11);
}

/** Nobody owns it, so whoever writes to it writes to a clone, and one serves all. */
export const emptyRuns = Runs.empty<string>();
const uncovered = Runs.empty<number>();
