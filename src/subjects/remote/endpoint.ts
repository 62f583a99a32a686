import { badInput } from '../../vocabulary/input/badInput.js';

/** Where a provider is reached, and as whom. */
export interface Endpoint {
  readonly face: 'cim-xml' | 'ws-man';
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly user: string;
  readonly password: string;
}

const expected =
  'http://user:password@host:5988/cimom for CIM-XML, or http://user:password@host:5985/wsman for WS-Management; https with TLS';

/** Whether a text is meant as an address, and not as a name or a file. */
export function isAddress(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

/** Reads an address. Where it has no path, the port says which protocol is spoken: 5985 and 5986 are those of WS-Management.
 * @param usualPassword where the address has none
 * @throws BadInputError that does not repeat the password
 */
export function readEndpoint(text: string, usualPassword = ''): Endpoint {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    return badInput({ field: 'subject', value: withoutPassword(text), expected });
  const { username, hostname, port, pathname } = url;
  const password = url.password === '' ? usualPassword : decodeURIComponent(url.password);
  if (username === '' || password === '') badInput({ field: 'subject', value: withoutPassword(text), expected });
  const secure = url.protocol === 'https:';
  const isWsMan = pathname === '/' ? ['5985', '5986'].includes(port) : /\/wsman\/?$/.test(pathname);
  return {
    face: isWsMan ? 'ws-man' : 'cim-xml',
    secure,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 5989 : 5988) : Number(port),
    path: pathname === '/' ? (isWsMan ? '/wsman' : '/cimom') : pathname,
    user: decodeURIComponent(username),
    password,
  };
}

/** An address as it may be shown: it can be used again where the password is given apart. */
export function withoutPassword(text: string): string {
  return text.replace(/^(\w+:\/\/[^:@/]*):.*@/, '$1@');
}
