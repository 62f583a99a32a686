import type { CallRow } from '../../store/callRow.js';
import type { World } from '../../store/world.js';
import type { CallRequest } from '../../vocabulary/methods/request.js';
import { type AccountHandle, none, type SessionHandle } from '../../vocabulary/units/ids.js';
import type { SystemFacts } from './system.js';

/** Whether sessions stay open when their calls are over. */
export const keepsSessions = ({ configuration }: Pick<SystemFacts, 'configuration'>) => configuration.sessions !== null;

/** The session that a caller has of an account and shows again, open or not: a call with credentials of its own logs in anew.
 * @param account that of the call's credential
 */
export function sessionShown(
  world: World,
  { caller, username }: CallRequest,
  account: AccountHandle | -1,
): SessionHandle | -1 {
  if (world.configuration.sessions === null || username !== null) return none;
  const session = world.sessionsByCaller.get(caller) ?? none;
  return session !== none && world.sessions.read(session).account === account ? session : none;
}

/** The same if it is open still; `none` where the caller has to log in. */
export function openSession(world: World, request: CallRequest, account: AccountHandle | -1): SessionHandle | -1 {
  const session = sessionShown(world, request, account);
  return session !== none && world.sessions.read(session).ended === 0 ? session : none;
}

/** Whether the call uses a session that is open still. */
export function usesOpenSession({ sessions }: World, { session }: Readonly<Pick<CallRow, 'session'>>): boolean {
  return sessions.peek(session)?.ended === 0;
}
