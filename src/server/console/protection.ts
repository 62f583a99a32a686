import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { tokenHeader } from './contract.js';

/** What lets a request in. */
export interface Guard {
  /** What the page holds, and each command has to send. */
  readonly token: string;
  /** What is in the address that was printed, and then in a cookie; null where only this machine can reach the port. */
  readonly key: string | null;
  /** Names of this server beside `localhost` and addresses. */
  readonly names: readonly string[];
}

/** Why a request is refused; null for one that is let in.
 *
 * A page of another origin can't drive the console. It does not know the token that commands have to send, and without leave, which
 * nobody gives, its browser lets it neither send such a header nor read an answer. Browsers also say where a request comes from. A name that
 * its owner lets point here (DNS rebinding) is none of this server's names.
 * @see Fetch, "CORS protocol"; Fetch Metadata Request Headers, Sec-Fetch-Site
 */
export function whyRefused(
  { token, key, names }: Guard,
  { method, path, headers }: { readonly method: string; readonly path: string; readonly headers: IncomingHttpHeaders },
): string | null {
  const { host = '', origin } = headers;
  if (!isOwnName(host, names))
    return `the host '${host.slice(0, 100)}' is not this server's: it can be named when it is started`;
  const site = headers['sec-fetch-site'];
  // A link from anywhere may open the page itself.
  const isPage = method === 'GET' && path === '/';
  if (!isPage && site !== undefined && site !== 'same-origin' && site !== 'none') return 'it comes from another site';
  if (origin !== undefined && !isSameOrigin(origin, host)) return 'it comes from another origin';
  if (key !== null && !isSame(cookieIn(headers), key)) return 'the address that was printed at the start has a key';
  if (method !== 'POST') return null;
  const type = headers['content-type'] ?? '';
  if (!/^application\/json *(;|$)/i.test(type)) return 'a command is application/json';
  return isSame(String(headers[tokenHeader] ?? ''), token) ? null : `a command has the page's token as ${tokenHeader}`;
}

/** The cookie that shows the key. Servers on other ports of this machine share its cookies. */
export const cookieName = 'arraysim-console';

/** An address can't be rebound: whoever asks for it comes here, or nowhere. */
function isOwnName(host: string, names: readonly string[]): boolean {
  const name = host.replace(/:\d*$/, '').toLowerCase();
  return name === 'localhost' || isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0 || names.includes(name);
}

function isSameOrigin(origin: string, host: string): boolean {
  return origin === `http://${host}` || origin === `https://${host}`;
}

function cookieIn({ cookie = '' }: IncomingHttpHeaders): string {
  const found = cookie.split(';').map((one) => one.trim());
  return found.find((one) => one.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1) ?? '';
}

export function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}
