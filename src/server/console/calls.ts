import { StorageArray } from '../../engine/array.js';
import type { CallProgress } from '../../engine/arrayApi.js';
import { nextTimer } from '../../engine/controls/clock.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { NoReplyError } from '../../vocabulary/methods/call.js';
import { type Callable, callables } from '../../vocabulary/methods/names.js';
import type { AnyReply } from '../../vocabulary/methods/replies.js';
import type { CallHandle, CallId } from '../../vocabulary/units/ids.js';
import type { CallAnswer, CallBody, Done } from './contract.js';
import { decidedOf } from './rows.js';
import type { Universe } from './universe.js';
import { pageFields } from './views.js';

/** What a call has come to: an answer, none since it was lost, or nothing yet. */
interface Come {
  readonly call: CallId;
  readonly answer: AnyReply | NoReplyError | null;
}

/** Calls a method, as far as it gets: where time stands still it passes for the call, and where it goes by itself the call waits for it. */
export function makeCall(universe: Universe, body: CallBody): CallAnswer {
  if (universe.hosted.time.kind === 'real') return callInRealTime(universe, body);
  const { on, method, parameters = {}, caller = 'client' } = body;
  const name = methodOf(method);
  const come = universe.perform((array): Come => {
    if (!mayHold(array))
      return taken(
        () => array.invoke(on, name, parameters, { caller }),
        () => newestCall(array),
      );
    return goOn(array, array.begin(on, name, parameters, { caller }));
  });
  return answered(universe, come);
}

/** What waits goes on when its time has come; its reply is told by the events. */
function callInRealTime(universe: Universe, { on, method, parameters = {}, caller = 'client' }: CallBody): CallAnswer {
  const { step } = universe.summary();
  const reply = universe.hosted.call(on, methodOf(method), parameters, caller);
  const call = newestCall(universe.array);
  if (!(reply instanceof Promise) && !('kind' in reply)) return answered(universe, { call, answer: reply });
  const [last] = universe.history(step + 1, 1);
  const isLost = !(reply instanceof Promise);
  return { call, inFlight: !isLost, reply: null, decided: (isLost && last?.decided) || null, ...doneIn(universe) };
}

/** @throws BadInputError */
export function beginCall(universe: Universe, { on, method, parameters = {}, caller = 'client' }: CallBody): CallId {
  return universe.perform((array) => array.begin(on, methodOf(method), parameters, { caller }));
}

/** Does the next step of a call. */
export function stepCall(universe: Universe, call: CallId): CallProgress {
  return universe.perform((array) => array.step(call));
}

/** Runs a call to its reply, as far as it gets. */
export function finishCall(universe: Universe, call: CallId): CallAnswer {
  const isReal = universe.hosted.time.kind === 'real';
  return answered(
    universe,
    universe.perform((array) => goOn(array, call, isReal)),
  );
}

/** By steps, so that a hold ends nothing, and a scenario can say the same.
 * @param waits whether it is left where time has to pass
 */
function goOn(array: StorageArray, call: CallId, waits = false): Come {
  for (let { phase } = array.progress(call); ; { phase } = array.progress(call)) {
    if (phase === 'replied')
      return taken(
        () => array.finish(call),
        () => call,
      );
    if (phase === 'held' || (phase === 'waiting' && waits)) return { call, answer: null };
    if (phase === 'ready') array.step(call);
    else passToTimer(array);
  }
}

/** Lets time pass until the next timer is due; what waits has one. */
function passToTimer(array: StorageArray): void {
  const world = StorageArray.worldOf(array);
  const timer = nextTimer(world);
  if (timer === undefined) throw new Error('a call waits for a timer, and there is none');
  array.advance(timer.dueMs - world.nowMs);
}

function taken(take: () => AnyReply, callOf: () => CallId): Come {
  try {
    const answer = take();
    return { call: callOf(), answer };
  } catch (thrown) {
    if (thrown instanceof NoReplyError) return { call: thrown.call, answer: thrown };
    throw thrown;
  }
}

function newestCall(array: StorageArray): CallId {
  const { calls, codecs } = StorageArray.worldOf(array);
  // Handles are given out in order.
  return codecs.call.encode((calls.length - 1) as CallHandle);
}

/** Whether a fault of the plan may hold calls. */
function mayHold(array: StorageArray): boolean {
  const { faults } = StorageArray.worldOf(array);
  if (faults === undefined) return false;
  return [...faults.planState.faults].some(({ fault }) =>
    fault.effects.some(({ kind }) => kind === 'hold' || kind === 'callback'),
  );
}

function answered(universe: Universe, { call, answer }: Come): CallAnswer {
  const decided = answer === null ? null : decidedOf(answer);
  if (decided !== null) universe.amend({ decided });
  const reply = answer === null || answer instanceof NoReplyError ? null : pageFields(answer);
  return { call, inFlight: answer === null, reply, decided, ...doneIn(universe) };
}

/** What every command answers that changes a universe. */
export function doneIn(universe: Universe): Done {
  const { step, time, hash } = universe.summary();
  return { step, nowMs: time.nowMs, hash };
}

/** @throws BadInputError for what can't be called */
function methodOf(method: string): Callable {
  const among: readonly string[] = callables;
  if (!among.includes(method))
    badInput({ field: 'body.method', value: method, expected: 'a method that arraysim knows', among: [...among] });
  return method as Callable;
}
