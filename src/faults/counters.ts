import { addHashes, type Hash, Hasher, subtractHash, zeroHash } from '../determinism/hash.js';
import { SortedTree } from '../determinism/sortedTree.js';

/** How often a fault has matched and fired about one element, or for one caller. */
export interface Counts {
  readonly matched: number;
  readonly fired: number;
}

const none: Counts = { matched: 0, fired: 0 };

/** Counts by element or by caller: a value that is never changed in place. Counting costs O(log n), however many there are. */
export class Counters implements Iterable<readonly [string, Counts]> {
  private constructor(
    private readonly tree: SortedTree<string, Counts>,
    /** The same whatever order they were counted in. */
    readonly digest: Hash,
  ) {}

  static readonly empty = new Counters(new SortedTree<string, Counts>(), zeroHash);

  static of(entries: Iterable<readonly [string, Counts]>): Counters {
    let counters = Counters.empty;
    for (const [key, counts] of entries) counters = counters.with(key, counts);
    return counters;
  }

  get(key: string): Counts {
    return this.tree.get(key) ?? none;
  }

  with(key: string, counts: Counts): Counters {
    // Shares all nodes but those on the way to the key.
    const tree = this.tree.clone();
    const before = tree.get(key);
    tree.set(key, counts);
    const others = before === undefined ? this.digest : subtractHash(this.digest, digestOf(key, before));
    return new Counters(tree, addHashes(others, digestOf(key, counts)));
  }

  /** In the order of the keys. */
  [Symbol.iterator](): IterableIterator<[string, Counts]> {
    return this.tree.entries();
  }
}

function digestOf(key: string, { matched, fired }: Counts): Hash {
  return new Hasher().text(key).number(matched).number(fired).end();
}
