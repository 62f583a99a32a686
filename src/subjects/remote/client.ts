import { randomUUID } from 'node:crypto';
import type { SentInstance, SentMember, SentPath, SentValue } from '../../cim/operations/requests.js';
import { type CimStatus, cimStatuses } from '../../cim/operations/status.js';
import { readReply as readWsMan } from '../../cim/wsman/client/readReply.js';
import { type Sendable, writeRequest as writeWsMan } from '../../cim/wsman/client/writeRequest.js';
import { type ReceivedItem, readReply as readCimXml } from '../../cim/xml/client/readReply.js';
import { type ClientOperation, writeRequest as writeCimXml } from '../../cim/xml/client/writeRequest.js';
import type { Endpoint } from './endpoint.js';
import { type HttpAnswer, type HttpSilence, Transport } from './transport.js';

/** What both protocols can ask for. */
export type RemoteOperation = Sendable & ClientOperation;

/** What came of it, whichever protocol carried it. Values are as they were sent. */
export type Remote =
  | { readonly kind: 'status'; readonly code: number; readonly text: string }
  | { readonly kind: 'items'; readonly items: readonly RemoteItem[]; readonly context: string | null }
  | { readonly kind: 'answer'; readonly returnValue: number; readonly outputs: readonly SentMember[] }
  /** Nothing that can be read: what was asked for may have been done. */
  | HttpSilence
  | { readonly kind: 'unreadable'; readonly status: number; readonly why: string };

interface RemoteItem {
  readonly path: SentPath | null;
  readonly instance: SentInstance | null;
}

const namespace = 'root/microsoft/windows/storage/sm';

/** A client of a provider of the storage service's classes, wherever it is. */
export class RemoteClient {
  private readonly transport: Transport;

  constructor(
    private readonly endpoint: Endpoint,
    trust = false,
  ) {
    this.transport = new Transport(endpoint, trust);
  }

  /** Asks once: what changes something must not be asked for twice. */
  ask(operation: RemoteOperation, deadlineMs: number): Promise<Remote> {
    return this.endpoint.face === 'ws-man'
      ? this.askWsMan(operation, deadlineMs)
      : this.askCimXml(operation, deadlineMs);
  }

  /** Asks for what changes nothing, and up to twice again where the line broke. */
  async read(operation: RemoteOperation, deadlineMs: number): Promise<Remote> {
    for (let left = 2; ; left--) {
      const answer = await this.ask(operation, deadlineMs);
      const broke = 'silence' in answer && answer.silence === 'reset';
      const busy = !('silence' in answer) && answer.kind === 'unreadable' && answer.status === 503;
      if (left === 0 || !(broke || busy)) return answer;
    }
  }

  close(): void {
    this.transport.close();
  }

  private async askCimXml(operation: RemoteOperation, deadlineMs: number): Promise<Remote> {
    const written = writeCimXml({ namespace, operation }, randomUUID());
    const answer = await this.transport.send(written.headers, written.body, deadlineMs);
    if ('silence' in answer) return answer;
    const { status, headers, body } = answer;
    const reply = readCimXml({ status, headers: plain(headers), body }, written);
    switch (reply.kind) {
      case 'status':
        return reply;
      case 'items':
        return { ...reply, items: reply.items.map(itemOfCimXml) };
      case 'answer':
        return { ...reply, returnValue: numberOf(reply.returnValue) };
      case 'http':
        return {
          kind: 'unreadable',
          status,
          why: [`HTTP status ${status}`, reply.cimError, reply.detail].filter(Boolean).join(', '),
        };
      case 'unreadable':
        return { ...reply, status };
    }
  }

  private async askWsMan(operation: RemoteOperation, deadlineMs: number): Promise<Remote> {
    const { secure, host, port, path } = this.endpoint;
    const messageId = `uuid:${randomUUID()}`;
    const to = `${secure ? 'https' : 'http'}://${host}:${port}${path}`;
    const written = writeWsMan({ namespace, operation, to, messageId, maxBytes: 512_000, timeoutMs: deadlineMs });
    const answer = await this.transport.send(written.headers, written.body, deadlineMs);
    if ('silence' in answer) return answer;
    const { status, headers, body } = answer;
    const reply = readWsMan({ status, contentType: headers['content-type'], body, messageId, operation });
    switch (reply.kind) {
      case 'refused':
        // Whether it was done in the end, nobody knows.
        if (reply.word === 'wsman:TimedOut') return { silence: 'timeout', why: reply.reason };
        return { kind: 'status', code: cimStatuses[reply.status ?? statusOf(reply.word)], text: reply.reason };
      case 'unreadable':
        return { ...reply, status };
      case 'nothing':
      case 'class':
        return { kind: 'items', items: [], context: null };
      case 'instance':
        return { kind: 'items', items: [{ path: null, instance: reply.instance }], context: null };
      case 'page':
        return { kind: 'items', items: reply.items, context: reply.context };
      case 'answer':
        return reply;
    }
  }
}

/** The status of a fault that names none: its word says as much. @see DSP0227 1.2, table of faults */
function statusOf(word: string): CimStatus {
  switch (word) {
    case 'wsa:DestinationUnreachable':
      return 'invalidClass';
    case 'wsa:ActionNotSupported':
    case 'wsman:UnsupportedFeature':
      return 'notSupported';
    case 'wsman:AccessDenied':
      return 'accessDenied';
    default:
      return 'failed';
  }
}

function itemOfCimXml(item: ReceivedItem): RemoteItem {
  if (item.kind === 'path') return { path: item, instance: null };
  return item.kind === 'named' ? { path: item.path, instance: item.instance } : { path: null, instance: null };
}

function numberOf(value: SentValue): number {
  return value !== null && 'kind' in value && value.kind === 'text' ? Number(value.text) : Number.NaN;
}

function plain(headers: HttpAnswer['headers']): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}
