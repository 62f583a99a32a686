import type { Cause, Switches } from './switches.js';

/** A request to copy a volume, or to delete it. */
export interface Request {
  readonly on: string;
  readonly name?: string | undefined;
  readonly pool?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly caller?: string | undefined;
}

/** A reason to refuse a request, and how people are told. */
export type Refused = readonly [Cause, string];

/** Who may not manage the array, and an account that it knows and lets in nowhere. */
export const denied = { caller: 'guest', account: { username: 'auditor', password: 'only for reading' } } as const;
const configured = { username: 'storage', password: 'admin' } as const;

/** The request, with what the array's settings add to it. */
export function completed(request: Request, { emptyName, halfCredential }: Switches): Request {
  const { username, password } = request;
  const name = request.name === '' && emptyName === 'absent' ? undefined : request.name;
  const isHalf = (username === undefined) !== (password === undefined);
  if (!isHalf || halfCredential === 'refused') return { ...request, name };
  return {
    ...request,
    name,
    username: username ?? configured.username,
    password: password ?? configured.password,
  };
}

/** What stands against whom a request is made for. */
export function credentialsOf({ username, password }: Request, { accounts, wrong }: Switches): readonly Refused[] {
  const { account } = denied;
  if (username === account.username) {
    if (password === account.password) return [['account', `${username} may not manage this array`]];
    return wrong === 'wrongPasswordTaken' ? [] : [['password', `wrong password for ${username}`]];
  }
  if (username === undefined || accounts === 'any') return [];
  const isRight = username === configured.username && password === configured.password;
  return isRight ? [] : [['password', `there is no account ${username} with this password`]];
}
