import { SortedTree } from '../determinism/sortedTree.js';
import type { StorageArray } from '../engine/array.js';
import { usualStartMs } from '../store/configuration.js';
import { readMembers } from '../vocabulary/input/arguments.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { parseDuration } from '../vocabulary/units/durations.js';
import { parseMoment } from '../vocabulary/units/moments.js';
import { BaseClock } from './baseClock.js';
import type { Clock, ClockTimer, WarningOptions } from './clock.js';

/** What {@link virtualClock} takes. */
export interface VirtualClockOptions extends WarningOptions {
  /** The moment at which it begins; when left out, that of the first array that is connected to it: `createArray({ startsAt })`. */
  readonly startsAt?: string | Date | undefined;
  /** Whether time moves in `advance` only; false when left out: it moves whenever every client waits. */
  readonly manual?: boolean | undefined;
}

/** A clock of its own: see {@link virtualClock}. */
export interface VirtualClock extends Clock {
  /** Lets a span of virtual time pass, and all act whose moment comes, in order. */
  readonly advance: (span: string | number) => Promise<void>;
}

/** A clock of its own. As soon as every client waits, for a moment or a reply, time moves to the next one; nothing waits in real
 * time. At one moment arrays act first, then calls get their replies, then what waits acts in the order in which it began to.
 * @throws BadInputError naming field, value and expectation
 */
export function virtualClock(options: VirtualClockOptions = {}): VirtualClock {
  return new OwnClock(readMembers(options, ['startsAt', 'manual', 'warn'], 'virtualClock', 'an option of a clock'));
}

/** How often intervals may act while nothing else happens: a forgotten one would keep time moving for ever. */
const idleLimit = 10_000;

class OwnClock extends BaseClock implements VirtualClock {
  private readonly timers = new SortedTree<Timer, undefined>(undefined, inOrder);
  private readonly isManual: boolean;
  /** Undefined until somebody asks, or an array is connected. */
  private ownMs: number | undefined;
  private added = 0;
  /** How many timers time moves for, and how many of them are intervals. */
  private wanted = 0;
  private intervals = 0;
  private idle = { asked: -1, acted: 0 };
  private targets: { readonly dueMs: number; readonly reach: () => void }[] = [];

  constructor({ startsAt, manual = false, warn }: VirtualClockOptions) {
    super(warn);
    this.ownMs = startsAt === undefined ? undefined : parseMoment(startsAt, 'startsAt');
    this.isManual = manual;
  }

  readonly now = (): number => {
    this.ownMs ??= usualStartMs;
    for (const { nowMs } of this.allLines) if (nowMs > this.ownMs) this.ownMs = nowMs;
    return this.ownMs;
  };

  readonly run = async <Result>(client: () => Result | PromiseLike<Result>): Promise<Result> =>
    this.unlessBroken(client);

  readonly advance = async (span: string | number): Promise<void> => {
    const dueMs = this.now() + parseDuration(span, 'advance');
    if (dueMs > latestMs) refuseMoment(span);
    await new Promise<void>((reach) => {
      this.targets = [...this.targets, { dueMs, reach }].sort((one, other) => one.dueMs - other.dueMs);
      this.poke();
    });
  };

  protected override start(act: () => void, ms: number, repeats: boolean): ClockTimer {
    const timer = new Timer(act, repeats ? ms : null, (by) => {
      this.count(timer, by);
      this.poke();
    });
    this.add(timer, ms);
    this.poke();
    return timer;
  }

  protected override cancel(timer: ClockTimer): void {
    if (!Timer.isOne(timer)) return;
    if (timer.isWaiting) this.drop(timer);
    // An interval that is acting begins no more.
    timer.periodMs = null;
  }

  protected override dropTimers(): void {
    this.timers.clear();
    this.targets = [];
    this.wanted = 0;
    this.intervals = 0;
  }

  protected override welcome(array: StorageArray): void {
    this.ownMs ??= array.startsAt.getTime() + array.now;
  }

  protected override mayMove(): boolean {
    if (this.targets.length > 0) return true;
    return !this.isManual && (this.wanted > 0 || this.callsWaitedFor > 0);
  }

  protected override next(): (() => void) | undefined {
    if (this.isIdle()) return undefined;
    for (;;) {
      const timer = this.timers.minKey();
      const target = this.targets[0];
      const dueMs = Math.min(timer?.dueMs ?? never, target?.dueMs ?? never, this.nextOfArrays());
      if (dueMs === never) {
        this.tellStuck();
        return undefined;
      }
      this.moveTo(Math.max(dueMs, this.now()));
      if ([...this.allLines].some(({ hasReadyCalls }) => hasReadyCalls)) return () => {};
      if (timer !== undefined && timer.dueMs <= this.now()) return () => this.act(timer);
      if (target !== undefined && target.dueMs <= this.now()) return () => this.reach();
    }
  }

  private moveTo(ms: number): void {
    const before = this.ownMs;
    this.ownMs = ms;
    try {
      for (const line of this.allLines) line.catchUp();
    } catch (reason) {
      // A moment that an array can't come to has not come.
      this.ownMs = before;
      throw reason;
    }
  }

  private nextOfArrays(): number {
    let dueMs = never;
    for (const line of this.allLines) dueMs = Math.min(dueMs, line.nextDueMs() ?? never);
    return dueMs;
  }

  private act(timer: Timer): void {
    this.drop(timer);
    if (timer.periodMs !== null) this.add(timer, timer.periodMs);
    timer.act();
  }

  private reach(): void {
    this.targets.shift()?.reach();
  }

  private add(timer: Timer, ms: number): void {
    const dueMs = this.now() + ms;
    if (dueMs > latestMs) refuseMoment(ms);
    timer.dueMs = dueMs;
    timer.order = this.added++;
    timer.isWaiting = true;
    this.timers.set(timer, undefined);
    this.count(timer, timer.hasRef() ? 1 : 0);
  }

  private drop(timer: Timer): void {
    this.timers.delete(timer);
    timer.isWaiting = false;
    this.count(timer, timer.hasRef() ? -1 : 0);
  }

  private count(timer: Timer, by: number): void {
    this.wanted += by;
    if (timer.periodMs !== null) this.intervals += by;
  }

  /** Only intervals are left, and they do nothing that the clock could see. */
  private isIdle(): boolean {
    if (this.targets.length > 0 || this.wanted > this.intervals || this.callsWaitedFor > 0) return false;
    if (this.idle.asked !== this.asked) this.idle = { asked: this.asked, acted: 0 };
    if (++this.idle.acted < idleLimit) return false;
    this.warn(
      `nothing but setInterval has let time pass for ${idleLimit} times, and time stands still now: end it with clearInterval, or the clock with stop()`,
    );
    return true;
  }
}

const never = Number.POSITIVE_INFINITY;
/** The last moment that a Date can tell. */
const latestMs = 8.64e15;

function refuseMoment(value: string | number): never {
  return badInput({ field: 'clock', value, expected: 'a moment that a Date can tell' });
}

class Timer implements ClockTimer {
  dueMs = 0;
  /** What ties at one moment are broken by: who began to wait first. */
  order = 0;
  isWaiting = false;
  private isWanted = true;
  /** What tells a timer from what only looks like one. */
  readonly #isTimer = true;

  static readonly isOne = (value: ClockTimer): value is Timer =>
    typeof value === 'object' && #isTimer in value && value.#isTimer;

  constructor(
    readonly act: () => void,
    /** Null for one that acts once. */
    public periodMs: number | null,
    private readonly count: (by: 1 | -1) => void,
  ) {}

  ref = (): ClockTimer => this.want(true);
  unref = (): ClockTimer => this.want(false);
  hasRef = (): boolean => this.isWanted;

  private want(isWanted: boolean): ClockTimer {
    if (isWanted !== this.isWanted && this.isWaiting) this.count(isWanted ? 1 : -1);
    this.isWanted = isWanted;
    return this;
  }
}

function inOrder(left: Timer, right: Timer): number {
  return left.dueMs - right.dueMs || left.order - right.order;
}
