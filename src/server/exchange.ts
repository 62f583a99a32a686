import type { IncomingHttpHeaders } from 'node:http';
import type { CimOperation, SentPath } from '../cim/operations/requests.js';
import type { CimResult, NoReply } from '../cim/operations/results.js';
import { cimStatuses } from '../cim/operations/status.js';
import type { HostedArray } from './hosted.js';
import type { User } from './users.js';

/** A request that has come in whole, from a user who may send it. */
export interface Exchange {
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly user: User;
  /** The array behind the path; null where the face has none of its own. */
  readonly hosted: HostedArray | null;
  /** The server is going down: what comes now is refused in the protocol's own way. */
  readonly stopping: boolean;
}

/** What is written back. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** For the log. */
  readonly operation: string;
  readonly outcome: string | null;
  /** After how many bytes of the body the connection is closed; all of it is sent when left out. */
  readonly cutAfter?: number;
}

/** A reply that goes on until the client leaves. */
export interface Stream {
  readonly headers: Readonly<Record<string, string>>;
  readonly operation: string;
  /** @param send writes a part of it
   * @returns what ends it
   */
  readonly begin: (send: (text: string) => void) => () => void;
}

/** A reply, or none: the line stays open and silent until the client gives up, or the connection goes. */
export type Reply = HttpReply | Stream | 'silence' | 'reset' | 'closed';

/** A protocol on a path of the server's ports. */
export interface Face {
  readonly name: string;
  /** The most bytes that a body may have. */
  readonly bodyLimit: number;
  /** HTTP's verbs that it takes. */
  readonly verbs: readonly string[];
  /** Who asks, by the request's headers; undefined for one without credentials, or with wrong ones. */
  readonly authenticate: (headers: IncomingHttpHeaders) => User | undefined;
  /** What a client is told then, as HTTP's `WWW-Authenticate`. */
  readonly challenge: string;
  /** Answers one without credentials, where the protocol has something for everybody; undefined asks for them. */
  readonly forEverybody?: (headers: IncomingHttpHeaders, path: string, body: Buffer) => HttpReply | undefined;
  readonly answer: (exchange: Exchange) => Reply | Promise<Reply>;
}

/** What a client gets in the place of a reply that is lost.
 * @param instead what a reply of the protocol looks like, and one to another message
 */
export function lostReply(
  { as }: NoReply,
  operation: string,
  challenge: string,
  instead: (wrongId: boolean) => Pick<HttpReply, 'status' | 'headers' | 'body'>,
): Reply {
  const outcome = `reply lost: ${as}`;
  switch (as) {
    case 'silence':
    case 'reset':
    case 'closed':
      return as;
    case 'unauthorized':
      return {
        ...plainReply(401, 'credentials are expected, or others', { 'WWW-Authenticate': challenge }),
        operation,
        outcome,
      };
    case 'unavailable':
      return { ...plainReply(503, 'the service is unavailable'), operation, outcome };
    case 'wrongId':
      return { ...instead(true), operation, outcome };
    case 'cutShort':
    case 'malformed': {
      const reply = instead(false);
      const half = Math.floor(reply.body.length / 2);
      if (as === 'cutShort') return { ...reply, operation, outcome, cutAfter: half };
      return { ...reply, body: reply.body.slice(0, half), operation, outcome };
    }
  }
}

/** What broken replies are made of. */
export const failedResult: CimResult = {
  kind: 'status',
  status: 'failed',
  about: 'operation',
  text: 'the operation failed',
};

/** A reply in plain text. */
export function plainReply(status: number, text: string, headers: Readonly<Record<string, string>> = {}): HttpReply {
  return {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers },
    body: `${text}\n`,
    operation: 'http',
    outcome: null,
  };
}

/** What a client is told whose request came while the server goes down. */
export const shuttingDown: CimResult = {
  kind: 'status',
  status: 'serverIsShuttingDown',
  about: 'operation',
  text: 'the server is shutting down',
};

/** An operation in few words, for the log: never its arguments. */
export function operationText(operation: CimOperation): string {
  switch (operation.do) {
    case 'invoke':
      return `invoke ${classOf(operation.on)}.${operation.method}`;
    case 'getInstance':
    case 'modify':
      return `${operation.do} ${operation.path.className}`;
    case 'associated':
      return `associated ${classOf(operation.of)}`;
    case 'enumerate':
    case 'getClass':
      return `${operation.do} ${operation.className}`;
    default:
      return operation.do;
  }
}

/** What it came to. */
export function outcomeText(result: CimResult): string | null {
  if (result.kind === 'status') return `CIM status ${cimStatuses[result.status]}`;
  if (result.kind === 'answer') return String(result.returnValue);
  return 'items' in result ? `${result.items.length} items` : null;
}

function classOf(object: SentPath | string): string {
  return typeof object === 'string' ? object : object.className;
}
