import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { type Exchange, type Face, type HttpReply, plainReply, type Reply, type Stream } from './exchange.js';
import type { HostedArray } from './hosted.js';
import type { Log } from './log.js';
import type { User } from './users.js';

/** What a listener bounds, so that no client can take the server away from the others. */
export interface ListenerLimits {
  /** Connections at a time; more are closed at once. */
  readonly connections: number;
  /** Requests a second of one user; more are answered 503. Null for any number. */
  readonly requestsPerSecond: number | null;
  /** Bytes of all headers. */
  readonly headerBytes: number;
  /** Within which the headers have to be there, and within which the whole request. */
  readonly headersMs: number;
  readonly requestMs: number;
  /** How long a connection is kept that nobody uses. */
  readonly idleMs: number;
}

export const usualLimits: ListenerLimits = {
  connections: 2000,
  requestsPerSecond: null,
  headerBytes: 16 * 1024,
  headersMs: 10_000,
  requestMs: 30_000,
  idleMs: 60_000,
};

/** What a listener serves: faces by path. */
export interface Served {
  /** The face of a path and content type, and the array that is behind it; undefined where there is nothing. */
  readonly route: (
    path: string,
    headers: IncomingMessage['headers'],
  ) => { readonly face: Face; readonly hosted: HostedArray | null } | undefined;
  readonly limits: ListenerLimits;
  readonly log: Log;
  readonly isStopping: () => boolean;
}

/** A certificate and its key, in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** A port that is listened on. */
export interface Listening {
  readonly port: number;
  readonly address: string;
  /** Takes no new connections, lets those answer that are at it, and closes the others. */
  readonly close: () => Promise<void>;
  /** Cuts what is left. */
  readonly cut: () => void;
}

/** Listens on a port; 0 chooses one.
 * @throws the system's error when the port can't be had
 */
export async function listen(
  served: Served,
  port: number,
  host: string,
  certificate: Certificate | null,
): Promise<Listening> {
  const { limits } = served;
  const options = {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.idleMs,
    connectionsCheckingInterval: Math.max(50, Math.min(limits.headersMs, 5000) / 5),
    noDelay: true,
  };
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    void respond(served, request, response);
  };
  const server: Server =
    certificate === null
      ? createServer(options, listener)
      : createSecureServer({ ...options, ...certificate, minVersion: 'TLSv1.2' }, listener);
  server.maxConnections = limits.connections;
  server.on('clientError', refuseClient);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    address: address.address,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
    cut: () => server.closeAllConnections(),
  };
}

/** What HTTP's parser does not take, M-POST among it: some clients of CIM-XML fall back to POST on this answer, and on no other. */
function refuseClient(error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket: Socket): void {
  if (!socket.writable || socket.destroyed) {
    socket.destroy();
    return;
  }
  const status =
    error.rawPacket?.subarray(0, 7).toString('latin1') === 'M-POST ' ? '501 Not Implemented' : statusOf(error);
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  // The parser complains again about the body: that must not be answered a second time.
  socket.destroySoon();
}

function statusOf({ code }: NodeJS.ErrnoException): string {
  if (code === 'HPE_HEADER_OVERFLOW') return '431 Request Header Fields Too Large';
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
}

async function respond(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const startedMs = performance.now();
  const target = targetOf(request.url ?? '');
  const route = target === undefined ? undefined : served.route(target.path, request.headers);
  const name = route?.face.name ?? 'http';
  let user: User | undefined;
  let reply: Reply;
  try {
    if (target === undefined || route === undefined)
      reply = await refuse(request, plainReply(404, 'nothing is served at this path'));
    else if (!route.face.verbs.includes(request.method ?? ''))
      reply = await refuse(
        request,
        plainReply(405, `${route.face.verbs.join(' or ')} is expected`, { Allow: route.face.verbs.join(', ') }),
      );
    else {
      const body = await bodyOf(request, route.face.bodyLimit);
      if (body === 'too large')
        reply = plainReply(413, `a body has at most ${route.face.bodyLimit} bytes here`, { Connection: 'close' });
      else if (body === 'broken off') return;
      else {
        user = authenticated(route.face, request);
        reply =
          user === undefined
            ? (route.face.forEverybody?.(request.headers, target.path, body) ?? unauthorized(route.face))
            : await answer(served, route, {
                method: request.method ?? '',
                ...target,
                headers: request.headers,
                body,
                user,
              });
      }
    }
  } catch (thrown) {
    // A bug of ours; whoever sees the log is to find it, and the server goes on.
    reply = plainReply(500, 'the server failed; its log has more');
    served.log({ face: name, user: null, operation: `failed: ${words(thrown)}`, status: 500, outcome: null, ms: 0 });
  }
  const ms = performance.now() - startedMs;
  const by = user?.name ?? null;
  if (typeof reply === 'string') {
    if (reply === 'reset') request.socket.resetAndDestroy();
    if (reply === 'closed') request.socket.destroySoon();
    served.log({ face: name, user: by, operation: 'call', status: 'none', outcome: 'no reply', ms });
    return;
  }
  if ('begin' in reply) {
    stream(response, reply);
    served.log({ face: name, user: by, operation: reply.operation, status: 200, outcome: null, ms });
    return;
  }
  write(request, response, reply);
  served.log({ face: name, user: by, operation: reply.operation, status: reply.status, outcome: reply.outcome, ms });
}

async function answer(
  { limits, isStopping }: Served,
  { face, hosted }: { readonly face: Face; readonly hosted: HostedArray | null },
  request: Omit<Exchange, 'hosted' | 'stopping'>,
): Promise<Reply> {
  if (limits.requestsPerSecond !== null && !mayAsk(request.user, limits.requestsPerSecond))
    return plainReply(503, `at most ${limits.requestsPerSecond} requests a second are answered`, {
      'Retry-After': '1',
    });
  return face.answer({ ...request, hosted, stopping: isStopping() });
}

/** How many requests of each user came in this second. */
const asked = new WeakMap<User, { second: number; count: number }>();

function mayAsk(user: User, most: number): boolean {
  const second = Math.floor(performance.now() / 1000);
  const before = asked.get(user);
  const count = before?.second === second ? before.count + 1 : 1;
  asked.set(user, { second, count });
  return count <= most;
}

/** Who asks. A connection that has shown the same credentials before is not asked to prove them again. */
function authenticated(face: Face, { socket, headers }: IncomingMessage): User | undefined {
  const before = shown.get(socket);
  if (before !== undefined && before.face === face && before.credentials === headers.authorization) return before.user;
  const user = face.authenticate(headers);
  if (user !== undefined) shown.set(socket, { face, credentials: headers.authorization, user });
  return user;
}

const shown = new WeakMap<
  Socket,
  { readonly face: Face; readonly credentials: string | undefined; readonly user: User }
>();

function unauthorized({ challenge }: Face): HttpReply {
  return plainReply(401, 'credentials are expected, or others', { 'WWW-Authenticate': challenge });
}

/** Reads what is left of a request, so that its connection can be used again, and then refuses it. */
async function refuse(request: IncomingMessage, reply: HttpReply): Promise<HttpReply> {
  const body = await bodyOf(request, 64 * 1024);
  return typeof body === 'string' ? { ...reply, headers: { ...reply.headers, Connection: 'close' } } : reply;
}

/** @returns the body; 'too large' as soon as that is clear, without a wait for the rest */
function bodyOf(request: IncomingMessage, limit: number): Promise<Buffer | 'too large' | 'broken off'> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) return Promise.resolve('too large');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) {
        request.pause();
        resolve('too large');
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.on('error', () => resolve('broken off'));
    request.on('close', () => resolve('broken off'));
  });
}

function stream(response: ServerResponse, { headers, begin }: Stream): void {
  response.writeHead(200, headers);
  // That it is there is told before anything happens.
  response.flushHeaders();
  const end = begin((text) => {
    // A client that does not read what it asked for is not waited for.
    if (response.writableLength > mostUnread) response.destroy();
    else response.write(text);
  });
  response.on('close', end);
}

const mostUnread = 4 * 1024 * 1024;

function write(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body, cutAfter }: HttpReply,
): void {
  const bytes = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  response.writeHead(status, { ...headers, 'Content-Length': bytes });
  if (cutAfter !== undefined) {
    response.write(body.slice(0, cutAfter), () => request.socket.destroySoon());
    return;
  }
  response.end(body);
  // The rest of a body that is too large is never read.
  if (headers.Connection === 'close' && !request.complete) response.once('finish', () => request.socket.destroySoon());
}

/** The path and the query of a request's target; undefined for what is none. */
function targetOf(url: string): Pick<Exchange, 'path' | 'query'> | undefined {
  if (!url.startsWith('/')) return undefined;
  const mark = url.indexOf('?');
  return mark < 0
    ? { path: url, query: noQuery }
    : { path: url.slice(0, mark), query: new URLSearchParams(url.slice(mark + 1)) };
}

const noQuery = new URLSearchParams();

function words(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.stack ?? thrown.message}` : String(thrown);
}
