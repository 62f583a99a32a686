import { SortedTree } from '../determinism/sortedTree.js';

/** How often something is there: a value that is never changed in place. Counting costs O(log n). */
export class Tally<Key extends string | number> {
  private constructor(private readonly counts: SortedTree<Key, number>) {}

  static empty<Key extends string | number>(): Tally<Key> {
    return new Tally(new SortedTree<Key, number>());
  }

  /** @param by how many more; negative: fewer */
  with(key: Key, by: number): Tally<Key> {
    const counts = this.counts.clone();
    const count = (counts.get(key) ?? 0) + by;
    if (count === 0) counts.delete(key);
    else counts.set(key, count);
    return new Tally(counts);
  }

  has(key: Key): boolean {
    return this.counts.has(key);
  }

  /** The least that is greater; undefined when there is none. */
  after(key: Key): Key | undefined {
    return this.counts.nextHigherKey(key);
  }
}
