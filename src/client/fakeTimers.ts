import type { StorageArray } from '../engine/array.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { memberOf } from '../vocabulary/input/plain.js';
import { BaseClock } from './baseClock.js';
import type { Clock, ClockTimer, WarningOptions } from './clock.js';
import type { Line } from './line.js';

/** Of `vi` of vitest, or `jest` of Jest, what is needed here. */
export interface TestRunner {
  /** Lets time pass to the next timer, and runs it. */
  readonly advanceTimersToNextTimer: () => unknown;
  /** How many timers wait. */
  readonly getTimerCount: () => number;
}

/** Of a clock of @sinonjs/fake-timers, what is needed here. */
export interface SinonClock {
  /** The present, in milliseconds since 1970. */
  readonly now: number;
  /** Lets time pass to the next timer, and runs it. */
  readonly next: () => unknown;
  /** How many timers wait. */
  readonly countTimers: () => number;
  /** Begins a timer. */
  readonly setTimeout: (act: () => void, ms: number) => unknown;
  /** Begins one that repeats. */
  readonly setInterval: (act: () => void, ms: number) => unknown;
  /** Ends either. */
  readonly clearTimeout: (timer: never) => void;
}

/** A clock that is the fake timers' own: what a client does with the global `setTimeout` and `Date` and what arrays do is on one
 * time. It moves when the test moves it (`await vi.advanceTimersByTimeAsync(15_000)`), and by itself, as soon as every client waits,
 * while `run` runs a client.
 *
 * Arrays follow when something is asked of them through their port, and at the end of each step of `run`. Their moment is that of
 * the fake `Date`: `vi.useFakeTimers({ now: array.startsAt })` lets both tell the same.
 * @param timers `vi`, `jest`, or a clock of @sinonjs/fake-timers, in use already
 * @throws BadInputError when fake timers are not in use
 */
export function fakeTimers(timers: TestRunner | SinonClock, options: WarningOptions = {}): Clock {
  return new FakeTimersClock(isSinonClock(timers) ? timers : runnersClock(timers), options);
}

function isSinonClock(timers: TestRunner | SinonClock): timers is SinonClock {
  return hasFunctions(timers, ['next', 'countTimers', 'setTimeout', 'setInterval', 'clearTimeout']);
}

/** The global timers are the runner's fakes: looked up each time, since tests put them there and take them away. */
function runnersClock(runner: TestRunner): SinonClock {
  if (!hasFunctions(runner, ['advanceTimersToNextTimer', 'getTimerCount'])) {
    badInput({ field: 'fakeTimers', value: runner, expected: 'vi, jest, or a clock of @sinonjs/fake-timers' });
  }
  demandFakes();
  return {
    get now() {
      demandFakes();
      return Date.now();
    },
    next: () => runner.advanceTimersToNextTimer(),
    countTimers: () => runner.getTimerCount(),
    setTimeout: (act, ms) => globalThis.setTimeout(act, ms),
    setInterval: (act, ms) => globalThis.setInterval(act, ms),
    clearTimeout: (timer) => globalThis.clearTimeout(timer),
  };
}

/** Both setTimeout and Date have to be fakes: one without the other tells no time. */
function demandFakes(): void {
  if ('clock' in globalThis.setTimeout && globalThis.Date !== realDate) return;
  badInput({
    field: 'fakeTimers',
    value: 'real timers',
    expected: 'fake ones, with Date: call useFakeTimers() before',
  });
}

const realDate = globalThis.Date;

function hasFunctions(value: unknown, names: readonly string[]): boolean {
  return names.every((name) => typeof memberOf(value, name) === 'function');
}

class FakeTimersClock extends BaseClock {
  /** Clients that `run` runs. */
  private running = 0;
  /** What wakes each array when something is to happen there that a call waits for. */
  private readonly alarms = new Map<Line, { readonly dueMs: number; readonly timer: unknown }>();

  constructor(
    private readonly fake: SinonClock,
    { warn }: WarningOptions,
  ) {
    super(warn);
  }

  readonly now = (): number => this.fake.now;

  readonly run = async <Result>(client: () => Result | PromiseLike<Result>): Promise<Result> => {
    this.running++;
    this.poke();
    try {
      return await this.unlessBroken(client);
    } finally {
      this.running--;
    }
  };

  protected override start(act: () => void, ms: number, repeats: boolean): ClockTimer {
    const timer = repeats ? this.fake.setInterval(act, ms) : this.fake.setTimeout(act, ms);
    this.poke();
    return new FakeTimer(timer);
  }

  protected override cancel(timer: ClockTimer): void {
    if (timer instanceof FakeTimer) this.clear(timer.fake);
  }

  protected override dropTimers(): void {
    for (const { timer } of this.alarms.values()) this.clear(timer);
    this.alarms.clear();
  }

  protected override welcome(_array: StorageArray): void {}

  protected override mayMove(): boolean {
    return this.running > 0;
  }

  protected override next(): () => void {
    return () => {
      // Without a timer a client waits for something real: it is looked for again in the next turn.
      if (this.fake.countTimers() > 0) this.fake.next();
      else if (this.callsWaitedFor > 0) this.tellStuck();
      for (const line of this.allLines) this.catchUp(line);
    };
  }

  protected override poke(): void {
    for (const line of this.allLines) this.setAlarm(line);
    super.poke();
  }

  private setAlarm(line: Line): void {
    const set = this.alarms.get(line);
    const dueMs = line.nextDueMs();
    if (set?.dueMs === dueMs) return;
    if (set !== undefined) this.clear(set.timer);
    this.alarms.delete(line);
    if (dueMs === undefined) return;
    const ring = () => {
      this.alarms.delete(line);
      this.catchUp(line);
      this.setAlarm(line);
    };
    this.alarms.set(line, { dueMs, timer: this.fake.setTimeout(ring, Math.max(0, dueMs - this.now())) });
  }

  private catchUp(line: Line): void {
    try {
      line.catchUp();
    } catch (reason) {
      this.breakDown(reason);
    }
  }

  private clear(timer: unknown): void {
    // It is one of those that the same clock gave.
    this.fake.clearTimeout(timer as never);
  }
}

/** Fake timers have no process to keep alive. */
class FakeTimer implements ClockTimer {
  private isWanted = true;

  constructor(readonly fake: unknown) {}

  ref = (): ClockTimer => this.want(true);
  unref = (): ClockTimer => this.want(false);
  hasRef = (): boolean => this.isWanted;

  private want(isWanted: boolean): ClockTimer {
    this.isWanted = isWanted;
    return this;
  }
}
