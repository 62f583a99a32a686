import type { AbortSignalLike, Signal } from './signals.js';

/** What a clock can be told. */
export interface WarningOptions {
  /** Is told in a sentence why a client waits for ever, and what to do; `process.emitWarning` when left out. */
  readonly warn?: ((message: string) => void) | undefined;
}

/** What `setTimeout` and `setInterval` return. */
export interface ClockTimer {
  /** Time moves for it again. */
  readonly ref: () => ClockTimer;
  /** Time does not move for it alone: it acts when others let its moment come. */
  readonly unref: () => ClockTimer;
  /** Whether time moves for it. */
  readonly hasRef: () => boolean;
}

/** Virtual time that clients and arrays share. Its functions can be handed to a client one by one. */
export interface Clock {
  /** The present moment, in milliseconds since 1970, as `Date.now()` tells it; never behind an array that was advanced by itself. */
  readonly now: () => number;
  /** A `Date` whose present is the clock's, for clients that take one. */
  readonly Date: DateConstructor;
  /** Waits for a span of virtual time: `'15 s'`, or milliseconds.
   * @param signal gives the waiting up; the promise rejects with its reason
   * @throws BadInputError, as all that is asynchronous here by a rejection, for what is no span
   */
  readonly sleep: (span: string | number, signal?: AbortSignalLike) => Promise<void>;
  /** Acts once so many milliseconds have passed. */
  readonly setTimeout: <Given extends unknown[]>(
    act: (...given: Given) => void,
    ms?: number,
    ...given: Given
  ) => ClockTimer;
  /** Acts each time that so many milliseconds, one at least, have passed. */
  readonly setInterval: <Given extends unknown[]>(
    act: (...given: Given) => void,
    ms?: number,
    ...given: Given
  ) => ClockTimer;
  /** Ends what `setTimeout` or `setInterval` has begun; anything else is left alone. */
  readonly clearTimeout: (timer: ClockTimer | null | undefined) => void;
  /** The same as `clearTimeout`. */
  readonly clearInterval: (timer: ClockTimer | null | undefined) => void;
  /** An `AbortSignal` that aborts once a span has passed, as `AbortSignal.timeout` has it: with a TimeoutError. Time does not move
   * for it alone.
   */
  readonly timeout: (span: string | number) => Signal;
  /** Runs a client to its end; several with `Promise.all`. Under fake timers, time moves by itself meanwhile. It rejects with what
   * the client throws, and when an array's time can't go on.
   */
  readonly run: <Result>(client: () => Result | PromiseLike<Result>) => Promise<Result>;
  /** Lets time stand still until real work is done, which the clock can't see: `await clock.standStill(readFile(path))`. */
  readonly standStill: <Result>(work: PromiseLike<Result>) => Promise<Result>;
  /** Ends the clock, and time with it: what still waits will wait for ever. For the end of a test whose clients go on. */
  readonly stop: () => void;
}
