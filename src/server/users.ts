import { createHash, timingSafeEqual } from 'node:crypto';
import { type Role, roles } from '../store/settings.js';
import { badInput } from '../vocabulary/input/badInput.js';

/** Somebody who may use the server: a caller of the arrays, with a role there. */
export interface User {
  readonly name: string;
  readonly password: string;
  readonly role: Role;
}

/** Reads `name:password:role`; the role is administrator when left out. A password may hold colons when the role is given.
 * @throws BadInputError that does not repeat the password
 */
export function parseUser(text: string): User {
  const expected = `name:password or name:password:role, with a role of ${roles.join(', ')}`;
  const first = text.indexOf(':');
  const last = text.lastIndexOf(':');
  const role = first === last ? 'administrator' : roles.find((one) => one === text.slice(last + 1));
  const name = text.slice(0, first);
  const password = text.slice(first + 1, first === last ? text.length : last);
  if (first < 1 || role === undefined || password === '')
    return badInput({ field: '--user', value: `${text.slice(0, Math.max(0, first))}:…`, expected });
  return { name, password, role };
}

/** Checks HTTP's Basic authentication. */
export class Users {
  private readonly byName: ReadonlyMap<string, { readonly user: User; readonly digest: Buffer }>;

  constructor(readonly all: readonly User[]) {
    this.byName = new Map(all.map((user) => [user.name, { user, digest: digestOf(user.password) }]));
  }

  /** Whom a header names, with the right password; undefined for everybody else. It takes as long for a wrong password as for a
   * right one, and as long for a name that there is not.
   */
  authenticated(header: string | undefined): User | undefined {
    const [, encoded] = /^basic +([A-Za-z0-9+/=_-]+) *$/i.exec(header ?? '') ?? [];
    if (encoded === undefined) return undefined;
    const decoded = Buffer.from(encoded, 'base64').toString('utf8');
    const colon = decoded.indexOf(':');
    if (colon < 0) return undefined;
    const known = this.byName.get(decoded.slice(0, colon));
    const same = timingSafeEqual(digestOf(decoded.slice(colon + 1)), known?.digest ?? nobody);
    return same ? known?.user : undefined;
  }
}

function digestOf(password: string): Buffer {
  return createHash('sha256').update(password, 'utf8').digest();
}

/** No text is known that has this digest. */
const nobody = Buffer.alloc(32);
