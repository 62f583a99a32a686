/** A map that forks share until one of them changes it. */
export class SharedMap<Key, Value> {
  private map: Map<Key, Value>;
  private isShared = false;

  constructor(entries: Iterable<readonly [Key, Value]> = []) {
    this.map = new Map(entries);
  }

  /** An independent map of the same entries. O(1). */
  fork(): SharedMap<Key, Value> {
    const fork = new SharedMap<Key, Value>();
    fork.map = this.map;
    fork.isShared = true;
    this.isShared = true;
    return fork;
  }

  get size(): number {
    return this.map.size;
  }

  get(key: Key): Value | undefined {
    return this.map.get(key);
  }

  /** A copy, so that entries may change meanwhile. */
  entries(): (readonly [Key, Value])[] {
    return [...this.map];
  }

  set(key: Key, value: Value): void {
    this.own().set(key, value);
  }

  delete(key: Key): void {
    if (this.map.has(key)) this.own().delete(key);
  }

  private own(): Map<Key, Value> {
    if (this.isShared) this.map = new Map(this.map);
    this.isShared = false;
    return this.map;
  }
}
