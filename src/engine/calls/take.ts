import { callPhase } from '../../store/callRow.js';
import { findPool, findVolume, type Reference, textOf } from '../../store/references.js';
import type { World } from '../../store/world.js';
import { badInput } from '../../vocabulary/input/badInput.js';
import { NoReplyError } from '../../vocabulary/methods/call.js';
import type { AnyReply } from '../../vocabulary/methods/replies.js';
import type { CallRequest } from '../../vocabulary/methods/request.js';
import { steps } from '../../vocabulary/steps.js';
import { type CallHandle, type CallId, none, type VolumeHandle } from '../../vocabulary/units/ids.js';
import type { CallOptions, CallProgress } from '../arrayApi.js';
import type { Engine } from '../components.js';
import { awaitCall } from '../controls/clock.js';
import { countCall } from '../faults/plan.js';
import type { Recorder } from '../history/recorder.js';
import { type Call, newCall, parkCall, parkedCall } from './call.js';
import { inBytes } from './inBytes.js';
import type { Given } from './malformation.js';
import { proceed } from './proceed.js';
import { callerOf, plainArguments, readArguments, readRequest } from './requests.js';
import { resolve } from './resolve.js';

/** Takes a call in: the method, the element and the arguments are looked up, and nothing of it is done yet.
 * @throws BadInputError for what no caller of the method could say
 */
export function start(
  engine: Engine,
  world: World,
  recorder: Recorder,
  reference: Reference,
  called: string,
  parameters: Given,
  options: CallOptions,
): Call {
  const caller = callerOf(options);
  const on = textOf(reference, 'on');
  const resolved = resolve(engine, world, called, on);
  const { method, operation } = resolved;
  const given = readArguments(method, operation.given, parameters);
  const request = readRequest(world, method, operation, on, given, caller);
  const { targetPool, malformed } = request;
  const names = targetPool !== null && malformed === null;
  const pool = names ? findPool(world, targetPool, `${method}.${operation.pool}`) : resolved.pool;
  const other = malformed === null ? otherVolume(world, request, operation.otherVolume) : none;
  if (world.trace !== undefined)
    recorder.record({ do: 'begin', method, on: request.on, parameters: plainArguments(method, given), caller });
  if (world.faults !== undefined) countCall(engine, world);
  return newCall(world, request, resolved, { pool, other });
}

/** The second volume that a call names; -1 for none. */
function otherVolume(world: World, { method, given }: CallRequest, parameter: string | null): VolumeHandle | -1 {
  const reference = parameter === null ? null : given[parameter];
  return typeof reference === 'string' ? findVolume(world, reference, `${method}.${parameter}`) : none;
}

/** Runs a call to its reply, letting time pass where it waits, and takes the reply.
 * @throws NoReplyError when no reply comes
 * @throws BadInputError when a fault holds it: there it stays
 */
export function complete(engine: Engine, world: World, recorder: Recorder, begun: Call): AnyReply {
  const { handle } = begun;
  if (world.trace !== undefined) recorder.record({ do: 'finish', call: world.codecs.call.encode(handle) });
  let call = begun;
  proceed(engine, world, call, 'to the end');
  // A call that waits is parked, since the world goes on without it.
  if (call.row.phase !== callPhase.replied && !call.parked) parkCall(world, call);
  while (call.reply === undefined) {
    awaitCall(engine, world, handle);
    call = parkedCall(engine, world, handle);
    proceed(engine, world, call, 'to the end');
  }
  const { reply, decided } = call.reply;
  if (call.parked) world.calls.remove(handle);
  if (reply === null) throw new NoReplyError(world.codecs.call.encode(handle), decided);
  return inBytes(call.operation.bytes, reply);
}

/** A call from its beginning to its reply, under faults, while somebody listens, or late in time: wholly, or not at all. */
export function invokeObserved(...[engine, world, recorder, ...call]: Parameters<typeof start>): AnyReply {
  return recorder.undertake(null, () => complete(engine, world, recorder, start(engine, world, recorder, ...call)));
}

/** @throws BadInputError for what is no call in flight */
export function callNamed(world: World, call: CallId): CallHandle {
  const handle = typeof call === 'string' ? world.codecs.call.decode(call) : undefined;
  if (handle !== undefined && world.calls.has(handle)) return handle;
  const expected = 'a call that begin() returned and finish() has not taken yet';
  return badInput({ field: 'call', value: call, expected });
}

export function progressOf(world: World, call: CallId): CallProgress {
  const { phase, step } = world.calls.read(callNamed(world, call));
  const names = ['ready', 'waiting', 'replied', 'held'] as const;
  return { call, phase: names[phase] ?? 'replied', step: steps[step] ?? 'serviceReply' };
}
