import type { Action } from '../conformance/subject/action.js';
import type { Call } from '../conformance/subject/call.js';
import type { StorageArray } from '../engine/array.js';
import { perform } from '../engine/history/perform.js';
import type { AnyReply } from '../vocabulary/methods/replies.js';
import type { CallId } from '../vocabulary/units/ids.js';
import { carryOut } from './actions.js';
import { argumentsOf } from './calls.js';
import { usualCaller } from './fixtures.js';

/** Calls and actions that an array has in flight at once, which go on in turns. */
export class InFlight {
  private constructor(
    readonly array: StorageArray,
    /** What was begun: the id of a call; an action, which is done as a whole when it has its first turn. */
    private readonly begun: readonly (CallId | Action)[],
    /** Of each action that had its turn, whether it was done. */
    private readonly done: Map<number, boolean>,
  ) {}

  static begin(array: StorageArray, calls: readonly (Call | Action)[]): InFlight {
    const begun = calls.map((one) => {
      if ('do' in one) return one;
      const { method, on, caller = usualCaller } = one;
      return perform(array, { do: 'begin', on, method, parameters: argumentsOf(method, one.with), caller });
    });
    return new InFlight(array, begun, new Map());
  }

  /** The same as it is now, to go on by itself. */
  fork(): InFlight {
    return new InFlight(this.array.fork(), this.begun, new Map(this.done));
  }

  /** The call at a place; undefined for an action. */
  callAt(at: number): CallId | undefined {
    const one = this.begun[at];
    return typeof one === 'string' ? one : undefined;
  }

  /** Whether a turn would change anything: not of what is over, waits or is held. */
  canGoOn(at: number): boolean {
    const call = this.callAt(at);
    return call === undefined ? !this.done.has(at) : this.array.progress(call).phase === 'ready';
  }

  /** The next step of a call; an action as a whole. */
  turn(at: number): void {
    const one = this.begun[at];
    if (one === undefined) return;
    if (typeof one === 'string') perform(this.array, { do: 'step', call: one });
    else if (!this.done.has(at)) this.done.set(at, carryOut(this.array, one));
  }

  /** Takes the reply of a call, which goes on to its end before; of an action, which is done if it had no turn, whether it was done.
   * @throws NoReplyError of a call whose reply was lost
   * @throws BadInputError of one that a fault holds
   */
  finish(at: number): AnyReply | boolean {
    const call = this.callAt(at);
    if (call !== undefined) return perform(this.array, { do: 'finish', call });
    this.turn(at);
    return this.done.get(at) === true;
  }

  /** A text that stands for what has happened so far and all that may come of it: equal texts, equal ends. */
  fingerprint(): string {
    return `${this.array.digest('identity')} ${JSON.stringify([...this.done].sort())}`;
  }
}
