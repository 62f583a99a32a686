import { nextTurn } from '../../client/hop.js';
import { StoragePort } from '../../client/port.js';
import type { PortLine } from '../../client/portLine.js';
import { unlessAborted } from '../../client/signals.js';
import type { StorageArray } from '../../engine/array.js';
import { textOf } from '../../store/references.js';
import { BadInputError, badInput, readPlain } from '../../vocabulary/input/badInput.js';
import { ExploredClock } from './clock.js';
import { copyOf, type Ending, type Outcome, type Request, textOfValue } from './request.js';

/** A client: it gets a port to the array as `connect` makes it, and asks all that it wants to know through it. */
export type Client = (client: StoragePort) => unknown;

/** What a request waits with. */
interface Waiting {
  request: Request;
  readonly keep: (value: unknown) => void;
  readonly fail: (reason: unknown) => void;
}

/** A client that runs from its beginning, and is answered what it is told to be answered. */
export class Run {
  readonly clock: ExploredClock;
  /** What it has come to; null as long as it goes on. */
  ending: Ending | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;
  private refusal: BadInputError | undefined;
  /** The array that is looked at now, if any is. */
  private shown: StorageArray | undefined;

  constructor(
    private readonly name: string,
    startMs: number,
  ) {
    this.clock = new ExploredClock({ wait: (ms, act) => this.wait(ms, act), refuse: (value) => this.refuse(value) });
    this.clock.nowMs = startMs;
  }

  /** What it waits for, in the order in which it asked. */
  get pending(): readonly Request[] {
    return [...this.waiting.values()].map(({ request }) => request);
  }

  /** Lets it go up to where it waits. */
  begin(client: Client): Promise<void> {
    const end = (ending: Ending) => {
      this.ending = ending;
    };
    const port = new StoragePort(this.clock, this.line());
    // Also what it throws before its first await is a rejection.
    void (async () => client(port))().then(
      (value) => end({ kind: 'returned', value }),
      (error: unknown) => end({ kind: 'threw', error }),
    );
    return this.untilItWaits();
  }

  /** Answers a request, and lets it go up to where it waits again. */
  answer(number: number, outcome: Outcome): Promise<void> {
    const waiting = this.waiting.get(number);
    if (waiting === undefined) throw new Error(`client '${this.name}' does not wait for answer ${number}`);
    this.waiting.delete(number);
    if (outcome.kind === 'value') waiting.keep(copyOf(outcome.value));
    else waiting.fail(outcome.error);
    return this.untilItWaits();
  }

  private async untilItWaits(): Promise<void> {
    await new Promise<void>(nextTurn);
    if (this.refusal !== undefined) throw this.refusal;
    if (this.ending === null && this.waiting.size === 0)
      badInput({
        field: `clients.${this.name}`,
        value: `what it awaits after ${this.asked} requests`,
        expected: 'a client that awaits nothing but its port and the clock of its port',
      });
  }

  private line(): PortLine {
    const run = this;
    return {
      get array() {
        return run.shown ?? run.refuse('the array itself');
      },
      call: async (on, method, parameters, { caller = run.name }, signal) => {
        const element = textOf(on, 'on');
        // Begun later: whatever the client does to its own objects meanwhile makes no difference.
        const given = readPlain(parameters ?? {}, method) as Readonly<Record<string, unknown>>;
        const text = `${method} of '${element}' with ${textOfValue(given)}`;
        return unlessAborted(signal, (keep, fail) => {
          const one = { kind: 'call', text, on: element, method, parameters: given, caller } as const;
          // What is kept is what a call is answered.
          return this.ask(one, keep as (value: unknown) => void, fail);
        });
      },
      look: (what, act) => this.askAtOnce('look', what, act),
      change: (what, act) => this.askAtOnce('change', what, act),
    };
  }

  private askAtOnce<Result>(kind: 'look' | 'change', text: string, act: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      const on = (array: StorageArray) => {
        this.shown = array;
        try {
          return act();
        } finally {
          this.shown = undefined;
        }
      };
      // What is kept is what the act has come to.
      this.ask({ kind, text, act: on }, resolve as (value: unknown) => void, reject);
    });
  }

  /** @returns gives it up */
  private ask(asked: Unnumbered, keep: Waiting['keep'], fail: Waiting['fail']): () => void {
    const number = ++this.asked;
    this.waiting.set(number, { request: { ...asked, number }, keep, fail });
    return () => {
      this.waiting.delete(number);
    };
  }

  private wait(ms: number, act: () => void): { readonly end: () => void; readonly want: (is: boolean) => void } {
    const wait = { kind: 'wait', text: `${ms} ms`, ms, isWanted: true } as const;
    const end = this.ask(wait, act, () => {});
    const number = this.asked;
    const want = (isWanted: boolean) => {
      const waiting = this.waiting.get(number);
      if (waiting?.request.kind === 'wait') waiting.request = { ...waiting.request, isWanted };
    };
    return { end, want };
  }

  /** Also a client that catches what it is told is refused. */
  private refuse(value: string): never {
    const expected =
      'a client that asks the array that is explored, and through its port, so that others may come in between';
    this.refusal = new BadInputError({ field: `clients.${this.name}`, value, expected });
    throw this.refusal;
  }
}

type WithoutNumber<One> = One extends unknown ? Omit<One, 'number'> : never;
type Unnumbered = WithoutNumber<Request>;
