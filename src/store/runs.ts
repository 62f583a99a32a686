import { SortedTree } from '../determinism/sortedTree.js';

/** A range of blocks, `end` excluded. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A range and what is there; undefined for a gap. */
export interface Piece<Value> extends Range {
  readonly value: Value | undefined;
}

interface Run<Value> {
  readonly length: number;
  readonly value: Value;
}

/** Values by ranges of blocks. Neighbours of one value are one run, so equal contents have equal runs.
 *
 * Worlds share it until one of them writes, see {@link ownedBy}; a clone costs O(1) and shares all that stays as it is.
 */
export class Runs<Value extends string | number> {
  private constructor(
    private readonly tree: SortedTree<number, Run<Value>>,
    private readonly owner: object | undefined,
    /** Kept here, so that every clone of a volume need not visit the tree to ask. */
    private holdsSome: boolean,
  ) {}

  static empty<Value extends string | number>(): Runs<Value> {
    return new Runs(new SortedTree<number, Run<Value>>(), undefined, false);
  }

  /** Takes back what {@link toJSON} gave. */
  static of<Value extends string | number>(runs: readonly (readonly [number, number, Value])[]): Runs<Value> {
    const entries = runs.map(([start, length, value]): [number, Run<Value>] => [start, { length, value }]);
    return new Runs(new SortedTree<number, Run<Value>>(entries), undefined, entries.length > 0);
  }

  clone(owner?: object): Runs<Value> {
    return new Runs(this.tree.clone(), owner, this.holdsSome);
  }

  /** The runs to write to for the owner of that epoch: these, if nobody else sees them, or else a clone. */
  ownedBy(epoch: object): Runs<Value> {
    return this.owner === epoch ? this : this.clone(epoch);
  }

  /** How many runs there are. */
  get count(): number {
    return this.tree.size;
  }

  get isEmpty(): boolean {
    return !this.holdsSome;
  }

  /** All of a range in ascending order: what is there, cut to the range, and the gaps in between. */
  pieces(start: number, end: number): Piece<Value>[] {
    const found: Piece<Value>[] = [];
    let at = start;
    // The run that begins before the range may reach into it.
    const from = this.tree.getPairOrNextLower(start)?.[0] ?? start;
    this.tree.forRange(from, end, false, (key, { length, value }) => {
      if (key + length <= start) return;
      const first = Math.max(key, start);
      if (first > at) found.push({ start: at, end: first, value: undefined });
      at = Math.min(key + length, end);
      found.push({ start: first, end: at, value });
    });
    if (at < end) found.push({ start: at, end, value: undefined });
    return found;
  }

  /** The parts of a range where nothing is. */
  gaps(start: number, end: number): Range[] {
    return this.pieces(start, end).filter(({ value }) => value === undefined);
  }

  *[Symbol.iterator](): Generator<Range & { readonly value: Value }> {
    for (const [start, { length, value }] of this.tree.entries()) yield { start, end: start + length, value };
  }

  put(start: number, end: number, value: Value): void {
    const before = this.tree.nextLowerPair(start);
    const reach = before === undefined ? 0 : before[0] + before[1].length;
    const next = this.tree.getPairOrNextHigher(start);
    // Most meet nothing; what they meet is cut away first.
    const meets = reach > start || (next !== undefined && next[0] < end);
    if (meets) this.remove(start, end);
    const joinsBefore = before !== undefined && reach >= start && before[1].value === value;
    const first = joinsBefore ? before[0] : start;
    const after = meets ? this.tree.get(end) : next?.[0] === end ? next[1] : undefined;
    const joinsAfter = after?.value === value;
    if (joinsAfter) this.tree.delete(end);
    this.tree.set(first, { length: (joinsAfter ? end + after.length : end) - first, value });
    this.holdsSome = true;
  }

  remove(start: number, end: number): void {
    const before = this.tree.nextLowerPair(start);
    if (before !== undefined) this.keepAround(before, start, end);
    const last = this.tree.nextLowerPair(end);
    if (last !== undefined && last[0] >= start) this.keepAround(last, start, end);
    this.tree.deleteRange(start, end, false);
    this.holdsSome = this.tree.size > 0;
  }

  /** Start, length and value of every run. */
  toJSON(): [start: number, length: number, value: Value][] {
    return this.tree.toArray().map(([start, { length, value }]) => [start, length, value]);
  }

  /** Shortens a run to what it has before and after a range. */
  private keepAround([first, { length, value }]: readonly [number, Run<Value>], start: number, end: number): void {
    if (first + length > end) this.tree.set(end, { length: first + length - end, value });
    if (first < start && first + length > start) this.tree.set(first, { length: start - first, value });
  }
}
