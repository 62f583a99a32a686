import { hashText } from '../determinism/hash.js';
import { none } from '../vocabulary/ids.js';
import { type Layout, layoutsOf } from './layout.js';
import { Table } from './table.js';

/** The columns that a {@link NameIndex} keeps in the rows that it finds. */
export interface NamedRow {
  nameHash: number;
  /** The next row of the same bucket, or -1. */
  nextName: number;
}

interface BucketRow {
  head: number;
}

const { bucket: bucketLayout } = layoutsOf<{ bucket: Layout<BucketRow, undefined> }>({
  bucket: { name: 'bucket', columns: ['head'], derived: [] },
});

/** What {@link NameIndex.only} answers for a name that is not unique. */
export const several = -2;

/** How many names a bucket holds on average; beyond that one more bucket is split off. */
const namesPerBucket = 1;

/** Finds elements by name: a linear hash over a persistent vector of buckets, chained through the rows.
 *
 * It grows by one bucket at a time, so no insertion ever pays for a rehash of all, and forking it is O(1).
 * Names may repeat. The index is rebuilt on load; it is neither saved nor digested.
 */
export class NameIndex<R extends NamedRow, Handle extends number, Payload> {
  private constructor(
    private readonly nameOf: (payload: Payload) => string,
    private readonly buckets: Table<BucketRow, number>,
    private count: number,
  ) {}

  static empty<R extends NamedRow, Handle extends number, Payload>(
    nameOf: (payload: Payload) => string,
  ): NameIndex<R, Handle, Payload> {
    const index = new NameIndex<R, Handle, Payload>(nameOf, Table.empty(bucketLayout), 0);
    index.addBucket();
    return index;
  }

  fork(): NameIndex<R, Handle, Payload> {
    return new NameIndex(this.nameOf, this.buckets.fork(), this.count);
  }

  insert(rows: Table<R, Handle, Payload>, handle: Handle): void {
    const row = rows.edit(handle);
    row.nameHash = hashText(this.nameOf(rows.payload(handle)));
    this.link(row, handle, this.bucketOf(row.nameHash));
    if (++this.count > namesPerBucket * this.buckets.length) this.split(rows);
  }

  /** @throws when the row was not inserted */
  remove(rows: Table<R, Handle, Payload>, handle: Handle): void {
    const { nameHash, nextName } = rows.read(handle);
    const bucket = this.bucketOf(nameHash);
    if (this.buckets.read(bucket).head === handle) this.buckets.edit(bucket).head = nextName;
    else {
      let before = this.buckets.read(bucket).head as Handle;
      while (rows.read(before).nextName !== handle) before = rows.read(before).nextName as Handle;
      rows.edit(before).nextName = nextName;
    }
    this.count--;
  }

  /** The row of that name; `none` when there is no such row, `several` when there are more. */
  only(rows: Table<R, Handle, Payload>, name: string): Handle | typeof none | typeof several {
    const hash = hashText(name);
    let found: Handle | typeof none = none;
    for (let at = this.buckets.read(this.bucketOf(hash)).head; at !== none; ) {
      const handle = at as Handle;
      const row = rows.read(handle);
      at = row.nextName;
      if (row.nameHash !== hash || this.nameOf(rows.payload(handle)) !== name) continue;
      if (found !== none) return several;
      found = handle;
    }
    return found;
  }

  /** All rows of that name, in ascending order of their handles. */
  find(rows: Table<R, Handle, Payload>, name: string): Handle[] {
    const hash = hashText(name);
    const found: Handle[] = [];
    for (let at = this.buckets.read(this.bucketOf(hash)).head; at !== none; ) {
      const handle = at as Handle;
      const row = rows.read(handle);
      at = row.nextName;
      if (row.nameHash === hash && this.nameOf(rows.payload(handle)) === name) found.push(handle);
    }
    return found.sort((left, right) => left - right);
  }

  private bucketOf(hash: number): number {
    const level = 31 - Math.clz32(this.buckets.length);
    const round = 1 << level;
    const bucket = hash & (round - 1);
    // Buckets before the split pointer already use one bit more.
    return bucket < this.buckets.length - round ? hash & (2 * round - 1) : bucket;
  }

  private link(row: NamedRow, handle: Handle, bucket: number): void {
    const ends = this.buckets.edit(bucket);
    row.nextName = ends.head;
    ends.head = handle;
  }

  private split(rows: Table<R, Handle, Payload>): void {
    const level = 31 - Math.clz32(this.buckets.length);
    const victim = this.buckets.length - (1 << level);
    let at = this.buckets.read(victim).head;
    this.buckets.edit(victim).head = -1;
    this.addBucket();
    while (at !== -1) {
      // Chains hold handles of `rows` only.
      const handle = at as Handle;
      const row = rows.edit(handle);
      at = row.nextName;
      this.link(row, handle, this.bucketOf(row.nameHash));
    }
  }

  private addBucket(): void {
    const bucket = this.buckets.append(undefined);
    this.buckets.edit(bucket).head = -1;
  }
}
