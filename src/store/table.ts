import type { Hash } from '../determinism/hash.js';
import { type Columns, fanOut, windowOn } from './columns.js';
import { Owner } from './owner.js';
import { digestIn } from './rowDigests.js';
import { differingIn } from './tableDifferences.js';
import {
  type Branch,
  bits,
  copyOfLeaf,
  eachRow,
  freshLeaf,
  type Leaf,
  markedIn,
  mask,
  sumIn,
  type TableDigests,
  widen,
} from './tableNodes.js';

/** No handle, not even that of no row. */
const nobody = -2;

/** A persistent vector of rows under dense handles that are never reused.
 *
 * `fork` is O(1): both sides share all nodes and get new owner epochs; a node is edited in place when this table owns
 * it, and copied (with the path to it) otherwise. A leaf whose 32 rows are all removed is dropped, and a branch without
 * leaves: rows that live shortly (calls, jobs) cost nothing once they are gone, not even to a walk over the table.
 */
export class Table<R extends object, Handle extends number, Payload = undefined> {
  // Invariants: a node owned by this table is only reachable through nodes that it owns too;
  // a node without a summary is only reachable through nodes without one.
  private owner = new Owner();
  // The leaf that the last row was made in, and the one met last beside it, never the same: a clone goes back and forth between
  // its source's and its target's, and this saves the way down from the root.
  private tail: Leaf<Payload> | undefined = undefined;
  private tailIndex = -1;
  private hot: Leaf<Payload> | undefined = undefined;
  private hotIndex = -1;
  // The row made last, and the one written last beside it: the steps of one commit write to the same few rows again and
  // again. Invariant: each is live, and its leaf is owned and without a summary.
  // All fields are set from the start: tables whose fields came in another order would be of another hidden class.
  private newHandle = nobody;
  private newRow: R | undefined = undefined;
  private hotHandle = nobody;
  private hotRow: R | undefined = undefined;
  private readonly width: number;

  private constructor(
    private readonly columns: Columns<R, Payload>,
    private root: Branch<Payload> | Leaf<Payload>,
    private shift: number,
    private count: number,
    private liveCount: number,
  ) {
    this.width = columns.width;
  }

  static empty<R extends object, Handle extends number, Payload = undefined>(
    columns: Columns<R, Payload>,
  ): Table<R, Handle, Payload> {
    return new Table<R, Handle, Payload>(columns, { owner: new Owner(), children: [], summary: undefined }, bits, 0, 0);
  }

  fork(): Table<R, Handle, Payload> {
    this.owner = new Owner();
    this.forgetRows();
    return new Table(this.columns, this.root, this.shift, this.count, this.liveCount);
  }

  /** How many handles were ever given out; the next one is this number. */
  get length(): number {
    return this.count;
  }

  /** What all rows are in: another object once any was written after a fork. */
  get nodes(): object {
    return this.root;
  }

  /** How many rows are live. */
  get size(): number {
    return this.liveCount;
  }

  has(handle: number): boolean {
    const leaf = this.leafOf(handle);
    return leaf !== undefined && (leaf.live & (1 << (handle & mask))) !== 0;
  }

  /** A window for reading. It shows later edits of its row only where the row was written to since the last fork, so don't keep it.
   * @throws when the row was never made or is gone
   */
  read(handle: Handle): Readonly<R> {
    // The code that set the handle set its row.
    if (handle === this.hotHandle) return this.hotRow as R;
    if (handle === this.newHandle) return this.newRow as R;
    const leaf = this.leafOf(handle);
    if (leaf === undefined || (leaf.live & (1 << (handle & mask))) === 0) return this.missing(handle);
    return windowOn<R>(leaf.cells, (handle & mask) * this.width);
  }

  /** Like {@link read}, but undefined where there is no live row; `none` (-1) never is one. */
  peek(handle: Handle | -1): Readonly<R> | undefined {
    if (handle === this.hotHandle) return this.hotRow;
    if (handle === this.newHandle) return this.newRow;
    const leaf = this.leafOf(handle);
    if (leaf === undefined || (leaf.live & (1 << (handle & mask))) === 0) return undefined;
    return windowOn<R>(leaf.cells, (handle & mask) * this.width);
  }

  payload(handle: Handle): Payload {
    const leaf = this.leafOf(handle);
    if (leaf === undefined || (leaf.live & (1 << (handle & mask))) === 0) return this.missing(handle);
    // A live row got its payload when it was appended.
    return leaf.payloads[handle & mask] as Payload;
  }

  /** Makes a row with every cell 0. @returns its handle */
  append(payload: Payload): Handle {
    const handle = this.reserve();
    this.place(handle, payload);
    return handle;
  }

  /** Gives out a handle whose row may be made later, with {@link place}, or never. */
  reserve(): Handle {
    if (this.count >= fanOut << this.shift) this.grow();
    // The only place where handles of this table come from.
    return this.count++ as Handle;
  }

  /** Makes the row of a reserved handle, with every cell 0. */
  place(handle: Handle, payload: Payload): void {
    const leaf = this.ownLeaf(handle);
    if (leaf.payloads.length <= (handle & mask)) widen(leaf, handle, this.width);
    const index = handle >>> bits;
    if (index !== this.tailIndex) {
      if (index === this.hotIndex) this.forgetHotLeaf();
      this.tail = leaf;
      this.tailIndex = index;
    }
    this.liveCount++;
    leaf.live |= 1 << (handle & mask);
    leaf.payloads[handle & mask] = payload;
    // The code that makes a row writes to it next.
    this.newHandle = handle;
    this.newRow = windowOn<R>(leaf.cells, (handle & mask) * this.width);
  }

  /** A window for writing: only the commit of an engine may hold one. It is good until the row goes, and until the table is forked or
   * summed up; so what a commit writes to several times it asks for once, and hands on.
   * @throws when the row was never made or is gone
   */
  edit(handle: Handle): R {
    // The code that set the handle set its row.
    if (handle === this.hotHandle) return this.hotRow as R;
    if (handle === this.newHandle) return this.newRow as R;
    const leaf = this.ownLeaf(handle);
    if ((leaf.live & (1 << (handle & mask))) === 0) return this.missing(handle);
    const row = windowOn<R>(leaf.cells, (handle & mask) * this.width);
    this.hotHandle = handle;
    this.hotRow = row;
    return row;
  }

  /** Like {@link edit}, but undefined where there is no live row; `none` (-1) never is one. */
  seek(handle: Handle | -1): R | undefined {
    if (handle === this.hotHandle) return this.hotRow;
    if (handle === this.newHandle) return this.newRow;
    // There is a row behind this handle.
    return this.has(handle) ? this.edit(handle as Handle) : undefined;
  }

  setPayload(handle: Handle, payload: Payload): void {
    const leaf = this.ownLeaf(handle);
    if ((leaf.live & (1 << (handle & mask))) === 0) this.missing(handle);
    leaf.payloads[handle & mask] = payload;
  }

  /** The handle is never given out again. */
  remove(handle: Handle): void {
    const leaf = this.ownLeaf(handle);
    const bit = 1 << (handle & mask);
    if ((leaf.live & bit) === 0) this.missing(handle);
    leaf.live &= ~bit;
    leaf.payloads[handle & mask] = undefined;
    if (handle === this.hotHandle || handle === this.newHandle) this.forgetRows();
    this.liveCount--;
    if (leaf.live === 0 && (handle | mask) < this.count) this.dropLeaf(handle);
  }

  /** Live handles in ascending order. Not for the path of a request: it walks the whole table. */
  *handles(): Generator<Handle> {
    for (const { leaf, first } of this.leaves(this.root, this.shift, 0)) {
      for (let at = 0; at < fanOut; at++) {
        // A set bit is a row that `append` gave this handle.
        if ((leaf.live & (1 << at)) !== 0) yield (first + at) as Handle;
      }
    }
  }

  /** Live handles of rows that have one of some marks, in ascending order. What was not written since marks were last asked for is
   * not looked at again: so it costs no more than what was written, and what is found.
   * @param wanted the marks, as bits
   * @param marksOf the marks of a row: the same of the same row as long as this table and its forks are there
   */
  marked(wanted: number, marksOf: (row: Readonly<R>) => number): Handle[] {
    this.forgetRows();
    const at = (cells: number[], row: number) => marksOf(windowOn<R>(cells, row * this.width));
    // A live row has its handle.
    return markedIn(this.root, this.shift, wanted, at) as Handle[];
  }

  /** The sum of a hash of each live row; rows that were not written since are not looked at again.
   * @param which one of `sumOf`: always with the same function, of what changes by a write to the row alone
   */
  sum(which: number, hash: (row: Readonly<R>, payload: Payload, handle: Handle) => Hash): Hash {
    this.forgetRows();
    return sumIn(this.root, this.shift, 0, which, ({ cells, payloads }, row, handle) =>
      // A live row has its payload, and the handle that `append` gave it.
      hash(windowOn<R>(cells, row * this.width), payloads[row] as Payload, handle as Handle),
    );
  }

  /** Shows the cells of every live row, in ascending order of handles. Not for the path of a request: it walks the whole table.
   * @param visit is given the cells of several rows, and where its own begin: a column is at its `placeOf` from there
   */
  forEach(visit: (cells: readonly number[], at: number, payload: Payload, handle: Handle) => void): void {
    eachRow(this.root, this.shift, 0, ({ cells, payloads }, row, handle) =>
      // A live row has its payload, and the handle that `append` gave it.
      visit(cells, row * this.width, payloads[row] as Payload, handle as Handle),
    );
  }

  /** Handles of rows that this table and another of its kind do not have in common, ascending: see {@link differingIn}. */
  differing({ root, shift }: Table<R, Handle, Payload>): Handle[] {
    // A row that is live on either side has the handle that `append` gave it.
    return differingIn(this.root, this.shift, root, shift, this.width) as Handle[];
  }

  digests(): TableDigests {
    this.forgetRows();
    return digestIn(this.columns, this.root, this.shift, 0);
  }

  /** Every column but the derived ones, by name, and the payload: what `load` takes back. */
  *saved(): Generator<readonly [handle: number, cells: readonly number[], payload: Payload]> {
    const { kept, width } = this.columns;
    for (const { leaf, first } of this.leaves(this.root, this.shift, 0)) {
      for (let at = 0; at < fanOut; at++) {
        if ((leaf.live & (1 << at)) === 0) continue;
        const cells = kept.map((column) => leaf.cells[at * width + column] ?? 0);
        // A live row has its payload.
        yield [first + at, cells, leaf.payloads[at] as Payload];
      }
    }
  }

  /** Takes back one row of {@link saved}; rows come in ascending order, gaps are rows that are gone. */
  restore(handle: number, cells: readonly number[], payload: Payload): void {
    this.skipTo(handle);
    const leaf = this.ownLeaf(this.append(payload));
    for (const [index, column] of this.columns.kept.entries()) {
      leaf.cells[(handle & mask) * this.width + column] = cells[index] ?? 0;
    }
  }

  /** Gives out all handles below `length` as rows that are gone. */
  skipTo(length: number): void {
    while (length > fanOut << this.shift) this.grow();
    this.count = Math.max(this.count, length);
  }

  private leafOf(handle: number): Leaf<Payload> | undefined {
    const index = handle >>> bits;
    if (index === this.hotIndex) return this.hot;
    if (index === this.tailIndex) return this.tail;
    if (handle < 0 || handle >= this.count) return undefined;
    let node: Branch<Payload> | Leaf<Payload> | undefined = this.root;
    for (let shift = this.shift; shift > 0 && node !== undefined; shift -= bits) {
      // Nodes above shift 0 are branches: `grow` and `ownPath` build them so.
      node = (node as Branch<Payload>).children[(handle >>> shift) & mask];
    }
    // At shift 0 there are only leaves.
    const leaf = node as Leaf<Payload> | undefined;
    if (leaf !== undefined) this.meet(leaf, index);
    return leaf;
  }

  /** The leaf of a handle, owned by this table and without a summary, as is the path to it. */
  private ownLeaf(handle: Handle): Leaf<Payload> {
    const leaf = this.leafOf(handle);
    if (leaf !== undefined && leaf.owner === this.owner && leaf.summary === undefined) return leaf;
    return this.ownPath(handle);
  }

  private ownPath(handle: Handle): Leaf<Payload> {
    if (handle < 0 || handle >= this.count) this.missing(handle);
    // The root is a branch from the start (shift >= bits).
    let branch = this.ownBranch(this.root as Branch<Payload>);
    this.root = branch;
    for (let shift = this.shift; shift > bits; shift -= bits) {
      const at = (handle >>> shift) & mask;
      const child: Branch<Payload> = this.ownBranch(branch.children[at] as Branch<Payload> | undefined);
      branch.children[at] = child;
      branch = child;
    }
    const at = (handle >>> bits) & mask;
    const leaf = this.ownedLeaf(branch.children[at] as Leaf<Payload> | undefined, handle);
    branch.children[at] = leaf;
    this.meet(leaf, handle >>> bits);
    return leaf;
  }

  private meet(leaf: Leaf<Payload>, index: number): void {
    if (index === this.tailIndex) {
      this.tail = leaf;
      return;
    }
    this.hot = leaf;
    this.hotIndex = index;
  }

  private forgetHotLeaf(): void {
    this.hot = undefined;
    this.hotIndex = -1;
  }

  private forgetRows(): void {
    this.newHandle = nobody;
    this.newRow = undefined;
    this.hotHandle = nobody;
    this.hotRow = undefined;
  }

  private ownBranch(branch: Branch<Payload> | undefined): Branch<Payload> {
    if (branch === undefined) return { owner: this.owner, children: [], summary: undefined };
    if (branch.owner !== this.owner)
      return { owner: this.owner, children: branch.children.slice(), summary: undefined };
    branch.summary = undefined;
    return branch;
  }

  private ownedLeaf(leaf: Leaf<Payload> | undefined, handle: Handle): Leaf<Payload> {
    if (leaf === undefined) return freshLeaf(this.columns, this.owner, handle);
    if (leaf.owner !== this.owner) return copyOfLeaf(this.columns, this.owner, leaf, handle);
    leaf.summary = undefined;
    return leaf;
  }

  private grow(): void {
    this.root = { owner: this.owner, children: [this.root], summary: undefined };
    this.shift += bits;
  }

  private dropLeaf(handle: Handle): void {
    this.prune(this.root as Branch<Payload>, this.shift, handle);
    if (handle >>> bits === this.hotIndex) this.forgetHotLeaf();
    if (handle >>> bits !== this.tailIndex) return;
    this.tail = undefined;
    this.tailIndex = -1;
  }

  /** Takes an empty leaf out of its branch, and every branch that is left without children. @returns whether this one is */
  private prune({ children }: Branch<Payload>, shift: number, handle: Handle): boolean {
    // `ownLeaf` saw to it just before, so every branch on the way exists and is owned.
    const at = (handle >>> shift) & mask;
    if (shift > bits && !this.prune(children[at] as Branch<Payload>, shift - bits, handle)) return false;
    children[at] = undefined;
    return (handle | ((fanOut << shift) - 1)) < this.count && children.every((child) => child === undefined);
  }

  private *leaves(
    node: Branch<Payload> | Leaf<Payload> | undefined,
    shift: number,
    first: number,
  ): Generator<{ leaf: Leaf<Payload>; first: number }> {
    if (node === undefined) return;
    if (shift === 0) {
      // At shift 0 there are only leaves.
      yield { leaf: node as Leaf<Payload>, first };
      return;
    }
    const { children } = node as Branch<Payload>;
    for (const [at, child] of children.entries()) yield* this.leaves(child, shift - bits, first + (at << shift));
  }

  private missing(handle: number): never {
    throw new Error(`there is no live row ${handle} in the table of ${this.columns.shape.name}s`);
  }
}
