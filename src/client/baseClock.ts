import type { StorageArray } from '../engine/array.js';
import { demandArray } from '../engine/demandArray.js';
import { demandFunction } from '../vocabulary/input/arguments.js';
import { badInput } from '../vocabulary/input/badInput.js';
import { parseDuration } from '../vocabulary/units/durations.js';
import type { Clock, ClockTimer } from './clock.js';
import { nextTurn } from './hop.js';
import { Line } from './line.js';
import { type AbortSignalLike, type Signal, unlessAborted } from './signals.js';
import { Standstill } from './standstill.js';

/** What all clocks have in common: who waits, and when time may move. */
export abstract class BaseClock implements Clock {
  private readonly lines = new Map<StorageArray, Line>();
  /** What rejects each promise that waits for a moment. */
  private readonly waiting = new Set<(reason: unknown) => void>();
  private readonly standstill: Standstill;
  private standingStill = 0;
  private isLooking = false;
  private activity = 0;
  /** Somebody may have run since the last look, and may go on in the next turn by a turn of its own. */
  private isFresh = false;
  private isStopped = false;
  private lastTold = '';

  /** What tells a clock from what only looks like one. */
  readonly #isClock = true;

  static readonly isOne = (value: unknown): value is BaseClock =>
    typeof value === 'object' && value !== null && #isClock in value && value.#isClock;

  protected constructor(protected readonly warn: (message: string) => void = warnByProcess) {
    this.standstill = new Standstill(warn);
  }

  abstract readonly now: () => number;

  readonly Date: DateConstructor = dateOf(() => this.now());

  readonly sleep = async (span: string | number, signal?: AbortSignalLike): Promise<void> => {
    const ms = spanOf(span, 'sleep');
    return unlessAborted<void>(signal, (keep, fail) => {
      const done = () => this.waiting.delete(failed);
      const timer = this.start(
        () => {
          done();
          keep();
        },
        ms,
        false,
      );
      const failed = (reason: unknown) => {
        this.cancel(timer);
        fail(reason);
      };
      this.waiting.add(failed);
      return () => {
        done();
        this.cancel(timer);
      };
    });
  };

  readonly setTimeout = <Given extends unknown[]>(
    act: (...given: Given) => void,
    ms = 0,
    ...given: Given
  ): ClockTimer => this.begin(act, delayOf(ms), false, given);

  readonly setInterval = <Given extends unknown[]>(
    act: (...given: Given) => void,
    ms = 0,
    ...given: Given
  ): ClockTimer => this.begin(act, Math.max(delayOf(ms), 1), true, given);

  readonly clearTimeout = (timer: ClockTimer | null | undefined): void => {
    if (timer != null) this.cancel(timer);
  };

  readonly clearInterval = this.clearTimeout;

  readonly timeout = (span: string | number): Signal => {
    const controller = new AbortController();
    const message = `${typeof span === 'number' ? `${span} ms` : span} have passed`;
    const abort = () => controller.abort(new DOMException(message, 'TimeoutError'));
    this.start(abort, spanOf(span, 'timeout'), false).unref();
    return controller.signal;
  };

  abstract readonly run: <Result>(client: () => Result | PromiseLike<Result>) => Promise<Result>;

  readonly standStill = async <Result>(work: PromiseLike<Result>): Promise<Result> => {
    this.standingStill++;
    try {
      return await work;
    } finally {
      this.standingStill--;
      this.poke();
    }
  };

  readonly stop = (): void => {
    this.isStopped = true;
    this.waiting.clear();
    this.dropTimers();
  };

  /** The array's line to this clock; the same one, however often it is asked for.
   * @throws BadInputError when the array is on another clock
   */
  lineOf(array: StorageArray): Line {
    demandArray(array, 'connect.array');
    const known = this.lines.get(array);
    if (known !== undefined) return known;
    if (taken.has(array))
      badInput({ field: 'connect.clock', value: 'another', expected: 'the clock that the array is on already' });
    taken.add(array);
    this.welcome(array);
    const line = new Line(array, {
      now: this.now,
      poke: () => this.poke(),
      endStandstill: () => this.standstill.end(),
      noteRead: (what) => (this.standstill.note(what, new Date(this.now())) ? new Promise(nextTurn) : undefined),
    });
    this.lines.set(array, line);
    return line;
  }

  /** Begins a timer. */
  protected abstract start(act: () => void, ms: number, repeats: boolean): ClockTimer;
  /** Ends one, unless it has ended. */
  protected abstract cancel(timer: ClockTimer): void;
  protected abstract dropTimers(): void;
  /** Before the first look at an array's time. */
  protected abstract welcome(array: StorageArray): void;
  /** Whether somebody waits for time to move. */
  protected abstract mayMove(): boolean;
  /** Lets time pass to the next moment at which something happens.
   * @returns what happens then; undefined when nothing is to come
   */
  protected abstract next(): (() => void) | undefined;

  protected get allLines(): IterableIterator<Line> {
    return this.lines.values();
  }

  /** How many calls are in flight that somebody waits for. */
  protected get callsWaitedFor(): number {
    let calls = 0;
    for (const line of this.allLines) calls += line.callsWaitedFor;
    return calls;
  }

  /** Something was asked of the clock: time may have to move, as soon as nobody can run. */
  protected poke(): void {
    this.activity++;
    this.isFresh = true;
    if (this.isLooking || this.isStopped) return;
    this.isLooking = true;
    nextTurn(this.look);
  }

  /** How much was asked of the clock so far. */
  protected get asked(): number {
    return this.activity;
  }

  private begin<Given extends unknown[]>(
    act: (...given: Given) => void,
    ms: number,
    repeats: boolean,
    given: Given,
  ): ClockTimer {
    demandFunction(act, repeats ? 'setInterval' : 'setTimeout', 'a function that is called then');
    return this.start(() => act(...given), ms, repeats);
  }

  /** What a client comes to, unless an array's time can't go on. */
  protected async unlessBroken<Result>(client: () => Result | PromiseLike<Result>): Promise<Result> {
    demandFunction(client, 'run', 'a function: what the client does');
    let failed = (_reason: unknown) => {};
    const broken = new Promise<never>((_, reject) => {
      failed = reject;
    });
    this.waiting.add(failed);
    try {
      return await Promise.race([client(), broken]);
    } finally {
      this.waiting.delete(failed);
    }
  }

  /** An array's time can't go on, such as that of one whose fault plan throws: all who wait are told why.
   * @throws the reason, where nobody waits
   */
  protected breakDown(reason: unknown): void {
    const waiting = [...this.waiting];
    this.waiting.clear();
    for (const fail of waiting) fail(reason);
    const isTold = [...this.allLines].filter((line) => line.breakDown(reason)).length > 0;
    if (!isTold && waiting.length === 0) throw reason;
  }

  /** Nothing is to come: where a fault holds a call, somebody has to let it go on. Each is told once. */
  protected tellStuck(): void {
    const tags = [...this.allLines].flatMap(({ array }) => array.faults.held());
    const release = [...new Set(tags)].map((tag) => `array.faults.release('${tag}')`).join(' or ');
    if (release !== '' && release !== this.lastTold)
      this.warn(`every client waits, a fault holds a call, and nothing is to come that lets it go on: ${release} does`);
    this.lastTold = release;
  }

  private readonly look = (): void => {
    if (this.isFresh) {
      this.isFresh = false;
      nextTurn(this.look);
      return;
    }
    const act = this.standingStill === 0 && !this.isStopped && this.mayMove() ? this.nextOrFail() : undefined;
    if (act === undefined) {
      this.isLooking = false;
      return;
    }
    // Before it acts, since that may throw.
    nextTurn(this.look);
    this.isFresh = true;
    act();
  };

  private nextOrFail(): (() => void) | undefined {
    try {
      return this.next();
    } catch (reason) {
      this.isLooking = false;
      this.breakDown(reason);
      return undefined;
    }
  }
}

/** Arrays that are on a clock: two would pull them to and fro. */
const taken = new WeakSet<StorageArray>();

function warnByProcess(message: string): void {
  process.emitWarning(message, { type: 'ArraysimWarning', code: 'ARRAYSIM_TIME_STANDS_STILL' });
}

/** As `setTimeout` takes it: what is no number counts as 0. */
function delayOf(ms: number): number {
  return Number.isFinite(ms) ? Math.max(0, Math.ceil(ms)) : 0;
}

/** Milliseconds of a computed back-off may be broken ones. */
function spanOf(span: string | number, field: string): number {
  return parseDuration(typeof span === 'number' && Number.isFinite(span) ? Math.ceil(span) : span, field);
}

function dateOf(now: () => number): DateConstructor {
  return class extends Date {
    constructor(...given: readonly unknown[]) {
      // What was given is for Date to judge.
      if (given.length === 0) super(now());
      else super(...(given as [string]));
    }

    static override now(): number {
      return now();
    }
  } as DateConstructor; // but for Date() without `new`, which gives a text
}
