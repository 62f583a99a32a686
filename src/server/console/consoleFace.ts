import { BadInputError, badInput } from '../../vocabulary/input/badInput.js';
import type { Exchange, Face, HttpReply, Reply, Stream } from '../exchange.js';
import type { User } from '../users.js';
import { perform } from './commands.js';
import type { Refusal } from './contract.js';
import { cookieName, type Guard, isSame, whyRefused } from './protection.js';
import { answerTo } from './questions.js';
import type { ConsoleSession } from './session.js';
import { pageJson } from './views.js';

/** The page of a console, what it asks and what it does.
 * @param page as the build makes it
 */
export function consoleFace(session: ConsoleSession, guard: Guard, page: string): Face {
  const opened = pageReply(page, guard.token);
  return {
    name: 'console',
    // A name of a million letters is for the array to judge.
    bodyLimit: 4 * 1024 * 1024,
    verbs: ['GET', 'POST'],
    challenge: '',
    authenticate: () => whoever,
    answer: (exchange) => answer(session, guard, opened, exchange),
  };
}

/** Whoever is let in is let in by `protection.ts`. */
const whoever: User = { name: 'console', password: '', role: 'administrator' };

function answer(session: ConsoleSession, guard: Guard, opened: HttpReply, exchange: Exchange): Reply {
  const { method, path, query } = exchange;
  const entered = enteredBy(guard, exchange);
  if (entered !== null) return entered;
  const why = whyRefused(guard, exchange);
  if (why !== null) return failure(403, why, '');
  if (method === 'GET' && path === '/') return opened;
  if (method === 'GET' && path === '/api/events') return events(session, exchange);
  try {
    const found = method === 'GET' ? answerTo(session, path, query) : command(session, exchange);
    return found === undefined
      ? failure(404, `nothing is at ${path}`, 'path')
      : jsonReply(200, found, `${method} ${path}`);
  } catch (thrown) {
    if (!(thrown instanceof BadInputError)) throw thrown;
    const { field, expected, suggestion = null, message } = thrown;
    const refusal: Refusal = { error: message, field, expected, suggestion };
    return jsonReply(field === 'universe' ? 404 : 400, pageJson(refusal), `${method} ${path}`, message);
  }
}

/** Whoever has the key shows it once, and from then on by a cookie. */
function enteredBy({ key }: Guard, { method, path, query }: Exchange): HttpReply | null {
  const given = query.get('key');
  if (key === null || given === null || method !== 'GET' || path !== '/' || !isSame(given, key)) return null;
  return {
    status: 303,
    headers: { ...plain, Location: '/', 'Set-Cookie': `${cookieName}=${key}; Path=/; HttpOnly; SameSite=Strict` },
    body: '',
    operation: 'GET /',
    outcome: null,
  };
}

function command(session: ConsoleSession, { path, body }: Exchange): string | undefined {
  const [, universe = '', name = ''] = /^\/api\/universes\/([^/]+)\/([a-zA-Z]+)$/.exec(path) ?? [];
  const done = name === '' ? undefined : perform(session, universe, name, bodyOf(body));
  return done && pageJson(done);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @throws BadInputError for what is no JSON */
function bodyOf(body: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    // Neither the decoder nor the parser throws anything but what says so.
    return badInput({ field: 'body', value: `${body.length} bytes`, expected: 'an object in JSON, in UTF-8' });
  }
}

function events(session: ConsoleSession, { headers }: Exchange): Stream {
  const last = headers['last-event-id'];
  return {
    operation: 'GET /api/events',
    headers: { ...plain, 'Content-Type': 'text/event-stream' },
    begin: (send) => session.stream.begin(typeof last === 'string' ? last : undefined, () => session.state(), send),
  };
}

const plain = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Where the token stands in a page that is built without any. */
const tokenMark = '<!-- token -->';

function pageReply(page: string, token: string): HttpReply {
  const [before, after, ...more] = page.split(tokenMark);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`a page of the console has '${tokenMark}' once`);
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  if (policy === undefined) throw new Error('a page of the console has a policy');
  return {
    status: 200,
    headers: {
      ...plain,
      'Content-Type': 'text/html; charset=utf-8',
      // A policy that stands in a page can't say who may frame it.
      'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
      'X-Frame-Options': 'DENY',
      'Cross-Origin-Opener-Policy': 'same-origin',
    },
    body: `${before}<meta name="arraysim-token" content="${token}" />${after}`,
    operation: 'GET /',
    outcome: null,
  };
}

function jsonReply(status: number, body: string, operation: string, outcome: string | null = null): HttpReply {
  return {
    status,
    headers: { ...plain, 'Content-Type': 'application/json; charset=utf-8' },
    body,
    operation,
    outcome,
  };
}

function failure(status: number, error: string, field: string): HttpReply {
  const refusal: Refusal = { error, field, expected: '', suggestion: null };
  return jsonReply(status, pageJson(refusal), 'console', error);
}
