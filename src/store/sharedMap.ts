/** A map that forks share until one of them changes it. */
export class SharedMap<Key, Value> {
  private constructor(
    private map: Map<Key, Value>,
    private isShared: boolean,
  ) {}

  static of<Key, Value>(entries: Iterable<readonly [Key, Value]> = []): SharedMap<Key, Value> {
    return new SharedMap(new Map(entries), false);
  }

  /** An independent map of the same entries. O(1). */
  fork(): SharedMap<Key, Value> {
    this.isShared = true;
    return new SharedMap(this.map, true);
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
