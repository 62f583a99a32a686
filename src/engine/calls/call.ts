import type { CompiledOperation } from '../../operations/compile.js';
import type { CallInFlight } from '../../operations/facts/call.js';
import { accountHeld } from '../../operations/facts/callers.js';
import { compiledUnmodelled } from '../../operations/unmodelled.js';
import { type CallRow, callPhase } from '../../store/callRow.js';
import type { World } from '../../store/world.js';
import type { Out } from '../../vocabulary/methods/call.js';
import { isAnswered } from '../../vocabulary/methods/index.js';
import type { CallReply, CallRequest } from '../../vocabulary/methods/request.js';
import { type CallHandle, type CallId, none } from '../../vocabulary/units/ids.js';
import { type Engine, operationOf } from '../components.js';
import type { Resolved } from './resolve.js';

/** A call in flight. Its cells are its own until it is parked in the world; most calls end before that. */
export interface Call extends CallInFlight {
  readonly operation: CompiledOperation;
  readonly parked: boolean;
  /** What a method that only asks has found out. */
  out: Out | undefined;
  /** Set once it has replied. */
  reply: CallReply | undefined;
}

/** A fresh call; nothing of it has been done yet.
 * @param named the pool that it is called on or names, and the second volume that it names
 */
export function newCall(
  world: World,
  request: CallRequest,
  { operation, index, volume }: Resolved,
  { pool, other }: Pick<CallRow, 'pool' | 'other'>,
): Call {
  const row = {
    phase: callPhase.ready,
    step: 0,
    paid: 0,
    verdict: none,
    method: index,
    volume,
    other,
    pool,
    account: none,
    session: none,
    loggedIn: 0,
    connected: 0,
    operating: 0,
    beganAt: world.revision,
    made: none,
    job: none,
    done: 0,
    tookMs: 0,
  } satisfies CallRow;
  const handle = world.calls.reserve();
  return { handle, operation, row, request, parked: false, out: undefined, reply: undefined };
}

/** Puts a call into the world, where it stays while others run, and is forked and saved like everything else.
 * @returns its id
 */
export function parkCall(world: World, { handle, row, request, out }: Call): CallId {
  world.calls.place(handle, { request, ...(out && { out }) });
  Object.assign(world.calls.edit(handle), row);
  countSession(world, row, 1);
  return world.codecs.call.encode(handle);
}

/** A parked call begins or ends to hold a session of its account. Calls that nobody else meets are not counted. */
export function countSession(world: World, row: Readonly<CallRow>, by: 1 | -1): void {
  const account = accountHeld(row, world.settings);
  if (account !== none) world.accounts.edit(account).sessions += by;
}

/** A parked call, good until the world is forked. */
export function parkedCall(engine: Engine, world: World, handle: CallHandle): Call {
  return callIn(engine, world, handle, world.calls.edit(handle));
}

/** A parked call that is only looked at: its row is not to be written. */
export function parkedCallToSee(engine: Engine, world: World, handle: CallHandle): Call {
  return callIn(engine, world, handle, world.calls.read(handle));
}

function callIn(engine: Engine, world: World, handle: CallHandle, row: CallRow): Call {
  const { request, out, reply } = world.calls.payload(handle);
  const operation = isAnswered(request.method)
    ? operationOf(engine, world, row.method)
    : compiledUnmodelled(request.method, world.configuration.version);
  return { handle, operation, row, request, parked: true, out, reply };
}

/** Keeps what a call has found out, or its reply, where the world has the call. */
export function keepPayload(world: World, { handle, request, parked, out, reply }: Call): void {
  if (parked) world.calls.setPayload(handle, { request, ...(out && { out }), ...(reply && { reply }) });
}
