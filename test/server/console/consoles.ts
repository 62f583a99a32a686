import { request as plainRequest } from 'node:http';
import { onTestFinished } from 'vitest';
import type { ArrayOptions } from '../../../src/engine/options.js';
import type { Events } from '../../../src/server/console/contract/state.js';
import type { Commands, Questions } from '../../../src/server/console/contract.js';
import type { ServeOptions } from '../../../src/server/serve.js';
import { type Answer, send, serving } from '../servers.js';

/** As the build makes it, in small. */
export const page = `<!doctype html><html><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; connect-src 'self'" />
<!-- token --></head><body></body></html>`;

/** Room for two clones of a volume. */
export const small: ArrayOptions = {
  seed: 5,
  pools: [
    { name: 'gold', size: '250 GiB' },
    { name: 'silver', size: '1 TiB' },
  ],
  volumes: [{ name: 'db', pool: 'gold', size: '100 GiB', written: '60 GiB' }],
};

/** A console over HTTP, as its page sees it. */
export async function console(array: ArrayOptions = small, options: Partial<ServeOptions> = {}) {
  const shown = { port: 0, page, title: 'A test', key: null, names: [] };
  const {
    server,
    port: wire,
    hosted,
    logged,
  } = await serving({
    array,
    users: [],
    controlPort: null,
    console: shown,
    ...options,
  });
  const port = server.consolePort ?? 0;
  const opened = await send(port, '/');
  const [, token = ''] = /name="arraysim-token" content="([^"]+)"/.exec(opened.body) ?? [];
  return new ConsoleClient({ port, token, wire, server, hosted, logged, opened });
}

interface Parts extends Pick<Awaited<ReturnType<typeof serving>>, 'server' | 'hosted' | 'logged'> {
  readonly port: number;
  readonly token: string;
  /** The port with CIM-XML. */
  readonly wire: number;
  /** The page. */
  readonly opened: Answer;
}

export class ConsoleClient {
  constructor(readonly parts: Parts) {}

  async ask<Path extends keyof Questions>(
    path: Path,
    values: Readonly<Record<string, string>> = {},
    query: Readonly<Record<string, string | number>> = {},
  ): Promise<Questions[Path]['answer']> {
    const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name] ?? 'u1'));
    const given = Object.entries(query).map(([name, value]): [string, string] => [name, `${value}`]);
    const search = new URLSearchParams(given);
    return read(await send(this.parts.port, `${filled}?${search}`)) as Questions[Path]['answer'];
  }

  async act<Name extends keyof Commands>(
    command: Name,
    body: Commands[Name]['body'],
    universe = 'u1',
  ): Promise<Commands[Name]['answer']> {
    return read(
      await this.post(`/api/universes/${universe}/${command}`, JSON.stringify(body)),
    ) as Commands[Name]['answer'];
  }

  /** A command as it is sent, with whatever headers and body. */
  post(path: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const { port, token } = this.parts;
    const all = { 'content-type': 'application/json', 'x-arraysim-token': token, ...headers };
    return send(port, path, { method: 'POST', headers: all }, body);
  }

  /** Listens to the events. @param lastId as a browser says it that comes back */
  listen(lastId?: string): Promise<Listener> {
    return new Promise((resolve, reject) => {
      const headers = lastId === undefined ? {} : { 'Last-Event-ID': lastId };
      const request = plainRequest(
        { port: this.parts.port, path: '/api/events', host: '127.0.0.1', headers },
        (response) => {
          const listener = new Listener(() => request.destroy());
          response.setEncoding('utf8');
          response.on('data', (text: string) => listener.take(text));
          response.on('error', () => undefined);
          onTestFinished(() => listener.leave());
          resolve(listener);
        },
      );
      request.on('error', reject);
      request.end();
    });
  }
}

/** One event as it came. */
export type Came = {
  [Name in keyof Events]: { readonly id: string; readonly event: Name; readonly data: Events[Name] };
}[keyof Events];

/** What comes as server-sent events. */
export class Listener {
  readonly came: Came[] = [];
  private rest = '';
  private waiting: (() => void)[] = [];

  constructor(readonly leave: () => void) {}

  take(text: string): void {
    const parts = `${this.rest}${text}`.split('\n\n');
    this.rest = parts.pop() ?? '';
    for (const part of parts) {
      const lines = Object.fromEntries(
        part.split('\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
      );
      this.came.push({ id: lines.id, event: lines.event, data: JSON.parse(lines.data ?? 'null') } as Came);
    }
    for (const resume of this.waiting.splice(0)) resume();
  }

  /** Waits until something is among what has come. */
  async until<Found>(find: (came: readonly Came[]) => Found | undefined): Promise<Found> {
    for (;;) {
      const found = find(this.came);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** What has come of a kind. */
  of<Name extends keyof Events>(event: Name): Events[Name][] {
    return this.came.flatMap((one) => (one.event === event ? [one.data as Events[Name]] : []));
  }
}

function read({ status, body }: Answer): unknown {
  const value: unknown = JSON.parse(body);
  if (status === 200) return value;
  throw new RefusedRequest(status, value as { readonly error: string; readonly field: string });
}

/** What the server refused, in its words. */
export class RefusedRequest extends Error {
  constructor(
    readonly status: number,
    readonly refusal: { readonly error: string; readonly field: string },
  ) {
    super(`${status}: ${refusal.error}`);
  }
}
