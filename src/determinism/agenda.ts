import type { Timer, TimerKind } from './timer.js';
import { TimerQueue, type TimerSums } from './timerQueue.js';

/** The timers still to come, and the numbers that break ties between them. */
export class Agenda {
  private constructor(
    private readonly timers: TimerQueue,
    private nextOrder: number,
  ) {}

  static empty(): Agenda {
    return new Agenda(TimerQueue.of(), 0);
  }

  static of(timers: Iterable<Timer>, nextOrder: number): Agenda {
    return new Agenda(TimerQueue.of(timers), nextOrder);
  }

  /** Both sides share the timers until one of them writes: O(1). */
  fork(): Agenda {
    return new Agenda(this.timers.fork(), this.nextOrder);
  }

  add(dueMs: number, kind: TimerKind, subject: number): Timer {
    const timer = this.make(dueMs, kind, subject);
    this.timers.add(timer);
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
    return this.timers.next();
  }

  /** The first timer of which that is true. */
  first(isMeant: (timer: Timer) => boolean): Timer | undefined {
    return this.timers.first(isMeant);
  }

  all(): Timer[] {
    return [...this.timers];
  }

  /** For digests: only the first time that they are asked for, all timers are looked at. */
  sums(): TimerSums {
    return this.timers.sums();
  }

  /** How many timers were ever added: part of a world's identity. */
  get added(): number {
    return this.nextOrder;
  }
}
