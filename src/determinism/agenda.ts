import { addHashes, type Hash, Hasher, subtractHash, zeroHash } from './hash.js';
import { SortedTree } from './sortedTree.js';

/** What can become due: a job starts, a job has stopped in order, a copy is done, a finished job is removed, a call wakes,
 * a job that a fault has paused wakes, the storage service detaches a clone, a session ends, the storage service is told of a change,
 * the replication link was partitioned for too long; and of the fault plan: a fault's time comes, a fault ends, all end, the provider
 * is up again.
 */
export const timerKinds = [
  'jobStart',
  'jobStop',
  'copyDone',
  'removal',
  'callWakes',
  'jobWakes',
  'detach',
  'sessionEnds',
  'volumeIndicated',
  'poolIndicated',
  'capabilitiesIndicated',
  'linkLost',
  'faultTime',
  'faultEnds',
  'heal',
  'providerUp',
] as const;

export type TimerKind = (typeof timerKinds)[number];

/** Something that becomes due at a virtual time; plain data, so it can be forked, saved and digested. */
export interface Timer {
  readonly dueMs: number;
  /** Insertion number: what ties at one time are broken by. */
  readonly order: number;
  readonly kind: TimerKind;
  /** What the timer is about: a handle, or -1. */
  readonly subject: number;
}

/** Of all timers: with their insertion numbers and subjects, and without, by due time and kind alone. */
export interface TimerSums {
  readonly identity: Hash;
  readonly canonical: Hash;
}

/** The timers still to come, in a total order: due time, then insertion. */
export class Agenda {
  private constructor(
    private readonly timers: SortedTree<Timer, undefined>,
    private nextOrder: number,
    /** Undefined until somebody asks for them; from then on they are kept up to date. */
    private summed: TimerSums | undefined = undefined,
  ) {}

  static empty(): Agenda {
    return new Agenda(new SortedTree<Timer, undefined>(undefined, inOrder), 0);
  }

  static of(timers: Iterable<Timer>, nextOrder: number): Agenda {
    const agenda = new Agenda(new SortedTree<Timer, undefined>(undefined, inOrder), nextOrder);
    for (const timer of timers) agenda.timers.set(timer, undefined);
    return agenda;
  }

  /** Both sides share the tree until one of them writes: O(1). */
  fork(): Agenda {
    return new Agenda(this.timers.clone(), this.nextOrder, this.summed);
  }

  add(dueMs: number, kind: TimerKind, subject: number): Timer {
    const timer = this.make(dueMs, kind, subject);
    this.timers.set(timer, undefined);
    if (this.summed !== undefined) this.summed = combined(addHashes, this.summed, timer);
    return timer;
  }

  /** A timer that takes its turn in the order without being on the agenda: the code that keeps it brings it up in time. */
  make(dueMs: number, kind: TimerKind, subject: number): Timer {
    return { dueMs, order: this.nextOrder++, kind, subject };
  }

  /** @throws when the timer is not on the agenda: a caller that cancels a timer must still hold a live one */
  cancel(timer: Timer): void {
    if (!this.timers.delete(timer)) throw new Error(`no timer ${timer.kind} #${timer.order} on the agenda`);
    if (this.summed !== undefined) this.summed = combined(subtractHash, this.summed, timer);
  }

  next(): Timer | undefined {
    return this.timers.size === 0 ? undefined : this.timers.minKey();
  }

  /** The first timer of which that is true. */
  first(isMeant: (timer: Timer) => boolean): Timer | undefined {
    for (let timer = this.next(); timer !== undefined; timer = this.timers.nextHigherKey(timer))
      if (isMeant(timer)) return timer;
    return undefined;
  }

  all(): Timer[] {
    return this.timers.keysArray();
  }

  /** For digests: only the first time that they are asked for, all timers are looked at. */
  sums(): TimerSums {
    this.summed ??= sumsOf(this.all());
    return this.summed;
  }

  /** How many timers were ever added: part of a world's identity. */
  get added(): number {
    return this.nextOrder;
  }
}

/** The sums of timers that are on no agenda, or not yet. */
export function sumsOf(timers: Iterable<Timer>, others: TimerSums = noSums): TimerSums {
  let sums = others;
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

/** Due time, then insertion. */
export function inOrder(left: Timer, right: Timer): number {
  return left.dueMs - right.dueMs || left.order - right.order;
}
