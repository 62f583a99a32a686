import { addHashes, type Hash, zeroHash } from '../determinism/hash.js';
import { fanOut } from './columns.js';

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
  owner: object;
  /** `fanOut` rows of one number a column; an array of doubles, which copies 7 times faster than a typed array. */
  cells: number[];
  payloads: (Payload | undefined)[];
  /** Bit n is set when row n is live. */
  live: number;
  summary: Summary | undefined;
}

export interface Branch<Payload> {
  owner: object;
  children: (Branch<Payload> | Leaf<Payload> | undefined)[];
  summary: Summary | undefined;
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
