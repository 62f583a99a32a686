import { type IncomingHttpHeaders, Agent as PlainAgent, request as plainRequest, type RequestOptions } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import type { Endpoint } from './endpoint.js';

/** What a server has answered. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Why there is no answer. */
export interface HttpSilence {
  readonly silence: 'timeout' | 'reset' | 'tls' | 'refused';
  /** In the system's words. */
  readonly why: string;
}

/** The most bytes of an answer that are read. */
const longest = 64 * 1024 * 1024;

/** Connections to a provider, kept open between requests. */
export class Transport {
  private readonly agent: PlainAgent | SecureAgent;

  /** @param trust whether any certificate is taken */
  constructor(
    private readonly endpoint: Endpoint,
    private readonly trust: boolean,
  ) {
    const options = { keepAlive: true, maxSockets: 16 };
    this.agent = endpoint.secure ? new SecureAgent(options) : new PlainAgent(options);
  }

  /** Sends a request once, and waits for its answer until the deadline. */
  send(
    headers: Readonly<Record<string, string>>,
    body: string | Uint8Array,
    deadlineMs: number,
  ): Promise<HttpAnswer | HttpSilence> {
    const { secure, host, port, path, user, password } = this.endpoint;
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    const options: RequestOptions = {
      host,
      port,
      path,
      method: 'POST',
      agent: this.agent,
      headers: {
        ...headers,
        Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
        'Content-Length': bytes.length,
      },
    };
    return new Promise((resolve) => {
      const late = setTimeout(() => {
        resolve({ silence: 'timeout', why: `no answer within ${deadlineMs} ms` });
        request.destroy();
      }, deadlineMs);
      const end = (answer: HttpAnswer | HttpSilence) => {
        clearTimeout(late);
        resolve(answer);
      };
      const request = secure ? secureRequest({ ...options, rejectUnauthorized: !this.trust }) : plainRequest(options);
      request.on('error', (error: NodeJS.ErrnoException) => end({ silence: kindOf(error), why: error.message }));
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        let length = 0;
        response.on('data', (chunk: Buffer) => {
          length += chunk.length;
          if (length > longest) request.destroy(new Error(`an answer of more than ${longest} bytes`));
          else chunks.push(chunk);
        });
        response.on('end', () =>
          end({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
        response.on('error', (error) => end({ silence: 'reset', why: error.message }));
      });
      request.end(bytes);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

function kindOf({ code = '', message }: NodeJS.ErrnoException): HttpSilence['silence'] {
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code) || /certificate|SSL routines/.test(message)) return 'tls';
  return ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'].includes(code) ? 'refused' : 'reset';
}
