import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { BadInputError } from '../../vocabulary/input/badInput.js';
import type { HostedArrays } from '../arrays.js';
import type { Exchange, Face, HttpReply, Reply } from '../exchange.js';
import type { User } from '../users.js';
import { events, eventsRoute } from './events.js';
import { openApi } from './openApi.js';
import { jsonReply, type Route } from './route.js';
import { routes } from './routes.js';

/** The JSON interface for tests in any language.
 * @param token what clients have to send as a bearer token; null lets in everybody who reaches the port
 */
export function controlFace(arrays: HostedArrays, token: string | null): Face {
  return {
    name: 'control',
    bodyLimit: 4 * 1024 * 1024,
    verbs: ['GET', 'POST', 'PUT', 'DELETE'],
    challenge: 'Bearer realm="arraysim"',
    authenticate: (headers) => (token === null || isToken(headers, token) ? tester : undefined),
    answer: (exchange) => answer(arrays, exchange),
  };
}

const tester: User = { name: 'control', password: '', role: 'administrator' };

function isToken({ authorization }: IncomingHttpHeaders, token: string): boolean {
  const [, given = ''] = /^bearer +(\S+) *$/i.exec(authorization ?? '') ?? [];
  const [one, other] = [Buffer.from(given), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}

async function answer(arrays: HostedArrays, exchange: Exchange): Promise<Reply> {
  const { method, path } = exchange;
  if (path === '/openapi.json' && method === 'GET') return jsonReply(200, openApi(all), 'GET /openapi.json');
  const found = matching(method, path);
  if (found === undefined) {
    const other = ['GET', 'POST', 'PUT', 'DELETE'].filter((verb) => matching(verb, path) !== undefined);
    return other.length === 0
      ? failure(404, `nothing is served at ${path}: see /openapi.json`)
      : {
          ...failure(405, `${other.join(' or ')} is expected at ${path}`),
          headers: { ...json, Allow: other.join(', ') },
        };
  }
  const operation = `${method} ${found.route.path}`;
  try {
    if (found.route === eventsRoute)
      return events({ arrays, path: found.values, query: Object.fromEntries(exchange.query) });
    const body = bodyOf(exchange.body);
    const query = Object.fromEntries(exchange.query);
    const result = await found.route.act({ arrays, path: found.values, query, body });
    return jsonReply(result === undefined ? 204 : 200, result, operation);
  } catch (thrown) {
    if (!(thrown instanceof BadInputError)) throw thrown;
    const { field, expected, suggestion = null, message } = thrown;
    return jsonReply(
      field === 'array' ? 404 : 400,
      { error: message, field, expected, suggestion },
      operation,
      message,
    );
  }
}

const json = { 'Content-Type': 'application/json; charset=utf-8' };

function failure(status: number, error: string): HttpReply {
  return jsonReply(status, { error }, 'control', error);
}

const all: readonly Route[] = [...routes, eventsRoute];

interface Pattern {
  readonly route: Route;
  readonly parts: readonly string[];
}

/** Each route with its path in parts, by verb and length. */
const patterns = new Map<string, Pattern[]>();
for (const one of all) {
  const parts = one.path.split('/');
  const key = `${one.verb} ${parts.length}`;
  patterns.set(key, [...(patterns.get(key) ?? []), { route: one, parts }]);
}

/** The route of a verb and a path, with the values of the parts in braces. */
function matching(verb: string, path: string): { route: Route; values: Readonly<Record<string, string>> } | undefined {
  const given = path.split('/');
  for (const { route, parts } of patterns.get(`${verb} ${given.length}`) ?? []) {
    const values = valuesOf(parts, given);
    if (values !== undefined) return { route, values };
  }
  return undefined;
}

function valuesOf(parts: readonly string[], given: readonly string[]): Readonly<Record<string, string>> | undefined {
  // What has to be there as it stands is looked at first.
  if (parts.some((part, at) => !part.startsWith('{') && part !== given[at])) return undefined;
  const values = new Map<string, string>();
  for (const [at, part] of parts.entries()) {
    const text = given[at] ?? '';
    if (part.startsWith('{')) {
      const value = decoded(text);
      if (value === undefined || value === '') return undefined;
      values.set(part.slice(1, -1), value);
    }
  }
  return Object.fromEntries(values);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // A path with a broken escape is a path to nothing.
    return undefined;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @throws BadInputError for what is no JSON */
function bodyOf(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    throw new BadInputError({ field: 'body', value: `${body.length} bytes`, expected: 'an object in JSON, in UTF-8' });
  }
}
