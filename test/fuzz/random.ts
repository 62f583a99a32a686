import { Hasher } from '../../src/determinism/hash.js';

/** Draws that repeat for the same seed. */
export class Draws {
  private at = 0;

  constructor(private readonly seed: number) {}

  /** Of [0, 1). */
  next(): number {
    const { hi } = new Hasher()
      .number(this.seed)
      .number(this.at++)
      .end();
    return (hi >>> 0) / 2 ** 32;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws for an empty list */
  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new Error('there is nothing to pick from');
    // The place is within the list.
    return items[this.below(items.length)] as Item;
  }
}
