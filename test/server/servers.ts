import { request as plainRequest, type RequestOptions } from 'node:http';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { LogLine } from '../../src/server/log.js';
import { type ServeOptions, serve } from '../../src/server/serve.js';
import type { User } from '../../src/server/users.js';

export const admin: User = { name: 'admin', password: 'se:cret', role: 'administrator' };
export const guest: User = { name: 'guest', password: 'guest', role: 'reader' };

/** A server on ports of its own, that is stopped after the test; with what it logged. */
export async function serving(options: Partial<ServeOptions> = {}) {
  const logged: LogLine[] = [];
  const server = await serve({
    array: {
      pools: [{ name: 'gold', size: '1 TiB' }],
      volumes: [{ name: 'db', pool: 'gold', size: '10 GiB', written: '10 GiB' }],
    },
    host: '127.0.0.1',
    ports: [0],
    tlsPorts: [],
    certificate: null,
    controlPort: 0,
    controlToken: null,
    users: [admin, guest],
    time: { kind: 'manual' },
    log: (line) => logged.push(line),
    ...options,
  });
  onTestFinished(() => server.stop(0));
  const [port = 0] = server.ports;
  const hosted = server.arrays.find('default');
  if (hosted === undefined) throw new Error('no array');
  return { server, port, control: server.controlPort ?? 0, hosted, logged };
}

export const basic = ({ name, password }: User) => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** One request over HTTP. */
export function send(
  port: number,
  path: string,
  options: RequestOptions = {},
  body: string | Uint8Array = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = plainRequest({ port, path, host: '127.0.0.1', ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** JSON to and from the control interface. */
export async function json(port: number, method: string, path: string, body?: unknown) {
  const { status, body: text } = await send(port, path, { method }, body === undefined ? '' : JSON.stringify(body));
  return { status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
}

/** What a server writes to bytes that are sent as they are, until it closes the connection or the time is over. */
export function raw(port: number, bytes: string | Uint8Array, untilMs = 5000): Promise<string> {
  return new Promise((resolve) => {
    const socket: Socket = connect(port, '127.0.0.1');
    let answer = '';
    const end = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(end, untilMs);
    socket.on('connect', () => socket.write(bytes));
    socket.on('data', (data) => {
      answer += data.toString('latin1');
    });
    socket.on('close', end);
    socket.on('error', end);
  });
}
