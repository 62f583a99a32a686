import type { StorageArray } from '../../engine/array.js';
import { BadInputError } from '../../vocabulary/input/badInput.js';
import { NoReplyError } from '../../vocabulary/methods/call.js';
import type { Callable } from '../../vocabulary/methods/names.js';
import type { AnyReply } from '../../vocabulary/methods/replies.js';
import type { CallId } from '../../vocabulary/units/ids.js';
import type { InFlight, NoReply } from './results.js';

/** How a call goes on that waits: virtual time passes by itself as far as it is needed, or only as the clock of the server goes. */
export type Waiting = 'lets time pass' | 'waits for time to pass';

/** A call as a client makes it. */
interface Made {
  readonly on: string;
  readonly name: Callable;
  readonly given: Readonly<Record<string, unknown>>;
  readonly caller: string;
}

/** What a call has come to; only a reply has no kind. */
export type Outcome = AnyReply | NoReply | InFlight;

/** Calls a method, and goes as far as it gets. */
export function makeCall(array: StorageArray, { on, name, given, caller }: Made, waiting: Waiting): Outcome {
  if (waiting === 'waits for time to pass') return outcomeOf(array, array.begin(on, name, given, { caller }));
  return orWithout(() => array.invoke(on, name, given, { caller }));
}

/** What a call in flight has come to, when it has gone as far as it can at this moment. */
export function outcomeOf(array: StorageArray, call: CallId): Outcome {
  while (array.progress(call).phase === 'ready') array.step(call);
  if (array.progress(call).phase !== 'replied') return { kind: 'inFlight', call };
  return orWithout(() => array.finish(call));
}

function orWithout(reply: () => AnyReply): Outcome {
  try {
    return reply();
  } catch (thrown) {
    if (thrown instanceof NoReplyError) return { kind: 'noReply', as: thrown.as };
    // A fault holds the call: it stays in flight.
    if (isHeld(thrown)) return { kind: 'inFlight', call: thrown.value };
    throw thrown;
  }
}

/** The error's value is the id of the call. */
function isHeld(thrown: unknown): thrown is BadInputError & { readonly value: CallId } {
  return thrown instanceof BadInputError && thrown.field === 'finish';
}
