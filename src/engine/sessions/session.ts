import { usesOpenSession } from '../../operations/facts/sessions.js';
import type { CallRow } from '../../store/callRow.js';
import type { World } from '../../store/world.js';
import type { CallRequest } from '../../vocabulary/methods/request.js';
import { none, type SessionHandle } from '../../vocabulary/units/ids.js';

// Sessions of the provider that outlive their calls. Each has one timer while it may end by itself.

/** A call has connected, and shows a session that is open: it needs no other. */
export function useSession(world: World, row: CallRow, session: SessionHandle): void {
  row.session = session;
  world.sessions.edit(session).calls++;
  setTimer(world, session);
}

/** A call is authenticated: unless it has shown a session that is open, what it holds is one of its caller from now on, which stays
 * when the call is over.
 */
export function logIn(world: World, row: CallRow, { caller }: CallRequest): void {
  if (usesOpenSession(world, row)) return;
  // The one that it has shown ended meanwhile, and its place is another's.
  if (row.session !== none) world.connected++;
  const { account } = row;
  leaveSessionOf(world, caller);
  const session = world.sessions.append({ caller });
  Object.assign(world.sessions.edit(session), {
    account,
    known: 1,
    calls: 1,
    openedMs: world.nowMs,
    usedMs: world.nowMs,
    order: none,
  });
  if (account !== none) world.accounts.edit(account).sessions++;
  world.sessionsByCaller.set(caller, session);
  row.session = session;
  row.loggedIn = 1;
  setTimer(world, session);
  trace(world, session, 'opened');
}

/** A call is over; its session stays, unless it has ended meanwhile.
 * @param lost whether the caller got no reply: it does not know of the session that was opened for it
 */
export function letSessionBe(world: World, { session, loggedIn }: CallRow, lost: boolean): void {
  if (session === none || world.sessions.peek(session)?.ended !== 0) return;
  const edited = world.sessions.edit(session);
  edited.calls--;
  edited.usedMs = world.nowMs;
  setTimer(world, session);
  if (!lost || loggedIn === 0 || edited.known === 0) return;
  leaveSessionOf(world, world.sessions.payload(session).caller);
  trace(world, session, 'leaked');
}

/** A session's time is over: it has idled for too long, or its token has come to its end. */
export function onSessionEnds(world: World, session: SessionHandle): void {
  world.sessions.edit(session).order = none;
  endSession(world, session, 'ended');
}

/** Ends a session: its place is free. A client that knows it keeps it in mind, and has to be told.
 * @param how 'closed' by its client, who then keeps nothing in mind
 */
export function endSession(world: World, session: SessionHandle, how: 'ended' | 'closed'): void {
  const row = world.sessions.edit(session);
  const { caller } = world.sessions.payload(session);
  if (row.ended === 0) {
    world.connected--;
    if (row.account !== none) world.accounts.edit(row.account).sessions--;
    row.ended = 1;
    setTimer(world, session);
    trace(world, session, how);
  }
  if (row.known === 1 && how === 'ended') return;
  if (row.known === 1) world.sessionsByCaller.delete(caller);
  world.sessions.remove(session);
}

/** The caller keeps its session in mind no longer; if it is open, it stays open. */
function leaveSessionOf(world: World, caller: string): void {
  const session = world.sessionsByCaller.get(caller);
  if (session === undefined) return;
  world.sessionsByCaller.delete(caller);
  if (world.sessions.read(session).ended === 1) world.sessions.remove(session);
  else world.sessions.edit(session).known = 0;
}

/** Sets the session's timer to the time at which it ends by itself, if it does. */
function setTimer(world: World, session: SessionHandle): void {
  const { sessions: limits } = world.configuration;
  const row = world.sessions.edit(session);
  if (row.order !== none)
    world.agenda.cancel({ dueMs: row.endsMs, order: row.order, kind: 'sessionEnds', subject: session });
  row.order = none;
  if (limits === null || row.ended === 1) return;
  const idleMs = row.calls > 0 || limits.idleTimeoutMs === null ? Infinity : row.usedMs + limits.idleTimeoutMs;
  const tokenMs = limits.tokenLifetimeMs === null ? Infinity : row.openedMs + limits.tokenLifetimeMs;
  row.endsMs = Math.min(idleMs, tokenMs);
  if (row.endsMs === Infinity) row.endsMs = 0;
  else row.order = world.agenda.add(row.endsMs, 'sessionEnds', session).order;
}

function trace(world: World, session: SessionHandle, change: 'opened' | 'leaked' | 'ended' | 'closed'): void {
  const { caller } = world.sessions.payload(session);
  world.trace?.add({
    atMs: world.nowMs,
    kind: 'session',
    session: world.codecs.session.encode(session),
    caller,
    change,
  });
}
