import { addHashes, type Hash, zeroHash } from '../determinism/hash.js';
import { type Columns, fanOut } from './columns.js';
import type { Owner } from './owner.js';

// What tables are made of: leaves of rows, and branches. A handle's bits are the way to its row.

export const bits = Math.log2(fanOut);
export const mask = fanOut - 1;

/** The digests of a table or of a part of it; sums of row digests, so that a subtree's can be kept beside it. */
export interface TableDigests {
  readonly identity: Hash;
  readonly observable: Hash;
}

/** What has been found out about the rows of a part of a table; it goes when one of them is written. */
interface Summary {
  digests: TableDigests | undefined;
  /** The marks that any of its rows has, as bits; undefined before they were asked for. */
  marks: number | undefined;
  /** Sums of hashes of its rows, by `sumOf`. */
  sums: (Hash | undefined)[] | undefined;
}

export interface Leaf<Payload> {
  owner: Owner;
  /** Rows of one number a column, `fanOut` but in a first leaf; an array of doubles, which copies 7 times faster than a typed array. */
  cells: number[];
  payloads: (Payload | undefined)[];
  /** Bit n is set when row n is live. */
  live: number;
  summary: Summary | undefined;
}

export interface Branch<Payload> {
  owner: Owner;
  children: (Branch<Payload> | Leaf<Payload> | undefined)[];
  summary: Summary | undefined;
}

/** A leaf without rows, for the row of a handle. The first leaf of a table is as large as it has to be: most tables of small worlds
 * have no other.
 */
export function freshLeaf<R, Payload>(
  { emptyCells, emptyPayloads, width }: Columns<R, Payload>,
  owner: Owner,
  handle: number,
) {
  const rows = handle < fanOut ? roomFor(handle) : fanOut;
  const cells = emptyCells.slice(0, rows * width);
  return { owner, cells, payloads: emptyPayloads.slice(0, rows), live: 0, summary: undefined };
}

/** A copy of a leaf to write to, with room for the row of a handle. */
export function copyOfLeaf<R, Payload>(
  { emptyCells, emptyPayloads, width }: Columns<R, Payload>,
  owner: Owner,
  { cells, payloads, live }: Leaf<Payload>,
  handle: number,
): Leaf<Payload> {
  const rows = Math.max(payloads.length, roomFor(handle));
  return {
    owner,
    cells: copyOf(cells, emptyCells, rows * width),
    payloads: copyOf(payloads, emptyPayloads, rows),
    live,
    summary: undefined,
  };
}

/** Makes a leaf larger, in place: whoever holds a window on one of its rows goes on seeing it. */
export function widen<Payload>({ cells, payloads }: Leaf<Payload>, handle: number, width: number): void {
  const rows = roomFor(handle);
  while (payloads.length < rows) payloads.push(undefined);
  while (cells.length < rows * width) cells.push(0);
}

/** Rows that a leaf is made for when it needs that of a handle. */
function roomFor(handle: number): number {
  const row = handle & mask;
  return row < 4 ? row + 1 : Math.min(fanOut, (row + 4) & ~3);
}

function copyOf<Item>(items: readonly Item[], empty: readonly Item[], length: number): Item[] {
  return length === items.length ? items.slice() : items.concat(empty.slice(items.length, length));
}

/** What is known of a node, to be written down there. */
export function summaryOf(node: { summary: Summary | undefined }): Summary {
  node.summary ??= { digests: undefined, marks: undefined, sums: undefined };
  return node.summary;
}

/** Which sum of hashes is meant: each is of one function of the rows. */
export const sumOf = { canonical: 0, roomByHandle: 1, roomByName: 2 } as const;

type Node = Branch<unknown> | Leaf<unknown>;
/** The marks of a row of a leaf, as bits. */
type MarksAt = (cells: number[], row: number) => number;

/** The handles of the live rows below a node that have one of some marks, in ascending order. */
export function markedIn(root: Node, shift: number, wanted: number, marksAt: MarksAt): number[] {
  marksOf(root, shift, marksAt);
  const found: number[] = [];
  collect(root, shift, 0, wanted, marksAt, found);
  return found;
}

function marksOf(node: Node | undefined, shift: number, marksAt: MarksAt): number {
  if (node === undefined) return 0;
  const summary = summaryOf(node);
  if (summary.marks === undefined) {
    let marks = 0;
    // At shift 0 there are only leaves, and above it branches.
    if (shift === 0) for (let row = 0; row < fanOut; row++) marks |= liveMarks(node as Leaf<unknown>, row, marksAt);
    else for (const child of (node as Branch<unknown>).children) marks |= marksOf(child, shift - bits, marksAt);
    summary.marks = marks;
  }
  return summary.marks;
}

function collect(
  node: Node | undefined,
  shift: number,
  first: number,
  wanted: number,
  marksAt: MarksAt,
  found: number[],
): void {
  if (node === undefined || ((node.summary?.marks ?? 0) & wanted) === 0) return;
  // As above.
  if (shift === 0) {
    for (let row = 0; row < fanOut; row++)
      if ((liveMarks(node as Leaf<unknown>, row, marksAt) & wanted) !== 0) found.push(first + row);
    return;
  }
  for (const [at, child] of (node as Branch<unknown>).children.entries())
    collect(child, shift - bits, first + (at << shift), wanted, marksAt, found);
}

/** None where the row is not live. */
function liveMarks({ live, cells }: Leaf<unknown>, row: number, marksAt: MarksAt): number {
  return (live & (1 << row)) === 0 ? 0 : marksAt(cells, row);
}

/** The sum of the hashes of all live rows below a node, kept beside each node.
 * @param which one of {@link sumOf}
 */
export function sumIn<Payload>(
  node: Branch<Payload> | Leaf<Payload> | undefined,
  shift: number,
  first: number,
  which: number,
  hashAt: (leaf: Leaf<Payload>, row: number, handle: number) => Hash,
): Hash {
  if (node === undefined) return zeroHash;
  const summary = summaryOf(node);
  summary.sums ??= [];
  const known = summary.sums[which];
  if (known !== undefined) return known;
  let sum = zeroHash;
  // At shift 0 there are only leaves, and above it branches.
  if (shift === 0) {
    const leaf = node as Leaf<Payload>;
    for (let row = 0; row < fanOut; row++)
      if ((leaf.live & (1 << row)) !== 0) sum = addHashes(sum, hashAt(leaf, row, first + row));
  } else {
    for (const [at, child] of (node as Branch<Payload>).children.entries())
      sum = addHashes(sum, sumIn(child, shift - bits, first + (at << shift), which, hashAt));
  }
  summary.sums[which] = sum;
  return sum;
}

/** Shows every live row below a node, in ascending order of handles. */
export function eachRow<Payload>(
  node: Branch<Payload> | Leaf<Payload> | undefined,
  shift: number,
  first: number,
  visit: (leaf: Leaf<Payload>, row: number, handle: number) => void,
): void {
  if (node === undefined) return;
  // At shift 0 there are only leaves, and above it branches.
  if (shift === 0) {
    const leaf = node as Leaf<Payload>;
    for (let row = 0, live = leaf.live; live !== 0; row++, live >>>= 1)
      if ((live & 1) !== 0) visit(leaf, row, first + row);
    return;
  }
  const { children } = node as Branch<Payload>;
  for (let at = 0; at < children.length; at++) eachRow(children[at], shift - bits, first + (at << shift), visit);
}
