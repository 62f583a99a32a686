import { StorageArray } from '../engine/array.js';
import type { CallOptions } from '../engine/arrayApi.js';
import { nextTimer } from '../engine/controls/clock.js';
import type { Reference } from '../store/references.js';
import type { Callable } from '../vocabulary/methods/names.js';
import type { AnyReply, ParametersFor } from '../vocabulary/methods/replies.js';
import type { CallId } from '../vocabulary/units/ids.js';
import type { PortLine } from './portLine.js';
import { type AbortSignalLike, unlessAborted } from './signals.js';

/** What a line needs of its clock. */
interface LineClock {
  /** In milliseconds since 1970. */
  readonly now: () => number;
  /** A call is in flight, or is no longer. */
  readonly poke: () => void;
  /** Time has moved, or a call was made. */
  readonly endStandstill: () => void;
  /** Something is read: a promise when the answer has to wait, so that others can run. */
  readonly noteRead: (what: string) => Promise<void> | undefined;
}

/** What waits for the reply of a call in flight. */
interface Waiting {
  readonly keep: (reply: AnyReply) => void;
  readonly fail: (reason: unknown) => void;
}

/** An array on a clock: brings its time up to the clock's, and the calls in flight to their replies. */
export class Line implements PortLine {
  /** Those that somebody waits for; of one that was given up the reply is taken all the same. */
  private readonly inFlight = new Map<CallId, Waiting>();
  private ready: CallId[] = [];
  /** How many of them somebody waits for. */
  callsWaitedFor = 0;
  /** When the array's time began, on the clock. */
  private readonly beganMs: number;

  constructor(
    readonly array: StorageArray,
    private readonly clock: LineClock,
  ) {
    this.beganMs = clock.now() - array.now;
    StorageArray.bindToClock(array);
    array.on('callReady', ({ call }) => this.noteReady(call));
    // Also of a call that has waited for the answer that it has now.
    array.on('call', ({ call }) => this.noteReady(call));
  }

  /** The array's own time, on the clock. */
  get nowMs(): number {
    return this.beganMs + this.array.now;
  }

  /** Whether a call can go on, which it does as soon as whoever runs now waits. */
  get hasReadyCalls(): boolean {
    return this.ready.length > 0;
  }

  /** When something happens on the array that may let a call go on; undefined when nothing is to come, or nobody waits for it. */
  nextDueMs(): number | undefined {
    if (this.inFlight.size === 0) return undefined;
    const timer = nextTimer(StorageArray.worldOf(this.array));
    return timer && this.beganMs + timer.dueMs;
  }

  /** Lets the array's time pass up to the clock's. */
  catchUp(): void {
    const nowMs = this.clock.now();
    const ms = nowMs - this.nowMs;
    if (ms > 0) this.clock.endStandstill();
    if (ms > 0 || (this.nextDueMs() ?? Number.POSITIVE_INFINITY) <= nowMs) this.array.advance(Math.max(ms, 0));
  }

  /** Calls a method; the promise is kept at the virtual moment of the reply.
   * @throws BadInputError for what no caller of the method could say
   */
  call<Name extends Callable>(
    on: Reference,
    method: Name,
    parameters: ParametersFor<Name> | undefined,
    options: CallOptions,
    signal: AbortSignalLike | undefined,
  ): Promise<AnyReply> {
    return unlessAborted(signal, (keep, fail) => {
      this.catchUp();
      this.clock.endStandstill();
      const call = this.array.begin(on, method, parameters, options);
      this.inFlight.set(call, { keep, fail });
      this.callsWaitedFor++;
      this.proceed(call);
      return () => {
        this.callsWaitedFor--;
        this.inFlight.set(call, givenUp);
      };
    });
  }

  /** Looks at the array as it is now. */
  async look<Result>(what: string, act: () => Result): Promise<Result> {
    const turn = this.clock.noteRead(what);
    if (turn !== undefined) await turn;
    return this.change(what, act);
  }

  /** Changes the array as it is now. */
  async change<Result>(_what: string, act: () => Result): Promise<Result> {
    this.catchUp();
    return act();
  }

  /** Time can't go on: whoever waits for a reply is told why.
   * @returns whether anybody did
   */
  breakDown(reason: unknown): boolean {
    const waiting = [...this.inFlight.values()].filter((one) => one !== givenUp);
    this.inFlight.clear();
    this.callsWaitedFor = 0;
    for (const { fail } of waiting) fail(reason);
    return waiting.length > 0;
  }

  /** While the array is being told of, it can't be changed: calls go on right after. */
  private noteReady(call: CallId): void {
    if (!this.inFlight.has(call)) return;
    if (this.ready.length === 0) void Promise.resolve().then(() => this.proceedAll());
    this.ready.push(call);
  }

  private proceedAll(): void {
    for (const call of this.ready.splice(0)) this.proceed(call);
  }

  private proceed(call: CallId): void {
    const waiting = this.inFlight.get(call);
    // One that was answered at once tells of its end, too.
    if (waiting === undefined) return;
    try {
      let { phase } = this.array.progress(call);
      while (phase === 'ready') ({ phase } = this.array.step(call));
      if (phase === 'replied') this.settle(call, waiting).keep(this.array.finish(call));
    } catch (reason) {
      // No reply, or a function of a fault plan that throws: either is the caller's to know.
      this.settle(call, waiting).fail(reason);
    }
    this.clock.poke();
  }

  private settle(call: CallId, waiting: Waiting): Waiting {
    if (this.inFlight.delete(call) && waiting !== givenUp) this.callsWaitedFor--;
    return waiting;
  }
}

/** Nobody waits any more. */
const givenUp: Waiting = { keep: () => {}, fail: () => {} };
