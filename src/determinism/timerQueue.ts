import { addHashes, type Hash, Hasher, subtractHash, zeroHash } from './hash.js';
import { SortedTree } from './sortedTree.js';
import { inOrder, type Timer } from './timer.js';

/** Of all timers: with their insertion numbers and subjects, and without, by due time and kind alone. */
export interface TimerSums {
  readonly identity: Hash;
  readonly canonical: Hash;
}

/** Timers in a total order: due time, then insertion. */
export class TimerQueue implements Iterable<Timer> {
  private constructor(
    private readonly timers: SortedTree<Timer, undefined>,
    /** Undefined until somebody asks for them; from then on they are kept up to date. */
    private summed: TimerSums | undefined = undefined,
  ) {}

  static of(timers: Iterable<Timer> = []): TimerQueue {
    const queue = new TimerQueue(new SortedTree<Timer, undefined>(undefined, inOrder));
    for (const timer of timers) queue.add(timer);
    return queue;
  }

  /** Both sides share the tree until one of them writes: O(1). */
  fork(): TimerQueue {
    return new TimerQueue(this.timers.clone(), this.summed);
  }

  add(timer: Timer): void {
    this.timers.set(timer, undefined);
    if (this.summed !== undefined) this.summed = combined(addHashes, this.summed, timer);
  }

  /** @returns whether it was there */
  delete(timer: Timer): boolean {
    const wasThere = this.timers.delete(timer);
    if (wasThere && this.summed !== undefined) this.summed = combined(subtractHash, this.summed, timer);
    return wasThere;
  }

  next(): Timer | undefined {
    return this.timers.size === 0 ? undefined : this.timers.minKey();
  }

  /** The first timer of which that is true.
   * @param fromMs among those that are due then, or later
   */
  first(isMeant: (timer: Timer) => boolean, fromMs?: number): Timer | undefined {
    let timer = fromMs === undefined ? this.next() : this.timers.nextHigherKey({ ...earliest, dueMs: fromMs });
    for (; timer !== undefined; timer = this.timers.nextHigherKey(timer)) if (isMeant(timer)) return timer;
    return undefined;
  }

  [Symbol.iterator](): IterableIterator<Timer> {
    return this.timers.keys();
  }

  /** For digests: only the first time that they are asked for, all timers are looked at. */
  sums(): TimerSums {
    this.summed ??= sumsOf(this);
    return this.summed;
  }
}

/** Before all that are due at its time. */
const earliest: Timer = { dueMs: 0, order: -1, kind: 'removal', subject: -1 };

/** The sums of timers, and of others that have theirs. */
export function sumsOf(timers: Iterable<Timer>, ...others: readonly (TimerSums | undefined)[]): TimerSums {
  let { identity, canonical } = noSums;
  for (const other of others) {
    if (other === undefined) continue;
    identity = addHashes(identity, other.identity);
    canonical = addHashes(canonical, other.canonical);
  }
  let sums: TimerSums = { identity, canonical };
  for (const timer of timers) sums = combined(addHashes, sums, timer);
  return sums;
}

const noSums: TimerSums = { identity: zeroHash, canonical: zeroHash };

function combined(
  combine: (sum: Hash, part: Hash) => Hash,
  { identity, canonical }: TimerSums,
  { dueMs, order, kind, subject }: Timer,
): TimerSums {
  const timed = () => new Hasher().number(dueMs).text(kind);
  return {
    identity: combine(identity, timed().number(order).number(subject).end()),
    canonical: combine(canonical, timed().end()),
  };
}
