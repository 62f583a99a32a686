import { hashText } from '../determinism/hash.js';
import { none } from '../vocabulary/units/ids.js';
import { Owner } from './owner.js';
import type { Table } from './table.js';

/** The column that a {@link NameIndex} keeps in the rows that it finds. */
export interface NamedRow {
  /** The next row whose name has the same hash, nearly always the same name; or -1. */
  nextName: number;
}

/** What {@link NameIndex.only} answers for a name that is not unique. */
export const several = -2;

/** Slots of a fresh segment, and of the largest that is doubled; beyond that a segment is split in two. */
const fewestSlots = 8;
const mostSlots = 512;
/** The part of a segment's slots that are taken at most. */
const fullest = 0.7;
/** How many bits of a hash choose the segment at most: the others have to choose the slot. */
const deepest = 20;

/** A part of the names: those whose hashes agree in their lowest `depth` bits. */
interface Segment {
  owner: Owner;
  readonly depth: number;
  /** Slots of two numbers each, a hash and the first row of its chain (as its handle plus 1; 0 in a slot that is free):
   * next to each other, so that finding a name among a million costs one line of cold memory before the row. A slot lies
   * where its hash's highest bits say, or in the first one after that which was free.
   */
  readonly slots: number[];
  taken: number;
}

/** Finds elements by name: an extendible hash, whose directory leads to segments of open addressing.
 *
 * A segment that is full is doubled, or split in two, so no insertion ever pays for a rehash of all; forking is O(1), and
 * copies a segment (and the directory) when one side writes to it first. Names may repeat. The index is rebuilt on load; it
 * is neither saved nor digested.
 */
export class NameIndex<R extends NamedRow, Handle extends number, Payload> {
  // Invariant: the directory, and a segment, are written to only by the index that owns them.
  private owner = new Owner();
  private directoryOwner: Owner | undefined = undefined;

  private constructor(
    private readonly nameOf: (payload: Payload) => string,
    /** By a hash's lowest bits; a segment of less depth is in several places. */
    private directory: Segment[],
  ) {}

  static empty<R extends NamedRow, Handle extends number, Payload>(
    nameOf: (payload: Payload) => string,
  ): NameIndex<R, Handle, Payload> {
    return new NameIndex<R, Handle, Payload>(nameOf, [segment(new Owner(), 0, fewestSlots)]);
  }

  fork(): NameIndex<R, Handle, Payload> {
    this.owner = new Owner();
    return new NameIndex<R, Handle, Payload>(this.nameOf, this.directory);
  }

  /** @param row the row of that handle, to write to; and its name */
  insert(rows: Table<R, Handle, Payload>, handle: Handle, row: NamedRow = rows.edit(handle), name?: string): void {
    this.link(handle, row, hashText(name ?? this.nameOf(rows.payload(handle))) | 0);
  }

  /** @throws when the row was not inserted */
  remove(rows: Table<R, Handle, Payload>, handle: Handle): void {
    const hash = hashText(this.nameOf(rows.payload(handle))) | 0;
    const part = this.owned(hash);
    const { slots } = part;
    const slot = slotOf(slots, hash);
    let at = headAt(slots, slot);
    if (at === none) throw new Error(`row ${handle} is not in the index of names`);
    const { nextName } = rows.read(handle);
    if (at === handle) {
      if (nextName === none) vacate(part, slot);
      else slots[slot + 1] = nextName + 1;
      return;
    }
    // Chains hold handles of `rows` only.
    for (let next = at; next !== handle; next = rows.read(next as Handle).nextName) at = next;
    rows.edit(at as Handle).nextName = nextName;
  }

  /** The row of that name; `none` when there is no such row, `several` when there are more. */
  only(rows: Table<R, Handle, Payload>, name: string): Handle | typeof none | typeof several {
    let found: Handle | typeof none = none;
    for (let at = this.head(hashText(name) | 0); at !== none; ) {
      const handle = at as Handle;
      at = rows.read(handle).nextName;
      if (this.nameOf(rows.payload(handle)) !== name) continue;
      if (found !== none) return several;
      found = handle;
    }
    return found;
  }

  /** All rows of that name, in ascending order of their handles. */
  find(rows: Table<R, Handle, Payload>, name: string): Handle[] {
    const found: Handle[] = [];
    for (let at = this.head(hashText(name) | 0); at !== none; ) {
      const handle = at as Handle;
      at = rows.read(handle).nextName;
      if (this.nameOf(rows.payload(handle)) === name) found.push(handle);
    }
    return found.sort((left, right) => left - right);
  }

  private head(hash: number): number {
    const { slots } = this.segmentOf(hash);
    return headAt(slots, slotOf(slots, hash));
  }

  private link(handle: Handle, row: NamedRow, hash: number): void {
    let part = this.owned(hash);
    let slot = slotOf(part.slots, hash);
    const head = headAt(part.slots, slot);
    row.nextName = head;
    if (head === none) {
      while (2 * part.taken >= part.slots.length * fullest) {
        part = this.enlarge(part, hash);
        slot = slotOf(part.slots, hash);
      }
      part.taken++;
    }
    part.slots[slot] = hash;
    part.slots[slot + 1] = handle + 1;
  }

  private segmentOf(hash: number): Segment {
    // A hash chooses among all of the directory.
    return this.directory[hash & (this.directory.length - 1)] as Segment;
  }

  /** The segment of a hash, to write to. */
  private owned(hash: number): Segment {
    const part = this.segmentOf(hash);
    if (part.owner === this.owner) return part;
    const copy = { owner: this.owner, depth: part.depth, slots: part.slots.slice(), taken: part.taken };
    this.replace(copy, hash);
    return copy;
  }

  /** Makes room in an owned segment. @returns the one that the hash has now */
  private enlarge(part: Segment, hash: number): Segment {
    const { owner } = this;
    const { depth, slots } = part;
    if (slots.length < 2 * mostSlots || depth === deepest) {
      const larger = segment(owner, depth, slots.length);
      each(slots, (of, word) => put(larger, of, word));
      this.replace(larger, hash);
      return larger;
    }
    const low = segment(owner, depth + 1, mostSlots);
    const high = segment(owner, depth + 1, mostSlots);
    const halfOf = (of: number) => (((of >>> depth) & 1) === 0 ? low : high);
    each(slots, (of, word) => put(halfOf(of), of, word));
    if (this.directory.length === 1 << depth) {
      this.directory = this.directory.concat(this.directory);
      this.directoryOwner = owner;
    }
    const bits = hash & ((1 << depth) - 1);
    this.replace(low, bits);
    this.replace(high, bits | (1 << depth));
    return halfOf(hash);
  }

  /** Puts a segment into all places of the directory that its hashes lead to. */
  private replace(part: Segment, hash: number): void {
    if (this.directoryOwner !== this.owner) {
      this.directory = this.directory.slice();
      this.directoryOwner = this.owner;
    }
    const apart = 1 << part.depth;
    for (let at = hash & (apart - 1); at < this.directory.length; at += apart) this.directory[at] = part;
  }
}

function segment(owner: Owner, depth: number, slots: number): Segment {
  return { owner, depth, slots: slots > mostSlots ? zeros(2 * slots) : noSlots.slice(0, 2 * slots), taken: 0 };
}

const zeros = (length: number): number[] => Array.from({ length }, () => 0);

/** A copy of these is made faster than new ones. */
const noSlots: readonly number[] = zeros(2 * mostSlots);

/** The slot that has a hash, or is free for it. */
function slotOf(slots: readonly number[], hash: number): number {
  let slot = homeOf(slots, hash);
  while (slots[slot + 1] !== 0 && slots[slot] !== hash) slot = (slot + 2) & (slots.length - 1);
  return slot;
}

/** The highest bits of a hash: the lowest have chosen the segment. */
function homeOf(slots: readonly number[], hash: number): number {
  return (hash >>> (Math.clz32(slots.length) + 2)) * 2;
}

function headAt(slots: readonly number[], slot: number): number {
  return (slots[slot + 1] ?? 0) - 1;
}

function put(part: Segment, hash: number, word: number): void {
  const slot = slotOf(part.slots, hash);
  part.slots[slot] = hash;
  part.slots[slot + 1] = word;
  part.taken++;
}

function each(slots: readonly number[], act: (hash: number, word: number) => void): void {
  for (let slot = 0; slot < slots.length; slot += 2) {
    const word = slots[slot + 1] ?? 0;
    if (word !== 0) act(slots[slot] ?? 0, word);
  }
}

/** Frees a slot, and moves those after it that were put off by it: a search ends at a free slot. */
function vacate(part: Segment, slot: number): void {
  const { slots } = part;
  const mask = slots.length - 1;
  let hole = slot;
  for (let at = (slot + 2) & mask; slots[at + 1] !== 0; at = (at + 2) & mask) {
    const hash = slots[at] ?? 0;
    // Only what would be found in the hole: its home is not after the hole.
    if (((at - homeOf(slots, hash)) & mask) < ((at - hole) & mask)) continue;
    slots[hole] = hash;
    slots[hole + 1] = slots[at + 1] ?? 0;
    hole = at;
  }
  slots[hole] = 0;
  slots[hole + 1] = 0;
  part.taken--;
}
