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

/** The timers still to come, in a total order: due time, then insertion. */
export class Agenda {
  private constructor(
    private readonly timers: SortedTree<Timer, undefined>,
    private nextOrder: number,
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
    return new Agenda(this.timers.clone(), this.nextOrder);
  }

  add(dueMs: number, kind: TimerKind, subject: number): Timer {
    const timer = this.make(dueMs, kind, subject);
    this.timers.set(timer, undefined);
    return timer;
  }

  /** A timer that takes its turn in the order without being on the agenda: the code that keeps it brings it up in time. */
  make(dueMs: number, kind: TimerKind, subject: number): Timer {
    return { dueMs, order: this.nextOrder++, kind, subject };
  }

  /** @throws when the timer is not on the agenda: a caller that cancels a timer must still hold a live one */
  cancel(timer: Timer): void {
    if (!this.timers.delete(timer)) throw new Error(`no timer ${timer.kind} #${timer.order} on the agenda`);
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

  /** How many timers were ever added: part of a world's identity. */
  get added(): number {
    return this.nextOrder;
  }
}

/** Due time, then insertion. */
export function inOrder(left: Timer, right: Timer): number {
  return left.dueMs - right.dueMs || left.order - right.order;
}
