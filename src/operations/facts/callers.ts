import type { CallRow, FoundAccount } from '../../store/callRow.js';
import { several } from '../../store/nameIndex.js';
import type { Credential, Role, Settings } from '../../store/settings.js';
import type { World } from '../../store/world.js';
import type { CallRequest } from '../../vocabulary/methods/request.js';
import { type AccountHandle, none } from '../../vocabulary/units/ids.js';

/** What tells who calls. */
interface CallerFacts {
  readonly settings: Settings;
  readonly request: CallRequest;
}

export function roleOf({ settings, request }: CallerFacts): Role {
  const { roles, role } = settings;
  // A caller may be called like a member that every object has.
  return Object.hasOwn(roles, request.caller) ? (roles[request.caller] ?? role) : role;
}

export function credentialOf(settings: Settings, { username, passwordDigest }: CallRequest): Credential | undefined {
  if (username !== null && passwordDigest !== null) return { username, passwordDigest };
  return settings.credential ?? undefined;
}

export function accountOf(world: World, { username }: CallRequest): FoundAccount | undefined {
  if (username !== null) return findAccount(world, username);
  // Most calls come with the configuration provider's credential.
  if (world.ownAccount === 'not looked up') {
    const { credential } = world.settings;
    world.ownAccount = credential === null ? undefined : findAccount(world, credential.username);
  }
  return world.ownAccount;
}

function findAccount({ accounts, accountNames }: World, username: string): FoundAccount | undefined {
  const handle = accountNames.only(accounts, username);
  // No account has another's name: see `setAccount` and `checkOptions`.
  if (handle === none || handle === several) return undefined;
  return { handle, account: accounts.payload(handle) };
}

/** Whether the provider's server was stopped since the call connected to it: it knows nothing of the call any more. */
export function hasLostSession(call: Readonly<Pick<CallRow, 'connected'>>, { incarnation }: Settings): boolean {
  return call.connected !== incarnation;
}

/** The account whose session a call holds that ends with it; `none` where it holds none, or one that outlives it. */
export function accountHeld(
  { account, session, connected }: Readonly<Pick<CallRow, 'account' | 'session' | 'connected'>>,
  settings: Settings,
): AccountHandle | -1 {
  return session === none && !hasLostSession({ connected }, settings) ? account : none;
}
